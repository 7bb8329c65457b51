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
  const parties = accountParties(projection);
  const payerAt = (edge: number) => parties[transfers.from[edge]! - start]!;
  const payeeAt = (edge: number) => parties[transfers.to[edge]! - start]!;
  const byPayer = dealingsByPayer(projection);
  const lastOf = lastTransfers(transfers.count, nodes.count, byPayer, payeeAt);
  let count = 0;
  for (let edge = 0; edge < transfers.count; edge++) {
    if (lastOf[edge]! < 0) continue;
    if (elapsedMs(transfers, edge, lastOf[edge]!) <= windowMs) count++;
    else lastOf[edge] = -1;
  }
  const payer = new Int32Array(count);
  const payee = new Int32Array(count);
  const first = new Int32Array(count);
  const last = new Int32Array(count);
  for (let edge = 0, pair = 0; pair < count; edge++) {
    if (lastOf[edge]! < 0) continue;
    payer[pair] = payerAt(edge);
    payee[pair] = payeeAt(edge);
    first[pair] = edge;
    last[pair++] = lastOf[edge]!;
  }
  return {
    count,
    payer,
    payee,
    first,
    last,
    out: buildCsr(nodes.count, payer),
    in: buildCsr(nodes.count, payee),
    transfersOf: (pair) => {
      const edges: number[] = [];
      const { offsets, edges: own } = byPayer;
      for (let i = offsets[payer[pair]!]!; i < offsets[payer[pair]! + 1]!; i++) {
        if (payeeAt(own[i]!) === payee[pair]) edges.push(own[i]!);
      }
      return edges;
    },
  };
}

/** Transfers between parties that are not of one ownership group, by payer. */
function dealingsByPayer(projection: Projection): Csr {
  const { transfers, nodes } = projection;
  const start = nodes.range.account.start;
  const types = movementTypes(projection);
  const parties = accountParties(projection);
  const groupOf = groupOfParty(projection);
  const payerOf = new Int32Array(transfers.count).fill(-1);
  for (let edge = 0; edge < transfers.count; edge++) {
    if (types[edge] !== TRANSFER) continue;
    const payer = parties[transfers.from[edge]! - start]!;
    if (groupOf(payer) !== groupOf(parties[transfers.to[edge]! - start]!)) payerOf[edge] = payer;
  }
  return buildCsr(nodes.count, payerOf, { skipBlank: true });
}

/** At the first transfer of each payer and payee their last one, −1 at all other transfers. */
function lastTransfers(
  transfers: number,
  nodes: number,
  { offsets, edges }: Csr,
  payeeAt: (edge: number) => number,
): Int32Array {
  const lastOf = new Int32Array(transfers).fill(-1);
  const lastPayer = new Int32Array(nodes).fill(-1);
  const firstEdge = new Int32Array(nodes);
  for (let payer = 0; payer < nodes; payer++) {
    for (let i = offsets[payer]!; i < offsets[payer + 1]!; i++) {
      const edge = edges[i]!;
      const payee = payeeAt(edge);
      if (lastPayer[payee] !== payer) {
        lastPayer[payee] = payer;
        firstEdge[payee] = edge;
      }
      lastOf[firstEdge[payee]!] = edge;
    }
  }
  return lastOf;
}
