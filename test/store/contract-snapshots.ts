import { describe, expect, test } from 'vitest';
import { mulberry32 } from '../../src/graph/mulberry32.ts';
import { dayOf, NO_DAY } from '../../src/model/time.ts';
import { digestOfStore } from '../../src/store/digest.ts';
import { appendFile, loadFiles, payment, readTable } from './records.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Loads that are the whole of a source on a day. */
export function snapshotContract(under: StoreUnderTest): void {
  describe('snapshots of a source', () => {
    const day = dayOf(2025, 1, 1);
    const role = (line: number, holder: string) => ({
      line,
      company_id: 'company:1',
      holder_id: holder,
      role: 'owner',
    });
    const validity = async () =>
      (await readTable(under.store, 'roles')).map((r) => [r.holder_id, r._began, r._ended, r._extract]);

    test('what is gone ends on the day, what is new begins, what is still there goes on', async () => {
      await loadFiles(under.store, { 'o.csv': { roles: [role(2, 'person:z')] } }, { source: 'other' });
      const first = await loadFiles(
        under.store,
        { 'a.csv': { roles: [role(2, 'person:a'), role(3, 'person:b')] } },
        { source: 'r', snapshot: day },
      );
      expect(first.snapshot).toEqual({ began: 0, ended: 0 });
      const second = await loadFiles(
        under.store,
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
        under.store,
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
      expect(await under.store.latestDay()).toBe(day + 60);
    });

    test('the same snapshot again changes nothing', async () => {
      const files = { 'a.csv': { roles: [role(2, 'person:a')], transactions: [payment(3, 't-1')] } };
      await loadFiles(under.store, files, { source: 'r', snapshot: day });
      const before = await digestOfStore(under.store);
      const again = await loadFiles(under.store, files, { source: 'r', snapshot: day });
      expect(again.published).toBe(false);
      expect(await digestOfStore(under.store)).toBe(before);
      const later = await loadFiles(under.store, files, { source: 'r', snapshot: day + 1 });
      expect(later).toMatchObject({ published: true, snapshot: { began: 0, ended: 0 } });
      expect(await digestOfStore(under.store)).toBe(before);
    });

    test('a snapshot that comes late is put where its day belongs', async () => {
      const load = (snapshot: number, holders: string[]) =>
        loadFiles(
          under.store,
          { [`${snapshot}.csv`]: { roles: holders.map((holder, i) => role(i + 2, `person:${holder}`)) } },
          { source: 'r', snapshot },
        );
      await load(day, ['stays', 'away', 'left']);
      await load(day + 60, ['stays', 'away', 'new']);
      const late = await load(day + 30, ['stays', 'new', 'brief']);
      expect(late.snapshot).toEqual({ began: 2, ended: 3 });
      expect(await validity()).toEqual([
        ['person:away', NO_DAY, day + 30, 0],
        ['person:away', day + 60, NO_DAY, 2],
        ['person:brief', day + 30, day + 60, 1],
        ['person:left', NO_DAY, day + 30, 0],
        ['person:new', day + 30, NO_DAY, 2],
        ['person:stays', NO_DAY, NO_DAY, 2],
      ]);
      await load(day - 30, ['stays', 'once']);
      expect((await validity()).map(([holder, began, ended]) => [holder, began, ended])).toEqual([
        ['person:away', day, day + 30],
        ['person:away', day + 60, NO_DAY],
        ['person:brief', day + 30, day + 60],
        ['person:left', day, day + 30],
        ['person:new', day + 30, NO_DAY],
        ['person:once', NO_DAY, day],
        ['person:stays', NO_DAY, NO_DAY],
      ]);
    });

    test('a day that has a snapshot takes no other one once a later day has been built upon it', async () => {
      const load = (snapshot: number, holder: string) =>
        loadFiles(under.store, { 'a.csv': { roles: [role(2, holder)] } }, { source: 'r', snapshot });
      await load(day, 'person:a');
      await load(day + 1, 'person:a');
      const other = await under.store.startLoad({ source: 'r', snapshot: day });
      const counts = await appendFile(other, 'b.csv', { roles: [role(2, 'person:b')] });
      await expect(other.publish([counts!])).rejects.toThrow(/2025-01-01.*2025-01-02/);
      await other.abort();
      expect((await load(day, 'person:a')).published).toBe(false);
    });

    test.each([1, 2, 3, 4].slice(0, under.rounds))(
      'the order in which snapshots are loaded changes nothing (drawn with seed %i)',
      async (seed) => {
        const random = mulberry32(seed);
        const days = [0, 10, 20, 30].map((offset) => day + offset);
        const contents = days.map(() => ({
          roles: ['a', 'b', 'c', 'd', 'e', 'f']
            .filter(() => random() < 0.5)
            .map((holder, i) => role(i + 2, `person:${holder}`)),
          transactions: ['t-1', 't-2', 't-3']
            .filter(() => random() < 0.5)
            .map((id, i) => payment(i + 20, id, { at: 0 })),
        }));
        const digests = new Set<string>();
        for (let turn = 0; turn < 4; turn++) {
          await under.renew();
          const order = days.map((_, i) => i);
          if (turn > 0) order.sort(() => random() - 0.5);
          for (const i of order) {
            await loadFiles(under.store, { [`${i}.csv`]: contents[i]! }, { source: 'r', snapshot: days[i]! });
          }
          digests.add(await digestOfStore(under.store, false));
        }
        expect(digests.size).toBe(1);
      },
    );

    test('of two wordings the later extract ranks higher, by its day where it has one', async () => {
      const named = (name: string) => ({ 'a.csv': { companies: [{ line: 2, id: 'company:1', name }] } });
      await loadFiles(under.store, named('New'), { source: 'r', snapshot: day });
      await loadFiles(under.store, named('Old'), { source: 's', snapshot: day - 100 });
      await loadFiles(under.store, named('Undated'), { source: 't' });
      const ranks = new Map(
        (await readTable(under.store, 'companies')).map((row) => [row.name, row._extract as number]),
      );
      expect(ranks.get('Old')!).toBeLessThan(ranks.get('New')!);
      expect(ranks.get('New')!).toBeLessThan(ranks.get('Undated')!);
      await loadFiles(
        under.store,
        { 'b.csv': { companies: [{ line: 2, id: 'company:1', name: 'Again' }] } },
        { source: 't' },
      );
      await loadFiles(
        under.store,
        { 'c.csv': { companies: [{ line: 5, id: 'company:1', name: 'Undated' }] } },
        { source: 't' },
      );
      const after = new Map(
        (await readTable(under.store, 'companies')).map((row) => [row.name, row._extract as number]),
      );
      expect(after.get('Again')!).toBeLessThan(after.get('Undated')!);
    });
  });
}
