import { partiesOfTransfer } from './businesses.ts';
import { movementTypes, TRANSFER } from './cash.ts';
import { transferDays } from './months.ts';
import { accountsByHolder } from './parties.ts';
import type { Projection } from './projection.ts';

/** What became of each invoice. */
export const UNJUDGED = 0;
export const PAID = 1;
const UNPAID = 2;
export const THIRD_PARTY = 3;

export interface InvoicePayments {
  /** One of the above for each invoice. */
  readonly state: Uint8Array;
  /** Part of the amount that its seller did not get, minor units; 0 where nothing is judged. */
  readonly missingMinor: Float64Array;
  /** Transfers to someone else that name the invoice. */
  readonly elsewhere: ReadonlyMap<number, readonly number[]>;
}

/**
 * Follows invoices to their payments: transfers that name the invoice, else one of the equal sum from the buyer to the
 * seller within `days` before or after it (each transfer pays once, the earliest invoice first). An invoice is judged once `days` have passed
 * in the transfers, if buyer and seller hold accounts and payments of the buyer are seen: else it may have been paid
 * elsewhere. O(transfers + invoices).
 */
export function invoicePayments(projection: Projection, days: number): InvoicePayments {
  const { invoices, transfers } = projection;
  const state = new Uint8Array(invoices.count);
  const missingMinor = new Float64Array(invoices.count);
  const elsewhere = new Map<number, number[]>();
  const paidMinor = new Float64Array(invoices.count);
  const isUnknown = new Uint8Array(invoices.count);
  markJudged(projection, days, state);
  for (let e = 0; transfers.invoice && e < transfers.count; e++) {
    const invoice = transfers.invoice[e]!;
    if (invoice < 0) continue;
    const { payee } = partiesOfTransfer(projection, e);
    const sameCurrency =
      transfers.currencies[transfers.currency[e]!] === invoices.currencies[invoices.currency[invoice]!];
    if (payee === invoices.to[invoice]) {
      paidMinor[invoice]! += sameCurrency ? transfers.amountMinor[e]! : invoices.amountMinor[invoice]!;
    } else if (payee < 0 || projection.nodes.kind(payee) === 'account') isUnknown[invoice] = 1;
    else {
      const known = elsewhere.get(invoice);
      if (known) known.push(e);
      else elsewhere.set(invoice, [e]);
    }
  }
  matchEqualSums(projection, days, state, paidMinor);
  for (let i = 0; i < invoices.count; i++) {
    if (state[i] === UNJUDGED) continue;
    const missing = Math.max(0, invoices.amountMinor[i]! - paidMinor[i]!);
    if (missing > 0 && isUnknown[i]) state[i] = UNJUDGED;
    else if (missing === 0) state[i] = PAID;
    else {
      state[i] = elsewhere.has(i) ? THIRD_PARTY : UNPAID;
      missingMinor[i] = missing;
    }
  }
  return { state, missingMinor, elsewhere };
}

/** Marks invoices that can be judged as unpaid for now. */
function markJudged(projection: Projection, days: number, state: Uint8Array): void {
  const { invoices, transfers, nodes } = projection;
  const accounts = accountsByHolder(projection);
  const transferDay = transferDays(transfers);
  const issued = transferDays(invoices);
  let firstDay = Infinity;
  let lastDay = -Infinity;
  for (const day of transferDay) {
    if (day < firstDay) firstDay = day;
    if (day > lastDay) lastDay = day;
  }
  const pays = new Uint8Array(nodes.count);
  for (let e = 0; e < transfers.count; e++) {
    const { payer } = partiesOfTransfer(projection, e);
    if (payer >= 0) pays[payer] = 1;
  }
  for (let i = 0; i < invoices.count; i++) {
    const buyer = invoices.from[i]!;
    const seller = invoices.to[i]!;
    if (buyer === seller || invoices.amountMinor[i] === 0) continue;
    if (issued[i]! < firstDay || issued[i]! + days > lastDay || !pays[buyer]) continue;
    if (accounts.offsets[seller] === accounts.offsets[seller + 1]) continue;
    state[i] = UNPAID;
  }
}

/** Equal sums between the same two: in time order each transfer pays the earliest open invoice that is near enough. */
function matchEqualSums(projection: Projection, days: number, state: Uint8Array, paidMinor: Float64Array): void {
  const { invoices, transfers, nodes } = projection;
  const types = movementTypes(projection);
  const transferDay = transferDays(transfers);
  const issued = transferDays(invoices);
  /** Open invoices by buyer and seller, then by sum, in time order with the place of the first that is open. */
  const open = new Map<number, Map<string, { invoices: number[]; next: number }>>();
  for (let i = 0; i < invoices.count; i++) {
    if (state[i] === UNJUDGED || paidMinor[i]! > 0) continue;
    const pair = invoices.from[i]! * nodes.count + invoices.to[i]!;
    let sums = open.get(pair);
    if (!sums) open.set(pair, (sums = new Map()));
    const sum = `${invoices.amountMinor[i]} ${invoices.currencies[invoices.currency[i]!]}`;
    const queue = sums.get(sum);
    if (queue) queue.invoices.push(i);
    else sums.set(sum, { invoices: [i], next: 0 });
  }
  if (open.size === 0) return;
  for (let e = 0; e < transfers.count; e++) {
    if (types[e] !== TRANSFER || (transfers.invoice && transfers.invoice[e]! >= 0)) continue;
    const { payer, payee } = partiesOfTransfer(projection, e);
    const sums = open.get(payer * nodes.count + payee);
    const queue = sums?.get(`${transfers.amountMinor[e]} ${transfers.currencies[transfers.currency[e]!]}`);
    if (!queue) continue;
    const day = transferDay[e]!;
    while (queue.next < queue.invoices.length && issued[queue.invoices[queue.next]!]! < day - days) queue.next++;
    const invoice = queue.invoices[queue.next];
    if (invoice === undefined || issued[invoice]! > day + days) continue;
    paidMinor[invoice] = invoices.amountMinor[invoice]!;
    queue.next++;
  }
}
