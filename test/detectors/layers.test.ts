import { describe, expect, it } from 'vitest';
import { layers } from '../../src/detectors/layers.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { detect, firm, firms } from './detect.ts';

let count = 0;
const pay = (from: string, to: string, at: string) => ({
  id: `t-${String(++count).padStart(5, '0')}`,
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount: '100',
  at: at.length > 5 ? at : `2026-03-${at}:00:00Z`,
});
/** The data reach further than one window, else nothing is judged. */
const YEAR = [pay('left', 'right', '2026-01-01T08:00:00Z'), pay('left', 'right', '2026-12-30T08:00:00Z')];
/** Every a pays every b but those named, each at its own hour. */
const complete = (a: string[], b: string[], day = '01', without: string[] = []) =>
  a.flatMap((from, i) =>
    b.flatMap((to, j) =>
      without.includes(from + to) ? [] : [pay(from, to, `${day}T${10 + ((i * b.length + j) % 14)}`)],
    ),
  );
const found = (transactions: Record<string, string>[], set: Record<string, string> = {}, more: LiteralTables = {}) =>
  detect(layers, { transactions: [...YEAR, ...transactions], ...more }, { set });

describe('layers in which nearly everyone pays everyone', () => {
  it('finds two payers of the same two payees, not two payers of one', () => {
    const one = found(complete(['a', 'b'], ['x', 'y']));
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual(['account:a', 'account:b', 'account:x', 'account:y']);
    expect(one.findings[0]!.transfers).toEqual([1, 2, 3, 4]);
    expect(one.evidence(0, 'layers')).toBe(2);
    expect(one.evidence(0, 'complete')).toBe(1);
    expect(one.sentence(0).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      'In 3 h money went through 2 layers of 2 → 2, between 4 of 4 possible pairs; first in line: account:a and account:b.',
    );
    expect(one.value('account:a')).toBeGreaterThan(0.2);
    expect(one.value('account:left')).toBe(0);
    expect(found(complete(['a', 'b'], ['x'])).findings).toEqual([]);
  });

  it('takes 70 % of the possible pairs as near-complete, less is not', () => {
    const sides: [string[], string[]] = [
      ['a', 'b', 'c'],
      ['x', 'y', 'z'],
    ];
    const seven = found(complete(...sides, '01', ['ax', 'by']));
    expect(seven.evidence(0, 'complete')).toBeCloseTo(7 / 9);
    expect(found(complete(...sides, '01', ['ax', 'by']), { complete: '0.8' }).evidence(0, 'complete')).toBe(1);
    // 14 of 20 pairs are exactly 70 %, each with at least two ties; 13 of 20 are not.
    const wide: [string[], string[]] = [
      ['a', 'b', 'c', 'd'],
      ['v', 'w', 'x', 'y', 'z'],
    ];
    const holes = ['av', 'bw', 'cx', 'dy', 'az', 'bv'];
    expect(found(complete(...wide, '01', holes)).sentence(0)).toContain('4 → 5, between 14 of 20');
    expect(found(complete(...wide, '01', [...holes, 'cw'])).sentence(0)).not.toContain('of 20');
  });

  it('finds a stack of three layers, the second passing on after it was paid', () => {
    const stack = [...complete(['a', 'b'], ['m', 'n'], '01'), ...complete(['m', 'n'], ['x', 'y'], '03')];
    const one = found(stack);
    expect(one.findings).toHaveLength(1);
    expect(one.evidence(0, 'layers')).toBe(3);
    expect(one.sentence(0)).toContain('2 → 2 → 2, between 8 of 8');
    const backwards = [...complete(['a', 'b'], ['m', 'n'], '03'), ...complete(['m', 'n'], ['x', 'y'], '01')];
    const apart = found(backwards);
    expect(apart.findings.map((_, i) => apart.evidence(i, 'layers'))).toEqual([2, 2]);
  });

  it('closes the window: ten days to the second count, a second more does not', () => {
    const rest = complete(['a', 'b'], ['x', 'y'], '01', ['by']);
    expect(found([...rest, pay('b', 'y', '2026-03-11T10:00:00Z')]).findings).toHaveLength(1);
    expect(found([...rest, pay('b', 'y', '2026-03-11T10:00:01Z')]).findings).toEqual([]);
  });

  it('asks for as many in a layer as told', () => {
    expect(found(complete(['a', 'b'], ['x', 'y']), { layer: '3' }).findings).toEqual([]);
    expect(found(complete(['a', 'b', 'c'], ['x', 'y', 'z']), { layer: '3' }).findings).toHaveLength(1);
  });

  it('tells motifs that overlap once, with their number', () => {
    const many = found(complete(['a', 'b', 'c', 'd'], ['x', 'y']));
    expect(many.findings).toHaveLength(1);
    expect(many.sentence(0)).toContain('4 → 2, between 8 of 8');
    expect(many.evidence(0, 'motifs')).toBe(1);
  });

  it('counts holders, not accounts, and takes cash ends for nobody', () => {
    const one = [
      { id: 'account:a', holder_id: firm(0) },
      { id: 'account:b', holder_id: firm(0) },
    ];
    expect(found(complete(['a', 'b'], ['x', 'y']), {}, { accounts: one }).findings).toEqual([]);
    const cash = [{ id: 'account:y', kind: 'atm' }];
    expect(found(complete(['a', 'b'], ['x', 'y']), {}, { accounts: cash }).findings).toEqual([]);
  });

  it('stays low for regular business: suppliers, wages, settlements that come back', () => {
    const months = ['2026-03-01', '2026-04-01', '2026-05-01'].flatMap((day) =>
      complete(['a', 'b'], ['x', 'y']).map((row, i) => ({ ...row, id: `${row.id}-${day}`, at: `${day}T1${i}:00:00Z` })),
    );
    expect(found(months).findings).toEqual([]);
  });

  it('stays low for netting within one ownership group', () => {
    const accounts = ['a', 'b', 'x', 'y'].map((name, i) => ({ id: `account:${name}`, holder_id: firm(i) }));
    const roles = [1, 2, 3].map((i) => ({ company_id: firm(i), holder_id: firm(0), role: 'owner', share: 100 }));
    const tables = { companies: firms(4), accounts };
    expect(found(complete(['a', 'b'], ['x', 'y']), {}, { ...tables, roles }).findings).toEqual([]);
    expect(found(complete(['a', 'b'], ['x', 'y']), {}, tables).findings).toHaveLength(1);
  });

  it('stays low for a marketplace and a utility that everyone pays, and says that hubs were left out', () => {
    const all = complete(
      Array.from({ length: 6 }, (_, i) => `c${i}`),
      ['x', 'y'],
    );
    const hub = found(all, { maxCounterparties: '5' });
    expect(hub.findings).toEqual([]);
    expect(hub.notes?.[0]?.en).toContain('2 holders and accounts with more than 5');
    expect(found(all, { maxCounterparties: '6' }).findings).toHaveLength(1);
  });

  it('says how far it searched where the budget ends the search', () => {
    const two = [...complete(['a', 'b', 'c'], ['x', 'y']), ...complete(['d', 'e', 'f'], ['z', 'w'], '05')];
    const cut = found(two, { budget: '1' });
    expect(cut.truncated).toBe(true);
    expect(cut.notes?.[0]?.en).toMatch(/1 of 4 payees/);
    expect(cut.value('account:d')).toBeUndefined();
  });

  it('is not judged on data shorter than one window', () => {
    const short = detect(layers, { transactions: complete(['a', 'b'], ['x', 'y']) });
    expect(short.findings).toEqual([]);
    expect(short.measured).toBeNull();
    expect(short.notes?.[0]?.en).toContain('cover 1 days');
  });
});
