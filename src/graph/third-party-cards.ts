import { ACCOUNT_KINDS, CHANNELS } from '../model/vocabulary.ts';
import { isCashAccount } from './cash.ts';
import type { Projection } from './projection.ts';
import { elapsedMs } from './time-order.ts';

const CARD = ACCOUNT_KINDS.indexOf('card');
const TOPUP = CHANNELS.indexOf('topup');

/** Who else acted on a person's card. */
export interface ThirdPartyCard {
  card: number;
  /** Holders, ascending. */
  holders: number[];
  /** Most other people within one window, and their transfers, ascending. */
  payers: number[];
  edges: number[];
  /** Transfers of all windows with at least `least` of them, ascending; empty where there is none. */
  reached: number[];
}

/**
 * Walks the cards held by people of which some operation names who acted. An operation is another's where the payer is a person and no
 * holder; of money that comes from the payer's own account only a top-up counts: being paid by others is what a card is for.
 */
export function eachThirdPartyCard(
  projection: Projection,
  windowMs: number,
  least: number,
  take: (card: ThirdPartyCard) => void,
): void {
  const { transfers, nodes, accounts, holdings } = projection;
  const { start, end } = nodes.range.account;
  const holdersOf = (account: number) => {
    const found = new Set<number>();
    for (let i = holdings.in.offsets[account]!; i < holdings.in.offsets[account + 1]!; i++)
      found.add(holdings.from[holdings.in.edges[i]!]!);
    return [...found].sort((a, b) => a - b);
  };
  const isOwnMoney = (edge: number) => {
    const from = transfers.from[edge]!;
    if (from < 0 || isCashAccount(projection, from) || transfers.channel[edge] === TOPUP) return false;
    return holdersOf(from).includes(transfers.payer[edge]!);
  };
  for (let card = start; card < end; card++) {
    if (accounts.kind[card - start] !== CARD) continue;
    const holders = holdersOf(card);
    if (!holders.some((holder) => nodes.kind(holder) === 'person')) continue;
    const others: number[] = [];
    let isNamed = false;
    for (const { offsets, edges } of [transfers.out, transfers.in]) {
      for (let i = offsets[card]!; i < offsets[card + 1]!; i++) {
        const edge = edges[i]!;
        const payer = transfers.payer[edge]!;
        if (payer < 0) continue;
        isNamed = true;
        if (holders.includes(payer) || nodes.kind(payer) !== 'person') continue;
        if (offsets === transfers.in.offsets && isOwnMoney(edge)) continue;
        others.push(edge);
      }
    }
    if (!isNamed) continue;
    const edges = [...new Set(others)].sort((a, b) => a - b);
    take({ card, holders, ...fullestWindow(projection, edges, windowMs, least) });
  }
}

/** The closed window with the most different payers, the first of equal ones; one pass. */
function fullestWindow({ transfers }: Projection, edges: readonly number[], windowMs: number, least: number) {
  const count = new Map<number, number>();
  const reached = new Set<number>();
  let best: readonly [number, number, number] = [0, 0, 0];
  let begin = 0;
  let shown = 0;
  for (let end = 0; end < edges.length; end++) {
    const payer = transfers.payer[edges[end]!]!;
    count.set(payer, (count.get(payer) ?? 0) + 1);
    while (elapsedMs(transfers, edges[begin]!, edges[end]!) > windowMs) {
      const gone = transfers.payer[edges[begin++]!]!;
      if (count.get(gone) === 1) count.delete(gone);
      else count.set(gone, count.get(gone)! - 1);
    }
    if (count.size > best[2]) best = [begin, end + 1, count.size];
    if (count.size < least) continue;
    for (let i = Math.max(begin, shown); i <= end; i++) reached.add(edges[i]!);
    shown = end + 1;
  }
  const window = edges.slice(best[0], best[1]);
  const payers = [...new Set(window.map((edge) => transfers.payer[edge]!))].sort((a, b) => a - b);
  return { payers, edges: window, reached: [...reached] };
}
