import type { z } from 'zod';
import type { entityDetail } from '../api/schemas.ts';
import { roleRelation } from '../graph/paths/control-paths.ts';
import type { RelationColumns } from '../graph/projection.ts';
import { FACT_TABLES, type FactTable } from '../model/facts.ts';
import { formatMinor } from '../model/money.ts';
import { formatDay, NO_DAY } from '../model/time.ts';
import { ROLES } from '../model/vocabulary.ts';
import { entityView } from '../reports/network/entity-view.ts';
import type { FactRow } from '../store/graph-store.ts';
import { entityWhitelist } from './entity-whitelist.ts';
import type { Explorer } from './explorer.ts';
import { findingView } from './finding-view.ts';
import { rowsByNumber, sourceOf } from './rows.ts';
import { suggestionList } from './suggestion-list.ts';

type EntityDetail = z.infer<typeof entityDetail>;
type RelationLine = EntityDetail['relations'][number];

/** Columns that are not shown as facts: they are the entity itself, folded keys, or parts of another value. */
const HIDDEN = new Set([
  'id',
  'unit',
  'building',
  'phone_contact',
  'email_contact',
  'capital_currency',
  'sole_trader',
  'attrs',
]);

/** Most relations listed; `relationTotal` says how many there are. */
const RELATIONS_SHOWN = 500;
/** Most suggestions listed with an entity; the total stands beside them. */
const SUGGESTIONS_SHOWN = 5;

/** Everything a reader may ask of one entity: facts, relations, findings, score, and where each stands. */
export async function entityDetailOf(explorer: Explorer, node: number): Promise<EntityDetail> {
  const { projection, run } = explorer;
  const { nodes, aliases } = projection;
  const id = nodes.id(node);
  const view = entityView(projection, run, node);
  const score = run?.entities.get(id);
  const cluster = view.cluster === null ? undefined : run?.clusters.get(view.cluster);
  const names: string[] = [];
  for (let i = 0; i < aliases.count; i++) if (aliases.entity[i] === node) names.push(aliases.name.at(i));
  return {
    node: view,
    facts: await factsOf(explorer, node),
    score: score?.score ?? 0,
    indicators: score?.indicators ?? [],
    mitigations: (score?.mitigations ?? []).map(({ kind, text }) => ({ kind, text })),
    findings: findingsOf(explorer, id).map((finding) => findingView(explorer, finding)),
    cluster: cluster ? { id: cluster.id, title: cluster.title } : null,
    relations: await relationsOf(explorer, node),
    relationTotal: relationCount(explorer, node),
    names,
    suggestions: suggestionList(explorer, node, SUGGESTIONS_SHOWN),
    whitelist: entityWhitelist(explorer, id),
  };
}

/** Findings about the entity, then those behind its score that are about an account it holds. */
function findingsOf({ run }: Explorer, id: string): string[] {
  const own = run?.findingsOf(id).map((finding) => finding.id) ?? [];
  const counted = run?.entities.get(id)?.indicators.flatMap(({ findings }) => findings ?? []) ?? [];
  return [...new Set([...own, ...counted])];
}

async function factsOf(explorer: Explorer, node: number): Promise<EntityDetail['facts']> {
  const { nodes, companies, persons, accounts } = explorer.projection;
  const kind = nodes.kind(node);
  const at = node - nodes.range[kind].start;
  const place: [FactTable, number] | null =
    kind === 'company'
      ? ['companies', companies.row[at]!]
      : kind === 'person'
        ? ['persons', persons.row[at]!]
        : kind === 'account'
          ? ['accounts', accounts.row[at]!]
          : null;
  const listings = await listingFacts(explorer, node);
  if (!place || place[1] < 0) return listings;
  const row = (await rowsByNumber(explorer, place[0], [place[1]])).get(place[1])!;
  return [...rowFacts(place[0], row), ...listings];
}

