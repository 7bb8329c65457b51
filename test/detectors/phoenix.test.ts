import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { phoenix } from '../../src/detectors/phoenix.ts';
import { detect, firm, firms } from './detect.ts';

type Row = Record<string, string>;
const P = 'person:850101300010';
const OLD: Row = { registered_at: '2020-01-01', dissolved_at: '2024-01-15' };
/** Firm 1 is dissolved, firm 2 new; both with what `both` says. */
const run = (both: Row, more: Record<string, Row[]> = {}, young: Row = {}, set: Row = {}) =>
  detect(
    phoenix,
    {
      companies: firms(2, (i) => ({ ...(i === 0 ? OLD : { registered_at: '2024-06-01' }), ...both, ...(i && young) })),
      ...more,
    },
    { asOf: '2026-06-15', set },
  );
const both = (role: string, more: Row = {}): Row[] =>
  [0, 1].map((i) => ({ company_id: firm(i), holder_id: P, role, ...more }));
const PLACE = { address: 'Abay 10, office 5', oked: '46900' };

describe('a new firm that continues a dissolved one', () => {
  it('needs two kinds in common', () => {
    const found = run({}, { roles: [...both('executive'), ...both('founder')] });
    expect(found.subjects(0)).toEqual([firm(0), firm(1)]);
    expect(found.evidence(0, 'kinds')).toBe(2);
    expect(found.value(firm(1))).toBe(0.5);
    expect(found.value(firm(0))).toBe(0);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.sentence(0)).toMatch(
      /^Firm 2 was registered on 1\s+Jun\s+2024, after Firm 1 was dissolved on 15\s+Jan\s+2024\. In common: head; founder; in all 2 of 6\.$/,
    );
    expect(run({}, { roles: both('executive') }).findings).toEqual([]);
  });

  it.each([
    ['address unit and kind of business', PLACE],
    ['phone and kind of business', { phone: '+7 701 111 22 33', oked: '46900' }],
    ['e-mail and address', { email: 'a@b.kz', address: 'Abay 10' }],
  ])('takes %s', (_, shared) => {
    expect(run(shared as Row).findings).toHaveLength(1);
  });

  it('counts phone and e-mail as one kind, and a device not at all', () => {
    expect(run({ phone: '+7 701 111 22 33', email: 'a@b.kz' }).findings).toEqual([]);
    const contacts = [0, 1].map((i) => ({ entity_id: firm(i), kind: 'device', value: 'x1' }));
    expect(run({ oked: '46900' }, { contacts }).findings).toEqual([]);
  });

  it('takes the same largest counterparties: two of five', () => {
    const accounts = [0, 1, 2, 3].map((i) => ({ id: `account:${i}`, holder_id: i < 2 ? firm(i) : `company:GB:${i}` }));
    const pay = (from: number, to: number) => ({
      at: '2023-05-05',
      from_account: `account:${from}`,
      to_account: `account:${to}`,
      amount: '100',
    });
    const transactions = [pay(0, 2), pay(0, 3), pay(2, 1), pay(3, 1)];
    expect(run({ oked: '46900' }, { accounts, transactions }).sentence(0)).toContain(
      'largest counterparties; in all 2',
    );
    expect(run({ oked: '46900' }, { accounts, transactions: transactions.slice(0, 3) }).findings).toEqual([]);
  });

  it('looks back 24 months, to the day of the dissolution itself, and never forward', () => {
    for (const [day, n] of [
      ['2024-01-15', 1],
      ['2026-01-15', 1],
      ['2026-01-16', 0],
      ['2024-01-14', 0],
    ] as const) {
      expect(run(PLACE, {}, { registered_at: day }).findings, day).toHaveLength(n);
    }
    expect(run(PLACE, {}, {}, { months: '4' }).findings).toEqual([]);
  });

  it('takes what the old firm had until 90 days before its end, and the new one from 90 days after its start', () => {
    const until = (to: string) => [{ ...both('executive')[0]!, to }, both('executive')[1]!];
    expect(run({ oked: '46900' }, { roles: until('2023-10-17') }).findings).toHaveLength(1);
    expect(run({ oked: '46900' }, { roles: until('2023-10-16') }).findings).toEqual([]);
    const since = (from: string) => [both('executive')[0]!, { ...both('executive')[1]!, from }];
    expect(run({ oked: '46900' }, { roles: since('2024-08-30') }).findings).toHaveLength(1);
    expect(run({ oked: '46900' }, { roles: since('2024-08-31') }).findings).toEqual([]);
  });

  it('stays silent for a business centre: an address of more than 50 firms and a common trade', () => {
    const many = (n: number) =>
      detect(phoenix, {
        companies: firms(n, (i) => ({
          ...(i === 0 ? OLD : { registered_at: i === 1 ? '2024-06-01' : '2019-01-01' }),
          ...PLACE,
        })),
      });
    expect(many(50).findings).toHaveLength(1);
    expect(many(51).findings).toEqual([]);
    expect(many(51).notes?.[0]?.en).toContain('1 people, addresses');
  });

  it('stays silent for one trade alone, and for the same accountant', () => {
    expect(run({ oked: '46900' }, { roles: both('accountant') }).findings).toEqual([]);
    expect(run({ oked: '46900' }).value(firm(1))).toBe(0);
  });

  it('makes one finding per new firm, with all the old ones', () => {
    const found = detect(phoenix, {
      companies: firms(3, (i) => ({ ...(i < 2 ? OLD : { registered_at: '2024-06-01' }), ...PLACE })),
    });
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toHaveLength(3);
    expect(found.sentence(0)).toContain('So it is with 1 other dissolved firm.');
  });

  it('knows nothing without a day of registration, and is not run without dissolutions', () => {
    expect(run({}, {}, { registered_at: undefined as unknown as string }).value(firm(1))).toBeUndefined();
    expect(missingInputs(phoenix, new Set(['companies.registered_at', 'roles.role']))).toEqual([
      'companies.dissolved_at',
    ]);
  });
});
