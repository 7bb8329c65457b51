import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import { NODE_KINDS } from '../../model/vocabulary.ts';
import { columnList, columnsWithEntities, literal, quoted } from '../duckdb/columns.ts';
import { readFacts, type WorkConnection } from '../duckdb/fact-rows.ts';
import { freeRow } from '../duckdb/late-snapshot.ts';
import { latestDay } from '../duckdb/latest-day.ts';
import type { StagedLoad } from '../duckdb/publish.ts';
import { query, queryNumber } from '../duckdb/query.ts';
import type { LoadOptions } from '../graph-store.ts';
import { createBatchWriter } from './batch-writer.ts';
import type { Neo4jConnection } from './connect.ts';
import { FACT_FORMS } from './fact-forms.ts';
import { slices } from './gather.ts';
import { inParallel } from './in-parallel.ts';
import { isInLane, type Lane, PARTS, roundsOfLanes } from './lanes.ts';
import { type Batch, dateOf, factBatches, type NodeOf, ROWS_PER_BATCH } from './plan-batches.ts';
import { type Remains, removeRemains, textOf } from './remains.ts';
import { lockLost, rowsProperty, type WriterLock } from './writer-lock.ts';

/** Ids of entities sent at a time. */
const IDS = 5_000;

export interface WriteOptions {
  /** Another connection to the private database. */
  connect: () => Promise<WorkConnection>;
  /** What a dead writer left of a load of the same number. */
  remains: Remains | null;
  onProgress: LoadOptions['onProgress'];
}

/**
 * Writes what was decided in the private database to Neo4j and publishes it: entities, new facts, changes of old ones,
 * rejects, each batch in a transaction with its mark; the last one makes all of it count. What a dead writer left of the
 * very same load is taken up where it stopped, everything else of it is removed first.
 */
