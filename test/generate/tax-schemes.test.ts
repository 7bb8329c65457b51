import { describe, expect, it } from 'vitest';
import { forEachScheme, holders } from './each-scheme.ts';
import { membersWith, type Row, type Tables } from './read-generated.ts';

function amounts(rows: readonly Row[], column = 'amount'): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0);
}

function spentBy(tables: Tables, firm: string): Row[] {
  const holder = holders(tables);
  return tables.transactions.filter((row) => holder.get(row.from_account!) === firm);
}

function returnsOf(tables: Tables, firm: string): Row[] {
  return tables.tax_returns.filter((row) => row.company_id === firm);
}

describe('tax schemes hold to the catalogue', () => {
  it('low-tax: taxes paid are less than 0.9 % of what the accounts paid', () => {
    forEachScheme('low-tax', ({ members, difficulty }, _payments, tables) => {
      for (const firm of membersWith(members, 'firm')) {
        const share = amounts(returnsOf(tables, firm), 'taxes_paid') / amounts(spentBy(tables, firm));
        expect(share).toBeLessThan(0.009);
        if (difficulty === 'plain') expect(amounts(spentBy(tables, firm))).toBeGreaterThan(20_000_000);
      }
    });
  });

  it('turnover-jump: a month ten times the median of the six before and twenty million at least', () => {
    forEachScheme('turnover-jump', ({ members }, _payments, tables) => {
      const months = new Map<string, number>();
      for (const row of spentBy(tables, membersWith(members, 'firm')[0]!)) {
        const month = row.at!.slice(0, 7);
        months.set(month, (months.get(month) ?? 0) + Number(row.amount));
      }
      const all = Array.from({ length: 12 }, (_, k) => {
        const month = `${k < 2 ? 2025 : 2026}-${String(((k + 10) % 12) + 1).padStart(2, '0')}`;
        return months.get(month) ?? 0;
      });
      const jumps = all.filter((value, k) => {
        const before = all.slice(Math.max(0, k - 6), k).sort((a, b) => a - b);
        const median = before.length === 6 ? (before[2]! + before[3]!) / 2 : Number.POSITIVE_INFINITY;
        return value >= 20_000_000 && value >= 10 * median;
      });
      expect(jumps.length).toBeGreaterThan(0);
    });
  });

  it('vat-break: at least half of what comes carries the tax, at least half of what goes does not', () => {
    forEachScheme('vat-break', ({ members, difficulty }, _payments, tables) => {
      const firm = membersWith(members, 'breaker')[0]!;
      const sold = tables.invoices.filter((row) => row.seller_id === firm);
      const bought = tables.invoices.filter((row) => row.buyer_id === firm);
      expect(amounts(sold.filter((row) => Number(row.vat) > 0)) / amounts(sold)).toBeGreaterThan(0.5);
      expect(amounts(bought.filter((row) => Number(row.vat) === 0)) / amounts(bought)).toBeGreaterThan(0.5);
      const taxed = bought.some((row) => Number(row.vat) > 0);
      if (difficulty === 'camouflaged') expect(taxed).toBe(true);
    });
  });

  it('missing-trader: tax charged and less than 2 % of it paid, gone within a year', () => {
    forEachScheme('missing-trader', ({ members, difficulty }, payments, tables) => {
      const holder = holders(tables);
      for (const firm of membersWith(members, 'trader')) {
        const rows = returnsOf(tables, firm);
        expect(amounts(rows, 'vat_charged')).toBeGreaterThan(5_000_000);
        expect(amounts(rows, 'vat_paid') / amounts(rows, 'vat_charged')).toBeLessThan(0.02);
        const { registered_at, dissolved_at } = tables.companies.find((row) => row.id === firm)!;
        const mine = payments.filter(({ from, to }) => [from, to].some((account) => holder.get(account) === firm));
        const last = dissolved_at ? Date.parse(dissolved_at) / 1000 : mine.at(-1)!.at;
        expect((last - Date.parse(registered_at!) / 1000) / 86_400).toBeLessThan(365);
        if (difficulty === 'camouflaged') expect(dissolved_at).toBe('');
      }
    });
  });

  it('deals-with-fake: every buyer pays the fake firm after the day from which it is held to be one', () => {
    forEachScheme('deals-with-fake', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const fake = membersWith(members, 'fake')[0]!;
      const { list, from } = tables.lists.find((row) => row.entity_id === `company:${fake}`)!;
      expect(list).toBe('PSEUDO_COMPANY');
      for (const buyer of membersWith(members, 'buyer')) {
        const paid = payments.filter((row) => holder.get(row.from) === buyer && holder.get(row.to) === fake);
        expect(paid.length).toBeGreaterThan(0);
        for (const { at } of paid) expect(at).toBeGreaterThan(Date.parse(from!) / 1000);
      }
    });
  });

  it('unpaid-invoices: more than half is not paid to the seller ninety days later', () => {
    forEachScheme('unpaid-invoices', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const seller = membersWith(members, 'seller')[0]!;
      const buyer = membersWith(members, 'buyer')[0]!;
      const invoices = tables.invoices.filter((row) => row.seller_id === seller && row.buyer_id === buyer);
      const paid = payments.filter((row) => holder.get(row.from) === buyer && holder.get(row.to) === seller);
      const total = paid.reduce((all, { amount }) => all + amount, 0) / 100;
      expect(total / amounts(invoices)).toBeLessThan(0.5);
      for (const { issued_at } of invoices) expect(issued_at! < '2026-08-02').toBe(true);
    });
  });
});
