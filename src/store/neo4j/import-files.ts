import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Projection } from '../../graph/projection.ts';
import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import { dayOf } from '../../model/time.ts';
import { NODE_KINDS } from '../../model/vocabulary.ts';
import { isKeyed, literal, quoted } from '../duckdb/columns.ts';
import { type CopiedColumn, copiedColumns, copyRows, dayAsDate, hasLineBreaks } from '../duckdb/copy-rows.ts';
import type { WorkConnection } from '../duckdb/fact-rows.ts';
import { freeRow } from '../duckdb/late-snapshot.ts';
import { latestDay } from '../duckdb/latest-day.ts';
import { openFile } from '../duckdb/open-file.ts';
import { query, queryNumber } from '../duckdb/query.ts';
import { readSecret } from '../duckdb/runs.ts';
import { numberNodes, openDuckDbSnapshot } from '../duckdb/snapshot.ts';
import { readProjection } from '../read-projection.ts';
import { FACT_FORMS, propertyOf, rolesOfType } from './fact-forms.ts';
import { importReadme, importScript } from './import-readme.ts';
import { dateOf } from './plan-batches.ts';
import { derivedRelationships, shownAddresses, shownEntities } from './shown.ts';
import { ENTITY_LABELS } from './vocabulary.ts';
import { rowsProperty } from './writer-lock.ts';

/** What was written for `neo4j-admin database import full`. */
export interface ImportFiles {
  files: string[];
  /** Options of the command, file names relative to the folder. */
  options: string[];
  nodes: number;
  relationships: number;
}

/** Facts that are nodes are numbered by table and row: a table has fewer rows than this. */
const ROWS_OF_TABLE = 2 ** 32;
/** After every day that facts may speak of. */
const LAST_DAY = dayOf(2101, 1, 1);
const META: readonly CopiedColumn[] = [
  { name: 'row', type: 'long', sql: '_row' },
  { name: 'file', type: 'long', sql: '_file' },
  { name: 'line', type: 'long', sql: '_line' },
  { name: 'load', type: 'long', sql: '(SELECT seq FROM files WHERE files.file = _file)' },
  { name: 'extract', type: 'long', sql: '_extract' },
  { name: 'began', type: 'date', sql: dayAsDate('_began') },
  { name: 'ended', type: 'date', sql: dayAsDate('_ended') },
];

/**
 * Writes all that an embedded store holds (runs left out) as CSV files for Neo4j's offline import, the same graph that loads
 * over the network make, with a script that has the exact command. The first command on the imported database makes its indexes.
 */
export async function writeImportFiles(storeFile: string, folder: string): Promise<ImportFiles> {
  const store = await openFile(storeFile);
  const work = await store.instance.connect();
  try {
    await mkdir(folder, { recursive: true });
    await numberNodes(work);
    const out = importFolder(work, folder);
    await out.store();
    for (const table of FACT_TABLE_NAMES) await out.facts(table);
    const snapshot = await openDuckDbSnapshot(store.instance);
    const tables = FACT_TABLE_NAMES.filter((table) => !isKeyed(table));
    const projection = await readProjection(snapshot, LAST_DAY, [], tables).finally(() => snapshot.close());
    await out.entities(projection);
    return await out.finish();
  } finally {
    work.closeSync();
    await store.close();
  }
}

