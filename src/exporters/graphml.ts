import { entityView } from '../reports/network/entity-view.ts';
import type { Exporter, ReportSource } from './exporter.ts';
import { edgesAmong } from './output/edges-among.ts';
import { graphmlText } from './output/graphml-text.ts';

/** The graph of all clusters: their members, and everything that the data has between them. */
export const graphmlExporter: Exporter = {
  format: 'graphml',
  files: ['clusters.graphml'],
  async write(source, out) {
    const members = source.index.document.clusters.flatMap(({ members }) => members);
    const nodes = members.map((id) => source.projection.nodes.find(id)).filter((node) => node >= 0);
    const shown = new Set(nodes.sort((a, b) => a - b));
    await out.write(
      'clusters.graphml',
      graphmlOf(source, shown, (node) => shown.has(node)),
    );
  },
};

/** GraphML of a set of nodes, one node at a time: memory follows the busiest node, not the graph. */
export function graphmlOf(
  { projection, index }: Pick<ReportSource, 'projection'> & { index: ReportSource['index'] | null },
  nodes: Iterable<number>,
  takes: (node: number) => boolean,
): Iterable<string> {
  const list = [...nodes];
  return graphmlText(
    mapped(list, (node) => entityView(projection, index, node)),
    edgesAmong(projection, list, takes),
  );
}

function* mapped<T, U>(list: Iterable<T>, map: (item: T) => U): Generator<U> {
  for (const item of list) yield map(item);
}
