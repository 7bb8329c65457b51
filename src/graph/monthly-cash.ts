import { isBusiness } from './businesses.ts';
import { movementTypes, WITHDRAWAL } from './cash.ts';
import { transferMonths } from './months.ts';
import { accountsByHolder } from './parties.ts';
import type { Projection } from './projection.ts';

/** Cash that one business took in one month and currency, over all its banks. */
export interface MonthCash {
  readonly month: number;
  readonly currency: string;
  readonly sumMinor: number;
  /** By bank (code of `companies.text`, −1 unknown). */
  readonly byBank: ReadonlyMap<number, number>;
  /** In time order. */
  readonly edges: readonly number[];
}

/** Hands over the cash of every business that held an account and paid from it, by month and currency. O(transfers). */
export function eachCashTaker(
  projection: Projection,
  fromMonth: number,
  visit: (business: number, months: readonly MonthCash[]) => void,
): void {
  const { transfers, nodes, accounts } = projection;
  const types = movementTypes(projection);
  const months = transferMonths(transfers);
  const held = accountsByHolder(projection);
  for (let business = nodes.range.company.start; business < nodes.range.person.end; business++) {
    if (held.offsets[business] === held.offsets[business + 1] || !isBusiness(projection, business)) continue;
    const sums = new Map<number, { sumMinor: number; byBank: Map<number, number>; edges: number[] }>();
    let paid = false;
    for (let a = held.offsets[business]!; a < held.offsets[business + 1]!; a++) {
      const account = held.edges[a]!;
      const node = nodes.range.account.start + account;
      for (let i = transfers.out.offsets[node]!; i < transfers.out.offsets[node + 1]!; i++) {
        const edge = transfers.out.edges[i]!;
        if (months[edge]! < fromMonth) continue;
        paid = true;
        if (types[edge] !== WITHDRAWAL) continue;
        const key = months[edge]! * 256 + transfers.currency[edge]!;
        let sum = sums.get(key);
        if (!sum) sums.set(key, (sum = { sumMinor: 0, byBank: new Map(), edges: [] }));
        const bank = accounts.bank[account]!;
        sum.sumMinor += transfers.amountMinor[edge]!;
        sum.byBank.set(bank, (sum.byBank.get(bank) ?? 0) + transfers.amountMinor[edge]!);
        sum.edges.push(edge);
      }
    }
    if (!paid) continue;
    const rows = [...sums]
      .sort(([a], [b]) => a - b)
      .map(([key, { sumMinor, byBank, edges }]) => ({
        month: Math.floor(key / 256),
        currency: transfers.currencies[key % 256]!,
        sumMinor,
        byBank,
        edges: edges.sort((a, b) => a - b),
      }));
    visit(business, rows);
  }
}
