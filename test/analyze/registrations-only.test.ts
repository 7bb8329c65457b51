import { describe, expect, it } from 'vitest';
import { detectors } from '../../src/detectors/registry.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { runOf } from './synthetic.ts';

const firm = (i: number) => `company:2401400${String(i).padStart(5, '0')}`;
const P = 'person:850101300010';
const day = (i: number) => `2024-03-${String(1 + i).padStart(2, '0')}`;

/** Four firms of one man, and a hundred that have nothing to do with one another, all without a single payment. */
function country(more: (i: number) => Record<string, string | number> = () => ({})): LiteralTables {
  const companies = Array.from({ length: 104 }, (_, i) => ({
    id: firm(i),
    name: `Firm ${i}`,
    registered_at: i < 4 ? `202${i}-06-01` : '2019-05-05',
    ...more(i),
  }));
  const roles = companies.map(({ id }, i) => ({
    company_id: id,
    holder_id: i < 4 ? P : `person:8601013${String(i).padStart(5, '0')}`,
    role: 'executive',
  }));
  return { companies, roles };
}

/** The shell-clusters of a country, by members. */
const shells = (tables: LiteralTables) =>
  runOf(projectionOf(tables, { asOf: '2026-01-01' }), detectors)
    .clusters.filter(({ kind }) => kind === 'shell-cluster')
    .map(({ members }) => members.filter((id) => id.startsWith('company:')));
const FOUR = [0, 1, 2, 3].map(firm);

describe('shell-clusters of registrations alone', () => {
  it('need more than common control', () => {
    expect(shells(country())).toEqual([]);
  });

  it.each<[string, LiteralTables]>([
    [
      'R07',
      country((i) => ({
        ...(i < 2 && { oked: '46900' }),
        ...(i === 0 && { dissolved_at: '2020-12-01' }),
      })),
    ],
    ['R09', country((i) => ({ capital: i === 0 ? '100' : '90000000' }))],
    [
      'R10',
      {
        ...country(),
        tax_returns: [
          { company_id: firm(0), period: '2025', from: '2025-01-01', to: '2026-01-01', turnover: '900', employees: 0 },
        ],
      },
    ],
    [
      'R11',
      {
        ...country(),
        accounts: [{ id: 'account:1', holder_id: firm(9) }],
        tax_returns: [{ company_id: firm(0), period: '2025', from: '2025-01-01', to: '2026-01-01', fixed_assets: '0' }],
      },
    ],
    ['R12', { ...country(), lists: [{ entity_id: firm(0), list: 'WRONG_ADDRESS' }] }],
    [
      'R13',
      (() => {
        const tables = country();
        const heads = [0, 1, 2, 3].map((i) => ({
          company_id: firm(0),
          holder_id: `person:8701013${String(i).padStart(5, '0')}`,
          role: 'founder',
          from: `2025-0${1 + i}-01`,
          ...(i < 3 && { to: `2025-0${2 + i}-01` }),
        }));
        return { ...tables, roles: [...tables.roles!, ...heads] };
      })(),
    ],
    ['R14', country((i) => (i < 4 ? { registered_at: day(i) } : {}))],
  ])('form where one of the firms carries %s', (indicator, tables) => {
    const { run } = runOf(projectionOf(tables, { asOf: '2026-01-01' }), detectors);
    expect(run.byIndicator[indicator]).toBeGreaterThan(0);
    expect(shells(tables)).toEqual([FOUR]);
  });
});
