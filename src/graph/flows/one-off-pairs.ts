import { movementTypes, TRANSFER } from '../cash.ts';
import { buildCsr, type Csr } from '../csr.ts';
import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';
import { elapsedMs } from '../time-order.ts';
import { groupOfParty } from './passed-legs.ts';

/** Payer–payee pairs of parties (holders, or accounts without one) whose dealings all lie within one window. */
export interface OneOffPairs {
  count: number;
  payer: Int32Array;
  payee: Int32Array;
  /** First and last transfer of each pair. */
  first: Int32Array;
  last: Int32Array;
  /** Pairs by payer and by payee, each by first transfer. */
  out: Csr;
  in: Csr;
  /** Transfers of a pair, ascending. */
  transfersOf: (pair: number) => number[];
}

/**
 * Collects the pairs in O(transfers). Left out: cash ends, own transfers, pairs within one ownership group, and pairs that deal again
 * after more than a window: regular business.
 */
export function oneOffPairs(projection: Projection, windowMs: number): OneOffPairs {
  const { transfers, nodes } = projection;
  const start = nodes.range.account.start;
  const types = movementTypes(projection);
  const parties = accountParties(projection);
  const groupOf = groupOfParty(projection);
  const payerOf = new Int32Array(transfers.count).fill(-1);
  const payeeOf = new Int32Array(transfers.count).fill(-1);
  const kept = new Int32Array(transfers.count);
  let used = 0;
  for (let edge = 0; edge < transfers.count; edge++) {
    if (types[edge] !== TRANSFER) continue;
    payerOf[edge] = parties[transfers.from[edge]! - start]!;
    payeeOf[edge] = parties[transfers.to[edge]! - start]!;
    if (groupOf(payerOf[edge]!) !== groupOf(payeeOf[edge]!)) kept[used++] = edge;
  }
  const byPayer = buildCsr(nodes.count, payerOf, { order: kept.subarray(0, used) });
  const pairOf = new Int32Array(nodes.count).fill(-1);
  const columns = { payer: [] as number[], payee: [] as number[], first: [] as number[], last: [] as number[] };
  for (let party = 0; party < nodes.count; party++) {
    const begun = columns.payer.length;
    for (let i = byPayer.offsets[party]!; i < byPayer.offsets[party + 1]!; i++) {
      const edge = byPayer.edges[i]!;
      const payee = payeeOf[edge]!;
      if (pairOf[payee]! < begun) {
        pairOf[payee] = columns.payer.length;
        columns.payer.push(party);
        columns.payee.push(payee);
        columns.first.push(edge);
        columns.last.push(edge);
      } else columns.last[pairOf[payee]!] = edge;
    }
  }
  const all = columns.payer.length;
  const isOneOff = (i: number) => elapsedMs(transfers, columns.first[i]!, columns.last[i]!) <= windowMs;
  // A transfer is the first of one pair at most, so that its place is the pair's rank.
  const firstOf = new Int32Array(transfers.count).fill(-1);
  for (let i = 0; i < all; i++) if (isOneOff(i)) firstOf[columns.first[i]!] = i;
  const order = firstOf.filter((i) => i >= 0);
  const column = (values: number[]) => {
    const kept = new Int32Array(order.length);
    for (let i = 0; i < order.length; i++) kept[i] = values[order[i]!]!;
    return kept;
  };
  const payer = column(columns.payer);
  const payee = column(columns.payee);
  return {
    count: order.length,
    payer,
    payee,
    first: column(columns.first),
    last: column(columns.last),
    out: buildCsr(nodes.count, payer),
    in: buildCsr(nodes.count, payee),
    transfersOf: (pair) => {
      const edges: number[] = [];
      const { offsets, edges: own } = byPayer;
      for (let i = offsets[payer[pair]!]!; i < offsets[payer[pair]! + 1]!; i++) {
        if (payeeOf[own[i]!] === payee[pair]) edges.push(own[i]!);
      }
      return edges;
    },
  };
}
