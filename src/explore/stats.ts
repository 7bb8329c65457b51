import { isCashAccount, movementTypes, TRANSFER } from '../graph/cash.ts';
import { roleRelation } from '../graph/paths/control-paths.ts';
import type { Projection, RelationColumns } from '../graph/projection.ts';
import { createUnionFind } from '../graph/union-find.ts';
import type { Money } from '../model/money.ts';
import { byCodePoint } from '../model/order.ts';
import { formatMoment, PRECISION_DAY } from '../model/time.ts';
import { NODE_KINDS, type NodeKind, RELATIONS, type Relation } from '../model/vocabulary.ts';
import { labelOf } from '../reports/network/entity-view.ts';

interface Ranked {
  id: string;
  label: string;
  value: number | Money;
}

/** What `tamyr stats --json` prints. */
export interface StatsDocument {
  entities: Record<NodeKind, number>;
  relations: Record<Relation, number>;
  transactions: { count: number; from: string | null; to: string | null; volume: Money[] };
  components: Record<'control' | 'money', { count: number; largest: number }>;
  hubs: Record<'byTransactions' | 'byCounterparties' | 'byVolumeIn' | 'byVolumeOut', Ranked[]>;
  sharedAddresses: { over: Record<string, number>; top: Ranked[] };
  multiCompanyPersons: { over: Record<string, number>; top: Ranked[] };
}

/** Counts what the store holds on the projection's day (contracts: "What --json prints"). */
export function statsOf(
  projection: Projection,
  { top, byBuilding }: { top: number; byBuilding: boolean },
): StatsDocument {
  const ranked = (counts: Map<number, number>) => rankedCounts(projection, counts, top);
  const addresses = companiesAt(projection, byBuilding);
  const persons = companiesOfPersons(projection);
  return {
    entities: entityCounts(projection),
    relations: relationCounts(projection),
    transactions: transactionCounts(projection),
    components: { control: controlComponents(projection), money: moneyComponents(projection) },
    hubs: hubsOf(projection, top),
    sharedAddresses: { over: bands(addresses), top: ranked(addresses) },
    multiCompanyPersons: { over: bands(persons), top: ranked(persons) },
  };
}

/** Entities of each kind that the data name; a building that is nobody's address is only the key of its units. */
function entityCounts({ nodes, sites, listings }: Projection): Record<NodeKind, number> {
  const counts = Object.fromEntries(
    NODE_KINDS.map((kind) => [kind, nodes.range[kind].end - nodes.range[kind].start]),
  ) as Record<NodeKind, number>;
  const named = new Set([...sites.to, ...listings.entity]);
  counts.address -= new Set(sites.building.filter((building) => building >= 0 && !named.has(building))).size;
  return counts;
}

function relationCounts(projection: Projection): Record<Relation, number> {
  const counts = Object.fromEntries(RELATIONS.map((relation) => [relation, 0])) as Record<Relation, number>;
  const { roles } = projection;
  for (let i = 0; i < roles.count; i++) {
    const relation = roleRelation(roles.role[i]!);
    counts[relation]++;
    if (relation === 'FOUNDED' && !Number.isNaN(roles.share[i]!)) counts.OWNS++;
  }
  counts.REGISTERED_AT = projection.sites.count;
  counts.HOLDS = projection.holdings.count;
  counts.REACHED_BY = projection.contacts.count;
  counts.TRANSFERRED = projection.transfers.count;
  counts.INVOICED = projection.invoices.count;
  return counts;
}

function transactionCounts({ transfers }: Projection): StatsDocument['transactions'] {
  const { count, at, precision, amountMinor, currency, currencies } = transfers;
  const sums = currencies.map(() => 0n);
  let first = -1;
  let last = -1;
  const momentOf = (edge: number) => ({
    ms: at[edge]!,
    precision: precision[edge] === PRECISION_DAY ? ('day' as const) : ('instant' as const),
  });
  for (let edge = 0; edge < count; edge++) {
    sums[currency[edge]!]! += BigInt(amountMinor[edge]!);
    if (first < 0 || at[edge]! < at[first]!) first = edge;
    if (last < 0 || at[edge]! >= at[last]!) last = edge;
  }
  const written = (edge: number) => (edge < 0 ? null : formatMoment(momentOf(edge)));
  const volume = currencies.map((code, i) => ({ minor: String(sums[i]), currency: code }));
  return {
    count,
    from: written(first),
    to: written(last),
    volume: volume.sort((a, b) => byCodePoint(a.currency, b.currency)),
  };
}

/** Components over relations without transfers; only nodes that have such a relation count. */
function controlComponents(projection: Projection): { count: number; largest: number } {
  const sets: RelationColumns[] = [projection.roles, projection.sites, projection.contacts, projection.holdings];
  return components(projection.nodes.count, (join) => {
    for (const { count, from, to } of sets) for (let i = 0; i < count; i++) join(from[i]!, to[i]!);
  });
}

