import { describe, expect, it } from 'vitest';
import { statsOf } from '../../src/explore/stats.ts';
import { firm, firms } from '../detectors/detect.ts';
import { type LiteralTables, projectionOf } from '../graph/projection-of.ts';

const count = (tables: LiteralTables, byBuilding = false) => statsOf(projectionOf(tables), { top: 10, byBuilding });
const pay = (from: string, to: string, more: Record<string, string> = {}) => ({
  at: '2024-03-01T10:00:00Z',
  from_account: from,
  to_account: to,
  amount: '100',
  ...more,
});

describe('counts of what is loaded', () => {
  it('counts the addresses that the data name: a building only where it is somebody’s address', () => {
    const address = (i: number) => ({ address: `г. Алматы, ул. Абая, д. 5, оф. ${i + 1}` });
    expect(count({ companies: firms(3, address) }).entities.address).toBe(3);
    const whole = { id: firm(3), address: 'г. Алматы, ул. Абая, д. 5' };
    expect(count({ companies: [...firms(3, address), whole] }).entities.address).toBe(4);
    const { sharedAddresses } = count({ companies: [...firms(3, address), whole] }, true);
    expect(sharedAddresses.over).toEqual({ '1': 1, '5': 0, '10': 0, '50': 0 });
    expect(sharedAddresses.top[0]!.value).toBe(4);
  });

  it('counts a transfer of an account to itself once', () => {
    const { hubs, components } = count({
      transactions: [pay('account:a', 'account:a'), pay('account:a', 'account:b')],
    });
    expect(hubs.byTransactions.map(({ id, value }) => [id, value])).toEqual([
      ['account:a', 2],
      ['account:b', 1],
    ]);
    expect(hubs.byCounterparties.map(({ value }) => value)).toEqual([1, 1]);
    expect(hubs.byVolumeIn.map(({ value }) => value)).toEqual([
      { minor: '10000', currency: 'KZT' },
      { minor: '10000', currency: 'KZT' },
    ]);
    expect(hubs.byVolumeOut.map(({ value }) => value)).toEqual([{ minor: '20000', currency: 'KZT' }]);
    expect(components.money).toEqual({ count: 1, largest: 2 });
  });

  it('leaves cash ends out of the hubs, not the withdrawals out of their accounts', () => {
    const accounts = [{ id: 'account:atm', kind: 'atm' }];
    const { hubs, components } = count({ accounts, transactions: [pay('account:a', 'account:atm')] });
    expect(hubs.byTransactions.map(({ id }) => id)).toEqual(['account:a']);
    expect(hubs.byCounterparties).toEqual([]);
    expect(hubs.byVolumeOut.map(({ id }) => id)).toEqual(['account:a']);
    expect(components.money).toEqual({ count: 0, largest: 0 });
  });

  it('writes the first and last moment as precisely as the data know them', () => {
    const day = pay('account:a', 'account:b', { at: '2024-02-20' });
    const moment = pay('account:a', 'account:b', { at: '2024-03-10T21:36:08+05:00' });
    const range = (...transactions: ReturnType<typeof pay>[]) => {
      const { from, to } = count({ transactions }).transactions;
      return [from, to];
    };
    expect(range(day)).toEqual(['2024-02-20', '2024-02-20']);
    expect(range(moment)).toEqual(['2024-03-10T16:36:08Z', '2024-03-10T16:36:08Z']);
    expect(range(day, moment)).toEqual(['2024-02-20', '2024-03-10T16:36:08Z']);
    expect(range()).toEqual([null, null]);
  });
});
