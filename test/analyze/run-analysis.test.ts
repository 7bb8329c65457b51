import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectors } from '../../src/detectors/registry.ts';
import { load } from '../../src/load.ts';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import {
  clusterSchema,
  entityScoreSchema,
  findingSchema,
  type RunDocument,
  runSchema,
} from '../../src/model/finding.ts';
import { type RunOptions, runAnalysis } from '../../src/run-analysis.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import { readGenerated } from '../generate/read-generated.ts';
import { writeTables } from './write-tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'tamyr-run-'));
const tables = readGenerated({ companies: 900, transactions: 25_000, seed: 11 });
const STATUTORY = new Set(detectors.filter(({ nature }) => nature === 'statutory').map(({ indicator }) => indicator));
const MONEY = ['accounts', 'transactions'];
/** Rules whose amount is a last hop's or what arrived, not the sum of their transactions. */
const LAST_OR_ARRIVED = new Set(['M04', 'M06', 'M07', 'M20', 'N06', 'T06']);
let made = 0;

async function analyze(only?: readonly string[], options: RunOptions = {}): Promise<RunDocument> {
  const input = join(folder, `in-${++made}`);
  writeTables(input, tables, only ? { only } : {});
  const store = await openDuckDbStore(join(folder, `${made}.duckdb`));
  try {
    await load(store, { paths: [input] });
    const run = await runAnalysis(store, options);
    const document = { ...run, entities: [...run.entities] };
    // As JSON keeps it: numbers to six places.
    expect(await store.readRun(document.run.id)).toEqual({
      ...JSON.parse(canonicalJson({ ...document, timings: {} })),
      timings: document.timings,
    });
    return document;
  } finally {
    await store.close();
  }
}

