import { describe, expect, it } from 'vitest';
import { accountAbroad } from '../../src/detectors/account-abroad.ts';
import { unusualPerson } from '../../src/detectors/unusual-person.ts';
import { addressId, addressKeys } from '../../src/model/address.ts';
import type { EntityScore } from '../../src/model/finding.ts';
import { type LiteralTables, projectionOf } from '../graph/projection-of.ts';
import { measure, rule, runOf } from './synthetic.ts';

const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
const person = (n: number) => `person:8501013${String(n).padStart(5, '0')}`;
const MONTHS = ['01', '02', '03', '04', '05'];

/** Firm 0 pays `receivers` accounts every month, and `others` accounts once. */
function payer(receivers: number, { others = 0, holders = person, months = MONTHS } = {}): LiteralTables {
  const accounts = Array.from({ length: receivers }, (_, i) => ({ id: `account:r${i}`, holder_id: holders(i + 100) }));
  const pay = (to: string, month: string, amount: number) => ({
    at: `2026-${month}-05T10:00:00Z`,
    from_account: 'account:payer',
    to_account: to,
    amount: String(amount),
  });
  return {
    companies: Array.from({ length: 300 }, (_, i) => ({ id: firm(i) })),
    accounts: [{ id: 'account:payer', holder_id: firm(0) }, ...accounts],
    transactions: [
      ...months.flatMap((month) => accounts.map(({ id }, i) => pay(id, month, 100 + i))),
      ...Array.from({ length: others }, (_, i) => pay(`account:once${i}`, '03', 50)),
    ],
  };
}

const flagged = (family: 'flow' | 'burst' | 'control', code: string) =>
  rule(code, (p) => ({ findings: [], measured: measure(p, { [firm(0)]: 1 }, ['company']) }), { family });
const entityOf = (tables: LiteralTables, codes = ['M01', 'M04'] as const): EntityScore =>
  runOf(projectionOf(tables), [flagged('flow', codes[0]), flagged('burst', codes[1])]).entities.find(
    ({ id }) => id === firm(0),
  )!;
const part = (entity: EntityScore, code: string) => entity.indicators.find(({ indicator }) => indicator === code)!;

describe('legitimate structure', () => {
  it('of a payroll explains quick and repeated payments by their regular share, and says so', () => {
    const entity = entityOf(payer(30, { others: 50 }));
    expect(entity.mitigations).toEqual([
      {
        kind: 'payroll',
        share: 150 / 200,
        indicators: ['M01', 'M05', 'M06', 'M08', 'M12', 'M18', 'M22'],
        text: expect.objectContaining({
          en: expect.stringMatching(/^75.% of its payments go to 30 accounts, mostly of persons, month after month/),
        }),
      },
    ]);
    expect(part(entity, 'M01').explained).toBeCloseTo(0.75, 9);
    const plain = entityOf(payer(0, { others: 50 }));
    expect(part(plain, 'M01').bans).toBe(part(entity, 'M01').bans);
    expect(part(entity, 'M01').contribution).toBeLessThan(part(plain, 'M01').contribution);
    expect(plain.mitigations).toBeUndefined();
  });

  it('explains no exit to cash: such evidence counts in full', () => {
    expect(part(entityOf(payer(30)), 'M04').explained).toBeUndefined();
    expect(part(entityOf(payer(30)), 'M01')).toMatchObject({ explained: 1, contribution: 0 });
  });

  it('keeps contributions adding up to the score', () => {
    const entity = entityOf(payer(30, { others: 13 }));
    const sum = entity.indicators.reduce((total, { contribution }) => total + contribution, 0);
    expect(Math.abs(sum - entity.score)).toBeLessThan(1e-9);
  });

  it('is a marketplace where firms are paid', () => {
    expect(entityOf(payer(25, { holders: firm })).mitigations?.[0]?.kind).toBe('marketplace');
  });

  it('needs twenty receivers and four months in a row', () => {
    expect(entityOf(payer(20)).mitigations).toHaveLength(1);
    expect(entityOf(payer(19)).mitigations).toBeUndefined();
    expect(entityOf(payer(30, { months: ['01', '02', '03'] })).mitigations).toBeUndefined();
    expect(entityOf(payer(30, { months: ['01', '02', '04', '05'] })).mitigations).toBeUndefined();
    expect(entityOf(payer(30, { months: ['01', '02', '03', '04'] })).mitigations).toHaveLength(1);
  });

  it('of a listed group explains what its firms share, of a whitelisted address how many are there', () => {
    const tables: LiteralTables = {
      companies: Array.from({ length: 300 }, (_, i) => ({
        id: firm(i),
        ...(i === 2 && { address: 'Алматы, Абая 10, офис 5' }),
      })),
      roles: [{ company_id: firm(0), holder_id: firm(1), role: 'owner', share: 100 }],
      lists: [
        { entity_id: firm(1), list: 'LISTED_GROUP' },
        { entity_id: projectionAddress('Алматы, Абая 10, офис 5'), list: 'WHITELISTED_ADDRESS' },
      ],
    };
    const values = { [firm(0)]: 1, [firm(2)]: 0.9 };
    const on = (code: string) =>
      rule(code, (p) => ({ findings: [], measured: measure(p, values, ['company']) }), { family: 'control' });
    const life = rule('R10', (p) => ({ findings: [], measured: measure(p, values, ['company']) }), { family: 'life' });
    const { entities } = runOf(projectionOf(tables), [on('R01'), life]);
    const of = (id: string) => entities.find((entity) => entity.id === id)!;
    expect(of(firm(0)).mitigations?.map(({ kind }) => kind)).toEqual(['listed-group']);
    expect(part(of(firm(0)), 'R01')).toMatchObject({ contribution: 0, explained: 1 });
    expect(of(firm(2)).mitigations?.map(({ kind }) => kind)).toEqual(['whitelisted-address']);
    expect(part(of(firm(2)), 'R01')).toMatchObject({ contribution: 0, explained: 1 });
    expect(part(of(firm(2)), 'R10').contribution).toBe(of(firm(2)).score);
  });
});

it('rules that only give context have findings and no part in a score', () => {
  const { findings, entities } = runOf(
    projectionOf(
      {
        companies: [{ id: firm(0), country: 'KZ' }],
        persons: [{ id: person(0), birth_date: '2010-01-01' }],
        roles: [{ company_id: firm(0), holder_id: person(0), role: 'executive' }],
        accounts: [{ id: 'account:CY1', holder_id: firm(0), country: 'CY' }],
      },
      { asOf: '2026-01-01' },
    ),
    [accountAbroad, unusualPerson],
  );
  expect(findings.map(({ indicator }) => indicator).sort()).toEqual(['M21', 'R18']);
  expect(entities).toEqual([]);
});

function projectionAddress(address: string): string {
  return addressId(addressKeys(address).unit);
}
