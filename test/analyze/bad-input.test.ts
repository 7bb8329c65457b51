import { describe, expect, it } from 'vitest';
import { analyzeProjection } from '../../src/analyze/analyze.ts';
import { detectors } from '../../src/detectors/registry.ts';
import { createProjectionBuilder } from '../../src/graph/build-projection.ts';
import { mulberry32 } from '../../src/graph/mulberry32.ts';
import type { Projection } from '../../src/graph/projection.ts';
import { FACT_TABLES, type FactTable, type NumberedBatch } from '../../src/model/facts.ts';
import {
  clusterSchema,
  entityScoreSchema,
  findingSchema,
  type RunDocument,
  runSchema,
} from '../../src/model/finding.ts';
import { dayOf, NO_DAY } from '../../src/model/time.ts';
import { type LiteralTables, projectionOf } from '../graph/projection-of.ts';
import { runOf } from './synthetic.ts';

const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
const person = (n: number) => `person:8501013${String(n).padStart(5, '0')}`;
const account = (n: number | string) => `account:${n}`;

/** Every rule of the catalogue over the tables; whatever comes out has the shapes of the contract. */
function analyzed(tables: LiteralTables, options?: { asOf?: string }): RunDocument {
  const run = runOf(projectionOf(tables, options), detectors);
  runSchema.parse(run.run);
  for (const finding of run.findings) findingSchema.parse(finding);
  for (const cluster of run.clusters) clusterSchema.parse(cluster);
  for (const entity of run.entities) entityScoreSchema.parse(entity);
  return run;
}

const ran = ({ run }: RunDocument) => Object.keys(run.byIndicator);

describe('every rule of the catalogue bears', () => {
  it('roles that end before they begin: they never held', () => {
    const companies = Array.from({ length: 12 }, (_, i) => ({ id: firm(i), registered_at: '2020-01-01' }));
    const roles = companies.map(({ id }) => ({
      company_id: id,
      holder_id: person(1),
      role: 'executive',
      from: '2025-06-01',
      to: '2025-01-01',
    }));
    const run = analyzed({ companies, roles }, { asOf: '2026-01-01' });
    expect(ran(run)).toContain('R02');
    expect(run.findings.filter(({ indicator }) => indicator === 'R02')).toEqual([]);
  });

  it('a company that is its own founder, head and owner', () => {
    const run = analyzed({
      companies: [{ id: firm(0) }, { id: firm(1) }],
      roles: ['founder', 'owner', 'executive', 'beneficiary'].map((role) => ({
        company_id: firm(0),
        holder_id: firm(0),
        role,
        share: 100,
        from: '2025-01-01',
      })),
      accounts: [{ id: account(1), holder_id: firm(0) }],
      transactions: [
        { at: '2025-02-01T10:00:00Z', from_account: account(1), to_account: account(1), amount: '5' },
        { at: '2025-02-01T11:00:00Z', from_account: account(1), to_account: account(1), amount: '5' },
      ],
    });
    expect(run.clusters).toEqual([]);
    expect(run.findings.filter(({ indicator }) => indicator === 'M07')).toEqual([]);
  });

  it('dates out of order: dissolved before registered, closed before opened, paid before either', () => {
    const run = analyzed({
      companies: [
        { id: firm(0), registered_at: '2025-06-01', dissolved_at: '2024-06-01' },
        { id: firm(1), registered_at: '2030-01-01' },
      ],
      persons: [{ id: person(0), birth_date: '2024-01-01' }],
      roles: [{ company_id: firm(0), holder_id: person(0), role: 'executive', from: '1990-01-01' }],
      accounts: [{ id: account(1), holder_id: firm(0), opened_at: '2025-09-01', closed_at: '2023-01-01' }],
      transactions: [
        { at: '2022-01-01T10:00:00Z', from_account: account(1), to_account: account(2), amount: '30000000' },
        { at: '2022-01-01T09:00:00Z', from_account: account(2), to_account: account(1), amount: '30000000' },
      ],
      lists: [{ entity_id: firm(0), list: 'PSEUDO_COMPANY', from: '2026-01-01', to: '2020-01-01' }],
      tax_returns: [{ company_id: firm(0), from: '2025-01-01', to: '2024-01-01', turnover: '100', taxes_paid: '200' }],
    });
    expect(run.run.counts.transactions).toBe(2);
  });

  it('amounts of nothing and of all the money there is', () => {
    const huge = '45000000000000';
    const ring = [1, 2, 3].map((n) => ({ from_account: account(n), to_account: account((n % 3) + 1) }));
    const run = analyzed({
      transactions: [
        ...ring.map((ends, i) => ({ ...ends, at: `2026-01-01T1${i}:00:00Z`, amount: '0' })),
        ...ring.map((ends, i) => ({ ...ends, at: `2026-01-02T1${i}:00:00Z`, amount: huge })),
      ],
    });
    const rings = run.findings.filter(({ indicator }) => indicator === 'M07');
    expect(rings).toHaveLength(1);
    expect(rings[0]?.amount).toEqual({ minor: `${huge}00`, currency: 'KZT' });
    expect(run.clusters[0]?.turnover.inside[0]?.minor).toBe(String(3n * BigInt(huge) * 100n));
  });

  it('mixed currencies: nothing is added up or compared across them', () => {
    const currencies = ['KZT', 'USD', 'BTC', 'JPY', 'XXX'];
    const run = analyzed({
      transactions: [1, 2, 3].flatMap((n) =>
        currencies.map((currency, c) => ({
          at: `2026-01-0${n}T1${c}:00:00Z`,
          from_account: account(n),
          to_account: account((n % 3) + 1),
          amount: '100',
          currency,
        })),
      ),
    });
    const inside = run.clusters[0]?.turnover.inside.map(({ currency }) => currency);
    expect(inside).toEqual([...currencies].sort());
    for (const { amount, transactions } of run.findings)
      if (transactions.length > 0) expect(amount).not.toBeUndefined();
  });

  it('cash on both sides, blank sides and times of day precision', () => {
    const run = analyzed({
      accounts: [{ id: account('atm'), kind: 'atm' }],
      transactions: [
        { at: '2026-01-01', from_account: null, to_account: null, amount: '5', channel: 'cash' },
        { at: '2026-01-01', from_account: account('atm'), to_account: account('atm'), amount: '5' },
        { at: '2026-01-01', from_account: account(1), to_account: null, amount: '5', channel: 'atm' },
        { at: '2026-01-01', from_account: account(1), to_account: account(2), amount: '5' },
        { at: '2026-01-01', from_account: account(2), to_account: account(1), amount: '5' },
      ],
    });
    expect(run.findings.filter(({ indicator }) => indicator === 'M07')).toEqual([]);
    expect(run.run.notes.length).toBeGreaterThan(0);
  });
});

