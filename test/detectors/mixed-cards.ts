/** Rows in which each rule about cards, crews and repeated sums finds something; for the tests that run the whole catalogue. */
export function mixedCards() {
  const date = (day: number) => new Date(Date.UTC(2025, 8, day)).toISOString().slice(0, 10);
  const pay = (id: string, at: string, from: string, to: string, amount: string, more = {}) => ({
    id: `cards-${id}`,
    at,
    from_account: `account:${from}`,
    to_account: `account:${to}`,
    amount,
    ...more,
  });
  const transactions = [
    ...[1, 2, 3, 4, 5].map((day) => pay(`daily-${day}`, date(day), 'daily', 'collector', '15000')),
    ...[1, 2, 3].map((n) => pay(`like-${n}`, '2025-09-10', 'split', 'joined', `${7000 + n}`)),
  ];
  const person = (n: number) => `person:80010130${String(n).padStart(4, '0')}`;
  for (const n of [1, 2, 3, 4]) {
    transactions.push(
      pay(`atm-${n}`, `2025-09-20T04:0${n}:00Z`, `card-${n}`, 'atm', '200000'),
      pay(`others-${n}`, `2025-09-1${n}`, 'card-1', 'shop', `90${n}`, { payer_id: person(n) }),
      pay(`crypto-${n}`, `2025-09-2${n}`, `card-${n}`, 'vasp', `3${n}000`),
    );
  }
  for (let n = 0; n < 32; n++) {
    const at = (minute: string) =>
      `2025-10-${String(1 + Math.floor(n / 3)).padStart(2, '0')}T${String((n * 7) % 24).padStart(2, '0')}:${minute}:00Z`;
    transactions.push(pay(`hub-in-${n}`, at('10'), `in-${n}`, 'hub', '50000'));
    transactions.push(pay(`hub-out-${n}`, at('20'), 'hub', `out-${n}`, '50000'));
  }
  const companies = [{ id: 'company:200140099999', name: 'Far firm', country: 'KZ' }];
  const accounts: Record<string, string>[] = [
    { id: 'account:abroad', holder_id: 'company:200140099999', country: 'AE' },
    { id: 'account:atm', kind: 'atm' },
    { id: 'account:hub', kind: 'card', holder_id: person(9), opening_balance: '0' },
    ...[1, 2, 3, 4].map((n) => ({ id: `account:card-${n}`, kind: 'card', holder_id: person(n) })),
  ];
  const listed = ['company:200140099991', 'company:200140099992', 'company:200140099993'];
  companies.push(...listed.map((id) => ({ id, name: `Tied ${id.slice(-1)}`, country: 'KZ' })));
  const roles = listed.map((company_id) => ({ company_id, holder_id: 'person:900101300019', role: 'executive' }));
  const lists = [
    { entity_id: listed[0]!, list: 'PSEUDO_COMPANY', from: '2025-01-01' },
    { entity_id: 'account:vasp', list: 'VASP' },
    { entity_id: 'company:200140099999', list: 'AFSA_LICENSED' },
  ];
  return { companies, roles, lists, accounts, transactions };
}
