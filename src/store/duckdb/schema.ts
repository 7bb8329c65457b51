import { FACT_TABLE_NAMES } from '../../model/facts.ts';
import { columnDefinitions, META_COLUMNS, quoted } from './columns.ts';

/** One step forward of the store's layout. Steps are never changed once released, only added. */
export interface Migration {
  version: number;
  sql: readonly string[];
}

const metaDefinitions = Object.entries(META_COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/**
 * The steps from nothing to today's layout. No primary keys and no indexes: uniqueness is kept by `publish`.
 * Fact tables come from FACT_TABLES; a column added there later also needs a step with `ADD COLUMN IF NOT EXISTS`.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: [
      'CREATE TABLE settings (key VARCHAR, value VARCHAR)',
      'CREATE TABLE loads (seq INTEGER, load VARCHAR, source VARCHAR, snapshot INTEGER, files INTEGER, rows BIGINT, accepted BIGINT)',
      `CREATE TABLE files (file INTEGER, seq INTEGER, name VARCHAR, digest VARCHAR, reading VARCHAR, bytes BIGINT, encoding VARCHAR,
         rows BIGINT, accepted BIGINT, duplicate BIGINT, rejected BIGINT, skipped BIGINT, blank BIGINT, defects BIGINT)`,
      `CREATE TABLE rejects (seq INTEGER, file INTEGER, line INTEGER, action VARCHAR, "table" VARCHAR, "column" VARCHAR, code VARCHAR,
         value VARCHAR, expected VARCHAR, raw VARCHAR, origin VARCHAR, same_file INTEGER, same_line INTEGER)`,
      'CREATE TABLE runs (seq INTEGER, run VARCHAR, digest VARCHAR, document VARCHAR, timings VARCHAR)',
      'CREATE TABLE run_parts (run VARCHAR, part VARCHAR, position INTEGER, document VARCHAR)',
      ...FACT_TABLE_NAMES.map(
        (table) => `CREATE TABLE ${quoted(table)} (${columnDefinitions(table)}, ${metaDefinitions})`,
      ),
    ],
  },
  {
    version: 2,
    sql: ['CREATE TABLE journal (seq INTEGER, topic VARCHAR, document VARCHAR)'],
  },
];

/** The layout that this program writes and reads. */
export const SCHEMA_VERSION = MIGRATIONS[MIGRATIONS.length - 1]!.version;
