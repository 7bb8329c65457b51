import { type EntityId, keyOf, kindOf } from '../../model/id.ts';
import { formatMinor, type Money } from '../../model/money.ts';
import { labelOf } from '../../reports/network/entity-view.ts';
import { levelOf } from '../../reports/run-index.ts';
import type { ReportSource } from '../exporter.ts';

/** One cell: text, a number, or nothing. */
export type Cell = string | number | null;

/** A table of a run, for every format that has rows and columns; lists within a cell are parted by `; `. */
export interface RunTable {
  /** File or sheet name without an ending. */
  readonly name: string;
  readonly columns: readonly string[];
  rows(source: ReportSource): Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

const CLUSTER_COLUMNS =
  'rank id kind score level title_en title_kk title_ru summary_en summary_kk summary_ru companies persons accounts turnover_in turnover_inside turnover_out turnover_cash indicators organisers findings change previous';
const MEMBER_COLUMNS = 'cluster id kind key name score level organiser indicators';
const FINDING_COLUMNS =
  'id cluster indicator detector severity score subjects transactions from to amount currency evidence sources text_en text_kk text_ru';
const TRANSACTION_COLUMNS =
  'id at from_account to_account from_name to_name amount currency purpose file line findings';

/** Clusters, members, findings, and every transfer behind a finding. */
export const RUN_TABLES: readonly RunTable[] = [
  { name: 'clusters', columns: CLUSTER_COLUMNS.split(' '), rows: clusterRows },
  { name: 'members', columns: MEMBER_COLUMNS.split(' '), rows: memberRows },
  { name: 'findings', columns: FINDING_COLUMNS.split(' '), rows: findingRows },
  { name: 'transactions', columns: TRANSACTION_COLUMNS.split(' '), rows: transactionRows },
];

function* clusterRows({ index: { document, run } }: ReportSource): Generator<Cell[]> {
  let rank = 0;
  for (const cluster of document.clusters) {
    const { id, kind, score, title, summary, members, turnover, indicators, organisers, findings, lineage } = cluster;
    const count = (prefix: string) => members.filter((member) => member.startsWith(`${prefix}:`)).length;
    yield [
      ++rank,
      id,
      kind,
      score,
      levelOf(score, run.lines),
      title.en,
      title.kk,
      title.ru,
      summary.en,
      summary.kk,
      summary.ru,
      count('company'),
      count('person'),
      count('account'),
      moneyCell(turnover.in),
      moneyCell(turnover.inside),
      moneyCell(turnover.out),
      moneyCell(turnover.cash),
      indicators.map(({ indicator, contribution }) => `${indicator} ${contribution}`).join('; '),
      organisers.join('; '),
      findings.length,
      lineage.change,
      lineage.previous.join('; '),
    ];
  }
}

function* memberRows({ index, projection }: ReportSource): Generator<Cell[]> {
  for (const cluster of index.document.clusters) {
    const organisers = new Set(cluster.organisers);
    for (const id of cluster.members) {
      const node = projection.nodes.find(id);
      const entity = index.entities.get(id);
      const score = entity?.score ?? 0;
      yield [
        cluster.id,
        id,
        kindOf(id as EntityId),
        keyOf(id as EntityId),
        node < 0 ? null : labelOf(projection, node),
        score,
        levelOf(score, index.run.lines),
        organisers.has(id) ? 'yes' : 'no',
        (entity?.indicators ?? []).map(({ indicator, contribution }) => `${indicator} ${contribution}`).join('; '),
      ];
    }
  }
}

function* findingRows({ index }: ReportSource): Generator<Cell[]> {
  const clusterOf = clusterOfFinding(index);
  for (const finding of index.document.findings) {
    const { id, indicator, detector, severity, score, subjects, transactions, interval, amount, evidence, text } =
      finding;
    yield [
      id,
      clusterOf.get(id) ?? null,
      indicator,
      detector,
      severity,
      score,
      subjects.join('; '),
      transactions.length,
      interval?.from ?? null,
      interval?.to ?? null,
      amount ? formatMinor(amount.minor, amount.currency) : null,
      amount?.currency ?? null,
      evidence
        .map(({ what, value, threshold }) => `${what} ${value}${threshold === undefined ? '' : ` (${threshold})`}`)
        .join('; '),
      evidence.flatMap(({ sources = [] }) => sources.map(({ file, line }) => `${file}:${line}`)).join('; '),
      text.en,
      text.kk,
      text.ru,
    ];
  }
}

/** Every transfer behind any finding once, in time order, with the findings that name it. */
async function* transactionRows({ index, transfers }: ReportSource): AsyncGenerator<Cell[]> {
  const findingsOf = new Map<string, string[]>();
  for (const { id, transactions } of index.document.findings) {
    for (const transaction of transactions) {
      const list = findingsOf.get(transaction);
      if (list) list.push(id);
      else findingsOf.set(transaction, [id]);
    }
  }
  for await (const rows of transfers.all([...findingsOf.keys()])) {
    for (const { id, at, from, to, fromLabel, toLabel, amount, purpose, source } of rows) {
      yield [
        id,
        at,
        from,
        to,
        fromLabel,
        toLabel,
        formatMinor(amount.minor, amount.currency),
        amount.currency,
        purpose,
        source.file,
        source.line,
        (findingsOf.get(id) ?? []).join('; '),
      ];
    }
  }
}

function clusterOfFinding({ document }: ReportSource['index']): Map<string, string> {
  return new Map(document.clusters.flatMap(({ id, findings }) => findings.map((finding) => [finding, id] as const)));
}

function moneyCell(sums: readonly Money[]): string {
  return sums.map(({ minor, currency }) => `${formatMinor(minor, currency)} ${currency}`).join('; ');
}
