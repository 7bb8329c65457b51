import { firm } from './detect.ts';

/** Trade, tax and cash in which each rule about them finds something; its firms are numbered from 100. */
export function mixedTrade() {
  const companies = Array.from({ length: 10 }, (_, i) => ({
    id: firm(100 + i),
    registered_at: i === 8 ? '2025-01-01' : '2020-01-01',
    size_class: 'small',
  }));
  const filed = (i: number, sums: Record<string, string>) => ({
    company_id: firm(100 + i),
    period: '2025-Q1',
    from: '2025-01-01',
    to: '2025-04-01',
    ...sums,
  });
  const accounts = companies.map(({ id }, i) => ({ id: `account:trade-${i}`, holder_id: id, kind: 'bank' }));
  const pay = (from: number, to: number, at: string, amount: string, more: Record<string, string> = {}) => ({
    id: `trade-${from}-${to}-${at}-${amount}`,
    at,
    from_account: `account:trade-${from}`,
    to_account: `account:trade-${to}`,
    amount,
    ...more,
  });
  const take = (from: number, at: string, amount: string) => ({
    ...pay(from, 0, at, amount),
    to_account: 'account:trade-atm',
  });
  const bill = (seller: number, buyer: number, at: string, amount: string, vat: string) => ({
    id: `bill-${seller}-${buyer}-${at}`,
    at,
    seller_id: firm(100 + seller),
    buyer_id: firm(100 + buyer),
    amount,
    vat,
  });
  const round = [4, 5, 6].map((seller, i) => bill(seller, i < 2 ? seller + 1 : 4, `2025-04-0${i + 1}`, '900', '0'));
  return {
    companies,
    accounts: [...accounts, { id: 'account:trade-card', kind: 'card' }, { id: 'account:trade-atm', kind: 'atm' }],
    lists: [{ entity_id: firm(100), list: 'PSEUDO_COMPANY', from: '2025-02-01' }],
    // Firm 101 pays no tax on its turnover; firm 107 jumps in August; firm 108 charges VAT and is gone.
    tax_returns: [filed(1, { taxes_paid: '0' }), filed(8, { vat_charged: '5000000', vat_paid: '0' })],
    transactions: [
      pay(1, 0, '2025-03-01', '4321000'),
      pay(7, 2, '2025-01-10', '1000'),
      pay(7, 2, '2025-08-10', '25000000'),
      // Small by size, firm 103 takes cash up to its cap and just under the threshold; a card is topped up by nobody.
      ...[5, 6, 7].map((day) => take(3, `2026-02-0${day}`, '9000000')),
      { ...pay(2, 3, '2026-02-08', '900000', { channel: 'topup', confirmed: 'no' }), to_account: 'account:trade-card' },
      pay(8, 2, '2025-03-10', '1000'),
      ...Array.from({ length: 10 }, (_, i) =>
        pay(9, 2, `2025-05-0${i % 9}T0${i}:00:00Z`.replace('-00', '-10'), `${i + 1}0000`),
      ),
    ],
    // Firm 101 sells with VAT, buys without, and is not paid.
    invoices: [bill(1, 2, '2025-03-01', '1160', '160'), bill(3, 1, '2025-03-02', '900', '0'), ...round],
  };
}
