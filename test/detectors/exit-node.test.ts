import { describe, expect, it } from 'vitest';
import { exitNode } from '../../src/detectors/exit-node.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { cast, DROP, pay } from './cluster-cast.ts';
import { detect, firm } from './detect.ts';

const found = (transactions: Record<string, string>[], set: Record<string, string> = {}, more: LiteralTables = {}) =>
  detect(exitNode, cast(transactions, more), { set });

describe('one who takes a cluster’s money and turns it into cash', () => {
  it('finds who takes at least 30 % of the outflow and withdraws it', () => {
    const one = found([pay(0, 'c', 30, '01T08'), pay(1, 6, 70, '01T09'), pay('c', 'atm', 30, '02T08')]);
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual([DROP]);
    expect(one.evidence(0, 'share')).toBe(0.3);
    expect(one.evidence(0, 'gone')).toBe(1);
    expect(one.findings[0]!.transfers).toEqual([0, 2]);
    expect(one.sentence(0).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      `${DROP} took 30 ₸ from 3 firms under common control, 30 % of what they sent to others; 30 ₸ of it left as cash or crypto (100 %).`,
    );
    expect(one.value(DROP)).toBeGreaterThan(0);
    expect(one.value(firm(6))).toBe(0);
    expect(one.value(firm(7))).toBeUndefined();
    const less = [pay(0, 'c', 29.99, '01T08'), pay(1, 6, 70.01, '01T09'), pay('c', 'atm', 29.99, '02T08')];
    expect(found(less).findings).toEqual([]);
  });

  it('leaves payments among the cluster’s own firms out of the outflow', () => {
    const one = found([
      pay(0, 1, 900, '01T07'),
      pay(0, 'c', 30, '01T08'),
      pay(1, 6, 70, '01T09'),
      pay('c', 'atm', 30, '02T08'),
    ]);
    expect(one.evidence(0, 'share')).toBe(0.3);
  });

  it('takes half of it withdrawn as enough, less is not', () => {
    const cashed = (amount: number) =>
      found([pay(0, 'c', 100, '01T08'), pay('c', 'atm', amount, '02T08')]).findings.length;
    expect(cashed(50)).toBe(1);
    expect(cashed(49.99)).toBe(0);
  });

  it('closes the window: ten days to the second count, a second more does not', () => {
    const cashed = (at: string) => found([pay(0, 'c', 100, '01T08'), pay('c', 'atm', 100, at)]).findings.length;
    expect(cashed('2026-03-11T08:00:00Z')).toBe(1);
    expect(cashed('2026-03-11T08:00:01Z')).toBe(0);
  });

  it('ends at a crypto service provider as well, also where the provider itself takes the money', () => {
    const lists = [{ entity_id: firm(6), list: 'VASP' }];
    const itself = found([pay(0, 6, 100, '01T08')], {}, { lists });
    expect(itself.subjects(0)).toEqual([firm(6)]);
    expect(found([pay(0, 6, 100, '01T08')]).findings).toEqual([]);
    expect(found([pay(0, 'c', 100, '01T08'), pay('c', 6, 100, '02T08')], {}, { lists }).subjects(0)).toEqual([DROP]);
  });

  it('stays low for the landlord and the supplier of the cluster, and for an employee with a small wage', () => {
    const landlord = [pay(0, 6, 100, '01T08'), pay(6, 7, 100, '02T08'), pay(6, 'atm', 10, '03T08')];
    expect(found(landlord).findings).toEqual([]);
    const wage = [pay(0, 'c', 10, '01T08'), pay(1, 6, 90, '01T09'), pay('c', 'atm', 10, '02T08')];
    expect(found(wage).findings).toEqual([]);
  });

  it('says nothing about who takes the money of one holding', () => {
    const roles = [1, 2].map((i) => ({ company_id: firm(i), holder_id: firm(0), role: 'owner', share: 100 }));
    expect(found([pay(0, 'c', 100, '01T08'), pay('c', 'atm', 100, '02T08')], {}, { roles }).findings).toEqual([]);
  });
});
