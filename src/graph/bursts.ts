import { isCashAccount } from './cash.ts';
import { transferDays } from './months.ts';
import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';
import { elapsedMs } from './time-order.ts';

/** How one account's new counterparties of one direction come together in time. */
export interface Burst {
  /** Distinct counterparties of the direction, whatever their rhythm. */
  counterparties: number;
  /** One-off counterparties whose first dealing lies in the fullest window. */
  observed: number;
  /** One-off counterparties that the account's own rate outside that window would bring in one window; 0 where it did nothing else. */
  expected: number;
  /** False where the account's life in the data is too short, or too near the data's end, to show a rhythm. */
  rhythmKnown: boolean;
  /** Transfers of the fullest window with its one-off counterparties, ascending; empty unless asked for. */
  edges: number[];
}

/** 0 = payers, 1 = payees. */
export type Direction = 0 | 1;

/**
 * Measures bursts of new one-off counterparties. A counterparty that comes back after more than a window is rhythm (wages,
 * subscriptions, suppliers) and counts neither in the window nor in the rate. Cash and own accounts are no counterparties.
 */
export function createBurstMeter(
  projection: Projection,
  windowMs: number,
): (account: number, direction: Direction, withEdges: boolean) => Burst {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const parties = accountParties(projection);
  const cash = new Uint8Array(nodes.range.account.end - first);
  for (let i = 0; i < cash.length; i++) cash[i] = isCashAccount(projection, first + i) ? 1 : 0;
  const stamp = new Int32Array(nodes.count);
  const firstEdge = new Int32Array(nodes.count);
  const lastEdge = new Int32Array(nodes.count);
  let current = 0;

  function partyOf(account: number, edge: number, direction: Direction): number {
    const other = direction === 0 ? transfers.from[edge]! : transfers.to[edge]!;
    if (other < 0 || cash[other - first]) return -1;
    const party = parties[other - first]!;
    return party === parties[account - first] ? -1 : party;
  }

  return (account, direction, withEdges) => {
    const { offsets, edges } = direction === 0 ? transfers.in : transfers.out;
    current++;
    const seen: number[] = [];
    for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
      const edge = edges[i]!;
      const party = partyOf(account, edge, direction);
      if (party < 0) continue;
      if (stamp[party] !== current) {
        stamp[party] = current;
        firstEdge[party] = edge;
        seen.push(party);
      }
      lastEdge[party] = edge;
    }
    const starts: number[] = [];
    for (const party of seen) {
      if (elapsedMs(transfers, firstEdge[party]!, lastEdge[party]!) <= windowMs) starts.push(firstEdge[party]!);
    }
    const window = fullestWindow(projection, starts, windowMs);
    const life = lifeOf(projection, account);
    const outside = life.ms - windowMs;
    const others = starts.length - window.count;
    const burst: Burst = {
      counterparties: seen.length,
      observed: window.count,
      expected: (others * windowMs) / Math.max(outside, windowMs),
      rhythmKnown: outside >= windowMs || isWellInside(projection, life.first, windowMs),
      edges: [],
    };
    if (withEdges && window.count > 0) {
      const from = starts[window.begin]!;
      const to = starts[window.begin + window.count - 1]!;
      for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
        const party = partyOf(account, edges[i]!, direction);
        if (party < 0 || firstEdge[party]! < from || firstEdge[party]! > to) continue;
        if (elapsedMs(transfers, firstEdge[party]!, lastEdge[party]!) <= windowMs) burst.edges.push(edges[i]!);
      }
    }
    return burst;
  };
}

/** The closed window with the most of the given edges (ascending); the first of equal ones. */
function fullestWindow(
  { transfers }: Projection,
  starts: readonly number[],
  windowMs: number,
): { begin: number; count: number } {
  let begin = 0;
  let best = { begin: 0, count: 0 };
  for (let end = 0; end < starts.length; end++) {
    while (elapsedMs(transfers, starts[begin]!, starts[end]!) > windowMs) begin++;
    if (end - begin + 1 > best.count) best = { begin, count: end - begin + 1 };
  }
  return best;
}

/** From an account's first movement to its last, either way. */
function lifeOf({ transfers }: Projection, account: number): { first: number; ms: number } {
  let first = transfers.count;
  let last = -1;
  for (const { offsets, edges } of [transfers.in, transfers.out]) {
    if (offsets[account] === offsets[account + 1]) continue;
    first = Math.min(first, edges[offsets[account]!]!);
    last = Math.max(last, edges[offsets[account + 1]! - 1]!);
  }
  return { first, ms: last < 0 ? 0 : elapsedMs(transfers, first, last) };
}

/** Whether the data go on for more than two windows after an account's first movement: a new shop would have shown its rhythm. */
function isWellInside({ transfers }: Projection, first: number, windowMs: number): boolean {
  return elapsedMs(transfers, first, transfers.count - 1) > 2 * windowMs;
}

/** Time from the first transfer of the data to the last. */
export function dataSpanMs({ transfers }: Projection): number {
  return transfers.count === 0 ? 0 : elapsedMs(transfers, 0, transfers.count - 1);
}

/** Number of calendar days on which the data have transfers, for messages about short data. */
export function spanDays({ transfers }: Projection): number {
  const days = transferDays(transfers);
  return days.length === 0 ? 0 : days[days.length - 1]! - days[0]! + 1;
}
