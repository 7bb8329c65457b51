import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { canonical } from '../../src/importers/canonical.ts';
import type { Importer } from '../../src/importers/importer.ts';
import { createMappedImporter } from '../../src/importers/mapped.ts';
import { readMapping } from '../../src/importers/mapping/read-mapping.ts';
import { TABLE_ROWS } from '../../src/importers/rows/all-tables.ts';
import { createOccurrenceCounter } from '../../src/importers/rows/occurrences.ts';
import { examineFile } from '../../src/importers/text/examine-file.ts';
import { requireWhole } from '../../src/load/account.ts';
import { load } from '../../src/load.ts';
import { TamyrError } from '../../src/model/errors.ts';
import type { FactBatch } from '../../src/model/facts.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { Reject } from '../../src/store/graph-store.ts';
import { DOCUMENTS, type Mutated, mutate, TABLES, type Table } from './mutated-files.ts';

/** Files per format; `npm run soak` takes 10,000. */
const FILES = Number(process.env.TAMYR_MUTATED_FILES ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'tamyr-mutated-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Read {
  /** Where accepted rows stand, and the fact of each. */
  accepted: { start: number; bytes: number; fact: string }[];
  rejects: Reject[];
}

/** Reads bytes as a load does; every row and byte accounted for, or a `TamyrError`. */
async function read(importer: Importer, name: string, bytes: Uint8Array): Promise<Read | TamyrError> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const file = { path, name, bytes: bytes.length };
  const places: { line: number; start: number; bytes: number }[] = [];
  const facts = new Map<number, string>();
  const rejects: Reject[] = [];
  const sink = {
    async append({ columns, line, length }: FactBatch) {
      const names = Object.keys(columns);
      for (let i = 0; i < length; i++) {
        facts.set(line[i]!, JSON.stringify(names.map((column) => String(columns[column]![i]))));
      }
    },
    async reject(more: Reject[]) {
      rejects.push(...more);
    },
    place: (line: number, start: number, size: number) => places.push({ line, start, bytes: size }),
  };
  try {
    const { encoding, bytes: size } = await examineFile(file, null);
    const [claim] = await importer.recognises([file], { forced: false, list: null });
    const counts = await importer.read(claim!, 0, sink, { encoding, occurrences: createOccurrenceCounter() });
    const accepted = counts.rows - counts.rejected - counts.skipped - counts.blank;
    requireWhole(name, { ...counts, accepted, duplicate: 0 }, counts.bytes!, size);
    expect(places.length).toBe(accepted);
    expect(rejects.filter(({ action }) => action === 'row').length).toBe(counts.rejected);
    return { accepted: places.map(({ line, ...place }) => ({ ...place, fact: facts.get(line)! })), rejects };
  } catch (error) {
    if (error instanceof TamyrError) return error;
    throw error;
  }
}

/** Untouched rows that were not read as they were, less those that lie within a larger accepted row: nothing in the bytes tells that they are not one cell's lines. */
function lostRows({ untouched }: Mutated, found: Read, before: Read): number[] {
  const byStart = new Map(found.accepted.map((row) => [row.start, row]));
  return untouched
    .filter(({ row, start, bytes }) => {
      const now = byStart.get(start);
      if (now?.fact === before.accepted[row]!.fact) return false;
      return !found.accepted.some((other) => other.start < start && other.start + other.bytes >= start + bytes);
    })
    .map(({ row }) => row);
}

async function damage(importer: Importer, name: string, table: Table): Promise<void> {
  const whole = Buffer.from(table.head + table.rows.join('') + table.foot);
  const before = await read(importer, name, whole);
  if (before instanceof TamyrError) throw before;
  expect(before.accepted.length).toBe(table.rows.length);
  let refused = 0;
  for (let seed = 1; seed <= FILES; seed++) {
    const mutated = mutate(table, seed);
    const found = await read(importer, name, mutated.bytes);
    const shown = () => `${name}, seed ${seed}`;
    if (found instanceof TamyrError) {
      refused++;
      expect(mutated.headTouched, `${shown()}\n${found}`).toBe(true);
    } else expect(mutated.headTouched ? [] : lostRows(mutated, found, before), shown()).toEqual([]);
  }
  // Most files are read: the header is a small part of them.
  expect(refused).toBeLessThan(FILES / 5);
}

describe(`${FILES} damaged files of each format: no crash, every row and byte accounted for, no good row lost`, () => {
  test.each(Object.entries(TABLES))('%s', { timeout: FILES * 1000 }, (name, table) => damage(canonical, name, table));

  test.each(Object.entries(DOCUMENTS))('%s', { timeout: FILES * 1000 }, async (name, table) => {
    const columns = 'id, at, from_account, to_account, amount, currency, purpose'.replace(/(\w+)/g, '$1: $1');
    const text = `version: 1\nsource: s\ntables:\n  - {table: transactions, file: "*.json", columns: {${columns}}}\n`;
    await damage(createMappedImporter(readMapping(text, 'm.yaml', TABLE_ROWS), text), name, table);
  });

  test('and through the store', { timeout: 120_000 }, async () => {
    const input = join(folder, 'input');
    mkdirSync(input);
    let files = 0;
    for (const [name, table] of Object.entries(TABLES)) {
      for (let seed = 1; seed <= 25; seed++) {
        const { bytes, headTouched } = mutate(table, seed);
        if (headTouched) continue;
        writeFileSync(join(input, name.replace('transactions', `transactions-${seed}`)), bytes);
        files++;
      }
    }
    const store = await openDuckDbStore(join(folder, 'store.duckdb'));
    const report = await load(store, { paths: [input], rejectsDir: folder });
    await store.close();
    expect(report.files).toHaveLength(files);
    for (const { file, bytes, rows, ...counts } of report.files) {
      const size = readFileSync(join(input, file)).length;
      if (bytes !== null)
        expect(
          Object.values(bytes).reduce((sum, n) => sum + n, 0),
          file,
        ).toBe(size);
      expect(counts.accepted + counts.duplicate + counts.rejected + counts.skipped + counts.blank, file).toBe(rows);
    }
  });
});
