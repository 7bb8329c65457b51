import type { z } from 'zod';
import type { entityDetail, suggestions } from '../api/schemas.ts';
import { suggestionsOf } from '../graph/suggestions.ts';
import { entityView } from '../reports/network/entity-view.ts';
import type { ViewEdge } from '../reports/network/network-view.ts';
import { networkAmong } from '../reports/network/select-network.ts';
import type { Explorer } from './explorer.ts';

type SuggestionList = z.infer<typeof entityDetail>['suggestions'];
type SuggestionsDocument = z.infer<typeof suggestions>;

/** Who may be the same as an entity, likeliest first: the first `limit` of `total`, each with what it has to do with companies. */
export function suggestionList({ projection, run }: Explorer, node: number, limit: number): SuggestionList {
  const { total, shown } = suggestionsOf(projection, node, limit);
  return {
    total,
    shown: shown.map(({ node: other, kind }) => {
      const view = entityView(projection, run, other);
      return {
        kind,
        other: { id: view.id, kind: view.kind, label: view.label, score: view.score },
        companies: companiesOf(projection, other),
      };
    }),
  };
}

/** The same with the entity and those shown as a network, joined by dotted lines and by what the data have between them. */
export function suggestionsDocument(explorer: Explorer, node: number, limit: number): SuggestionsDocument {
  const { projection, run } = explorer;
  const { nodes } = projection;
  const list = suggestionList(explorer, node, limit);
  const others = list.shown.map(({ other }) => nodes.find(other.id));
  const network = networkAmong(projection, run, new Set([node, ...others]));
  const guesses = others.map((other) => guess(nodes.id(node), nodes.id(other)));
  return {
    ...list,
    network: {
      ...network,
      edges: [...network.edges, ...guesses],
      total: { nodes: 1 + list.total, edges: network.edges.length + list.total },
      cutBy: list.total > list.shown.length ? 'risk' : null,
    },
  };
}

/** One edge whichever of the two it was asked from. */
function guess(a: string, b: string): ViewEdge {
  const [from, to] = a < b ? [a, b] : [b, a];
  return {
    id: `POSSIBLY_SAME:${from}>${to}`,
    relation: 'POSSIBLY_SAME',
    from,
    to,
    label: null,
    count: 0,
    amounts: [],
    fromDay: null,
    toDay: null,
    ended: false,
    inferred: true,
  };
}

function companiesOf({ roles, sites, nodes }: Explorer['projection'], node: number): number {
  const companies = new Set<number>();
  const { start, end } = nodes.range.company;
  for (let i = roles.out.offsets[node]!; i < roles.out.offsets[node + 1]!; i++) {
    companies.add(roles.to[roles.out.edges[i]!]!);
  }
  for (let i = sites.in.offsets[node]!; i < sites.in.offsets[node + 1]!; i++) {
    const entity = sites.from[sites.in.edges[i]!]!;
    if (entity >= start && entity < end) companies.add(entity);
  }
  return companies.size;
}
