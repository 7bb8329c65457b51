import type { Projection } from '../../graph/projection.ts';
import { collectEdges } from '../../reports/network/collect-edges.ts';
import type { ViewEdge } from '../../reports/network/network-view.ts';

/** Edges between the nodes that are taken, one node at a time: memory follows the busiest node, not the graph. */
export function* edgesAmong(
  projection: Projection,
  nodes: readonly number[],
  takes: (node: number) => boolean,
): Generator<ViewEdge> {
  for (const node of nodes) {
    const id = projection.nodes.id(node);
    const collector = collectEdges(projection);
    collector.relationsOf(node, takes);
    collector.moneyOf(node, (account) => account, takes);
    for (const edge of collector.finish()) if (edge.from === id) yield edge;
  }
}