function rowFacts(table: FactTable, row: FactRow): EntityDetail['facts'] {
  const facts: EntityDetail['facts'] = [];
  for (const [key, type] of Object.entries(FACT_TABLES[table])) {
    const value = row.values[key] ?? null;
    if (value === null || HIDDEN.has(key)) continue;
    const currency = String(row.values.capital_currency ?? row.values.currency ?? 'KZT');
    const text =
      type === 'day'
        ? formatDay(Number(value))
        : key === 'capital' || key === 'opening_balance'
          ? `${formatMinor(value, currency)} ${currency}`
          : String(value);
    facts.push({ key, value: text, sources: [sourceOf(row)] });
  }
  return [...facts, ...attributeFacts(row)];
}

/** Columns of the source that Tamyr has no word for, under their own names. */
function attributeFacts(row: FactRow): EntityDetail['facts'] {
  if (typeof row.values.attrs !== 'string') return [];
  const attributes = JSON.parse(row.values.attrs) as Record<string, unknown>;
  return Object.entries(attributes).map(([key, value]) => ({ key, value: String(value), sources: [sourceOf(row)] }));
}

async function listingFacts(explorer: Explorer, node: number): Promise<EntityDetail['facts']> {
  const { listings } = explorer.projection;
  const mine: number[] = [];
  for (let i = 0; i < listings.count; i++) if (listings.entity[i] === node) mine.push(i);
  const rows = await rowsByNumber(
    explorer,
    'lists',
    mine.map((i) => listings.row[i]!),
  );
  return mine.map((i) => {
    const from = listings.fromDay[i]!;
    const code = listings.codes[listings.list[i]!]!;
    const value = from === NO_DAY ? code : `${code}, ${formatDay(from)}`;
    return { key: 'list', value, sources: [sourceOf(rows.get(listings.row[i]!)!)] };
  });
}

function relationCount({ projection: { roles, sites, contacts, holdings } }: Explorer, node: number): number {
  let total = 0;
  for (const columns of [roles, sites, contacts, holdings]) {
    for (const csr of [columns.out, columns.in]) total += csr.offsets[node + 1]! - csr.offsets[node]!;
  }
  return total;
}

async function relationsOf(explorer: Explorer, node: number): Promise<RelationLine[]> {
  const { projection, run } = explorer;
  const { roles } = projection;
  const lines: { line: RelationLine; table: FactTable; row: number }[] = [];
  const take = (
    columns: RelationColumns,
    relationOf: (edge: number) => string,
    detailOf: (edge: number) => string | null,
  ) => {
    for (const [csr, direction] of [
      [columns.out, 'out'],
      [columns.in, 'in'],
    ] as const) {
      for (let i = csr.offsets[node]!; i < csr.offsets[node + 1]! && lines.length < RELATIONS_SHOWN; i++) {
        const edge = csr.edges[i]!;
        const other = entityView(projection, run, direction === 'out' ? columns.to[edge]! : columns.from[edge]!);
        const from = columns.fromDay[edge]!;
        const to = columns.toDay[edge]!;
        const line: RelationLine = {
          relation: relationOf(edge),
          detail: detailOf(edge),
          direction,
          other: { id: other.id, kind: other.kind, label: other.label, score: other.score },
          from: from === NO_DAY ? null : formatDay(from),
          to: to === NO_DAY ? null : formatDay(to),
          ended: to !== NO_DAY && to <= projection.asOfDay,
          sources: [],
        };
        lines.push({ line, table: columns.table[columns.tableOf[edge]!]!, row: columns.row[edge]! });
      }
    }
  };
  const share = (edge: number) => (Number.isNaN(roles.share[edge]!) ? null : `${roles.share[edge]} %`);
  take(
    roles,
    (edge) => roleRelation(roles.role[edge]!),
    (edge) => share(edge) ?? ROLES[roles.role[edge]!]!,
  );
  take(
    projection.sites,
    () => 'REGISTERED_AT',
    () => null,
  );
  take(
    projection.contacts,
    () => 'REACHED_BY',
    () => null,
  );
  take(
    projection.holdings,
    () => 'HOLDS',
    () => null,
  );
  for (const table of new Set(lines.map((line) => line.table))) {
    const mine = lines.filter((line) => line.table === table);
    const rows = await rowsByNumber(
      explorer,
      table,
      mine.map(({ row }) => row),
    );
    for (const { line, row } of mine) line.sources = [sourceOf(rows.get(row)!)];
  }
  return lines.map(({ line }) => line);
}
