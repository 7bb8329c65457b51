import { describe, expect, it } from 'vitest';
import { holdersOf } from '../../src/analyze/holders.ts';
import { clusterTurnover } from '../../src/analyze/turnover.ts';
import { type LiteralTables, nodeIn, projectionOf } from '../graph/projection-of.ts';

const A = 'company:940140000385';
const B = 'company:990140004654';
const account = (name: string) => `account:${name}`;
const kzt = (minor: string) => [{ minor, currency: 'KZT' }];

function turnoverOf(tables: LiteralTables, members: readonly string[]) {
  const projection = projectionOf(tables);
  const groupOf = new Int32Array(projection.nodes.count).fill(-1);
  for (const id of members) groupOf[nodeIn(projection, id)] = 0;
  return clusterTurnover(projection, groupOf, 1, holdersOf(projection))[0]!;
}
const transfer = (from: string | null, to: string | null, amount: string, more = {}) => ({
  at: '2026-01-01T10:00:00Z',
  from_account: from === null ? null : account(from),
  to_account: to === null ? null : account(to),
  amount,
  ...more,
});

describe('turnover of a cluster', () => {
  const accounts = [
    { id: account('a1'), holder_id: A },
    { id: account('a2'), holder_id: A },
    { id: account('b'), holder_id: B },
    { id: account('atm'), kind: 'atm' },
  ];
  const members = [A, B, account('a1'), account('a2'), account('b')];

  it('keeps what comes in, stays inside, goes out and leaves in cash apart', () => {
    const turnover = turnoverOf(
      {
        accounts,
        transactions: [
          transfer('payer', 'a1', '100.01'),
          transfer(null, 'a1', '7', { channel: 'cash' }),
          transfer('a1', 'b', '60'),
          transfer('a1', 'a2', '30'),
          transfer('b', 'shop', '20'),
          transfer('b', 'atm', '10'),
          transfer('a2', null, '5', { channel: 'atm' }),
          transfer('payer', 'shop', '999'),
        ],
      },
      members,
    );
    expect(turnover).toEqual({ in: kzt('10701'), inside: kzt('6000'), out: kzt('2000'), cash: kzt('1500') });
  });

  it('sums exactly beyond what a float can hold, each currency for itself', () => {
    const largest = { amount: Number.MAX_SAFE_INTEGER };
    const turnover = turnoverOf(
      {
        accounts,
        transactions: [
          { ...transfer('p', 'b', '0'), ...largest },
          { ...transfer('p', 'b', '0'), ...largest },
          { ...transfer('p', 'b', '0'), ...largest, amount: 2 },
          transfer('p', 'b', '1', { currency: 'USD' }),
        ],
      },
      members,
    );
    expect(turnover.in).toEqual([
      { minor: String(2n * BigInt(Number.MAX_SAFE_INTEGER) + 2n), currency: 'KZT' },
      { minor: '100', currency: 'USD' },
    ]);
  });

  it('ends with the as-of day', () => {
    const rows = [transfer('p', 'b', '1'), { ...transfer('p', 'b', '2'), at: '2026-02-01T10:00:00Z' }];
    const projection = projectionOf({ accounts, transactions: rows }, { asOf: '2026-01-15' });
    const groupOf = new Int32Array(projection.nodes.count).fill(-1);
    groupOf[nodeIn(projection, account('b'))] = 0;
    expect(clusterTurnover(projection, groupOf, 1, holdersOf(projection))[0]?.in).toEqual(kzt('100'));
  });
});
