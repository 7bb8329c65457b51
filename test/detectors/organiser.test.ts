import { describe, expect, it } from 'vitest';
import { organiser } from '../../src/detectors/organiser.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { cast, DROP, HEAD, OTHER_HEAD, pay } from './cluster-cast.ts';
import { detect, firm } from './detect.ts';

const found = (transactions: Record<string, string>[], set: Record<string, string> = {}, more: LiteralTables = {}) =>
  detect(organiser, cast(transactions, more), { set });
/** Firm 2 of the first cluster pays the card, which is emptied. */
const cashed = [pay(2, 'c', 100, '01T08'), pay('c', 'atm', 100, '02T08')];

describe('the person between firms and cash', () => {
  it('finds the head over whom the other firms reach the one that pays the card', () => {
    const one = found(cashed);
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual([HEAD]);
    // Two of three firms need the head; the third pays the card itself.
    expect(one.evidence(0, 'between')).toBeCloseTo(2 / 3);
    expect(one.evidence(0, 'held')).toBe(3);
    expect(one.evidence(0, 'rank')).toBe(1);
    expect(one.sentence(0).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      `67 % of the shortest ways from 3 firms under common control to 1 who turns their money into cash or crypto lead over ${HEAD}, who has roles in 3 of the firms.`,
    );
    expect(one.value(HEAD)).toBeCloseTo(2 / 3);
    expect(one.value(OTHER_HEAD)).toBe(0);
    expect(one.value(DROP)).toBeUndefined();
  });

  it('does not name the holder of the emptied card: nobody is behind it', () => {
    expect(found(cashed).findings.some(({ subjects }) => subjects.length !== 1)).toBe(false);
    expect(found(cashed).subjects(0)).not.toContain(DROP);
  });

  it('finds who acts on the card of another', () => {
    const acted = [pay(2, 'c', 100, '01T08'), pay('c', 'atm', 100, '02T08', { payer_id: HEAD })];
    const one = found(acted);
    expect(one.evidence(0, 'acted')).toBe(1);
    expect(one.sentence(0)).toContain('Operations started on accounts of others: 1.');
  });

  it('finds who takes the firms’ money and hands it to those who cash it, without any role', () => {
    const accounts = [{ id: 'account:hub', kind: 'card', holder_id: 'person:880101300011' }];
    const relayed = [
      ...[0, 1, 2].map((i) => pay(i, 'hub', 100, '01T08')),
      pay('hub', 'c', 280, '02T08'),
      pay('c', 'atm', 280, '03T08'),
    ];
    const tables = cast(relayed);
    const one = detect(organiser, { ...tables, accounts: [...tables.accounts!, ...accounts] });
    expect(one.subjects(0)).toEqual(['person:880101300011']);
    expect(one.evidence(0, 'between')).toBe(1);
    expect(one.findings[0]!.transfers).toEqual([0, 1, 2, 3, 4]);
    expect(one.sentence(0)).not.toContain('roles');
  });

  it('takes 30 % of the outflow as enough for exits, less is not', () => {
    const rest = (amount: string) => [...cashed, pay(0, 6, amount, '05T08')];
    expect(found(rest('233.33')).findings).toHaveLength(1);
    expect(found(rest('233.34')).findings).toEqual([]);
  });

  it('names the first one per cent of persons with a role, at least one', () => {
    const second = [pay(5, 'd', 100, '01T08'), pay('d', 'atm', 100, '02T08'), pay(4, 'd', 10, '01T09')];
    const both = found([...cashed, ...second]);
    expect(both.subjects(0)).toEqual([HEAD]);
    expect(both.findings).toHaveLength(1);
    expect(both.value(OTHER_HEAD)).toBeCloseTo(1 / 3);
    expect(found([...cashed, ...second], { top: '1' }).findings).toHaveLength(2);
  });

  it('takes the least share of ways as reached', () => {
    expect(found(cashed, { between: '0.66' }).findings).toHaveLength(1);
    expect(found(cashed, { between: '0.67' }).findings).toEqual([]);
  });

  it('finds nobody between where every firm pays the card itself', () => {
    const direct = [0, 1, 2].map((i) => pay(i, 'c', 100, '01T08'));
    const one = found([...direct, pay('c', 'atm', 300, '02T08')]);
    expect(one.findings).toEqual([]);
    expect(one.value(HEAD)).toBe(0);
  });

  it('takes only those for exits who turn at least half into cash, in time', () => {
    const card = (amount: number, at: string) =>
      found([pay(2, 'c', 100, '01T08'), pay('c', 'atm', amount, at)]).findings.length;
    expect(card(50, '02T08')).toBe(1);
    expect(card(49.99, '02T08')).toBe(0);
    expect(card(100, '2026-03-11T08:00:01Z')).toBe(0);
  });

  it('stays low for an outsourced accountant and for the head of one holding', () => {
    const accountant = 'person:880101300011';
    const roles = [0, 1, 2, 3, 4, 5].map((i) => ({ company_id: firm(i), holder_id: accountant, role: 'accountant' }));
    expect(found(cashed, { top: '1' }, { roles }).findings.map(({ values }) => values.held)).toEqual([3]);
    const owned = [1, 2].map((i) => ({ company_id: firm(i), holder_id: firm(0), role: 'owner', share: 100 }));
    expect(found(cashed, {}, { roles: owned }).findings).toEqual([]);
  });

  it('names clusters that are too large to search', () => {
    const cut = found(cashed, { budget: '1' });
    expect(cut.findings).toEqual([]);
    expect(cut.notes?.[0]?.en).toContain('1 clusters');
  });
});
