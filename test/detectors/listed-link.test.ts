import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { listedLink } from '../../src/detectors/listed-link.ts';
import { detect, firm, firms } from './detect.ts';

type Row = Record<string, string | number>;
const person = (i: number) => `person:85010130${String(i).padStart(4, '0')}`;
const role = (i: number, p: number, name = 'executive', more: Row = {}): Row => ({
  company_id: firm(i),
  holder_id: person(p),
  role: name,
  ...more,
});
/** Firm i shares a person with firm i + 1. */
const chain = (n: number) => Array.from({ length: n }, (_, i) => [role(i, i), role(i + 1, i)]).flat();
/** Firm 1 is listed. */
const LISTED = [{ entity_id: firm(0), list: 'PSEUDO_COMPANY', from: '2025-01-01' }];
const run = (more: Record<string, Row[]>, set: Record<string, string> = {}) =>
  detect(listedLink, { companies: firms(9), lists: LISTED, ...more }, { asOf: '2026-06-01', set });

describe('near a listed firm', () => {
  it('is high at one step, medium at two, low at three, and nothing at four', () => {
    const found = run({ roles: chain(4) });
    expect(found.findings.map(({ severity }) => severity)).toEqual(['high', 'medium', 'low']);
    expect([0, 1, 2].map((i) => found.subjects(i))).toEqual([[firm(1)], [firm(2)], [firm(3)]]);
    expect([1, 2, 3, 4].map((i) => found.value(firm(i)))).toEqual([1, 1 / 2, 1 / 3, 0]);
    expect(run({ roles: chain(4) }, { hops: '1' }).findings).toHaveLength(1);
  });

  it('says what is shared, and the way', () => {
    const persons = [
      { id: person(0), name: 'Omarov' },
      { id: person(1), name: 'Serikova' },
    ];
    const found = run({ roles: chain(2), persons });
    expect(found.sentence(0)).toBe('Firm 2 shares the person Omarov with Firm 1, listed as a false firm.');
    expect(found.sentence(1)).toBe(
      'Firm 3 is 2 steps from Firm 1, listed as a false firm; the way leads over Serikova, Firm 2 and Omarov.',
    );
    expect(found.findings[1]!.evidence[0]!.rows).toHaveLength(4);
    expect(found.findings[1]!.evidence[1]!.rows).toEqual([{ table: 'lists', row: 0 }]);
  });

  it.each([
    ['an address unit', { addresses: [0, 1].map((i) => ({ entity_id: firm(i), address: 'Abay 1, office 5' })) }],
    ['a phone', { contacts: [0, 1].map((i) => ({ entity_id: firm(i), kind: 'phone', value: '87011112233' })) }],
    ['an account', { accounts: [0, 1].map((i) => ({ id: 'account:1', holder_id: firm(i) })) }],
    ['an owner', { roles: [role(0, 0, 'owner'), role(1, 0, 'owner')] }],
    ['itself: one founded the other', { roles: [{ company_id: firm(1), holder_id: firm(0), role: 'founder' }] }],
  ])('goes over %s', (_, tables) => {
    expect(run(tables as Record<string, Row[]>).subjects(0)).toEqual([firm(1)]);
  });

  it('takes the nearest listed firm', () => {
    const lists = [...LISTED, { entity_id: firm(3), list: 'WRONG_ADDRESS' }];
    const found = run({ roles: chain(3), lists });
    expect(found.findings.map(({ severity }) => severity)).toEqual(['high', 'high']);
    expect(found.evidence(1, 'list')).toBe('WRONG_ADDRESS');
  });

  it('stays silent for the clients of an outsourced accountant, and in a whitelisted business centre', () => {
    expect(run({ roles: [role(0, 0, 'accountant'), role(1, 0, 'accountant')] }).findings).toEqual([]);
    const addresses = [0, 1].map((i) => ({
      entity_id: firm(i),
      address: 'Abay 1',
      unit: 'address:a',
      building: 'address:a',
    }));
    const lists = [...LISTED, { entity_id: 'address:a', list: 'WHITELISTED_ADDRESS' }];
    expect(run({ addresses, lists }).findings).toEqual([]);
  });

  it('does not let a mass address or a common phone taint everyone: six firms share it, not seven', () => {
    const at = (n: number) => Array.from({ length: n }, (_, i) => ({ entity_id: firm(i), address: 'Abay 1' }));
    expect(run({ addresses: at(6) }).findings).toHaveLength(5);
    const found = run({ addresses: at(7) });
    expect(found.findings).toEqual([]);
    expect(found.notes?.[0]?.en).toContain('1 people, accounts, addresses and contacts');
    expect(run({ addresses: at(7) }, { minWeight: '0' }).findings).toHaveLength(6);
  });

  it('does not follow a nominee of more than 200 firms', () => {
    const many = (n: number) =>
      detect(
        listedLink,
        { companies: firms(n), lists: LISTED, roles: Array.from({ length: n }, (_, i) => role(i, 0)) },
        { asOf: '2026-06-01' },
      );
    expect(many(200).findings).toHaveLength(199);
    expect(many(201).findings).toEqual([]);
  });

  it('counts what holds now only, and judges active firms that are not listed themselves', () => {
    expect(run({ roles: [role(0, 0), role(1, 0, 'executive', { to: '2026-06-01' })] }).findings).toEqual([]);
    const ended = [{ ...LISTED[0]!, to: '2026-06-01' }];
    expect(run({ roles: chain(1), lists: ended }).measured).toBeNull();
    const companies = firms(2, (i) => (i === 1 ? { dissolved_at: '2026-01-01' } : {}));
    expect(run({ roles: chain(1), companies }).findings).toEqual([]);
  });

  it('takes a status of the register for a list where told to', () => {
    const companies = firms(2, (i) => (i === 0 ? { status: 'dissolved by court as false' } : {}));
    const found = run({ roles: chain(1), companies, lists: [] }, { statuses: 'dissolved by court as false' });
    expect(found.subjects(0)).toEqual([firm(1)]);
  });

  it('says so where no firm is listed, and is not run without lists', () => {
    expect(run({ roles: chain(1), lists: [{ entity_id: person(0), list: 'SANCTIONED' }] }).notes?.[0]?.en).toContain(
      'could not be measured',
    );
    expect(missingInputs(listedLink, new Set(['roles.role']))).toEqual(['lists.list']);
  });
});
