import { createLedger, ledgerCurrencies } from '../account-ledger.ts';
import type { Projection } from '../projection.ts';
import { elapsedMs, isAfter } from '../time-order.ts';

/** Which money of an account a debit spends: the oldest, or a part of everything that is there. */
export type FollowBy = 'fifo' | 'proportional';

/** Most credits within the window that proportional following keeps apart; what is older counts as other money. */
const PROPORTIONAL_LOTS = 200;

/** Parts of credits that debits of one account spent within the window, by credit, then debit; arrays are reused by the next `trace`. */
export interface FlowLinks {
  count: number;
  /** Edges of the transfer that brought the money and of the one that took it on, strictly later. */
  credit: Int32Array;
  debit: Int32Array;
  amountMinor: Float64Array;
  /** Where the part lies within the credit and within the debit, in minor units from their beginning; first in, first out only. */
  creditOffset: Float64Array;
  debitOffset: Float64Array;
  /** How much of the whole debit was paid from money that is known to have come. */
  fundedMinor: Float64Array;
}

/** Follows money through one account after another. */
export interface FlowTracer {
  readonly links: FlowLinks;
  /** Reads an account; its currencies (numbers), ascending. */
  readonly load: (account: number) => number[];
  /** Fills `links` for one currency of the loaded account. */
  readonly trace: (currency: number) => void;
}

/**
 * Makes a tracer over typed arrays. Money that came within `windowMs` is spent before older money (first in, first out, or each
 * credit in proportion to what is left of it), so that what stays behind on an account for good does not hide what passes through.
 * Linear in the movements of an account; proportional following looks at up to 200 credits for each debit.
 */
export function createFlowTracer(projection: Projection, windowMs: number, followBy: FollowBy): FlowTracer {
  const { transfers, accounts, nodes } = projection;
  const ledger = createLedger(projection);
  const links: FlowLinks = {
    count: 0,
    credit: new Int32Array(64),
    debit: new Int32Array(64),
    amountMinor: new Float64Array(64),
    creditOffset: new Float64Array(64),
    debitOffset: new Float64Array(64),
    fundedMinor: new Float64Array(64),
  };
  let lots = new Int32Array(64);
  let left = new Float64Array(64);
  let account = 0;
  let currencies: number[] = [];

  function load(node: number): number[] {
    account = node;
    ledger.load(node);
    if (lots.length < ledger.length) {
      lots = new Int32Array(ledger.length * 2);
      left = new Float64Array(ledger.length * 2);
    }
    currencies = ledgerCurrencies(ledger, transfers.currency);
    return currencies;
  }

  function trace(currency: number): void {
    links.count = 0;
    const known = accounts.openingBalanceMinor[account - nodes.range.account.start]!;
    let opening = currencies.length === 1 && known > 0 ? known : 0;
    let tail = 0;
    let recent = 0;
    let cursor = 0;
    let old = 0;
    for (let p = 0; p < ledger.length; p++) {
      const edge = ledger.edges[p]!;
      if (transfers.currency[edge] !== currency) continue;
      const amount = transfers.amountMinor[edge]!;
      if (ledger.incoming[p]) {
        lots[tail] = edge;
        left[tail++] = amount;
        continue;
      }
      while (recent < tail && elapsedMs(transfers, lots[recent]!, edge) > windowMs) recent++;
      if (followBy === 'proportional') recent = Math.max(recent, tail - PROPORTIONAL_LOTS);
      if (cursor < recent) cursor = recent;
      const begun = links.count;
      let unpaid = amount;
      if (followBy === 'proportional') unpaid -= spendInProportion(edge, recent, tail);
      else {
        while (unpaid > 0 && cursor < tail) {
          const part = Math.min(left[cursor]!, unpaid);
          if (part > 0)
            add(lots[cursor]!, edge, part, transfers.amountMinor[lots[cursor]!]! - left[cursor]!, amount - unpaid);
          left[cursor]! -= part;
          unpaid -= part;
          if (left[cursor] === 0) cursor++;
        }
      }
      for (; unpaid > 0 && old < recent; ) {
        const part = Math.min(left[old]!, unpaid);
        left[old]! -= part;
        unpaid -= part;
        if (left[old] === 0) old++;
      }
      const fromOpening = Math.min(opening, Math.max(unpaid, 0));
      opening -= fromOpening;
      links.fundedMinor.fill(amount - Math.max(unpaid - fromOpening, 0), begun, links.count);
    }
    if (followBy === 'proportional') sortByCredit();
  }

  function spendInProportion(debit: number, from: number, to: number): number {
    let pool = 0;
    for (let i = from; i < to; i++) pool += left[i]!;
    const spent = Math.min(pool, transfers.amountMinor[debit]!);
    if (spent === 0) return 0;
    for (let i = from; i < to; i++) {
      const part = spent === pool ? left[i]! : (left[i]! * spent) / pool;
      if (part > 0) add(lots[i]!, debit, part, 0, 0);
      left[i]! -= part;
    }
    return spent;
  }

  function add(credit: number, debit: number, part: number, creditOffset: number, debitOffset: number): void {
    if (!isAfter(transfers, credit, debit)) return;
    if (links.count === links.credit.length) grow();
    links.credit[links.count] = credit;
    links.debit[links.count] = debit;
    links.amountMinor[links.count] = part;
    links.creditOffset[links.count] = creditOffset;
    links.debitOffset[links.count++] = debitOffset;
  }

  function grow(): void {
    links.credit = larger(links.credit, new Int32Array(links.count * 2));
    links.debit = larger(links.debit, new Int32Array(links.count * 2));
    links.amountMinor = larger(links.amountMinor, new Float64Array(links.count * 2));
    links.creditOffset = larger(links.creditOffset, new Float64Array(links.count * 2));
    links.debitOffset = larger(links.debitOffset, new Float64Array(links.count * 2));
    links.fundedMinor = larger(links.fundedMinor, new Float64Array(links.count * 2));
  }

  /** Debits come one after another, each with its credits ascending: a stable sort by credit keeps debits ascending. */
  function sortByCredit(): void {
    const order = Int32Array.from({ length: links.count }, (_, i) => i).sort(
      (a, b) => links.credit[a]! - links.credit[b]! || a - b,
    );
    const { credit, debit, amountMinor, fundedMinor } = links;
    const before = [credit.slice(), debit.slice(), amountMinor.slice(), fundedMinor.slice()] as const;
    for (let i = 0; i < order.length; i++) {
      credit[i] = before[0][order[i]!]!;
      debit[i] = before[1][order[i]!]!;
      amountMinor[i] = before[2][order[i]!]!;
      fundedMinor[i] = before[3][order[i]!]!;
    }
  }

  return { links, load, trace };
}

function larger<T extends Int32Array | Float64Array>(array: T, twice: T): T {
  twice.set(array);
  return twice;
}
