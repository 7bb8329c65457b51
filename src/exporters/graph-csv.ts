import type { Projection } from '../graph/projection.ts';
import { formatMinor } from '../model/money.ts';
import { entityView } from '../reports/network/entity-view.ts';
import type { RunIndex } from '../reports/run-index.ts';
import { BOM, csvLine } from './output/csv-text.ts';
import { edgesAmong } from './output/edges-among.ts';

/** The graph as two tables: one row a node, one row an edge and currency (money summed per pair and direction). */
export function graphCsvOf(
  { projection, index }: { projection: Projection; index: RunIndex | null },
  nodes: Iterable<number>,
  takes: (node: number) => boolean,
): { nodes: Iterable<string>; edges: Iterable<string> } {
  const list = [...nodes];
  return { nodes: nodeRows(projection, index, list), edges: edgeRows(projection, list, takes) };
}

function* nodeRows(projection: Projection, index: RunIndex | null, nodes: readonly number[]): Generator<string> {
  yield BOM + csvLine(['id', 'kind', 'variant', 'label', 'status', 'listed', 'score', 'cluster']);
  for (const node of nodes) {
    const { id, kind, variant, label, status, listed, score, cluster } = entityView(projection, index, node);
    yield csvLine([id, kind, variant, label, status, listed ? 'yes' : 'no', score, cluster]);
  }
}

function* edgeRows(
  projection: Projection,
  nodes: readonly number[],
  takes: (node: number) => boolean,
): Generator<string> {
  yield BOM +
    csvLine(['relation', 'from', 'to', 'label', 'count', 'amount', 'currency', 'from_day', 'to_day', 'ended']);
  for (const { relation, from, to, label, count, amounts, fromDay, toDay, ended } of edgesAmong(
    projection,
    nodes,
    takes,
  )) {
    const sums = amounts.length > 0 ? amounts : [null];
    for (const sum of sums) {
      const amount = sum ? formatMinor(sum.minor, sum.currency) : null;
      yield csvLine([
        relation,
        from,
        to,
        label,
        count,
        amount,
        sum?.currency ?? null,
        fromDay,
        toDay,
        ended ? 'yes' : 'no',
      ]);
    }
  }
}
