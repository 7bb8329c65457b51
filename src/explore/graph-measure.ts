import { betweenness } from '../graph/betweenness.ts';
import { weakComponents } from '../graph/components.ts';
import { leiden } from '../graph/leiden.ts';
import type { GraphMeasure, MeasuredAccounts } from '../graph/measured-accounts.ts';
import { moneyPairs } from '../graph/money-pairs.ts';
import type { Projection } from '../graph/projection.ts';
import { buildWeightedGraph } from '../graph/weighted-graph.ts';
import { byCodePoint } from '../model/order.ts';

/** Measures with our own algorithms: Leiden with transfers as weights, weak components, transfers of an account, Brandes. */
export function measureAccounts(projection: Projection, measure: GraphMeasure): MeasuredAccounts {
  const { accounts, from, to, weight } = moneyPairs(projection);
  const ids = Array.from(accounts, (node) => projection.nodes.id(node));
  const graph = () => buildWeightedGraph(accounts.length, from, to, weight);
  const base = { ids, pairs: from.length, modularity: null };
  switch (measure) {
    case 'communities': {
      const found = leiden(graph(), { seed: 1 });
      return { ...base, values: Float64Array.from(found.community), modularity: found.modularity };
    }
    case 'components':
      return { ...base, values: Float64Array.from(weakComponents(accounts.length, from, to).label) };
    case 'degree':
      return { ...base, values: graph().degree };
    case 'betweenness':
      return { ...base, values: betweenness(graph()) };
  }
}

/** What `tamyr communities` prints. */
export interface MeasureDocument {
  engine: 'own' | 'gds';
  measure: GraphMeasure;
  accounts: number;
  pairs: number;
  modularity: number | null;
  /** Of communities and components: how many, and the largest of them. */
  groups: { count: number; shown: { size: number; first: string }[] } | null;
  /** Of degree and betweenness: the highest. */
  highest: { id: string; value: number }[] | null;
}

/** Sums up what was measured: the `limit` largest groups or highest accounts, ties by id. */
export function measureDocument(
  engine: MeasureDocument['engine'],
  measure: GraphMeasure,
  { ids, values, pairs, modularity }: MeasuredAccounts,
  limit: number,
): MeasureDocument {
  const document = { engine, measure, accounts: ids.length, pairs, modularity, groups: null, highest: null };
  if (measure === 'degree' || measure === 'betweenness') {
    const ranked = ids.map((id, i) => ({ id, value: Number(values[i]!.toFixed(6)) }));
    ranked.sort((a, b) => b.value - a.value || byCodePoint(a.id, b.id));
    return { ...document, highest: ranked.slice(0, limit) };
  }
  const groups = new Map<number, { size: number; first: string }>();
  for (const [i, id] of ids.entries()) {
    const group = groups.get(values[i]!);
    if (!group) groups.set(values[i]!, { size: 1, first: id });
    else {
      group.size++;
      if (byCodePoint(id, group.first) < 0) group.first = id;
    }
  }
  const ranked = [...groups.values()].sort((a, b) => b.size - a.size || byCodePoint(a.first, b.first));
  return { ...document, groups: { count: ranked.length, shown: ranked.slice(0, limit) } };
}
