import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openExplorer } from '../../src/explore/explorer.ts';
import { findingView } from '../../src/explore/finding-view.ts';
import { load } from '../../src/load.ts';
import { addressId, addressKeys } from '../../src/model/address.ts';
import { addToWhitelist, decide, removeFromWhitelist } from '../../src/review/journal.ts';
import { runAnalysis } from '../../src/run-analysis.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { openStore } from '../../src/store/open-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'tamyr-reviewed-'));
const ADDRESS = 'Алматы, пр. Абая 10, офис 5';
const said = { author: 'A. Omarov', at: '2026-01-01T00:00:00.000Z' };
let store: GraphStore;

beforeAll(async () => {
  const firms = Array.from({ length: 12 }, (_, i) => `XX:firm-${i},"${ADDRESS}",2025-01-01`);
  writeFileSync(join(folder, 'companies.csv'), ['id,address,registered_at', ...firms].join('\n'));
  const roles = Array.from({ length: 12 }, (_, i) => `XX:firm-${i},XX:head,person,executive`);
  writeFileSync(join(folder, 'roles.csv'), ['company_id,holder_id,holder_kind,role', ...roles].join('\n'));
  store = await openStore(`duckdb:${join(folder, 'store.duckdb')}`);
  await load(store, { paths: [join(folder, 'companies.csv'), join(folder, 'roles.csv')] });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = async () => {
  const document = await runAnalysis(store, { previous: 'none' });
  return { ...document, codes: new Set(document.findings.map(({ indicator }) => indicator)) };
};

it('exempts a whitelisted address until its expiry or removal, and says so in the run’s notes', async () => {
  expect((await run()).codes).toContain('R01');
  const of = [addressId(addressKeys(ADDRESS).unit)];
  const expired = { kind: 'address' as const, of, reason: 'business centre', expires: '2025-01-01', ...said };
  await addToWhitelist(store, expired);
  expect((await run()).codes).toContain('R01');
  const { id } = await addToWhitelist(store, { ...expired, expires: '2025-01-02' });
  const exempt = await run();
  expect(exempt.codes).not.toContain('R01');
  const notes = exempt.run.notes.map(({ en }) => en).join('\n');
  expect(notes).toMatch(/Whitelist: .*exempt.*business centre.*A\. Omarov.*2025-01-02/);
  expect(exempt.run.options.whitelist).toEqual([id]);
  await removeFromWhitelist(store, { id, reason: 'moved out', ...said });
  expect((await run()).codes).toContain('R01');
});

it('marks findings about a whitelisted entity and keeps decisions, without changing any score', async () => {
  const before = await run();
  const finding = before.findings.find(({ indicator }) => indicator === 'R02')!;
  for (const subject of finding.subjects)
    await addToWhitelist(store, { kind: 'entity', of: [subject], reason: 'known', expires: null, ...said });
  await decide(store, before.run.id, finding, { verdict: 'dismiss', reason: 'licensed nominee', ...said });
  const after = await run();
  expect(after.entities).toEqual(before.entities);
  expect(after.clusters).toEqual(before.clusters);
  expect(after.run.notes.map(({ en }) => en).join('\n')).toContain('no score is changed');
  const explorer = await openExplorer(store, { run: after.run.id });
  const view = findingView(explorer, finding.id);
  await explorer.close();
  expect(view.decision).toMatchObject({ verdict: 'dismiss', reason: 'licensed nominee', changed: false });
  expect(view.exempt).toHaveLength(finding.subjects.length);
});
