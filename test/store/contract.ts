import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunDocument } from '../../src/model/finding.ts';
import { byCodePoint } from '../../src/model/order.ts';
import { dayOf, NO_DAY } from '../../src/model/time.ts';
import { digestOfStore } from '../../src/store/digest.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { plainModel } from './plain-model.ts';
import {
  appendFile,
  batchOf,
  loadFiles,
  payment,
  readTable,
  rejectsOf,
  type TestFile,
  type TestRecord,
} from './records.ts';

/** Opens a store in a folder: a new one at the first call, the same one again after `close`. */
export type OpenInFolder = (folder: string) => Promise<GraphStore>;

/** What every adapter of the port promises; an adapter's own test calls it with the way to open a store. */
export function storeContract(name: string, open: OpenInFolder): void {
  describe(`${name}: the store's contract`, () => {
    let folder: string;
    let store: GraphStore;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tamyr-store-'));
      store = await open(folder);
    });

    afterEach(async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function reopen(): Promise<void> {
      await store.close();
      store = await open(folder);
    }

    async function ids(): Promise<string[]> {
      const snapshot = await store.openSnapshot();
      const all: string[] = [];
      for await (const batch of snapshot.nodes()) all.push(...batch);
      expect(snapshot.nodeCount).toBe(all.length);
      await snapshot.close();
      return all;
    }

    const column = async (table: 'transactions' | 'companies' | 'roles' | 'accounts' | 'invoices', what: string) =>
      (await readTable(store, table)).map((row) => row[what]);

    describe('visibility', () => {
      test('an empty store has nothing', async () => {
        expect(await store.loads()).toEqual([]);
        expect(await store.files()).toEqual([]);
        expect(await store.latestDay()).toBeNull();
        expect(await ids()).toEqual([]);
        expect(await readTable(store, 'transactions')).toEqual([]);
      });

      test('a load is seen only when it is published, and then by a store that is opened again', async () => {
        const session = await store.startLoad({ source: 'bank', snapshot: null });
        const counts = await appendFile(session, 'a.csv', { transactions: [payment(2, 't-1')] });
        expect(await column('transactions', 'id')).toEqual([]);
        expect(await store.loads()).toEqual([]);
        const result = await session.publish([counts!]);
        expect(result.published).toBe(true);
        expect(result.load).toBe(session.load);
        expect(await column('transactions', 'id')).toEqual(['t-1']);
        await reopen();
        expect(await column('transactions', 'id')).toEqual(['t-1']);
        expect(await store.loads()).toEqual([
          { load: result.load, source: 'bank', snapshot: null, files: 1, rows: 1, accepted: 1 },
        ]);
        expect(await store.files()).toMatchObject([
          { load: result.load, file: 0, name: 'a.csv', rows: 1, accepted: 1 },
        ]);
      });

      test('an aborted load leaves nothing, and another may begin', async () => {
        const session = await store.startLoad({ source: 'bank', snapshot: null });
        await appendFile(session, 'a.csv', { transactions: [payment(2, 't-1')] });
        await session.abort();
        expect(await column('transactions', 'id')).toEqual([]);
        await loadFiles(store, { 'a.csv': { transactions: [payment(2, 't-2')] } });
        expect(await column('transactions', 'id')).toEqual(['t-2']);
      });

      test('what was appended and never published is gone when the store is opened again', async () => {
        const session = await store.startLoad({ source: 'bank', snapshot: null });
        await appendFile(session, 'a.csv', { transactions: [payment(2, 't-1')] });
        await reopen();
        expect(await column('transactions', 'id')).toEqual([]);
        expect(await store.files()).toEqual([]);
      });

      test('one load at a time', async () => {
        const session = await store.startLoad({ source: 'bank', snapshot: null });
        await expect(store.startLoad({ source: 'bank', snapshot: null })).rejects.toMatchObject({
          code: 'load-in-progress',
        });
        await session.abort();
      });

      test('a snapshot does not change while a load is published', async () => {
        await loadFiles(store, { 'a.csv': { transactions: [payment(2, 't-1')] } });
        const snapshot = await store.openSnapshot();
        await loadFiles(store, { 'b.csv': { transactions: [payment(2, 't-2', { from_account: 'account:0' })] } });
        const seen: unknown[] = [];
        for await (const batch of snapshot.rows('transactions')) seen.push(...(batch.columns.id as string[]));
        expect(seen).toEqual(['t-1']);
        expect(snapshot.nodeCount).toBe(2);
        await snapshot.close();
        expect(await column('transactions', 'id')).toEqual(['t-1', 't-2']);
      });
    });

    describe('the same file again', () => {
      test('a file of the same bytes, reading and source is not read again', async () => {
        const first = await loadFiles(store, { 'a.csv': { transactions: [payment(2, 't-1')] } });
        const session = await store.startLoad({ source: 'bank', snapshot: null });
        const content = JSON.stringify({ transactions: [payment(2, 't-1')] });
        const file = { name: 'a.csv', digest: content, reading: 'test', bytes: 1, encoding: 'utf-8' };
        expect(await session.addFile(file)).toEqual({ alreadyLoaded: first.load, rows: 1 });
        expect(await session.addFile({ ...file, reading: 'other' })).toEqual({ file: 0 });
        await session.abort();
        const other = await store.startLoad({ source: 'register', snapshot: null });
        expect(await other.addFile(file)).toEqual({ file: 0 });
        await other.abort();
      });

      test('a load whose files were all loaded before makes no load', async () => {
        const files = { 'a.csv': { transactions: [payment(2, 't-1')] } };
        await loadFiles(store, files);
        const again = await loadFiles(store, files);
        expect(again).toMatchObject({ published: false, files: [] });
        expect(await store.loads()).toHaveLength(1);
      });
    });

    describe('the same key twice', () => {
      test('same id and content is a duplicate of a named row, other content a conflict', async () => {
        const result = await loadFiles(store, {
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
        await loadFiles(store, {
          'a.csv': { invoices: [{ ...payment(2, 'i-1'), seller_id: 'company:1', attrs: '{"x":"1"}' }] },
        });
        const result = await loadFiles(
          store,
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
        expect(await column('invoices', 'id')).toEqual(['i-1']);
      });

      test('facts are repeated by their own source only', async () => {
        const role = { line: 2, company_id: 'company:1', holder_id: 'person:1', role: 'founder' };
        const files: Record<string, TestFile> = { 'a.csv': { roles: [role, { ...role, line: 3 }] } };
        expect((await loadFiles(store, files)).tables.roles).toEqual({ accepted: 1, duplicate: 1, rejected: 0 });
        const again = await loadFiles(store, { 'b.csv': { roles: [{ ...role, line: 8 }] } });
        expect(again.files).toMatchObject([{ rows: 1, accepted: 0, duplicate: 1 }]);
        expect((await rejectsOf(again))[0]!.expected).toContain('a.csv:2');
        const other = await loadFiles(store, { 'c.csv': { roles: [role] } }, { source: 'register' });
        expect(other.tables.roles).toEqual({ accepted: 1, duplicate: 0, rejected: 0 });
        expect(await column('roles', 'role')).toEqual(['founder', 'founder']);
      });

      test('a row is a duplicate only when all its records are', async () => {
        const account = (line: number) => ({ line, id: 'account:A', kind: 'bank' });
        const result = await loadFiles(store, {
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
        const result = await loadFiles(store, {
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
        const snapshot = await store.openSnapshot();
        const [account] = await readTable(store, 'accounts');
        expect(await snapshot.details('accounts', [account!._row as number])).toMatchObject([{ line: 4 }]);
        await snapshot.close();
      });

      test('more repetitions and conflicts than a row group holds', async () => {
        const many = 150_000;
        const make = (amount: (i: number) => number) =>
          Array.from({ length: many }, (_, i) => payment(i + 2, `t-${i}`, { at: i, amount: amount(i) }));
        await loadFiles(store, { 'a.csv': { transactions: make((i) => i) } });
        const session = await store.startLoad({ source: 'bank', snapshot: null });
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
        expect(result.files).toMatchObject([
          { rows: many, accepted: 0, duplicate: many / 3, rejected: (2 * many) / 3 },
        ]);
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
        for (let round = 0; round < 8; round++) {
          await store.close();
          rmSync(folder, { recursive: true, force: true });
          folder = mkdtempSync(join(tmpdir(), 'tamyr-store-'));
          store = await open(folder);
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
            const result = await loadFiles(store, files);
            for (const table of ['transactions', 'invoices', 'accounts'] as const) {
              expect(result.tables[table], `round ${round}, load ${load}, ${table}`).toEqual({
                accepted: expected.accepted[table] ?? 0,
                duplicate: expected.duplicate[table] ?? 0,
                rejected: expected.rejected[table] ?? 0,
              });
            }
            expect(result.files.map((f) => [f.accepted, f.duplicate, f.rejected])).toEqual(
              Object.values(expected.files),
            );
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
        const one = await loadFiles(store, files);
        const reversed = Object.fromEntries(
          Object.entries(files)
            .reverse()
            .map(([name, { transactions }]) => [name, { transactions: [...transactions!].reverse() }]),
        );
        const second = mkdtempSync(join(tmpdir(), 'tamyr-store-'));
        const other = await open(second);
        const two = await loadFiles(other, reversed);
        const told = async (result: typeof one, names: string[]) =>
          (await rejectsOf(result)).map((r) => [names[r.file], r.line, r.code, r.value, r.expected].join(' ')).sort();
        expect(await told(two, Object.keys(reversed))).toEqual(await told(one, Object.keys(files)));
        expect(await digestOfStore(other)).toBe(await digestOfStore(store));
        await other.close();
        rmSync(second, { recursive: true, force: true });
      });
    });

    describe('counting', () => {
      test("the importer's counts are kept beside the store's", async () => {
        const session = await store.startLoad({ source: 'bank', snapshot: null });
        const counts = await appendFile(session, 'a.csv', { transactions: [payment(3, 't-1'), payment(4, 't-2')] });
        await session.reject([
          {
            file: 0,
            line: 5,
            action: 'row',
            table: 'transactions',
            column: 'at',
            code: 'bad-date',
            value: '31.02',
            expected: 'a date',
            raw: 'x,31.02',
          },
          {
            file: 0,
            line: 4,
            action: 'cell',
            table: 'transactions',
            column: 'mcc',
            code: 'bad-mcc',
            value: '?',
            expected: 'digits',
            raw: '',
          },
        ]);
        const result = await session.publish([{ ...counts!, rows: 9, rejected: 1, skipped: 2, blank: 4, defects: 1 }]);
        expect(result.files).toEqual([
          { file: 0, rows: 9, accepted: 2, duplicate: 0, rejected: 1, skipped: 2, blank: 4, defects: 1 },
        ]);
        expect(result.tables.transactions).toEqual({ accepted: 2, duplicate: 0, rejected: 1 });
        expect(await rejectsOf(result)).toEqual([]);
      });

      test('companies, persons and accounts that no table lists are known by reference', async () => {
        const first = await loadFiles(store, {
          'a.csv': {
            companies: [{ line: 2, id: 'company:1', unit: 'address:x', phone_contact: 'contact:phone:7' }],
            roles: [{ line: 3, company_id: 'company:2', holder_id: 'person:1', role: 'owner' }],
            transactions: [payment(4, 't-1', { payer_id: 'person:1' })],
          },
        });
        expect(first.byReference).toEqual({ company: 1, person: 1, account: 2 });
        const second = await loadFiles(store, {
          'b.csv': {
            companies: [{ line: 2, id: 'company:2' }],
            persons: [{ line: 3, id: 'person:9' }],
            roles: [{ line: 4, company_id: 'company:1', holder_id: 'person:9', role: 'owner' }],
            transactions: [payment(5, 't-2', { from_account: null })],
          },
        });
        expect(second.byReference).toEqual({ company: 0, person: 0, account: 1 });
      });
    });

    describe('snapshots of a source', () => {
      const day = dayOf(2025, 1, 1);
      const role = (line: number, holder: string) => ({
        line,
        company_id: 'company:1',
        holder_id: holder,
        role: 'owner',
      });
      const validity = async () =>
        (await readTable(store, 'roles')).map((r) => [r.holder_id, r._began, r._ended, r._extract]);

      test('what is gone ends on the day, what is new begins, what is still there goes on', async () => {
        await loadFiles(store, { 'o.csv': { roles: [role(2, 'person:z')] } }, { source: 'other' });
        const first = await loadFiles(
          store,
          { 'a.csv': { roles: [role(2, 'person:a'), role(3, 'person:b')] } },
          { source: 'r', snapshot: day },
        );
        expect(first.snapshot).toEqual({ began: 0, ended: 0 });
        const second = await loadFiles(
          store,
          { 'a.csv': { roles: [role(2, 'person:b'), role(3, 'person:c')] } },
          { source: 'r', snapshot: day + 30 },
        );
        expect(second.snapshot).toEqual({ began: 1, ended: 1 });
        expect(second.tables.roles).toEqual({ accepted: 1, duplicate: 1, rejected: 0 });
        expect(await validity()).toEqual([
          ['person:a', NO_DAY, day + 30, 1],
          ['person:b', NO_DAY, NO_DAY, 2],
          ['person:c', day + 30, NO_DAY, 2],
          ['person:z', NO_DAY, NO_DAY, 0],
        ]);
        const third = await loadFiles(
          store,
          { 'a.csv': { roles: [role(2, 'person:a'), role(3, 'person:b')] } },
          { source: 'r', snapshot: day + 60 },
        );
        expect(third.snapshot).toEqual({ began: 1, ended: 1 });
        expect(await validity()).toEqual([
          ['person:a', NO_DAY, day + 30, 1],
          ['person:a', day + 60, NO_DAY, 3],
          ['person:b', NO_DAY, NO_DAY, 3],
          ['person:c', day + 30, day + 60, 2],
          ['person:z', NO_DAY, NO_DAY, 0],
        ]);
        expect(await store.latestDay()).toBe(day + 60);
      });

      test('the same snapshot again changes nothing', async () => {
        const files = { 'a.csv': { roles: [role(2, 'person:a')], transactions: [payment(3, 't-1')] } };
        await loadFiles(store, files, { source: 'r', snapshot: day });
        const before = await digestOfStore(store);
        const again = await loadFiles(store, files, { source: 'r', snapshot: day });
        expect(again.published).toBe(false);
        expect(await digestOfStore(store)).toBe(before);
        const later = await loadFiles(store, files, { source: 'r', snapshot: day + 1 });
        expect(later).toMatchObject({ published: true, snapshot: { began: 0, ended: 0 } });
        expect(await digestOfStore(store)).toBe(before);
      });

      test('an older snapshot after a newer one is refused, naming both days', async () => {
        await loadFiles(store, { 'a.csv': { roles: [role(2, 'person:a')] } }, { source: 'r', snapshot: day });
        await expect(store.startLoad({ source: 'r', snapshot: day - 1 })).rejects.toThrow(/2025-01-01.*2024-12-31/);
        await loadFiles(store, { 'b.csv': { roles: [role(2, 'person:b')] } }, { source: 'r2', snapshot: day - 1 });
      });

      test('of two wordings the later extract ranks higher, by its day where it has one', async () => {
        const named = (name: string) => ({ 'a.csv': { companies: [{ line: 2, id: 'company:1', name }] } });
        await loadFiles(store, named('New'), { source: 'r', snapshot: day });
        await loadFiles(store, named('Old'), { source: 's', snapshot: day - 100 });
        await loadFiles(store, named('Undated'), { source: 't' });
        const ranks = new Map((await readTable(store, 'companies')).map((row) => [row.name, row._extract as number]));
        expect(ranks.get('Old')!).toBeLessThan(ranks.get('New')!);
        expect(ranks.get('New')!).toBeLessThan(ranks.get('Undated')!);
        await loadFiles(
          store,
          { 'b.csv': { companies: [{ line: 2, id: 'company:1', name: 'Again' }] } },
          { source: 't' },
        );
        await loadFiles(
          store,
          { 'c.csv': { companies: [{ line: 5, id: 'company:1', name: 'Undated' }] } },
          { source: 't' },
        );
        const after = new Map((await readTable(store, 'companies')).map((row) => [row.name, row._extract as number]));
        expect(after.get('Again')!).toBeLessThan(after.get('Undated')!);
      });
    });

    describe('reading', () => {
      test('nodes are numbered by code points, kinds contiguous', async () => {
        const keys = ['Z', 'a', 'ä', '\uFFEE', '😀', 'é', '10', '9', 'Ж'];
        await loadFiles(store, {
          'a.csv': {
            accounts: keys.map((key, i) => ({ line: i + 2, id: `account:${key}`, holder_id: `person:${key}` })),
            companies: [
              {
                line: 20,
                id: 'company:1',
                unit: 'address:a #1',
                building: 'address:a',
                phone_contact: 'contact:phone:7',
              },
            ],
          },
        });
        const all = await ids();
        expect(all).toEqual([...all].sort(byCodePoint));
        expect(new Set(all).size).toBe(2 * keys.length + 4);
        expect([...new Set(all.map((id) => id.split(':')[0]))]).toEqual([
          'account',
          'address',
          'company',
          'contact',
          'person',
        ]);
        expect((await column('accounts', 'id')).toSorted()).toEqual(keys.map((key) => `account:${key}`).toSorted());
      });

      test('transactions come by (at, id), others by their columns from left to right', async () => {
        await loadFiles(store, {
          'a.csv': {
            transactions: [
              payment(2, 'b', { at: 2 }),
              payment(3, 'a', { at: 2 }),
              payment(4, 'z', { at: -1 }),
              payment(5, 'é', { at: 2 }),
            ],
            roles: [
              { line: 6, company_id: 'company:1', holder_id: 'person:2', role: 'owner', from: 5 },
              { line: 7, company_id: 'company:1', holder_id: 'person:2', role: 'owner' },
              { line: 8, company_id: 'company:1', holder_id: 'person:1', role: 'owner' },
              { line: 9, company_id: 'company:0', holder_id: 'person:3', role: 'founder' },
            ],
          },
        });
        expect(await column('transactions', 'id')).toEqual(['z', 'a', 'b', 'é']);
        const roles = await readTable(store, 'roles');
        expect(roles.map((r) => [r.company_id, r.holder_id, r.from])).toEqual([
          ['company:0', 'person:3', NO_DAY],
          ['company:1', 'person:1', NO_DAY],
          ['company:1', 'person:2', NO_DAY],
          ['company:1', 'person:2', 5],
        ]);
      });

      test('values come back exactly', async () => {
        const extremes = [0, 1, 2 ** 53 - 1, 2 ** 53 - 2, 4_503_599_627_370_497];
        const texts = [
          `'; DROP TABLE "x"; --`,
          '"',
          '\\',
          '😀 Қазақстан',
          '\u202Eabc',
          '=1+1',
          '\t\r\n',
          '\u0001',
          ' ',
          'x'.repeat(10_000),
          'ж'.repeat(5_000),
          'twelve bytes',
          'thirteen byte',
        ];
        const moments = [-5_364_662_400_000, -1, 0, 4_133_894_400_000];
        await loadFiles(store, {
          'a.csv': {
            transactions: extremes.map((amount, i) => payment(i + 2, `amount-${i}`, { amount })),
            invoices: moments.map((at, i) => ({ line: i + 50, id: `i-${i}`, at, precision: 1 })),
            persons: [dayOf(1800, 1, 1), dayOf(2100, 12, 31), 0, -1].map((birth_date, i) => ({
              line: i + 60,
              id: `person:${i}`,
              birth_date,
              sole_trader: i % 2,
            })),
            companies: texts.map((text, i) => ({
              line: i + 100,
              id: `company:${i}`,
              name: text,
              attrs: JSON.stringify({ text }),
            })),
          },
        });
        const amounts = await readTable(store, 'transactions');
        expect(amounts.map((r) => r.amount)).toEqual(extremes);
        expect((await readTable(store, 'invoices')).map((r) => [r.at, r.precision, r.amount])).toEqual(
          moments.map((at) => [at, 1, Number.NaN]),
        );
        expect((await readTable(store, 'persons')).map((r) => [r.birth_date, r.sole_trader])).toEqual([
          [dayOf(1800, 1, 1), 0],
          [dayOf(2100, 12, 31), 1],
          [0, 0],
          [-1, 1],
        ]);
        const companies = await readTable(store, 'companies');
        for (const [i, text] of texts.entries())
          expect(companies.find((c) => c.id === `company:${i}`)?.name).toBe(text);
        const snapshot = await store.openSnapshot();
        const details = await snapshot.details(
          'companies',
          companies.map((c) => c._row as number),
        );
        expect(details.map((d) => d.values.attrs).sort()).toEqual(texts.map((text) => JSON.stringify({ text })).sort());
        await snapshot.close();
      });

      test('blanks come back as blanks', async () => {
        await loadFiles(store, {
          'a.csv': {
            companies: [{ line: 2, id: 'company:1', name: '' }],
            transactions: [payment(3, 't', { to_account: null })],
          },
        });
        const [company] = await readTable(store, 'companies');
        expect(company).toMatchObject({ name: null, unit: null, registered_at: NO_DAY, capital: Number.NaN });
        const [transfer] = await readTable(store, 'transactions');
        expect(transfer).toMatchObject({ to_account: null, channel: null });
        const snapshot = await store.openSnapshot();
        expect((await snapshot.details('companies', [company!._row as number]))[0]!.values).toMatchObject({
          id: 'company:1',
          name: null,
          registered_at: null,
          capital: null,
        });
        await snapshot.close();
      });

      test('only the columns asked for', async () => {
        await loadFiles(store, { 'a.csv': { transactions: [payment(2, 't-1', { attrs: '{}' })] } });
        const snapshot = await store.openSnapshot();
        for await (const batch of snapshot.rows('transactions', ['amount', 'from_account', 'attrs'])) {
          expect(Object.keys(batch.columns).sort()).toEqual(['amount', 'attrs', 'from_account']);
          expect(batch.columns.from_account).toEqual(Int32Array.of(0));
          expect(batch.columns.attrs).toEqual(['{}']);
        }
        for await (const batch of snapshot.rows('transactions')) expect(batch.columns.attrs).toBeUndefined();
        await snapshot.close();
      });

      test('details name load, source, file, digest and line, in the order asked for, also amid reading', async () => {
        const result = await loadFiles(store, {
          'dir/a.csv': { transactions: [payment(2, 't-1'), payment(118, 't-2')] },
        });
        const snapshot = await store.openSnapshot();
        for await (const batch of snapshot.rows('transactions')) {
          const rows = [batch.row[1]!, batch.row[0]!, batch.row[1]!];
          const details = await snapshot.details('transactions', rows);
          expect(details.map((d) => d.row)).toEqual(rows);
          expect(details.map((d) => d.values.id)).toEqual(['t-2', 't-1', 't-2']);
          expect(details[0]).toMatchObject({ load: result.load, source: 'bank', file: 'dir/a.csv', line: 118 });
          expect(details[0]!.digest).toContain('t-1');
        }
        await expect(snapshot.details('transactions', [999])).rejects.toThrow('999');
        await snapshot.close();
      });

      test('what can be read back does not depend on the order in which files were loaded', async () => {
        const a: TestFile = {
          transactions: [payment(2, 't-1')],
          roles: [{ line: 3, company_id: 'company:1', holder_id: 'person:1', role: 'owner' }],
        };
        const b: TestFile = {
          transactions: [payment(9, 't-2')],
          roles: [{ line: 3, company_id: 'company:0', holder_id: 'person:1', role: 'owner' }],
        };
        await loadFiles(store, { 'a.csv': a });
        await loadFiles(store, { 'b.csv': b });
        const second = mkdtempSync(join(tmpdir(), 'tamyr-store-'));
        const other = await open(second);
        await loadFiles(other, { 'b.csv': b });
        await loadFiles(other, { 'a.csv': a });
        expect(await digestOfStore(other)).toBe(await digestOfStore(store));
        const values = async (s: GraphStore) =>
          (await readTable(s, 'roles')).map(({ _row, _extract, ...rest }) => rest);
        expect(await values(other)).toEqual(await values(store));
        await other.close();
        rmSync(second, { recursive: true, force: true });
      });

      test('many rows come in batches, none lost', async () => {
        const many = 140_001;
        await loadFiles(store, {
          'a.csv': { transactions: Array.from({ length: many }, (_, i) => payment(i + 2, `t-${i}`, { at: many - i })) },
        });
        const snapshot = await store.openSnapshot();
        let next = 1;
        for await (const batch of snapshot.rows('transactions', ['at'])) {
          expect(batch.columns.at).toHaveLength(batch.length);
          for (let i = 0; i < batch.length; i++) if (batch.columns.at![i] !== next++) throw new Error('out of order');
        }
        expect(next - 1).toBe(many);
        await snapshot.close();
      });
    });

    describe('the latest day', () => {
      test('days of precision day are local days, instants lie on their day in Almaty', async () => {
        await loadFiles(store, {
          'a.csv': { transactions: [payment(2, 't-1', { at: Date.UTC(2024, 4, 1, 18, 59) })] },
        });
        expect(await store.latestDay()).toBe(dayOf(2024, 5, 1));
        await loadFiles(store, { 'b.csv': { transactions: [payment(2, 't-2', { at: Date.UTC(2024, 4, 1, 19, 0) })] } });
        expect(await store.latestDay()).toBe(dayOf(2024, 5, 2));
        await loadFiles(store, {
          'c.csv': { invoices: [{ line: 2, id: 'i', at: dayOf(2024, 5, 3) * 86_400_000, precision: 1 }] },
        });
        expect(await store.latestDay()).toBe(dayOf(2024, 5, 3));
      });

      test('ends, births and tax periods do not count; beginnings do', async () => {
        const late = dayOf(2030, 1, 1);
        await loadFiles(store, {
          'a.csv': {
            roles: [{ line: 2, company_id: 'company:1', holder_id: 'person:1', role: 'owner', from: 100, to: late }],
            accounts: [{ line: 3, id: 'account:1', opened_at: 90, closed_at: late }],
            persons: [{ line: 4, id: 'person:1', birth_date: late }],
            tax_returns: [{ line: 5, company_id: 'company:1', period: '2030', from: late, to: late }],
          },
        });
        expect(await store.latestDay()).toBe(100);
        await loadFiles(store, { 'b.csv': { companies: [{ line: 2, id: 'company:1', dissolved_at: 200 }] } });
        expect(await store.latestDay()).toBe(200);
      });
    });

    describe('runs', () => {
      test('a run is kept whole, in order, for good', async () => {
        const one = runDocument('r-1');
        await store.saveRun(one);
        await store.saveRun(runDocument('r-0'));
        await store.saveRun(one);
        await reopen();
        expect((await store.runs()).map((run) => run.id)).toEqual(['r-1', 'r-0']);
        expect(await store.readRun('r-1')).toEqual(one);
        expect(await store.readRun('r-none')).toBeNull();
        const changed = runDocument('r-1');
        changed.run.seed = 2;
        await expect(store.saveRun(changed)).rejects.toMatchObject({ code: 'run-conflict' });
        expect(await store.readRun('r-1')).toEqual(one);
      });

      test('the secret is made once', async () => {
        const secret = await store.secret();
        expect(secret).toMatch(/^[0-9a-f]{64}$/);
        await reopen();
        expect(await store.secret()).toBe(secret);
      });
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

function runDocument(id: string): RunDocument {
  const texts = { en: 'a "b" 😀', kk: 'ә', ru: 'я' };
  return {
    run: {
      id,
      product: { name: 'tamyr', version: '0.1.0' },
      asOf: '2025-01-01',
      inputs: [],
      options: {},
      seed: 1,
      previous: null,
      counts: { findings: 2, clusters: 0, entities: 1, nodes: {}, transactions: 0 },
      byIndicator: { M07: 2 },
      notRun: [],
      lines: { high: 0.5, medium: 0.35, above: { high: 0, medium: 1 }, byChance: { high: 0, medium: 0 } },
      notes: [texts],
      gone: [],
    },
    findings: ['f-b', 'f-a'].map((finding) => ({
      id: finding,
      detector: 'ring',
      indicator: 'M07',
      version: 1,
      score: 0.5,
      severity: 'high' as const,
      subjects: ['account:A'],
      transactions: ['t-1'],
      interval: null,
      amount: { minor: '9007199254740993', currency: 'KZT' },
      evidence: [],
      text: texts,
    })),
    clusters: [],
    entities: [{ id: 'company:1', score: 0.5, cluster: null, indicators: [{ indicator: 'M07', contribution: 0.5 }] }],
    timings: { ring: 12.25 },
  };
}
