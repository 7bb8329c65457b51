import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressId, addressKeys } from '../../src/model/address.ts';
import { exemptionsOf, standingOf, type WhitelistEntry, whitelistOn } from '../../src/model/review.ts';
import { dayOf } from '../../src/model/time.ts';
import { addToWhitelist, decide, readDecisions, readWhitelist, removeFromWhitelist } from '../../src/review/journal.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { openStore } from '../../src/store/open-store.ts';

const entry = (more: Partial<WhitelistEntry> = {}): Omit<WhitelistEntry, 'id'> => ({
  kind: 'entity',
  of: ['company:200140000011'],
  reason: 'the bank’s own account',
  author: 'A. Omarov',
  expires: null,
  at: '2026-01-01T00:00:00.000Z',
  ...more,
});
const DAY = dayOf(2026, 6, 1);

describe('the whitelist', () => {
  let folder: string;
  let store: GraphStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tamyr-review-'));
    store = await openStore(`duckdb:${join(folder, 'store.duckdb')}`);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps entries and removals, each as a line of its own', async () => {
    const one = await addToWhitelist(store, entry());
    const other = await addToWhitelist(store, entry({ reason: 'again' }));
    await removeFromWhitelist(store, { id: one.id, reason: 'sold', author: 'B', at: '2026-02-01T00:00:00.000Z' });
    const lines = await readWhitelist(store);
    expect(lines.map((line) => line.do)).toEqual(['add', 'add', 'remove']);
    expect(whitelistOn(lines, DAY)).toEqual([other]);
    await expect(
      removeFromWhitelist(store, { id: one.id, reason: 'x', author: 'B', at: '2026-02-01T00:00:00.000Z' }),
    ).rejects.toMatchObject({ code: 'no-such-entry' });
  });

  it('holds until the day before its expiry', async () => {
    await addToWhitelist(store, entry({ expires: '2026-06-02' }));
    const lines = await readWhitelist(store);
    expect(whitelistOn(lines, DAY)).toHaveLength(1);
    expect(whitelistOn(lines, DAY + 1)).toEqual([]);
  });

  it('keeps decisions in order', async () => {
    const finding = { id: 'f-1', indicator: 'M07', subjects: ['account:a'] };
    const said = { reason: 'rent', author: 'A', at: '2026-01-01T00:00:00.000Z' };
    await decide(store, 'r-1', finding as never, { verdict: 'dismiss', ...said });
    await decide(store, 'r-2', finding as never, { verdict: 'confirm', ...said });
    expect((await readDecisions(store)).map(({ verdict, run }) => [verdict, run])).toEqual([
      ['dismiss', 'r-1'],
      ['confirm', 'r-2'],
    ]);
  });
});

describe('a decision over runs', () => {
  const line = (finding: string, verdict: 'confirm' | 'dismiss' | 'withdraw', subjects = ['account:a']) => ({
    finding,
    indicator: 'M07',
    subjects,
    run: 'r-1',
    verdict,
    reason: 'rent',
    author: 'A',
    at: '2026-01-01T00:00:00.000Z',
  });
  const finding = { id: 'f-1', indicator: 'M07', subjects: ['account:a'] };

  it('is the last one about the finding', () => {
    expect(standingOf([line('f-1', 'dismiss'), line('f-1', 'confirm')], finding)?.verdict).toBe('confirm');
    expect(standingOf([line('f-1', 'dismiss')], finding)?.changed).toBe(false);
    expect(standingOf([], finding)).toBeNull();
  });

  it('goes on for the same rule and subjects, marked as changed since, and for nothing else', () => {
    expect(standingOf([line('f-0', 'dismiss')], finding)).toMatchObject({ verdict: 'dismiss', changed: true });
    expect(standingOf([line('f-0', 'dismiss', ['account:b'])], finding)).toBeNull();
    expect(standingOf([{ ...line('f-0', 'dismiss'), indicator: 'M05' }], finding)).toBeNull();
  });

  it('is gone when it was withdrawn', () => {
    expect(standingOf([line('f-1', 'dismiss'), line('f-1', 'withdraw')], finding)).toBeNull();
  });
});

describe('who an entry is about', () => {
  const owner = (id: string) => (id === 'account:a' ? 'company:1' : id === 'account:b' ? 'company:2' : id);
  const with_ = (kind: WhitelistEntry['kind'], ...of: string[]) => [{ id: 'w-1', ...entry({ kind, of }) }];

  it('is a finding all of whose subjects it names, or holds the accounts of', () => {
    expect(exemptionsOf(with_('entity', 'company:1'), ['account:a'], owner)).toHaveLength(1);
    expect(exemptionsOf(with_('entity', 'company:1'), ['account:a', 'company:1'], owner)).toHaveLength(1);
    expect(exemptionsOf(with_('entity', 'company:1'), ['account:a', 'account:b'], owner)).toEqual([]);
  });

  it('is of a pair a finding about both and nobody else', () => {
    expect(exemptionsOf(with_('pair', 'company:1', 'company:2'), ['account:a', 'account:b'], owner)).toHaveLength(1);
    expect(exemptionsOf(with_('pair', 'company:1', 'company:2'), ['account:a'], owner)).toEqual([]);
    expect(exemptionsOf(with_('pair', 'company:1', 'company:2'), ['account:a', 'account:b', 'x'], owner)).toEqual([]);
  });

  it('is never an address', () => {
    const address = addressId(addressKeys('Abay 10').unit);
    expect(exemptionsOf(with_('address', address), [address], owner)).toEqual([]);
  });
});
