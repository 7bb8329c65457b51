import { movementTypes, TRANSFER } from './cash.ts';
import type { Projection } from './projection.ts';

/** Who paid whom among accounts: the graph that is measured as a whole. */
export interface MoneyPairs {
  /** Account nodes of the projection, ascending; the other columns count places in it. */
  readonly accounts: Int32Array;
  /** One entry per payer and payee. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Transfers between the two in this direction. */
  readonly weight: Float64Array;
}

/** Pairs of accounts with transfers between them; cash ends and transfers to the same account are left out. */
export function moneyPairs(projection: Projection): MoneyPairs {
  const { transfers, nodes } = projection;
  const types = movementTypes(projection);
  const weights = new Map<number, number>();
  const seen = new Set<number>();
  for (let edge = 0; edge < transfers.count; edge++) {
    const from = transfers.from[edge]!;
    const to = transfers.to[edge]!;
    if (types[edge] !== TRANSFER || from === to) continue;
    const key = from * nodes.count + to;
    weights.set(key, (weights.get(key) ?? 0) + 1);
    seen.add(from).add(to);
  }
  const accounts = Int32Array.from(seen).sort();
  const place = new Map([...accounts].map((node, i) => [node, i]));
  const keys = Float64Array.from(weights.keys()).sort();
  return {
    accounts,
    from: Int32Array.from(keys, (key) => place.get(Math.floor(key / nodes.count))!),
    to: Int32Array.from(keys, (key) => place.get(key % nodes.count)!),
    weight: Float64Array.from(keys, (key) => weights.get(key)!),
  };
}
