import type { NetworkView, ViewEdge, ViewNode } from '../../src/reports/network/network-view.ts';

/** A node for tests: a company without risk, unless told otherwise. */
export function node(id: string, more: Partial<ViewNode> = {}): ViewNode {
  return {
    id,
    kind: 'company',
    variant: null,
    label: id,
    note: null,
    score: 0,
    level: 'none',
    status: 'active',
    listed: false,
    cluster: null,
    neighbours: 0,
    x: 0,
    y: 0,
    ...more,
  };
}

/** An edge for tests, OWNS unless told otherwise; its id is made of its ends. */
export function edge(from: string, to: string, more: Partial<ViewEdge> = {}): ViewEdge {
  return {
    id: `${from}>${to}`,
    relation: 'OWNS',
    from,
    to,
    label: null,
    count: 1,
    amounts: [],
    fromDay: null,
    toDay: null,
    ended: false,
    inferred: false,
    ...more,
  };
}

export function network(nodes: ViewNode[], edges: ViewEdge[] = [], total = nodes.length): NetworkView {
  return { nodes, edges, total: { nodes: total, edges: edges.length }, cutBy: total > nodes.length ? 'risk' : null };
}