let whole: RunDocument;
beforeAll(async () => {
  whole = await analyze();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a run over a generated country', () => {
  it('has the shapes of the contract, in its order', () => {
    runSchema.parse(whole.run);
    for (const finding of whole.findings) findingSchema.parse(finding);
    for (const cluster of whole.clusters) clusterSchema.parse(cluster);
    for (const entity of whole.entities) entityScoreSchema.parse(entity);
    for (const list of [whole.findings, whole.clusters, whole.entities]) {
      const keys = list.map(({ score, id }) => [score, id] as const);
      const sorted = [...keys].sort(([a, i], [b, j]) => b - a || (i < j ? -1 : 1));
      expect(keys).toEqual(sorted);
      expect(new Set(keys.map(([, id]) => id)).size).toBe(list.length);
    }
  });

  it('leads from every finding with transactions to files and lines', () => {
    const withRows = whole.findings.filter(({ transactions }) => transactions.length > 0);
    expect(withRows.length).toBeGreaterThan(0);
    for (const { evidence, interval } of withRows) {
      const sources = evidence.flatMap((line) => line.sources ?? []);
      expect(sources.length).toBeGreaterThan(0);
      expect(sources.every(({ file, line }) => file.endsWith('.csv') && line >= 2)).toBe(true);
      expect(interval).not.toBeNull();
    }
  });

  it('gives as amount what came back, arrived or was cashed, of all other rules the sum of the transactions', () => {
    const minorOf = new Map(tables.transactions.map(({ id, amount }) => [id!, Math.round(Number(amount) * 100)]));
    const sums = whole.findings.filter(({ indicator }) => !LAST_OR_ARRIVED.has(indicator));
    expect(new Set(sums.filter(({ amount }) => amount).map(({ indicator }) => indicator))).toContain('M02');
    for (const { transactions, amount } of sums) {
      const sum = transactions.reduce((total, id) => total + minorOf.get(id)!, 0);
      expect(amount?.minor).toBe(transactions.length === 0 ? undefined : String(sum));
    }
    for (const { transactions, amount } of whole.findings.filter(({ indicator }) => indicator === 'M07')) {
      expect(transactions.map((id) => String(minorOf.get(id)!))).toContain(amount!.minor);
    }
  });

  it('adds the contributions of clusters up to their scores, and keeps clusters disjoint', () => {
    expect(whole.clusters.length).toBeGreaterThan(0);
    for (const { score, indicators, members, findings } of whole.clusters) {
      expect(Math.abs(indicators.reduce((sum, { contribution }) => sum + contribution, 0) - score)).toBeLessThan(1e-9);
      const inside = new Set(members);
      for (const id of findings) {
        const { subjects } = whole.findings.find((finding) => finding.id === id)!;
        expect(2 * subjects.filter((subject) => inside.has(subject)).length).toBeGreaterThanOrEqual(subjects.length);
      }
    }
    const members = whole.clusters.flatMap((cluster) => cluster.members);
    expect(new Set(members).size).toBe(members.length);
    const known = new Set(whole.findings.map(({ id }) => id));
    for (const { id, cluster, indicators } of whole.entities) {
      for (const { findings } of indicators) expect(findings?.every((finding) => known.has(finding))).toBe(true);
      expect(cluster).toBe(whole.clusters.find((c) => c.members.includes(id))?.id ?? null);
    }
  });

  it('keeps honest look-alikes without a listed fact under the high line', () => {
    const estimated = whole.entities.filter(
      ({ indicators }) => !indicators.some(({ indicator, findings }) => findings?.length && STATUTORY.has(indicator)),
    );
    const scores = new Map(estimated.map(({ id, score }) => [id, score]));
    const planted = new Set<string>();
    for (const { entity_id, scheme_kind } of tables.labels_entities) {
      if (!scheme_kind!.startsWith('honest-')) planted.add(entity_id!);
    }
    const honest = tables.labels_entities.filter(
      ({ entity_id, scheme_kind }) => scheme_kind!.startsWith('honest-') && !planted.has(entity_id!),
    );
    expect(honest.length).toBeGreaterThan(30);
    const above = honest.filter(({ entity_id }) => (scores.get(entity_id!) ?? 0) >= 0.5);
    expect(above).toEqual([]);
  });

  it('passes the high line by chance in at most 2 of 1,000', () => {
    expect(whole.run.lines.byChance.high).toBeLessThanOrEqual(0.002);
  });

  it('ranks transactions only and registrations only, and names the rules that did not run', async () => {
    const money = await analyze(MONEY);
    const register = await analyze(Object.keys(tables).filter((table) => !MONEY.includes(table)));
    expect(money.entities.length).toBeGreaterThan(0);
    expect(register.entities.length).toBeGreaterThan(0);
    expect(money.run.notRun.map(({ indicator }) => indicator)).toContain('R02');
    expect(register.run.notRun.find(({ indicator }) => indicator === 'M07')?.why).toMatch(
      /^not in the data: transactions\./,
    );
    for (const { run } of [money, register]) {
      expect(run.notRun.every(({ indicator }) => run.byIndicator[indicator] === undefined)).toBe(true);
    }
  });

  it('records the digest of the rates it was given, and none without', async () => {
    const rates = join(folder, 'rates.csv');
    writeFileSync(rates, 'from,currency,kzt\n2026-01-01,USD,512.35\n');
    const { run } = await analyze(['companies'], { rates, only: ['R01'] });
    expect(run.options.rates).toMatch(/^[0-9a-f]{16}$/);
    expect(whole.run.options.rates).toBeNull();
  });

  it('gives the same run again, and a new one with the first as its predecessor', async () => {
    const input = join(folder, 'again');
    writeTables(input, tables);
    const store = await openDuckDbStore(join(folder, 'again.duckdb'));
    await load(store, { paths: [input] });
    const first = await runAnalysis(store, { previous: 'none' });
    const repeated = await runAnalysis(store, { previous: 'none' });
    expect(repeated.run).toEqual(first.run);
    expect((await store.runs()).length).toBe(1);
    const next = await runAnalysis(store);
    expect(next.run.previous).toBe(first.run.id);
    expect(next.clusters.map(({ id, lineage }) => [id, lineage.change])).toEqual(
      first.clusters.map(({ id }) => [id, 'same']),
    );
    expect(next.run.gone).toEqual([]);
    await expect(runAnalysis(store, { previous: 'r-none' })).rejects.toThrow('There is no run “r-none”');
    await store.close();
  });
});
