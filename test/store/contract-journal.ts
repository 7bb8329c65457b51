import { describe, expect, test } from 'vitest';
import type { StoreUnderTest } from './store-under-test.ts';

/** What people write beside the runs. */
export function journalContract(under: StoreUnderTest): void {
  describe('the journal', () => {
    test('keeps documents in the order in which they were written, by topic, for good', async () => {
      expect(await under.store.readJournal('decisions')).toEqual([]);
      await under.store.appendJournal('decisions', { finding: 'f-1', reason: 'a "b" ә 😀', n: 1 });
      await under.store.appendJournal('whitelist', { do: 'add' });
      await under.store.appendJournal('decisions', { finding: 'f-1', n: 2 });
      await under.store.appendJournal('decisions', { finding: 'f-1', n: 2 });
      await under.reopen();
      expect(await under.store.readJournal('decisions')).toEqual([
        { finding: 'f-1', reason: 'a "b" ә 😀', n: 1 },
        { finding: 'f-1', n: 2 },
        { finding: 'f-1', n: 2 },
      ]);
      expect(await under.store.readJournal('whitelist')).toEqual([{ do: 'add' }]);
    });

    test('is no part of the data: loads, days and runs do not see it', async () => {
      await under.store.appendJournal('whitelist', { do: 'add', at: '2031-01-01' });
      expect(await under.store.latestDay()).toBeNull();
      expect(await under.store.runs()).toEqual([]);
      expect(await under.store.loads()).toEqual([]);
    });
  });
}
