import { describe, expect, it } from 'vitest';
import { groupFlow } from '../../src/detectors/group-flow.ts';
import type { LiteralTables } from '../graph/projection-of.ts';
import { cast, HEAD, pay } from './cluster-cast.ts';
import { detect, firm } from './detect.ts';

const found = (transactions: Record<string, string>[], set: Record<string, string> = {}, more: LiteralTables = {}) =>
  detect(groupFlow, cast(transactions, more), { set });
/** Others' business, so that the clusters are a small part of all. */
const others = (n: number) => Array.from({ length: n }, (_, i) => pay(`x${i}`, `y${i}`, 10, '10T08'));
const three = [pay(0, 3, 10, '01T08'), pay(1, 4, 10, '02T08'), pay(2, 5, 20, '03T08')];

describe('two clusters of firms that pay each other', () => {
  it('finds three payer–payee pairs where activity alone would give next to none', () => {
    const one = found([...three, ...others(97)]);
    expect(one.findings).toHaveLength(1);
    expect(one.subjects(0)).toEqual([0, 1, 2, 3, 4, 5].map(firm));
    expect(one.evidence(0, 'pairs')).toBe(3);
    expect(one.evidence(0, 'expected')).toBeCloseTo(9 / 100);
    expect(one.evidence(0, 'ratio')).toBeCloseTo(3.5 / 0.59);
    expect(one.sentence(0).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      'From 3 firms to 3 firms of another cluster there are 3 payer–payee pairs; by activity alone 0.09 would be expected. Paid: 40 ₸. Payers: Firm 1, Firm 2 and Firm 3; payees: Firm 4, Firm 5 and Firm 6.',
    );
    expect(one.value(firm(0))).toBeCloseTo(2.91 / 5.91);
    expect(one.value(firm(6))).toBeUndefined();
  });

  it('needs three pairs unless told; a second payment is no second pair', () => {
    const two = [three[0]!, three[1]!, pay(1, 4, 10, '05T08'), ...others(97)];
    expect(found(two).findings).toEqual([]);
    expect(found(two, { pairs: '2' }).findings).toHaveLength(1);
  });

  it('takes three times the expected as enough, less is not', () => {
    // 9 / M expected: (3 + ½) / (9 / M + ½) is 3 at M = 13.5.
    expect(found([...three, ...others(11)]).findings).toHaveLength(1);
    expect(found([...three, ...others(10)]).findings).toEqual([]);
  });

  it('does not change where every transfer is written twice', () => {
    const once = found([...three, ...others(97)]);
    const twice = found([...three, ...others(97)].flatMap((row) => [row, { ...row, id: `${row.id}-2` }]));
    expect(twice.value(firm(0))).toBe(once.value(firm(0)));
    expect(twice.evidence(0, 'ratio')).toBe(once.evidence(0, 'ratio'));
  });

  it('stays low for busy clusters that pay everybody', () => {
    const busy = [
      ...three,
      ...[0, 1, 2].flatMap((i) => Array.from({ length: 30 }, (_, n) => pay(i, `s${n}`, 10, '11T08'))),
      ...[3, 4, 5].flatMap((i) => Array.from({ length: 30 }, (_, n) => pay(`b${n}`, i, 10, '11T08'))),
    ];
    expect(found(busy).findings).toEqual([]);
  });

  it('leaves out clusters with a common head, founder or owner', () => {
    const roles = [{ company_id: firm(3), holder_id: HEAD, role: 'founder', share: 5 }];
    expect(found([...three, ...others(97)], {}, { roles }).findings).toEqual([]);
  });

  it('says nothing about two holdings that deal with each other', () => {
    const roles = [1, 2].map((i) => ({ company_id: firm(i), holder_id: firm(0), role: 'owner', share: 100 }));
    expect(found([...three, ...others(97)], {}, { roles }).findings).toEqual([]);
  });
});
