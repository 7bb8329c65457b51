import { describe, expect, test } from 'vitest';
import { appendFile, digestOfFile, loadFiles, payment, readColumn, readIds, readTable, rejectsOf } from './records.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** What is seen when, files that come again, and counting. */
export function visibilityContract(under: StoreUnderTest): void {
  describe('visibility', () => {
    test('an empty store has nothing', async () => {
      expect(await under.store.loads()).toEqual([]);
      expect(await under.store.files()).toEqual([]);
      expect(await under.store.latestDay()).toBeNull();
      expect(await readIds(under.store)).toEqual([]);
      expect(await readTable(under.store, 'transactions')).toEqual([]);
    });

    test('a load is seen only when it is published, and then by a store that is opened again', async () => {
      const session = await under.store.startLoad({ source: 'bank', snapshot: null });
      const counts = await appendFile(session, 'a.csv', { transactions: [payment(2, 't-1')] });
      expect(await readColumn(under.store, 'transactions', 'id')).toEqual([]);
      expect(await under.store.loads()).toEqual([]);
      const result = await session.publish([counts!]);
      expect(result.published).toBe(true);
      expect(result.load).toBe(session.load);
      expect(await readColumn(under.store, 'transactions', 'id')).toEqual(['t-1']);
      await under.reopen();
      expect(await readColumn(under.store, 'transactions', 'id')).toEqual(['t-1']);
      expect(await under.store.loads()).toEqual([
        { load: result.load, source: 'bank', snapshot: null, files: 1, rows: 1, accepted: 1 },
      ]);
      expect(await under.store.files()).toMatchObject([
        { load: result.load, file: 0, name: 'a.csv', rows: 1, accepted: 1 },
      ]);
    });

    test('an aborted load leaves nothing, and another may begin', async () => {
      const session = await under.store.startLoad({ source: 'bank', snapshot: null });
      await appendFile(session, 'a.csv', { transactions: [payment(2, 't-1')] });
      await session.abort();
      expect(await readColumn(under.store, 'transactions', 'id')).toEqual([]);
      await loadFiles(under.store, { 'a.csv': { transactions: [payment(2, 't-2')] } });
      expect(await readColumn(under.store, 'transactions', 'id')).toEqual(['t-2']);
    });

    test('what was appended and never published is gone when the store is opened again', async () => {
      const session = await under.store.startLoad({ source: 'bank', snapshot: null });
      await appendFile(session, 'a.csv', { transactions: [payment(2, 't-1')] });
      await under.reopen();
      expect(await readColumn(under.store, 'transactions', 'id')).toEqual([]);
      expect(await under.store.files()).toEqual([]);
    });

    test('one load at a time', async () => {
      const session = await under.store.startLoad({ source: 'bank', snapshot: null });
      await expect(under.store.startLoad({ source: 'bank', snapshot: null })).rejects.toMatchObject({
        code: 'load-in-progress',
      });
      await session.abort();
    });

    test('a snapshot does not change while a load is published', async () => {
      await loadFiles(under.store, { 'a.csv': { transactions: [payment(2, 't-1')] } });
      const snapshot = await under.store.openSnapshot();
      await loadFiles(under.store, { 'b.csv': { transactions: [payment(2, 't-2', { from_account: 'account:0' })] } });
      const seen: unknown[] = [];
      for await (const batch of snapshot.rows('transactions')) seen.push(...(batch.columns.id as string[]));
      expect(seen).toEqual(['t-1']);
      expect(snapshot.nodeCount).toBe(2);
      await snapshot.close();
      expect(await readColumn(under.store, 'transactions', 'id')).toEqual(['t-1', 't-2']);
    });
  });

  describe('the same file again', () => {
    test('a file of the same bytes, reading and source is not read again', async () => {
      const content = { transactions: [payment(2, 't-1')] };
      const first = await loadFiles(under.store, { 'a.csv': content });
      const session = await under.store.startLoad({ source: 'bank', snapshot: null });
      const file = { name: 'a.csv', digest: digestOfFile(content), reading: 'test', bytes: 1, encoding: 'utf-8' };
      expect(await session.addFile(file)).toEqual({ alreadyLoaded: first.load, rows: 1 });
      expect(await session.addFile({ ...file, reading: 'other' })).toEqual({ file: 0 });
      await session.abort();
      const other = await under.store.startLoad({ source: 'register', snapshot: null });
      expect(await other.addFile(file)).toEqual({ file: 0 });
      await other.abort();
    });

    test('a load whose files were all loaded before makes no load', async () => {
      const files = { 'a.csv': { transactions: [payment(2, 't-1')] } };
      await loadFiles(under.store, files);
      const again = await loadFiles(under.store, files);
      expect(again).toMatchObject({ published: false, files: [] });
      expect(await under.store.loads()).toHaveLength(1);
    });
  });

  describe('counting', () => {
    test("the importer's counts are kept beside the store's", async () => {
      const session = await under.store.startLoad({ source: 'bank', snapshot: null });
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
      const first = await loadFiles(under.store, {
        'a.csv': {
          companies: [{ line: 2, id: 'company:1', unit: 'address:x', phone_contact: 'contact:phone:7' }],
          roles: [{ line: 3, company_id: 'company:2', holder_id: 'person:1', role: 'owner' }],
          transactions: [payment(4, 't-1', { payer_id: 'person:1' })],
        },
      });
      expect(first.byReference).toEqual({ company: 1, person: 1, account: 2 });
      const second = await loadFiles(under.store, {
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
}
