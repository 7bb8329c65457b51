import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf, NO_DAY } from '../../src/model/time.ts';
import type { GraphStore, Snapshot } from '../../src/store/graph-store.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { loadFiles, payment, type TestFile } from '../store/records.ts';
import { addressOf, emptyNamespace, namespaceFor } from './namespaces.ts';

describe('what a reader of Neo4j sees while loads change it', () => {
  const namespace = namespaceFor('view');
  const day = dayOf(2025, 1, 1);
  let store: GraphStore;

  beforeAll(async () => {
    await emptyNamespace(namespace);
    store = await openNeo4jStore(addressOf(namespace));
  });
  afterAll(() => store.close());

  /** Validity of every payment, as a snapshot has it. */
  async function ends(snapshot: Snapshot, table: 'transactions' | 'roles'): Promise<number[]> {
    const ended: number[] = [];
    for await (const batch of snapshot.rows(table)) ended.push(...batch.ended);
    return ended;
  }

  test('payments stay as they were at one change; at the second the reader is told that its view is gone', async () => {
    const cash = { ...payment(3, 't-2'), to_account: null };
    const role = { line: 2, company_id: 'company:1', holder_id: 'person:a', role: 'owner' };
    const whole: TestFile = { transactions: [payment(2, 't-1'), cash], roles: [role] };
    const rest: TestFile = { transactions: [payment(2, 't-9')] };
    const load = (content: TestFile, snapshot: number) =>
      loadFiles(store, { [`${snapshot}.csv`]: content }, { source: 'bank', snapshot });

    await load(whole, day);
    const first = await store.openSnapshot();
    await load(rest, day + 30);
    expect(await ends(first, 'transactions')).toEqual([NO_DAY, NO_DAY]);

    const second = await store.openSnapshot();
    expect((await ends(second, 'transactions')).sort((a, b) => a - b)).toEqual(
      [NO_DAY, day + 30, day + 30].sort((a, b) => a - b),
    );
    await second.close();

    // One that comes late, of a day on which they were gone already.
    await load({ transactions: [payment(2, 't-8')] }, day + 10);
    await expect(ends(first, 'transactions')).rejects.toMatchObject({ code: 'store-view-lost', exitCode: 3 });
    await expect(ends(first, 'roles')).rejects.toMatchObject({ code: 'store-view-lost' });
    await first.close();
  });
});
