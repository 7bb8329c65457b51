import { createProjectionBuilder } from '../../src/graph/build-projection.ts';
import { mulberry32 } from '../../src/graph/mulberry32.ts';
import type { Projection } from '../../src/graph/projection.ts';
import type { FactTable, NumberedBatch } from '../../src/model/facts.ts';
import { columnsOfType, FACT_TABLES } from '../../src/model/facts.ts';
import { dayOf, NO_DAY } from '../../src/model/time.ts';
import { nationalTrade } from './national-trade.ts';
import { temporalGraph } from './temporal-graph.ts';

const FIRST_DAY = dayOf(2025, 1, 1);

/**
 * A seeded projection in the shape of a country's year: one account per firm or person, heads and founders with a long tail,
 * addresses and phones shared by a few firms each, one cash machine in a hundred accounts; with `trade` also invoices, tax returns,
 * a list of fake firms, and channels and confirmations of transfers.
 */
export function nationalShape(
  companies: number,
  accounts: number,
  transfers: number,
  { trade = false } = {},
): Projection {
  const random = mulberry32(42);
  const graph = temporalGraph(accounts, transfers);
  const persons = companies;
  const units = Math.floor(companies / 2);
  const phones = Math.floor(companies / 2);
  const ids: string[] = [];
  const named = (prefix: string, count: number) => {
    const first = ids.length;
    for (let i = 0; i < count; i++) ids.push(`${prefix}${String(i).padStart(9, '0')}`);
    return first;
  };
  const account = named('account:', accounts);
  const address = named('address:', units);
  const company = named('company:', companies);
  const contact = named('contact:phone:', phones);
  const person = named('person:', persons);
  const builder = createProjectionBuilder({ asOfDay: FIRST_DAY + 400, nodes: ids.length });
  builder.addNodes(ids);
  const rows = (length: number, columns: NumberedBatch['columns']) => batchOf(length, columns);
  const fill = (length: number, make: (i: number) => number) => Int32Array.from({ length }, (_, i) => make(i));
  // Four in five have their own, the rest crowd at few.
  const shared = (own: number, count: number) => (random() < 0.8 ? own % count : Math.floor(random() ** 3 * count));
  builder.add(
    'companies',
    rows(companies, {
      id: fill(companies, (i) => company + i),
      registered_at: fill(companies, () => FIRST_DAY - Math.floor(random() * 3000)),
      oked: Array.from({ length: companies }, () => String(10_000 + Math.floor(random() * 80) * 1000)),
      unit: fill(companies, (i) => address + shared(i, units)),
      building: fill(companies, () => -1),
      phone_contact: fill(companies, (i) => contact + shared(i, phones)),
    }),
  );
  const roles = Array.from(
    { length: companies * 2 },
    (_, i) => [company + (i >> 1), person + shared(i >> 1, persons)] as const,
  );
  builder.add(
    'roles',
    rows(roles.length, {
      company_id: fill(roles.length, (i) => roles[i]![0]),
      holder_id: fill(roles.length, (i) => roles[i]![1]),
      role: roles.map((_, i) => (i % 2 ? 'founder' : 'executive')),
    }),
  );
  builder.add(
    'accounts',
    rows(accounts, {
      id: fill(accounts, (i) => account + i),
      kind: Array.from({ length: accounts }, (_, i) => (i % 100 === 99 ? 'atm' : 'bank')),
      holder_id: fill(accounts, (i) => (i % 100 === 99 ? -1 : i < companies ? company + i : person + (i % persons))),
    }),
  );
  const amounts = Float64Array.from({ length: transfers }, () => Math.ceil(10 ** (5 + random() * 4)));
  const isFirm = (v: number) => v % 100 !== 99 && v < companies;
  const traded = trade
    ? nationalTrade(graph.seconds, FIRST_DAY, (i) => isFirm(graph.from[i]!) && isFirm(graph.to[i]!))
    : null;
  builder.add(
    'transactions',
    rows(transfers, {
      id: Array.from({ length: transfers }, (_, i) => `t-${i}`),
      at: Float64Array.from(graph.seconds, (s) => FIRST_DAY * 86_400_000 + s * 1000),
      precision: fill(transfers, () => 0),
      from_account: graph.from.map((v) => account + v),
      to_account: graph.to.map((v) => account + v),
      amount: amounts,
      currency: Array.from({ length: transfers }, () => 'KZT'),
      ...(traded && { invoice_id: traded.invoiceIds, confirmed: traded.confirmed, channel: traded.channel }),
    }),
  );
  if (traded) {
    const { billed, at, vat } = traded;
    builder.add(
      'invoices',
      rows(billed.length, {
        id: Array.from(billed, (i) => `i-${i}`),
        at,
        precision: fill(billed.length, () => 1),
        buyer_id: billed.map((i) => company + graph.from[i]!),
        seller_id: billed.map((i) => company + graph.to[i]!),
        amount: Float64Array.from(billed, (i) => amounts[i]!),
        vat: vat.map((share, k) => Math.round(amounts[billed[k]!]! * share)),
        currency: Array.from(billed, () => 'KZT'),
      }),
    );
    const filing = Math.floor(companies / 3);
    builder.add(
      'tax_returns',
      rows(filing, {
        company_id: fill(filing, (i) => company + 3 * i),
        from: fill(filing, () => FIRST_DAY),
        to: fill(filing, () => FIRST_DAY + 365),
        turnover: Float64Array.from({ length: filing }, () => 10 ** (9 + 2 * random())),
        taxes_paid: Float64Array.from({ length: filing }, () => 10 ** (6 + 2 * random())),
        vat_charged: Float64Array.from({ length: filing }, () => 10 ** (8 + random())),
        vat_paid: Float64Array.from({ length: filing }, () => 10 ** (6 + 2 * random())),
        employees: Float64Array.from({ length: filing }, () => Math.floor(random() * 300)),
      }),
    );
    const fakes = Math.floor(companies / 500);
    builder.add(
      'lists',
      rows(fakes, {
        entity_id: fill(fakes, (i) => company + 500 * i),
        list: Array.from({ length: fakes }, () => 'PSEUDO_COMPANY'),
        from: fill(fakes, () => FIRST_DAY + 100),
      }),
    );
  }
  return builder.finish();
}

function batchOf(length: number, columns: NumberedBatch['columns']): NumberedBatch {
  const table = (Object.keys(FACT_TABLES) as FactTable[]).find((name) =>
    Object.keys(columns).every((column) => column in FACT_TABLES[name]),
  )!;
  const all: NumberedBatch['columns'] = {};
  for (const name of columnsOfType(table, 'ref')) all[name] = new Int32Array(length).fill(-1);
  for (const name of columnsOfType(table, 'day')) all[name] = new Int32Array(length).fill(NO_DAY);
  for (const name of columnsOfType(table, 'code')) all[name] = new Int32Array(length).fill(-1);
  for (const name of columnsOfType(table, 'number')) all[name] = new Float64Array(length).fill(Number.NaN);
  for (const name of columnsOfType(table, 'text')) all[name] = new Array(length).fill(null);
  return {
    length,
    columns: { ...all, ...columns },
    row: Int32Array.from({ length }, (_, i) => i),
    extract: new Int32Array(length).fill(1),
    began: new Int32Array(length).fill(NO_DAY),
    ended: new Int32Array(length).fill(NO_DAY),
  };
}
