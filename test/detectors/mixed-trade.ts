import { firm } from './detect.ts';

/** Trade, tax and cash in which each rule about them finds something; its firms are numbered from 100. */
export function mixedTrade() {
  const companies = Array.from({ length: 10 }, (_, i) => ({ id: firm(100 + i), registered_at: '2020-01-01' }));
  const accounts = companies.map(({ id }, i) => ({ id: `account:trade-${i}`, holder_id: id, kind: 'bank' }));
  const pay = (from: number, to: number, at: string, amount: string, more: Record<string, string> = {}) => ({
    id: `trade-${from}-${to}-${at}-${amount}`,
    at,
    from_account: `account:trade-${from}`,
    to_account: `account:trade-${to}`,
    amount,
    ...more,
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
    accounts,
    lists: [{ entity_id: firm(100), list: 'PSEUDO_COMPANY', from: '2025-02-01' }],
    transactions: [pay(1, 0, '2025-03-01', '4321000')],
    // Firm 101 sells with VAT, buys without, and is not paid.
    invoices: [bill(1, 2, '2025-03-01', '1160', '160'), bill(3, 1, '2025-03-02', '900', '0'), ...round],
  };
}