function moneyComponents(projection: Projection): { count: number; largest: number } {
  const { transfers } = projection;
  const types = movementTypes(projection);
  return components(projection.nodes.count, (join) => {
    for (let i = 0; i < transfers.count; i++) {
      if (types[i] === TRANSFER && transfers.from[i]! >= 0 && transfers.to[i]! >= 0)
        join(transfers.from[i]!, transfers.to[i]!);
    }
  });
}

function components(
  nodeCount: number,
  edges: (join: (a: number, b: number) => void) => void,
): { count: number; largest: number } {
  const sets = createUnionFind(nodeCount);
  const touched = new Uint8Array(nodeCount);
  edges((a, b) => {
    touched[a] = 1;
    touched[b] = 1;
    sets.union(a, b);
  });
  const sizes = new Map<number, number>();
  for (let node = 0; node < nodeCount; node++) {
    if (touched[node]) sizes.set(sets.find(node), (sizes.get(sets.find(node)) ?? 0) + 1);
  }
  let largest = 0;
  for (const size of sizes.values()) largest = Math.max(largest, size);
  return { count: sizes.size, largest };
}

/** Hubs among accounts: cash ends are left out, but withdrawals count in their account's transactions and volume. */
function hubsOf(projection: Projection, top: number): StatsDocument['hubs'] {
  const { transfers, nodes } = projection;
  const types = movementTypes(projection);
  const { start, end } = nodes.range.account;
  const common = commonestCurrency(projection);
  const transactions = new Map<number, number>();
  const counterparties = new Map<number, Set<number>>();
  const volumeIn = new Float64Array(end - start);
  const volumeOut = new Float64Array(end - start);
  for (let edge = 0; edge < transfers.count; edge++) {
    const from = transfers.from[edge]!;
    const to = transfers.to[edge]!;
    for (const [node, other, volume] of [
      [from, to, volumeOut],
      [to, from, volumeIn],
    ] as const) {
      if (node < 0 || isCashAccount(projection, node)) continue;
      if (volume === volumeOut || from !== to) transactions.set(node, (transactions.get(node) ?? 0) + 1);
      if (transfers.currency[edge] === common) volume[node - start]! += transfers.amountMinor[edge]!;
      if (types[edge] !== TRANSFER || other < 0 || other === node) continue;
      const known = counterparties.get(node);
      if (known) known.add(other);
      else counterparties.set(node, new Set([other]));
    }
  }
  const byMoney = (volume: Float64Array): Ranked[] => {
    const counts = new Map<number, number>();
    volume.forEach((minor, i) => {
      if (minor > 0) counts.set(start + i, minor);
    });
    const currency = transfers.currencies[common] ?? 'KZT';
    return rankedCounts(projection, counts, top).map((row) => ({
      ...row,
      value: { minor: String(row.value), currency },
    }));
  };
  const sizes = new Map([...counterparties].map(([node, set]) => [node, set.size]));
  return {
    byTransactions: rankedCounts(projection, transactions, top),
    byCounterparties: rankedCounts(projection, sizes, top),
    byVolumeIn: byMoney(volumeIn),
    byVolumeOut: byMoney(volumeOut),
  };
}

function commonestCurrency({ transfers: { currency, currencies } }: Projection): number {
  const counts = new Float64Array(currencies.length);
  for (const code of currency) counts[code]!++;
  let best = 0;
  for (let i = 1; i < counts.length; i++) {
    if (
      counts[i]! > counts[best]! ||
      (counts[i] === counts[best] && byCodePoint(currencies[i]!, currencies[best]!) < 0)
    )
      best = i;
  }
  return best;
}

function companiesAt({ sites, nodes }: Projection, byBuilding: boolean): Map<number, number> {
  return distinctCounts(sites.count, (i) => {
    if (nodes.kind(sites.from[i]!) !== 'company') return null;
    const place = byBuilding && sites.building[i]! >= 0 ? sites.building[i]! : sites.to[i]!;
    return [place, sites.from[i]!];
  });
}

/** Companies in which a person has any role, ended ones too. */
function companiesOfPersons({ roles, nodes }: Projection): Map<number, number> {
  return distinctCounts(roles.count, (i) =>
    nodes.kind(roles.from[i]!) === 'person' ? [roles.from[i]!, roles.to[i]!] : null,
  );
}

function distinctCounts(count: number, pair: (i: number) => [number, number] | null): Map<number, number> {
  const sets = new Map<number, Set<number>>();
  for (let i = 0; i < count; i++) {
    const found = pair(i);
    if (!found) continue;
    const known = sets.get(found[0]);
    if (known) known.add(found[1]);
    else sets.set(found[0], new Set([found[1]]));
  }
  return new Map([...sets].map(([key, set]) => [key, set.size]));
}

function bands(counts: Map<number, number>): Record<string, number> {
  return Object.fromEntries(
    [1, 5, 10, 50].map((n) => [String(n), [...counts.values()].filter((count) => count > n).length]),
  );
}

function rankedCounts(projection: Projection, counts: Map<number, number>, top: number): Ranked[] {
  const rows = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, top);
  return rows.map(([node, value]) => ({ id: projection.nodes.id(node), label: labelOf(projection, node), value }));
}
