import type { RunDocument } from '../../model/finding.ts';
import type { Neo4jConnection } from './connect.ts';

/** What publishing wrote. */
export interface Published {
  run: string;
  findings: number;
  clusters: number;
  scores: number;
  /** Subjects, members and scores whose entity the database does not have: 0 for a run of its own facts. */
  missing: number;
}

const ROWS_PER_TRANSACTION = 500;
const REMOVED_PER_TRANSACTION = 5_000;

/**
 * Writes a run's clusters, findings and scores into the database, tied to the entities that are there, in place of what it had of
 * this run. Facts are not touched; every batch may be taken twice. Whoever reads meanwhile sees `PublishedRun.state` = 'writing'.
 */
export async function publishRun(connection: Neo4jConnection, document: RunDocument): Promise<Published> {
  const { run, findings, clusters, entities } = document;
  await removeResults(connection, run.id);
  await write(connection, 'begin-publishing', { run: run.id, asOf: run.asOf });
  const clusterOf = new Map(clusters.flatMap((cluster) => cluster.findings.map((id) => [id, cluster.id] as const)));
  const counts = { clusters: 0, findings: 0, scores: 0 };
  let missing = 0;
  const put = async (name: string, rows: Iterable<object>, kind: keyof typeof counts) => {
    for (const batch of batches(rows)) {
      const [answer] = await write<{ missing: number }>(connection, name, { run: run.id, rows: batch });
      missing += answer?.missing ?? 0;
      counts[kind] += batch.length;
    }
  };
  await put('publish-clusters', map(clusters, clusterRow), 'clusters');
  await put(
    'publish-findings',
    map(findings, (finding) => findingRow(finding, clusterOf.get(finding.id) ?? null)),
    'findings',
  );
  await put('publish-scores', map(entities, scoreRow), 'scores');
  const whole = Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, BigInt(count)]));
  await write(connection, 'end-publishing', { run: run.id, ...whole });
  return { run: run.id, ...counts, missing };
}

/** Removes what a run published, facts and entities untouched; false where it had published nothing. */
export async function unpublishRun(connection: Neo4jConnection, run: string): Promise<boolean> {
  const removed = await removeResults(connection, run);
  const [mark] = await write<{ removed: number }>(connection, 'forget-publishing', { run });
  return removed + (mark?.removed ?? 0) > 0;
}

async function removeResults(connection: Neo4jConnection, run: string): Promise<number> {
  for (let all = 0; ; ) {
    const [answer] = await write<{ removed: number }>(connection, 'unpublish', {
      run,
      rows: BigInt(REMOVED_PER_TRANSACTION),
    });
    if (!answer?.removed) return all;
    all += answer.removed;
  }
}

function write<Row>(connection: Neo4jConnection, name: string, parameters: Record<string, unknown>): Promise<Row[]> {
  return connection.write<Row>(connection.text('store', name), parameters, { patient: true });
}

function clusterRow({
  id,
  kind,
  score,
  members,
  organisers,
  lineage,
  title,
  summary,
}: RunDocument['clusters'][number]) {
  return { id, kind, score, members, organisers, change: lineage.change, title, summary };
}

function findingRow(finding: RunDocument['findings'][number], cluster: string | null) {
  const { id, indicator, detector, severity, score, subjects, transactions, interval, amount, text } = finding;
  return {
    ...{ id, indicator, detector, severity, score, subjects, transactions, text, cluster },
    from: interval?.from ?? null,
    to: interval?.to ?? null,
    amount: amount ? BigInt(amount.minor) : null,
    currency: amount?.currency ?? null,
  };
}

function scoreRow({ id, score, cluster, indicators }: RunDocument['entities'][number]) {
  return {
    ...{ id, score, cluster },
    indicators: indicators.map(({ indicator }) => indicator),
    contributions: indicators.map(({ contribution }) => contribution),
  };
}

function* map<A, B>(list: Iterable<A>, rowOf: (item: A) => B): Generator<B> {
  for (const item of list) yield rowOf(item);
}

function* batches<T>(rows: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_TRANSACTION) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