/** Transfers by typed columns: `count` of them between accounts, one second apart. */
function transfersOnly(accounts: number, count: number, ends: (i: number) => readonly [number, number]): Projection {
  const ids = Array.from({ length: accounts }, (_, i) => account(String(i).padStart(7, '0')));
  const builder = createProjectionBuilder({ asOfDay: dayOf(2026, 2, 1), nodes: accounts });
  builder.addNodes(ids);
  const start = Date.UTC(2025, 0, 1);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  for (let i = 0; i < count; i++) [from[i], to[i]] = ends(i) as [number, number];
  builder.add(
    'transactions',
    batchOf('transactions', count, {
      at: Float64Array.from({ length: count }, (_, i) => start + i * 30_000),
      precision: new Int32Array(count),
      from_account: from,
      to_account: to,
      amount: Float64Array.from({ length: count }, (_, i) => 10_000 + ((i * 7919) % 100_000)),
      currency: new Array<string>(count).fill('KZT'),
    }),
  );
  return builder.finish();
}

function batchOf(table: FactTable, length: number, given: NumberedBatch['columns']): NumberedBatch {
  const columns = { ...given };
  for (const [name, type] of Object.entries(FACT_TABLES[table])) {
    columns[name] ??=
      type === 'text'
        ? new Array<null>(length).fill(null)
        : type === 'number'
          ? new Float64Array(length).fill(Number.NaN)
          : new Int32Array(length).fill(type === 'day' ? NO_DAY : -1);
  }
  const unknown = () => new Int32Array(length).fill(NO_DAY);
  return {
    length,
    columns,
    row: Int32Array.from({ length }, (_, i) => i),
    extract: new Int32Array(length).fill(1),
    began: unknown(),
    ended: unknown(),
  };
}

describe('the whole analysis ends, and names what it left out, on', () => {
  it('a hub with a million edges', () => {
    const random = mulberry32(5);
    const projection = transfersOnly(50_001, 1_000_000, (i) => {
      const other = 1 + Math.floor(random() * 50_000);
      return i % 2 ? [0, other] : [other, 0];
    });
    const { runs, scores, clusters } = analyzeProjection(projection, detectors);
    expect(runs.ran.length).toBeGreaterThan(5);
    expect(runs.notRun.every(({ why }) => why.startsWith('not in the data: '))).toBe(true);
    const cut = runs.ran.filter(({ detection }) => detection.truncated);
    expect(cut.map(({ detector }) => detector.indicator)).toContain('M07');
    expect(cut.every(({ detection }) => (detection.notes?.length ?? 0) > 0)).toBe(true);
    expect(scores.bans.every((bans) => bans >= 0 && Number.isFinite(bans))).toBe(true);
    expect(clusters.clusters.length).toBeLessThan(1000);
  });

  it('one giant component, in which everybody is tied to everybody', () => {
    const random = mulberry32(7);
    const pick = () => Math.floor(random() * 20_000);
    const projection = transfersOnly(20_000, 200_000, () => [pick(), pick()]);
    const { runs, clusters } = analyzeProjection(projection, detectors);
    const truncated = runs.ran.filter(({ detection }) => detection.truncated);
    expect(truncated.every(({ detection }) => (detection.notes?.length ?? 0) > 0)).toBe(true);
    const largest = Math.max(0, ...clusters.clusters.map(({ members }) => members.length));
    expect(largest).toBeLessThan(2000);
  });
});
