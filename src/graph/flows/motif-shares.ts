import { movementTypes, TRANSFER } from '../cash.ts';
import { unknownValues } from '../known-values.ts';
import type { Projection } from '../projection.ts';
import { wilsonLower } from '../wilson.ts';

/** By account: share of its transfers that lie on a motif, lower bound; accounts without a transfer are unknown. */
export function motifShares(projection: Projection, motifs: readonly { edges: readonly number[] }[]): Float64Array {
  const { transfers, nodes } = projection;
  const types = movementTypes(projection);
  const total = new Int32Array(nodes.count);
  const onMotif = new Int32Array(nodes.count);
  const marked = new Uint8Array(transfers.count);
  for (const { edges } of motifs) for (const edge of edges) marked[edge] = 1;
  for (let edge = 0; edge < transfers.count; edge++) {
    if (types[edge] !== TRANSFER) continue;
    total[transfers.from[edge]!]!++;
    total[transfers.to[edge]!]!++;
    if (marked[edge] === 0) continue;
    onMotif[transfers.from[edge]!]!++;
    onMotif[transfers.to[edge]!]!++;
  }
  const values = unknownValues(nodes.count);
  for (let node = 0; node < nodes.count; node++) {
    if (total[node]! > 0)
      values[node] = onMotif[node] === 0 ? 0 : wilsonLower(onMotif[node]! / total[node]!, total[node]!);
  }
  return values;
}
