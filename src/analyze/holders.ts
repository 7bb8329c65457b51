import { isCashAccount } from '../graph/cash.ts';
import { buildCsr, type Csr } from '../graph/csr.ts';
import type { Projection } from '../graph/projection.ts';
import { sharedInt32 } from '../graph/shared-columns.ts';
import { NO_DAY } from '../model/time.ts';

/** Who holds which account, both ways, by node number. */
export interface Holders extends PackedHolders {
  /** Distinct holders of an account on the as-of day; where none is left, those who held it last. */
  holdersOf(account: number): Int32Array;
  /** Accounts of a holder, ascending. */
  accountsOf(holder: number): Int32Array;
}

/** Holders as columns in shared memory. */
export interface PackedHolders {
  /** The holders of all accounts in one array, for loops over all of them: those of node v are `ends[offsets[v] .. offsets[v + 1])`. */
  readonly byAccount: Adjacency;
  /** The accounts of all holders, likewise. */
  readonly byHolder: Adjacency;
}

export interface Adjacency {
  readonly offsets: Int32Array;
  readonly ends: Int32Array;
}

/** Reads the holdings of a projection: a closed account still belongs to whoever held it last. */
export function holdersOf({ holdings, nodes, asOfDay }: Projection): Holders {
  const keep = new Uint8Array(holdings.count);
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    const from = holdings.in.offsets[account]!;
    const to = holdings.in.offsets[account + 1]!;
    let last = NO_DAY;
    let valid = false;
    for (let i = from; i < to; i++) {
      const end = holdings.toDay[holdings.in.edges[i]!]!;
      if (end === NO_DAY || end > asOfDay) valid = true;
      else if (end > last) last = end;
    }
    for (let i = from; i < to; i++) {
      const edge = holdings.in.edges[i]!;
      const end = holdings.toDay[edge]!;
      if (valid ? end === NO_DAY || end > asOfDay : end === last) keep[edge] = 1;
    }
  }
  const order = new Int32Array(keep.reduce((sum, kept) => sum + kept, 0));
  for (let edge = 0, at = 0; edge < holdings.count; edge++) if (keep[edge]) order[at++] = edge;
  return holdersFrom({
    byAccount: adjacency(buildCsr(nodes.count, holdings.to, { order }), holdings.from),
    byHolder: adjacency(buildCsr(nodes.count, holdings.from, { order }), holdings.to),
  });
}

/** The holders over what they are read from. */
export function holdersFrom({ byAccount, byHolder }: PackedHolders): Holders {
  return { holdersOf: endsOf(byAccount), accountsOf: endsOf(byHolder), byAccount, byHolder };
}

/** Other ends of each node's relations, ascending, each once. */
function adjacency({ offsets, edges }: Csr, other: Int32Array): Adjacency {
  const all = sharedInt32(edges.length);
  const start = sharedInt32(offsets.length);
  let at = 0;
  for (let node = 0; node + 1 < offsets.length; node++) {
    start[node] = at;
    const own = offsets[node + 1]! - offsets[node]!;
    if (own === 1) all[at++] = other[edges[offsets[node]!]!]!;
    else if (own > 1) {
      const ends = edges.subarray(offsets[node]!, offsets[node + 1]!).map((edge) => other[edge]!);
      for (const end of new Set(ends.sort())) all[at++] = end;
    }
  }
  start[offsets.length - 1] = at;
  return { offsets: start, ends: all.subarray(0, at) };
}

/** Views into one array. */
function endsOf({ offsets, ends }: Adjacency): (node: number) => Int32Array {
  return (node) => ends.subarray(offsets[node]!, offsets[node + 1]!);
}

/** Whether a node is a cash end (an ATM or a cash desk): money leaves there, but two who use it have nothing to do with each other. */
export function isCashEnd(projection: Projection, node: number): boolean {
  const { start, end } = projection.nodes.range.account;
  return node >= start && node < end && isCashAccount(projection, node);
}