function importFolder(work: WorkConnection, folder: string) {
  const written: ImportFiles = { files: [], options: [], nodes: 0, relationships: 0 };

  /** Files an option names: the header and, where there are rows, the rows. */
  async function add(
    option: string,
    what: string,
    name: string,
    header: readonly string[],
    write: (path: string) => Promise<number>,
  ) {
    const path = join(folder, `${name}.csv`);
    const count = await write(path);
    if (count === 0) return;
    await writeFile(join(folder, `${name}-header.csv`), `${header.join(',')}\n`);
    written.files.push(`${name}-header.csv`, `${name}.csv`);
    written.options.push(`--${option}=${what}=${name}-header.csv,${name}.csv`);
    written[option as 'nodes' | 'relationships'] += count;
  }

  const nodes = (label: string, name: string, header: readonly string[], write: (path: string) => Promise<number>) =>
    add('nodes', label, name, header, write);
  const relationships = (
    type: string,
    name: string,
    header: readonly string[],
    write: (path: string) => Promise<number>,
  ) => add('relationships', type, name, header, write);
  const copy = (select: string) => (path: string) => copyRows(work, path, select);

  return {
    async facts(table: FactTable): Promise<void> {
      if ((await queryNumber(work, `SELECT count(*) FROM ${quoted(table)}`)) === 0) return;
      const columns = await filledColumns(table, [...(await copiedColumns(work, table)), ...META]);
      const header = columns.map(({ name, type }) => `${propertyOf(table, name)}:${type}`);
      const cells = columns.map(({ sql }) => sql).join(', ');
      const { record, about, relationship } = FACT_FORMS[table];
      const ends =
        relationship &&
        [relationship.from, relationship.to].map((names) => `coalesce(${names.map(quoted).join(', ')})`);
      const known = ends ? `${ends[0]} IS NOT NULL AND ${ends[1]} IS NOT NULL` : 'false';
      const forms: string[] = [];
      for (const type of relationship?.types ?? []) {
        const ofType =
          table === 'roles' ? `coalesce("role" IN (${rolesOfType(type).map(literal).join(', ')}), false)` : 'true';
        forms.push(`(${known} AND ${ofType})`);
        const select = betweenNodes(table, ends!, cells, `${known} AND ${ofType}`);
        await relationships(
          type,
          `${table}-${type}`,
          [':START_ID(entity)', ':END_ID(entity)', ...header],
          copy(select),
        );
      }
      const rest = forms.length > 0 ? `NOT (${forms.join(' OR ')})` : 'true';
      const id = `${FACT_TABLE_NAMES.indexOf(table) * ROWS_OF_TABLE} + _row`;
      const select = `SELECT ${id}, ${cells} FROM ${quoted(table)} WHERE ${rest}`;
      await nodes(record, `${table}-${record}`, [':ID(fact)', ...header], copy(select));
      const abouts = about.map(
        (column) =>
          `SELECT ${id} AS fact, node.n AS entity FROM ${quoted(table)} t JOIN node ON node.id = t.${quoted(column)} WHERE ${rest}`,
      );
      await relationships(
        'ABOUT',
        `${table}-ABOUT`,
        [':START_ID(fact)', ':END_ID(entity)'],
        copy(abouts.join(' UNION ')),
      );
    },

    async store(): Promise<void> {
      const own: Record<string, unknown> = { key: 'store', version: 0n, secret: await readSecret(work) };
      own.seq = BigInt(await queryNumber(work, 'SELECT coalesce(max(seq), 0) FROM loads'));
      own.file = BigInt(await queryNumber(work, 'SELECT coalesce(max(file) + 1, 0) FROM files'));
      own.journal = BigInt(await queryNumber(work, 'SELECT coalesce(max(seq), 0) FROM journal'));
      for (const table of FACT_TABLE_NAMES) own[rowsProperty(table)] = BigInt(await freeRow(work, table, 0));
      await table('nodes', 'TamyrStore', 'store', [own]);
      const latest = await latestDay(work);
      const loads = await query<Record<string, unknown>>(work, 'SELECT * FROM loads ORDER BY seq');
      await table(
        'nodes',
        'Load',
        'loads',
        loads.map(({ snapshot, ...load }) => ({
          ...integers(load),
          snapshot: dateOf(snapshot as number),
          state: 'published',
          shown: true,
          latestDay: latest === null ? null : dateOf(latest),
        })),
      );
      await table(
        'nodes',
        'SourceFile',
        'files',
        (await query<Record<string, unknown>>(work, 'SELECT * FROM files ORDER BY file')).map(integers),
      );
      const journal = await query<Record<string, unknown>>(work, 'SELECT * FROM journal ORDER BY seq');
      await table(
        'nodes',
        'Journal',
        'journal',
        journal.map((entry) => ({ ...integers(entry), key: `imported-${entry.seq}` })),
      );
      await nodes(
        'Reject',
        'rejects',
        [
          ...[
            'seq:long',
            'place:long',
            'file:long',
            'line:long',
            'action',
            'table',
            'column',
            'code',
            'value',
            'expected',
            'raw',
            'origin',
          ],
          ...['same_file:long', 'same_line:long'],
        ],
        copy(`SELECT seq, row_number() OVER (PARTITION BY seq ORDER BY origin DESC, file, line, "table", value) - 1,
        * EXCLUDE (seq) FROM rejects`),
      );
    },

    async entities(projection: Projection): Promise<void> {
      const shown = new Map(shownEntities(projection));
      const { names, places } = shownAddresses(projection);
      const named = new Map(names.map(([id, name, folded, kind]) => [id as string, { name, folded, kind }]));
      for (const kind of NODE_KINDS) {
        const label = ENTITY_LABELS[kind];
        const listed = new Map(shown.get(label) ?? []);
        const rows: Record<string, unknown>[] = [];
        const others: Record<string, unknown>[] = [];
        const { start, end } = projection.nodes.range[kind];
        for (let node = start; node < end; node++) {
          const id = projection.nodes.id(node);
          const properties = listed.get(id);
          // All loads are published, so that the first one stands for whichever named an entity first.
          const n = BigInt(node);
          if (properties) rows.push({ n, id, load: 1n, ...properties });
          else others.push({ n, id, load: 1n, referenceOnly: true, ...named.get(id) });
        }
        await table('nodes', label, label, rows, { n: ':ID(entity)' });
        await table('nodes', label, `${label}-by-reference`, others, { n: ':ID(entity)' });
      }
      const numberOf = (id: unknown) => BigInt(projection.nodes.find(id as string));
      const ends = { start: ':START_ID(entity)', end: ':END_ID(entity)' };
      await table(
        'relationships',
        'PART_OF',
        'PART_OF',
        places.map(([start, end]) => ({ start: numberOf(start), end: numberOf(end) })),
        ends,
      );
      for (const [type, rows] of derivedRelationships(projection)) {
        const derived = rows.map(([start, end, properties]) => ({
          start: numberOf(start),
          end: numberOf(end),
          ...(properties as object),
          derived: true,
        }));
        await table('relationships', type, `derived-${type}`, derived, ends);
      }
      const columns = [...(await copiedColumns(work, 'roles')), ...META];
      const header = [
        ':START_ID(entity)',
        ':END_ID(entity)',
        'derived:boolean',
        'of:string',
        ...columns.map(({ name, type }) => `${name}:${type}`),
      ];
      const cells = ['true', "'roles'", ...columns.map(({ sql }) => sql)].join(', ');
      const select = betweenNodes(
        'roles',
        ['holder_id', 'company_id'],
        cells,
        `"role" = 'founder' AND NOT isnan(share)`,
      );
      await relationships('OWNS', 'derived-OWNS', header, copy(select));
    },

    async finish(): Promise<ImportFiles> {
      written.options.unshift(
        '--id-type=integer',
        `--multiline-fields=${await hasLineBreaks(work)}`,
        '--overwrite-destination=true',
      );
      await writeFile(join(folder, 'import.sh'), importScript(written.options));
      await chmod(join(folder, 'import.sh'), 0o755);
      await writeFile(join(folder, 'README.md'), importReadme(written));
      written.files.push('import.sh', 'README.md');
      return written;
    },
  };

  /** Columns that have a value in any row: the others would only be read, empty as they are. */
  async function filledColumns(table: FactTable, columns: readonly CopiedColumn[]): Promise<CopiedColumn[]> {
    const counts = columns.map(({ sql }, i) => `count(${sql}) > 0 AS c${i}`).join(', ');
    const [filled] = await query<Record<string, boolean>>(work, `SELECT ${counts} FROM ${quoted(table)}`);
    return columns.filter((_, i) => filled![`c${i}`]);
  }

  /** Writes objects as rows; the type of a column is that of its values. */
  async function table(
    option: 'nodes' | 'relationships',
    what: string,
    name: string,
    rows: readonly Record<string, unknown>[],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    if (rows.length === 0) return;
    const keys = keysOf(rows);
    const header = keys.map((key) => headers[key] ?? `${key}:${typeOf(rows.map((row) => row[key]))}`);
    await add(option, what, name, header, async (path) => {
      const stream = createWriteStream(path);
      for (const row of rows) {
        if (!stream.write(`${keys.map((key) => cell(row[key])).join(',')}\n`)) await once(stream, 'drain');
      }
      stream.end();
      await once(stream, 'finish');
      return rows.length;
    });
  }
}

/** Rows that a condition takes as relationships: the numbers of their ends, then their cells. */
function betweenNodes(table: FactTable, [from, to]: readonly string[], cells: string, condition: string): string {
  return `SELECT start_n, end_n, ${cells} FROM ${quoted(table)}
    JOIN (SELECT id AS start_id, n AS start_n FROM node) ON start_id = ${from}
    JOIN (SELECT id AS end_id, n AS end_n FROM node) ON end_id = ${to}
    WHERE ${condition}`;
}

function keysOf(rows: readonly Record<string, unknown>[]): string[] {
  const keys = new Set<string>();
  for (const row of rows) for (const key in row) keys.add(key);
  return [...keys];
}

function typeOf(values: readonly unknown[]): string {
  const known = values.filter((value) => value !== null && value !== undefined);
  if (known.some((value) => typeof value === 'number')) return 'double';
  const [first] = known;
  if (typeof first === 'bigint') return 'long';
  if (typeof first === 'boolean') return 'boolean';
  return typeof first === 'object' ? 'date' : 'string';
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value);
}

function integers(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? BigInt(value) : value]),
  );
}
