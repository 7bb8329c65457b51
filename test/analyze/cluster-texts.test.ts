import { describe, expect, it } from 'vitest';
import type { Detector } from '../../src/detectors/detector.ts';
import { type LiteralTables, projectionOf } from '../graph/projection-of.ts';
import { draft, findingsRule, rule, runOf } from './synthetic.ts';

const firm = (n: number) => `company:9401400${String(n).padStart(5, '0')}`;
const FIRMS = [firm(0), firm(1), firm(2), firm(3), firm(4)];
const account = (name: string) => `account:${name}`;

function titleOf(tables: LiteralTables, detectors: readonly Detector[]) {
  const { clusters } = runOf(projectionOf(tables), detectors);
  expect(clusters).toHaveLength(1);
  return clusters[0]!.title;
}
const shells = [findingsRule('N01', [FIRMS]), findingsRule('R10', [[firm(0)]])];

describe('titles of clusters', () => {
  it('name what the firms have in common', () => {
    const companies = FIRMS.map((id) => ({ id }));
    const roles = FIRMS.slice(1).map((id) => ({ company_id: id, holder_id: 'person:850101300010', role: 'executive' }));
    expect(titleOf({ companies, roles }, shells)).toEqual({
      en: 'One director, 5 firms',
      kk: 'Бір басшы, 5 фирма',
      ru: 'Один директор, 5 фирм',
    });
    expect(titleOf({ companies: FIRMS.map((id) => ({ id, address: 'Abay 10, office 5' })) }, shells).ru).toBe(
      'Один адрес, 5 фирм',
    );
    expect(titleOf({ companies }, shells)).toEqual({
      en: '5 firms under common control',
      kk: 'Ортақ бақылаудағы 5 фирма',
      ru: '5 фирм под общим контролем',
    });
  });

  it('count the accounts through which money left in cash', () => {
    const accounts = [
      { id: account('atm'), kind: 'atm' },
      { id: account('a'), kind: 'bank' },
      { id: account('b'), kind: 'card' },
    ];
    const pay = (from: string, to: string, hour: number) => ({
      at: `2026-01-01T1${hour}:00:00Z`,
      from_account: account(from),
      to_account: account(to),
      amount: '5',
    });
    const transactions = [pay('p', 'a', 0), pay('a', 'b', 1), pay('a', 'atm', 2), pay('b', 'atm', 3)];
    const chain = rule('M20', (p) => ({
      findings: [draft(p, [account('a'), account('b')], { transfers: [1, 2, 3] })],
      measured: null,
    }));
    const { clusters } = runOf(projectionOf({ accounts, transactions }), [chain]);
    expect(clusters[0]?.title.ru).toBe('Снятие наличных через 2 счёта');
    expect(clusters[0]?.summary.ru.replaceAll('\u00a0', ' ')).toMatch(/^Поступило 5.* ₸; наличными снято 10.* ₸\.$/);
  });

  it('say what kind of circle it is', () => {
    const accounts = ['x', 'y', 'z'].map((name) => ({ id: account(name) }));
    const ids = accounts.map(({ id }) => id);
    expect(titleOf({ accounts }, [findingsRule('M07', [ids])]).ru).toBe('Возврат денег к началу через 3 счёта');
    expect(titleOf({ accounts }, [findingsRule('M06', [ids])]).kk).toBe('3 шот арқылы бөлініп, қайта қосылған ақша');
    expect(titleOf({ companies: FIRMS.map((id) => ({ id })) }, [findingsRule('T06', [FIRMS])]).ru).toBe(
      'Счета-фактуры по кругу: 5 фирм',
    );
  });
});
