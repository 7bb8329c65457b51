import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { damageFiles } from './damage.ts';
import { DAMAGED_FORMATS } from './damaged-formats.ts';
import { mutate } from './mutated-files.ts';

/** Files per format; `npm run soak` takes 10,000. */
const FILES = 1000;
const folder = mkdtempSync(join(tmpdir(), 'tamyr-mutated-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe(`${FILES} damaged files of each text format: no crash, every row and byte accounted for, no good row lost`, () => {
  test.each(Object.keys(DAMAGED_FORMATS))('%s', { timeout: FILES * 1000 }, async (name) => {
    const { files, refused, untouched } = await damageFiles(
      name,
      Array.from({ length: FILES }, (_, i) => i + 1),
    );
    expect(files).toBe(FILES);
    // Most files are read: the header is a small part of them. And most rows are not touched.
    expect(refused).toBeLessThan(FILES / 5);
    expect(untouched).toBeGreaterThan(FILES * 20);
  });

  test('and through the store', async () => {
    const input = join(folder, 'input');
    mkdirSync(input);
    let files = 0;
    for (const name of [
      'transactions.csv',
      'transactions-semicolons.csv',
      'transactions-cr.csv',
      'transactions.jsonl',
    ]) {
      for (let seed = 1; seed <= 25; seed++) {
        const { bytes, headTouched } = mutate(DAMAGED_FORMATS[name]!.table, seed);
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
