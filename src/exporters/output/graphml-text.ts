import { formatMinor } from '../../model/money.ts';
import { escapeMarkup } from '../../reports/escape.ts';
import type { ViewEdge, ViewNode } from '../../reports/network/network-view.ts';

const NODE_KEYS = [
  ['kind', 'string'],
  ['variant', 'string'],
  ['label', 'string'],
  ['score', 'double'],
  ['level', 'string'],
  ['status', 'string'],
  ['listed', 'boolean'],
  ['cluster', 'string'],
] as const;
const EDGE_KEYS = [
  ['relation', 'string'],
  ['detail', 'string'],
  ['count', 'int'],
  ['amounts', 'string'],
  ['amount', 'double'],
  ['from', 'string'],
  ['to', 'string'],
  ['ended', 'boolean'],
] as const;

/**
 * A directed graph as GraphML (Brandes, Eiglsperger, Lerner, Pich 2013), element by element. `amount` is the sum in whole
 * units where there is one currency; `amounts` names every sum exactly. Characters that XML cannot hold are made visible.
 */
export function* graphmlText(
  nodes: Iterable<Omit<ViewNode, 'neighbours' | 'note' | 'x' | 'y'>>,
  edges: Iterable<ViewEdge>,
): Generator<string> {
  const keys = (list: readonly (readonly [string, string])[], domain: 'node' | 'edge') =>
    list
      .map(
        ([name, type]) => `<key id="${domain[0]}-${name}" for="${domain}" attr.name="${name}" attr.type="${type}"/>\n`,
      )
      .join('');
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${keys(NODE_KEYS, 'node')}${keys(EDGE_KEYS, 'edge')}<graph id="tamyr" edgedefault="directed">\n`;
  for (const node of nodes) {
    yield `<node id="${escapeMarkup(node.id)}">${NODE_KEYS.map(([name]) => data('n', name, node[name])).join('')}</node>\n`;
  }
  for (const edge of edges) {
    const single = edge.amounts.length === 1 ? edge.amounts[0]! : null;
    const values = {
      relation: edge.relation,
      detail: edge.label,
      count: edge.count,
      amounts:
        edge.amounts.length === 0
          ? null
          : edge.amounts.map(({ minor, currency }) => `${formatMinor(minor, currency)} ${currency}`).join('; '),
      amount: single ? Number(formatMinor(single.minor, single.currency)) : null,
      from: edge.fromDay,
      to: edge.toDay,
      ended: edge.ended,
    };
    yield `<edge id="${escapeMarkup(edge.id)}" source="${escapeMarkup(edge.from)}" target="${escapeMarkup(edge.to)}">${EDGE_KEYS.map(([name]) => data('e', name, values[name])).join('')}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

function data(domain: 'n' | 'e', name: string, value: string | number | boolean | null): string {
  return value === null ? '' : `<data key="${domain}-${name}">${escapeMarkup(String(value))}</data>`;
}
