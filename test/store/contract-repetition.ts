import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestOfStore } from '../../src/store/digest.ts';
import { plainModel } from './plain-model.ts';
import {
  batchOf,
  loadFiles,
  payment,
  readColumn,
  readTable,
  rejectsOf,
  type TestFile,
  type TestRecord,
} from './records.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Records that repeat or contradict others. */
export function repetitionContract(under: StoreUnderTest): void {
  describe('the same key twice', () => {
    test('same id and content is a duplicate of a named row, other content a conflict', async () => {
      const result = await loadFiles(under.store, {
        'b.csv': { transactions: [payment(2, 't-1', { at: 5 }), payment(3, 't-2', { at: 5, purpose: 'other' })] },
        'a.csv': { transactions: [payment(2, 't-2', { at: 5 }), payment(7, 't-1', { at: 5 })] },
      });
      expect(result.files).toMatchObject([
        { file: 0, rows: 2, accepted: 0, duplicate: 1, rejected: 1 },
        { file: 1, rows: 2, accepted: 2, duplicate: 0, rejected: 0 },
      ]);
      expect(result.tables.transactions).toEqual({ accepted: 2, duplicate: 1, rejected: 1 });
      const [duplicate, conflict] = await rejectsOf(result);
      expect(duplicate).toMatchObject({ file: 0, line: 2, action: 'duplicate', table: 'transactions', value: 't-1' });
      expect(duplicate!.expected).toContain('a.csv:7');
      expect(conflict).toMatchObject({
        file: 0,
        line: 3,
        action: 'row',
        column: 'id',
        code: 'conflict',
        value: 't-2',
      });
      expect(conflict!.expected).toContain('a.csv:2');
    });

    test('the same across loads and sources, every column counting as content', async () => {
      await loadFiles(under.store, {
        'a.csv': { invoices: [{ ...payment(2, 'i-1'), seller_id: 'company:1', attrs: '{"x":"1"}' }] },
      });
      const result = await loadFiles(
        under.store,
        {
          'b.csv': {
            invoices: [
              { ...payment(9, 'i-1'), at: 1_700_000_002_000, seller_id: 'company:1', attrs: '{"x":"1"}' },
              { ...payment(10, 'i-1'), at: 1_700_000_002_000, seller_id: 'company:1', attrs: '{"x":"2"}' },
              { ...payment(11, 'i-1'), at: 1_700_000_002_000, seller_id: 'company:2', attrs: '{"x":"1"}' },
              { ...payment(12, 'i-1'), at: 1_700_000_002_000, seller_id: 'company:1', attrs: null },
            ],
          },
        },
        { source: 'another' },
      );
      expect(result.tables.invoices).toEqual({ accepted: 0, duplicate: 1, rejected: 3 });
      for (const reject of await rejectsOf(result)) expect(reject.expected).toContain('a.csv:2');
      expect(await readColumn(under.store, 'invoices', 'id')).toEqual(['i-1']);
    });

    test('facts are repeated by their own source only', async () => {
      const role = { line: 2, company_id: 'company:1', holder_id: 'person:1', role: 'founder' };
      const files: Record<string, TestFile> = { 'a.csv': { roles: [role, { ...role, line: 3 }] } };
      expect((await loadFiles(under.store, files)).tables.roles).toEqual({ accepted: 1, duplicate: 1, rejected: 0 });
      const again = await loadFiles(under.store, { 'b.csv': { roles: [{ ...role, line: 8 }] } });
      expect(again.files).toMatchObject([{ rows: 1, accepted: 0, duplicate: 1 }]);
      expect((await rejectsOf(again))[0]!.expected).toContain('a.csv:2');
      const other = await loadFiles(under.store, { 'c.csv': { roles: [role] } }, { source: 'register' });
      expect(other.tables.roles).toEqual({ accepted: 1, duplicate: 0, rejected: 0 });
      expect(await readColumn(under.store, 'roles', 'role')).toEqual(['founder', 'founder']);
    });

    test('a row is a duplicate only when all its records are', async () => {
      const account = (line: number) => ({ line, id: 'account:A', kind: 'bank' });
      const result = await loadFiles(under.store, {
        'a.csv': {
          accounts: [account(2), account(3), account(4)],
          transactions: [payment(2, 't-1', { at: 1 }), payment(3, 't-2', { at: 1 }), payment(4, 't-1', { at: 1 })],
        },
      });
      expect(result.files).toMatchObject([{ rows: 3, accepted: 2, duplicate: 1, rejected: 0 }]);
      expect(result.tables.accounts).toEqual({ accepted: 1, duplicate: 2, rejected: 0 });
      expect(await rejectsOf(result)).toMatchObject([{ line: 4, action: 'duplicate' }]);
    });

    test('a conflict takes its whole row along, and what stood only there comes from the next row', async () => {
      const result = await loadFiles(under.store, {
        'a.csv': {
          transactions: [payment(2, 't-1', { at: 1 }), payment(3, 't-1', { at: 2 }), payment(4, 't-9', { at: 9 })],
          accounts: [
            { line: 3, id: 'account:X', kind: 'bank' },
            { line: 4, id: 'account:X', kind: 'bank' },
          ],
          invoices: [
            { line: 3, id: 'i-1', at: 1, amount: 5 },
            { line: 4, id: 'i-1', at: 1, amount: 5 },
          ],
        },
      });
      expect(result.files).toMatchObject([{ rows: 3, accepted: 2, duplicate: 0, rejected: 1 }]);
      expect(result.tables.accounts).toEqual({ accepted: 1, duplicate: 0, rejected: 1 });
      expect(result.tables.invoices).toEqual({ accepted: 1, duplicate: 0, rejected: 1 });
      const snapshot = await under.store.openSnapshot();
      const [account] = await readTable(under.store, 'accounts');
      expect(await snapshot.details('accounts', [account!._row as number])).toMatchObject([{ line: 4 }]);
      await snapshot.close();
    });

    test('more repetitions and conflicts than are handled at once', async () => {
      const { many } = under;
      const make = (amount: (i: number) => number) =>
        Array.from({ length: many }, (_, i) => payment(i + 2, `t-${i}`, { at: i, amount: amount(i) }));
      await loadFiles(under.store, { 'a.csv': { transactions: make((i) => i) } });
      const session = await under.store.startLoad({ source: 'bank', snapshot: null });
      const added = await session.addFile({
        name: 'b.csv',
        digest: 'b',
        reading: 'test',
        bytes: 1,
        encoding: 'utf-8',
      });
      if (!('file' in added)) throw new Error('b.csv is new');
      const records = make((i) => (i % 3 === 0 ? i : -1));
      await session.append(batchOf('transactions', added.file, records));
      const counts = { file: added.file, rows: many, rejected: 0, skipped: 0, blank: 0, defects: 0 };
      const result = await session.publish([counts]);
      expect(result.files).toMatchObject([{ rows: many, accepted: 0, duplicate: many / 3, rejected: (2 * many) / 3 }]);
      let rejects = 0;
      let line = 0;
      for await (const batch of result.rejects()) {
        for (const reject of batch) {
          if (reject.line <= line) throw new Error(`line ${reject.line} comes after line ${line}`);
          line = reject.line;
          rejects++;
        }
      }
      expect(rejects).toBe(many);
    });

    test('random loads come to what a plain model says, in any order of rows', async () => {
      const random = seeded(20_251_122);
      const pick = (n: number) => Math.floor(random() * n);
      for (let round = 0; round < under.rounds; round++) {
        await under.renew();
        const model = plainModel();
        for (let load = 0; load < 3; load++) {
          const files: Record<string, Required<Pick<TestFile, 'transactions' | 'invoices' | 'accounts'>>> = {};
          for (let f = 0; f < 2; f++) {
            const file = {
              transactions: [] as TestRecord[],
              invoices: [] as TestRecord[],
              accounts: [] as TestRecord[],
            };
            for (let n = 0; n < 12; n++) {
              const line = 2 + pick(10);
              const amount = pick(6) === 0 ? 2 : 1;
              if (pick(2)) file.transactions.push({ line, id: `t${pick(9)}`, at: 5, amount });
              if (pick(3) === 0) file.invoices.push({ line, id: `i${pick(5)}`, at: 5, amount });
              if (pick(2)) file.accounts.push({ line, id: `account:${pick(5)}`, kind: pick(2) ? 'bank' : 'card' });
            }
            // Within one line the order of arrival decides, so each line has one record of a keyed table.
            for (const table of ['transactions', 'invoices'] as const) {
              file[table] = file[table].filter((r, i, all) => all.findIndex((other) => other.line === r.line) === i);
              file[table].sort(() => random() - 0.5);
            }
            files[`${'ba'[f]}-${load}.csv`] = file;
          }
          const expected = model.load(files);
          const result = await loadFiles(under.store, files);
          for (const table of ['transactions', 'invoices', 'accounts'] as const) {
            expect(result.tables[table], `round ${round}, load ${load}, ${table}`).toEqual({
              accepted: expected.accepted[table] ?? 0,
              duplicate: expected.duplicate[table] ?? 0,
              rejected: expected.rejected[table] ?? 0,
            });
          }
          expect(result.files.map((f) => [f.accepted, f.duplicate, f.rejected])).toEqual(Object.values(expected.files));
        }
      }
    });

    test('the answer does not depend on the order of files and rows', async () => {
      const files: Record<string, TestFile> = {
        'a.csv': {
          transactions: [payment(2, 't-1', { at: 1 }), payment(3, 't-2', { at: 1 }), payment(4, 't-3', { at: 1 })],
        },
        'b.csv': {
          transactions: [payment(2, 't-1', { at: 2 }), payment(3, 't-2', { at: 1 }), payment(5, 't-4', { at: 7 })],
        },
        'c.csv': { transactions: [payment(2, 't-4', { at: 7 }), payment(3, 't-4', { at: 8 })] },
      };
      const one = await loadFiles(under.store, files);
      const reversed = Object.fromEntries(
        Object.entries(files)
          .reverse()
          .map(([name, { transactions }]) => [name, { transactions: [...transactions!].reverse() }]),
      );
      const second = mkdtempSync(join(tmpdir(), 'tamyr-store-'));
      const other = await under.open(second);
      const two = await loadFiles(other, reversed);
      const told = async (result: typeof one, names: string[]) =>
        (await rejectsOf(result)).map((r) => [names[r.file], r.line, r.code, r.value, r.expected].join(' ')).sort();
      expect(await told(two, Object.keys(reversed))).toEqual(await told(one, Object.keys(files)));
      expect(await digestOfStore(other)).toBe(await digestOfStore(under.store));
      await other.close();
      rmSync(second, { recursive: true, force: true });
    });
  });
}

/** Numbers in [0, 1) that are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
