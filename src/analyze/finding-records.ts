import type { Draft, DraftEvidence, DraftValue } from '../detectors/detector.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { formatText } from '../i18n/format-text.ts';
import type { FactTable } from '../model/facts.ts';
import type { Evidence, Finding, Source } from '../model/finding.ts';
import type { Money } from '../model/money.ts';
import { byCodePoint } from '../model/order.ts';
import type { TextValue, TextValues } from '../model/text.ts';
import { formatMoment } from '../model/time.ts';
import { LANGUAGES, type Texts } from '../model/vocabulary.ts';
import type { DetectorRuns, RanDraft } from './choose-rules.ts';
import { findingIds } from './ids.ts';
import { nodeLabel } from './node-label.ts';

/** Where stored rows stand, and what transactions and invoices are called; every row that `rowsBehind` names must be there. */
export interface RowLookup {
  source(table: FactTable, row: number): Source;
  /** Id of a row in `transactions` or `invoices`. */
  id(table: 'transactions' | 'invoices', row: number): string;
}

/** Row numbers by table. */
export type RowsByTable = Partial<Record<FactTable, number[]>>;

/** Rows whose ids and places the findings need, ascending, each once. */
export function rowsBehind({ transfers, invoices }: Projection, { drafts }: DetectorRuns): RowsByTable {
  const rows = new Map<FactTable, Set<number>>();
  const add = (table: FactTable, row: number) => {
    const known = rows.get(table);
    if (known) known.add(row);
    else rows.set(table, new Set([row]));
  };
  for (const { draft } of drafts) {
    for (const edge of draft.transfers ?? []) add('transactions', transfers.row[edge]!);
    for (const invoice of draft.invoices ?? []) add('invoices', invoices.row[invoice]!);
    for (const line of draft.evidence) {
      for (const edge of line.transfers ?? []) add('transactions', transfers.row[edge]!);
      for (const { table, row } of line.rows ?? []) if (row >= 0) add(table, row);
    }
  }
  return Object.fromEntries([...rows].map(([table, set]) => [table, [...set].sort((a, b) => a - b)]));
}

/** Findings in the order of the drafts. */
export function findingRecords(projection: Projection, runs: DetectorRuns, rows: RowLookup): Finding[] {
  const idOf = findingIds();
  return runs.drafts.map((ranDraft) => findingRecord(projection, runs, ranDraft, rows, idOf));
}

function findingRecord(
  projection: Projection,
  { ran }: DetectorRuns,
  { rule, draft, subjects }: RanDraft,
  rows: RowLookup,
  idOf: ReturnType<typeof findingIds>,
): Finding {
  const { detector } = ran[rule]!;
  const edges = draft.transfers ?? [];
  const transactions = edges.map((edge) => rows.id('transactions', projection.transfers.row[edge]!));
  const invoices = (draft.invoices ?? []).map((invoice) => rows.id('invoices', projection.invoices.row[invoice]!));
  const ids = subjects.map((node) => projection.nodes.id(node));
  return {
    id: idOf({ indicator: detector.indicator, version: detector.version, subjects: ids, transactions, invoices }),
    detector: detector.name,
    indicator: detector.indicator,
    version: detector.version,
    score: draft.score,
    severity: draft.severity,
    subjects: ids,
    transactions,
    interval: draft.interval === undefined ? intervalOf(projection, edges) : draft.interval,
    amount: draft.amount === undefined ? sumOf(projection, edges) : draft.amount,
    evidence: evidenceLines(projection, draft, rows),
    text: sentence(projection, detector.texts.sentence, draft.values),
  };
}

function intervalOf({ transfers }: Projection, edges: readonly number[]): Finding['interval'] {
  if (edges.length === 0) return null;
  const at = (edge: number) =>
    formatMoment({ ms: transfers.at[edge]!, precision: transfers.precision[edge] === 1 ? 'day' : 'instant' });
  return { from: at(edges[0]!), to: at(edges.at(-1)!) };
}

/** Sum of transfers of one currency; null where there are several. */
function sumOf({ transfers }: Projection, edges: readonly number[]): Money | null {
  const currency = transfers.currency[edges[0] ?? -1];
  if (currency === undefined || edges.some((edge) => transfers.currency[edge] !== currency)) return null;
  const sum = edges.reduce((total, edge) => total + BigInt(transfers.amountMinor[edge]!), 0n);
  return { minor: String(sum), currency: transfers.currencies[currency]! };
}

/** Evidence lines with their places; a finding none of whose lines names its rows gets those of its transfers at the first line. */
function evidenceLines(projection: Projection, draft: Draft, rows: RowLookup): Evidence[] {
  const named = draft.evidence.some((line) => (line.rows?.length ?? 0) + (line.transfers?.length ?? 0) > 0);
  return draft.evidence.map((line, i) => {
    const { rows: _, transfers, ...measured } = line;
    const refs = rowRefs(projection, line);
    if (!named && i === 0) {
      for (const edge of draft.transfers ?? [])
        refs.push({ table: 'transactions', row: projection.transfers.row[edge]! });
      for (const invoice of draft.invoices ?? [])
        refs.push({ table: 'invoices', row: projection.invoices.row[invoice]! });
    }
    const sources = places(refs, rows);
    return sources.length > 0 ? { ...measured, sources } : measured;
  });
}

function rowRefs({ transfers }: Projection, { rows, transfers: edges }: DraftEvidence): RowRef[] {
  return [
    ...(rows ?? []).filter(({ row }) => row >= 0),
    ...(edges ?? []).map((edge): RowRef => ({ table: 'transactions', row: transfers.row[edge]! })),
  ];
}

function places(refs: readonly RowRef[], rows: RowLookup): Source[] {
  const found = new Map<string, Source>();
  for (const { table, row } of refs) {
    const source = rows.source(table, row);
    found.set(`${source.line} ${source.file}`, source);
  }
  return [...found.values()].sort((a, b) => byCodePoint(a.file, b.file) || a.line - b.line);
}

/** A sentence in all languages with a rule's values written into it. */
function sentence(projection: Projection, template: Texts, values: Draft['values']): Texts {
  const written: TextValues = {};
  for (const [name, value] of Object.entries(values)) written[name] = textValue(projection, value);
  const texts = LANGUAGES.map((language) => [language, formatText(template[language], written, language)]);
  return Object.fromEntries(texts) as Texts;
}

function textValue(projection: Projection, value: DraftValue): TextValue {
  if (typeof value === 'object' && 'node' in value) return nodeLabel(projection, value.node);
  if (typeof value === 'object' && 'nodes' in value) {
    const names = value.nodes.slice(0, 4).map((node) => nodeLabel(projection, node));
    return { names, total: value.nodes.length };
  }
  return value;
}