export async function writeLoad(
  connection: Neo4jConnection,
  work: WorkConnection,
  { seq, firstRow, fileBase }: StagedLoad,
  lock: WriterLock,
  { connect, remains, onProgress }: WriteOptions,
): Promise<void> {
  const plan = await planDigest(work, firstRow, seq);
  if (remains && remains.plan !== plan) await removeRemains(connection, seq, firstRow);
  await beginLoad(connection, work, seq, plan, lock);
  const isNew = (table: FactTable) => `_row >= ${firstRow(table)}`;
  const counts = new Map<FactTable, number>();
  for (const table of FACT_TABLE_NAMES) {
    counts.set(table, await queryNumber(work, `SELECT count(*) FROM ${quoted(table)} WHERE ${isNew(table)}`));
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let done = 0;
  const writeBatch = createBatchWriter(connection, lock, seq);
  const writeAll = (batches: AsyncIterable<Batch>, sessions?: number) =>
    inParallel(
      batches,
      async (batch) => {
        await writeBatch(batch);
        done += batch.rows.length;
        onProgress?.(Math.min(done, total), total);
      },
      undefined,
      sessions,
    );
  const nodeOf = await writeEntities(connection, work, seq, isNew);
  const writeFacts = async (from: WorkConnection, table: FactTable, lane: Lane | null) => {
    const where = lane ? `${isNew(table)} AND ${isInLane(table, lane)}` : isNew(table);
    const facts = readFacts(from, table, where, ROWS_PER_BATCH);
    const part = lane ? `${lane.parts.join('-')}/` : '';
    // A lane's batches go one after another: what is next is made ready while the server writes the last.
    await writeAll(factBatches(connection, table, seq, facts, nodeOf, part), lane ? 1 : undefined);
  };
  for (const table of FACT_TABLE_NAMES) {
    const count = counts.get(table)!;
    if (count === 0) continue;
    if (count <= ROWS_PER_BATCH) await writeFacts(work, table, null);
    else
      for (const lanes of roundsOfLanes())
        await sideBySide(connect, lanes, (from, lane) => writeFacts(from, table, lane));
  }
  if (done !== total) throw new Error(`${done} of ${total} facts fell into batches`);
  for (const table of FACT_TABLE_NAMES) await writeAll(changeBatches(connection, work, table, seq));
  await writeAll(rejectBatches(connection, work, seq));
  await publish(connection, work, { seq, firstRow, fileBase }, lock);
}

/** Works on some things at once, each with a connection of its own; a failure is thrown when all have come to their end. */
async function sideBySide<T>(
  connect: () => Promise<WorkConnection>,
  things: readonly T[],
  work: (connection: WorkConnection, thing: T) => Promise<void>,
): Promise<void> {
  const ended = await Promise.allSettled(
    things.map(async (thing) => {
      const connection = await connect();
      await work(connection, thing).finally(() => connection.closeSync());
    }),
  );
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

/** Tells two plans apart: everything that is to be written, and how it falls into batches, whatever the order of the rows. */
async function planDigest(work: WorkConnection, firstRow: (table: FactTable) => number, seq: number): Promise<string> {
  const tables = FACT_TABLE_NAMES.map(
    (table) => `SELECT ${literal(table)} || ' ' || count(*) || ' ' ||
      coalesce(sum(hash(${columnList(table)}, _row, _file, _line, _extract, _began, _ended)::HUGEINT), 0) AS part
      FROM ${quoted(table)} WHERE _row >= ${firstRow(table)}`,
  );
  const files = `SELECT 'files ' || count(*) || ' ' || coalesce(sum(hash(file, name, digest, reading)::HUGEINT), 0) FROM files WHERE seq = ${seq}`;
  const loads = `SELECT source || ' ' || snapshot FROM loads WHERE seq = ${seq}`;
  const rows = await query<{ part: string }>(work, [...tables, files, loads].join(' UNION ALL '));
  const parts = rows.map(({ part }) => part).sort();
  return [`${PARTS} parts`, `${ROWS_PER_BATCH} rows`, ...parts].join(', ');
}

async function beginLoad(
  connection: Neo4jConnection,
  work: WorkConnection,
  seq: number,
  plan: string,
  lock: WriterLock,
): Promise<void> {
  const [load] = await query<Record<string, unknown>>(work, `SELECT * FROM loads WHERE seq = ${seq}`);
  const files = await query<Record<string, unknown>>(work, `SELECT * FROM files WHERE seq = ${seq} ORDER BY file`);
  const answers = await connection.write(
    connection.text('store', 'begin-load'),
    {
      owner: lock.owner,
      load: { ...integers(load!), snapshot: dateOf(load!.snapshot as number), state: 'writing', plan },
      files: files.map(integers),
    },
    { patient: true },
  );
  if (answers.length === 0) throw lockLost(connection.address.text);
}

/** Makes the nodes of all entities that new facts name; answers the server's own number by id. */
async function writeEntities(
  connection: Neo4jConnection,
  work: WorkConnection,
  seq: number,
  isNew: (table: FactTable) => string,
): Promise<NodeOf> {
  const named = FACT_TABLE_NAMES.flatMap((table) =>
    columnsWithEntities(table).map(
      (column) => `SELECT DISTINCT ${quoted(column)} AS id FROM ${quoted(table)} WHERE ${isNew(table)}`,
    ),
  );
  const all = `(${named.join(' UNION ')})`;
  const numbers = new Map<string, number>();
  for (const kind of NODE_KINDS) {
    const rows = await query<{ id: string }>(
      work,
      `SELECT id FROM ${all} WHERE starts_with(id, '${kind}:') ORDER BY id`,
    );
    const ids = rows.map(({ id }) => id);
    const label = `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
    const text = textOf(connection, 'write-entities', 'Company', label);
    await inParallel(
      slices(ids, IDS),
      (some) => connection.write<{ id: string[]; node: number[] }>(text, { ids: some, load: seq }, { patient: true }),
      ([made]) => {
        for (let i = 0; i < made!.id.length; i++) numbers.set(made!.id[i]!, made!.node[i]!);
      },
    );
  }
  return (id) => {
    const number = numbers.get(id);
    if (number === undefined) throw new RangeError(`"${id}" is no id of an entity`);
    return number;
  };
}

/** Facts of earlier loads that this one states again, begins or ends. */
async function* changeBatches(
  connection: Neo4jConnection,
  work: WorkConnection,
  table: FactTable,
  seq: number,
): AsyncGenerator<Batch> {
  const rows = await query<{ row: number; extract: number; began: number; ended: number }>(
    work,
    `SELECT _row AS row, t._extract AS extract, t._began AS began, t._ended AS ended
     FROM ${quoted(table)} t JOIN before_${table} b USING (_row)
     WHERE t._extract <> b._extract OR t._began <> b._began OR t._ended <> b._ended ORDER BY _row`,
  );
  const { record, relationship } = FACT_FORMS[table];
  const texts: [string, string][] = [
    [record, textOf(connection, 'change-records', 'CompanyRecord', record)],
    ...(relationship?.types ?? []).map((type): [string, string] => [
      type,
      textOf(connection, 'change-relationships', 'OWNS', type),
    ]),
  ];
  for (const [n, some] of slices(rows, ROWS_PER_BATCH).entries()) {
    const changes = some.map(({ row, extract, began, ended }) => [row, extract, dateOf(began), dateOf(ended)]);
    // What form a row has need not be known: it is found in one of them.
    for (const [form, text] of texts) yield { key: `${seq}/${table}/${form}/changed/${n}`, text, rows: changes };
  }
}

async function* rejectBatches(connection: Neo4jConnection, work: WorkConnection, seq: number): AsyncGenerator<Batch> {
  const text = connection.text('store', 'write-rejects');
  const count = await queryNumber(work, `SELECT count(*) FROM rejects WHERE seq = ${seq}`);
  await work.run(`CREATE OR REPLACE TEMP TABLE placed_rejects AS
    SELECT row_number() OVER (ORDER BY origin DESC, file, line, "table", value) - 1 AS place, * FROM rejects WHERE seq = ${seq}`);
  for (let from = 0; from < count; from += ROWS_PER_BATCH) {
    const rows = await query<Record<string, unknown>>(
      work,
      `SELECT * FROM placed_rejects WHERE place >= ${from} AND place < ${from + ROWS_PER_BATCH} ORDER BY place`,
    );
    yield { key: `${seq}/rejects/${from}`, text, rows: rows.map(({ place, ...reject }) => [place, integers(reject)]) };
  }
}

async function publish(
  connection: Neo4jConnection,
  work: WorkConnection,
  { seq, firstRow, fileBase }: Pick<StagedLoad, 'seq' | 'firstRow' | 'fileBase'>,
  lock: WriterLock,
): Promise<void> {
  const store: Record<string, bigint> = { seq: BigInt(seq) };
  store.file = BigInt(fileBase + (await queryNumber(work, `SELECT count(*) FROM files WHERE seq = ${seq}`)));
  for (const table of FACT_TABLE_NAMES) {
    store[rowsProperty(table)] = BigInt(await freeRow(work, table, firstRow(table)));
  }
  const latest = await latestDay(work);
  lock.check();
  const published = await connection.write(
    connection.text('store', 'publish-load'),
    { owner: lock.owner, seq: BigInt(seq), store, latestDay: latest === null ? null : dateOf(latest) },
    { patient: true },
  );
  if (published.length === 0) throw lockLost(connection.address.text);
}

/** Numbers as INTEGER, all else as it is. */
function integers(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? BigInt(value) : value]),
  );
}
