import { describe, expect, it } from 'vitest';
import { incorporationBurst } from '../../src/detectors/incorporation-burst.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { detect, firm, firms } from './detect.ts';

const P = 'person:850101300010';
type Row = Record<string, string>;
const role = (i: number, more: Row = {}): Row => ({ company_id: firm(i), holder_id: P, role: 'founder', ...more });
const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
/** Firms registered so many days after 1 January 2024. */
const on = (days: number[], more: Row = {}) => firms(days.length, (i) => ({ registered_at: day(days[i]!), ...more }));
const run = (companies: ReturnType<typeof on>, roles: Row[], more = {}, set: Row = {}) =>
  detect(
    incorporationBurst,
    { companies, persons: [{ id: P, name: 'Omarov' }], roles, ...more },
    { asOf: '2026-06-01', set },
  );
const roles = (n: number, more: Row = {}) => Array.from({ length: n }, (_, i) => role(i, more));

describe('several firms registered within days', () => {
  it('finds three of one person within 7 days, to the day, and not a day more', () => {
    const found = run(on([0, 3, 7]), roles(3));
    expect(found.subjects(0)).toEqual([firm(0), firm(1), firm(2), P]);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.findings[0]!.interval).toEqual({ from: '2024-01-01', to: '2024-01-08' });
    expect(found.sentence(0)).toMatch(/^With Omarov as founder or head 3 firms were registered from 1\s+Jan/);
    expect(found.value(firm(0))).toBe(0.5);
    expect(run(on([0, 3, 8]), roles(3)).findings).toEqual([]);
    expect(run(on([0, 3]), roles(2)).findings).toEqual([]);
  });

  it('finds them at one address', () => {
    const found = run(on([0, 0, 0], { address: 'Abay 10, office 5' }), []);
    expect(found.subjects(0)).toEqual([firm(0), firm(1), firm(2)]);
    expect(found.sentence(0)).toMatch(/^At Abay 10, office 5 3 firms were registered on 1\s+Jan\s+2024: Firm 1/);
  });

  it('makes one finding per person, with each window', () => {
    const found = run(on([0, 1, 2, 400, 401, 402]), roles(6));
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]!.evidence.filter(({ what }) => what === 'from').map(({ value }) => value)).toEqual([
      '2024-01-01',
      '2025-02-04',
    ]);
    expect(found.sentence(0)).toContain('There were 2 such windows.');
  });

  it('stays silent for a holding that founds three subsidiaries in a day', () => {
    const subsidiaries = [1, 2, 3].map((i) => ({ company_id: firm(i), holder_id: firm(0), role: 'founder' }));
    const heads = [1, 2, 3].map((i) => role(i, { role: 'executive' }));
    expect(run(on([0, 5, 5, 5]), [...subsidiaries, ...heads]).findings).toEqual([]);
    expect(run(on([0, 5, 5, 5]), [...subsidiaries, ...heads], {}, { groups: 'no' }).findings.length).toBeGreaterThan(0);
  });

  it('stays silent for a law firm that represents its clients, and for who came later', () => {
    expect(run(on([0, 1, 2]), roles(3, { role: 'representative' })).findings).toEqual([]);
    expect(run(on([0, 1, 2]), roles(3, { from: day(33) })).findings).toEqual([]);
    expect(run(on([0, 1, 2]), roles(3, { from: day(30) })).findings).toHaveLength(1);
  });

  it('stays silent for a business centre on the list', () => {
    const companies = on([0, 0, 0], { address: 'Abay 10, office 5' });
    const lists = [{ entity_id: 'address:абай 10', list: 'WHITELISTED_ADDRESS' }];
    const listed = companies.map((company) => ({ ...company, building: 'address:абай 10' }));
    expect(run(listed, [], { lists }).findings).toEqual([]);
  });

  it('leaves out and counts the usual pace of an address with many registrations, and finds a burst beyond it', () => {
    const steady = Array.from({ length: 220 }, (_, i) => i * 4);
    const found = run(on(steady, { address: 'Abay 10' }), [], {}, { firms: '2' });
    expect(found.findings).toEqual([]);
    expect(found.notes?.[0]?.en).toContain('1 people or addresses');
    const burst = run(on([...steady, ...Array(15).fill(401)], { address: 'Abay 10' }), []);
    expect(burst.findings).toHaveLength(1);
  });

  it('knows nothing of firms without a day of registration, or without anybody and any address', () => {
    expect(run(firms(3), roles(3)).value(firm(0))).toBeUndefined();
    expect(run(on([0, 1, 2]), []).value(firm(0))).toBeUndefined();
    expect(run(on([0, 100, 200]), roles(3)).value(firm(0))).toBe(0);
  });

  it('takes its thresholds from the options', () => {
    expect(run(on([0, 3, 7]), roles(3), {}, { firms: '4' }).findings).toEqual([]);
    expect(run(on([0, 3, 7]), roles(3), {}, { days: '6' }).findings).toEqual([]);
    expect(run(on([0, 3, 30]), roles(3), {}, { days: '30' }).findings).toHaveLength(1);
  });

  it('is not run without days of registration', () => {
    expect(missingInputs(incorporationBurst, new Set(['roles.role']))).toEqual(['companies.registered_at']);
  });
});
