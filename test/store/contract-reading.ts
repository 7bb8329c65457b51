import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { byCodePoint } from '../../src/model/order.ts';
import { dayOf, NO_DAY } from '../../src/model/time.ts';
import { digestOfStore } from '../../src/store/digest.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { digestOfFile, loadFiles, payment, readColumn, readIds, readTable, type TestFile } from './records.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Numbering, order, exactness and details of what is read back, and the latest day. */
export function readingContract(under: StoreUnderTest): void {
  describe('reading', () => {
    test('nodes are numbered by code points, kinds contiguous', async () => {
      const keys = ['Z', 'a', 'ä', '\uFFEE', '😀', 'é', '10', '9', 'Ж'];
      await loadFiles(under.store, {
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
      const all = await readIds(under.store);
      expect(all).toEqual([...all].sort(byCodePoint));
      expect(new Set(all).size).toBe(2 * keys.length + 4);
      expect([...new Set(all.map((id) => id.split(':')[0]))]).toEqual([
        'account',
        'address',
        'company',
        'contact',
        'person',
      ]);
      expect((await readColumn(under.store, 'accounts', 'id')).toSorted()).toEqual(
        keys.map((key) => `account:${key}`).toSorted(),
      );
    });

    test('transactions come by (at, id), others by their columns from left to right', async () => {
      await loadFiles(under.store, {
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
      expect(await readColumn(under.store, 'transactions', 'id')).toEqual(['z', 'a', 'b', 'é']);
      const roles = await readTable(under.store, 'roles');
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
      await loadFiles(under.store, {
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
      const amounts = await readTable(under.store, 'transactions');
      expect(amounts.map((r) => r.amount)).toEqual(extremes);
      expect((await readTable(under.store, 'invoices')).map((r) => [r.at, r.precision, r.amount])).toEqual(
        moments.map((at) => [at, 1, Number.NaN]),
      );
      expect((await readTable(under.store, 'persons')).map((r) => [r.birth_date, r.sole_trader])).toEqual([
        [dayOf(1800, 1, 1), 0],
        [dayOf(2100, 12, 31), 1],
        [0, 0],
        [-1, 1],
      ]);
      const companies = await readTable(under.store, 'companies');
      for (const [i, text] of texts.entries()) expect(companies.find((c) => c.id === `company:${i}`)?.name).toBe(text);
      const snapshot = await under.store.openSnapshot();
      const details = await snapshot.details(
        'companies',
        companies.map((c) => c._row as number),
      );
      expect(details.map((d) => d.values.attrs).sort()).toEqual(texts.map((text) => JSON.stringify({ text })).sort());
      await snapshot.close();
    });

    test('blanks come back as blanks', async () => {
      await loadFiles(under.store, {
        'a.csv': {
          companies: [{ line: 2, id: 'company:1', name: '' }],
          transactions: [payment(3, 't', { to_account: null })],
        },
      });
      const [company] = await readTable(under.store, 'companies');
      expect(company).toMatchObject({ name: null, unit: null, registered_at: NO_DAY, capital: Number.NaN });
      const [transfer] = await readTable(under.store, 'transactions');
      expect(transfer).toMatchObject({ to_account: null, channel: null });
      const snapshot = await under.store.openSnapshot();
      expect((await snapshot.details('companies', [company!._row as number]))[0]!.values).toMatchObject({
        id: 'company:1',
        name: null,
        registered_at: null,
        capital: null,
      });
      await snapshot.close();
    });

    test('only the columns asked for', async () => {
      await loadFiles(under.store, { 'a.csv': { transactions: [payment(2, 't-1', { attrs: '{}' })] } });
      const snapshot = await under.store.openSnapshot();
      for await (const batch of snapshot.rows('transactions', ['amount', 'from_account', 'attrs'])) {
        expect(Object.keys(batch.columns).sort()).toEqual(['amount', 'attrs', 'from_account']);
        expect(batch.columns.from_account).toEqual(Int32Array.of(0));
        expect(batch.columns.attrs).toEqual(['{}']);
      }
      for await (const batch of snapshot.rows('transactions')) expect(batch.columns.attrs).toBeUndefined();
      await snapshot.close();
    });

    test('details name load, source, file, digest and line, in the order asked for, also amid reading', async () => {
      const content = { transactions: [payment(2, 't-1'), payment(118, 't-2')] };
      const result = await loadFiles(under.store, { 'dir/a.csv': content });
      const snapshot = await under.store.openSnapshot();
      for await (const batch of snapshot.rows('transactions')) {
        const rows = [batch.row[1]!, batch.row[0]!, batch.row[1]!];
        const details = await snapshot.details('transactions', rows);
        expect(details.map((d) => d.row)).toEqual(rows);
        expect(details.map((d) => d.values.id)).toEqual(['t-2', 't-1', 't-2']);
        expect(details[0]).toMatchObject({ load: result.load, source: 'bank', file: 'dir/a.csv', line: 118 });
        expect(details[0]!.digest).toBe(digestOfFile(content));
        const [known] = await snapshot.details('transactions', rows, ['id', 'channel']);
        expect(known).toMatchObject({ ...details[0], values: { id: 't-2', channel: details[0]!.values.channel } });
      }
      await expect(snapshot.details('transactions', [999])).rejects.toThrow('999');
      await snapshot.close();
    });

    test('after the last row only details can be asked for, and numbers of rows', async () => {
      await loadFiles(under.store, { 'a.csv': { transactions: [payment(2, 't-1'), payment(3, 't-2')] } });
      const snapshot = await under.store.openSnapshot();
      for await (const batch of snapshot.rows('transactions')) expect(batch.tableRows).toBeGreaterThanOrEqual(2);
      await snapshot.rowsRead();
      await snapshot.rowsRead();
      const rows = await snapshot.rowNumbers('transactions', ['t-2', 't-1']);
      expect((await snapshot.details('transactions', rows)).map((d) => d.values.id)).toEqual(['t-2', 't-1']);
      await expect(snapshot.rows('transactions')[Symbol.asyncIterator]().next()).rejects.toThrow('last row');
      await expect(snapshot.nodes()[Symbol.asyncIterator]().next()).rejects.toThrow('last row');
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
      await loadFiles(under.store, { 'a.csv': a });
      await loadFiles(under.store, { 'b.csv': b });
      const second = mkdtempSync(join(tmpdir(), 'tamyr-store-'));
      const other = await under.open(second);
      await loadFiles(other, { 'b.csv': b });
      await loadFiles(other, { 'a.csv': a });
      expect(await digestOfStore(other)).toBe(await digestOfStore(under.store));
      const values = async (s: GraphStore) => (await readTable(s, 'roles')).map(({ _row, _extract, ...rest }) => rest);
      expect(await values(other)).toEqual(await values(under.store));
      await other.close();
      rmSync(second, { recursive: true, force: true });
    });

    test('many rows come in batches, none lost', async () => {
      const many = 2 * under.many + 1;
      await loadFiles(under.store, {
        'a.csv': { transactions: Array.from({ length: many }, (_, i) => payment(i + 2, `t-${i}`, { at: many - i })) },
      });
      const snapshot = await under.store.openSnapshot();
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
      await loadFiles(under.store, {
        'a.csv': { transactions: [payment(2, 't-1', { at: Date.UTC(2024, 4, 1, 18, 59) })] },
      });
      expect(await under.store.latestDay()).toBe(dayOf(2024, 5, 1));
      await loadFiles(under.store, {
        'b.csv': { transactions: [payment(2, 't-2', { at: Date.UTC(2024, 4, 1, 19, 0) })] },
      });
      expect(await under.store.latestDay()).toBe(dayOf(2024, 5, 2));
      await loadFiles(under.store, {
        'c.csv': { invoices: [{ line: 2, id: 'i', at: dayOf(2024, 5, 3) * 86_400_000, precision: 1 }] },
      });
      expect(await under.store.latestDay()).toBe(dayOf(2024, 5, 3));
    });

    test('ends, births and tax periods do not count; beginnings do', async () => {
      const late = dayOf(2030, 1, 1);
      await loadFiles(under.store, {
        'a.csv': {
          roles: [{ line: 2, company_id: 'company:1', holder_id: 'person:1', role: 'owner', from: 100, to: late }],
          accounts: [{ line: 3, id: 'account:1', opened_at: 90, closed_at: late }],
          persons: [{ line: 4, id: 'person:1', birth_date: late }],
          tax_returns: [{ line: 5, company_id: 'company:1', period: '2030', from: late, to: late }],
        },
      });
      expect(await under.store.latestDay()).toBe(100);
      await loadFiles(under.store, { 'b.csv': { companies: [{ line: 2, id: 'company:1', dissolved_at: 200 }] } });
      expect(await under.store.latestDay()).toBe(200);
    });
  });
}
