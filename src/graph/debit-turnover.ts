import { monthlyTurnover, turnoverEdges } from './monthly-turnover.ts';
import { monthOf, transferDays } from './months.ts';
import { accountsByHolder } from './parties.ts';
import type { Projection } from './projection.ts';

/** Debit turnover of one firm in one month (numbered as in months.ts) and currency. */
export interface MonthDebit {
  readonly month: number;
  readonly currency: string;
  readonly debitMinor: number;
  /** Payments or invoices that make it. */
  readonly debits: number;
}

/**
 * Hands over each company's debit turnover, by month, then currency: what left its accounts, cash included, transfers between
 * its own accounts not; of firms without an account in the data the invoices they were to pay, so that no payment counts
 * twice. Firms without any are passed over. O(transfers + invoices).
 */
export function eachDebitTurnover(
  projection: Projection,
  visit: (firm: number, months: readonly MonthDebit[]) => void,
): void {
  const { transfers, nodes } = projection;
  const paid = monthlyTurnover(projection);
  let row = 0;
  for (let firm = nodes.range.company.start; firm < nodes.range.company.end; firm++) {
    const months: MonthDebit[] = [];
    for (; row < paid.count && paid.firm[row] === firm; row++) {
      const currency = transfers.currencies[paid.currency[row]!]!;
      months.push({ month: paid.month[row]!, currency, debitMinor: paid.debitMinor[row]!, debits: paid.debits[row]! });
    }
    if (months.length === 0) months.push(...owedByMonth(projection, firm));
    if (months.length > 0) visit(firm, months);
  }
}

/** Rows behind a firm's debit turnover, in time order; `take` chooses by month and currency. */
export function debitRows(
  projection: Projection,
  firm: number,
  take: (month: number, currency: string) => boolean,
): { transfers: number[]; invoices: number[] } {
  const { transfers, invoices } = projection;
  const paid = turnoverEdges(projection, firm, (month, code) => take(month, transfers.currencies[code]!));
  const days = transferDays(invoices);
  const owed = owedInvoices(projection, firm).filter((i) =>
    take(monthOf(days[i]!), invoices.currencies[invoices.currency[i]!]!),
  );
  return { transfers: paid, invoices: owed };
}

function owedByMonth(projection: Projection, firm: number): MonthDebit[] {
  const { invoices } = projection;
  const days = transferDays(invoices);
  const sums = new Map<string, MonthDebit>();
  for (const i of owedInvoices(projection, firm)) {
    const month = monthOf(days[i]!);
    const currency = invoices.currencies[invoices.currency[i]!]!;
    const key = `${month} ${currency}`;
    const { debitMinor, debits } = sums.get(key) ?? { debitMinor: 0, debits: 0 };
    sums.set(key, { month, currency, debitMinor: debitMinor + invoices.amountMinor[i]!, debits: debits + 1 });
  }
  return [...sums.values()].sort((a, b) => a.month - b.month || (a.currency < b.currency ? -1 : 1));
}

/** Invoices to a firm that has no account in the data; none where it has one. */
function owedInvoices(projection: Projection, firm: number): number[] {
  const { invoices } = projection;
  const accounts = accountsByHolder(projection);
  if (accounts.offsets[firm + 1]! > accounts.offsets[firm]!) return [];
  const { offsets, edges } = invoices.out;
  return [...edges.subarray(offsets[firm]!, offsets[firm + 1]!)].filter((i) => invoices.to[i] !== firm);
}

/** First and last month in which the data have a transfer or an invoice; null without any. */
export function monthsOfData({ transfers, invoices }: Projection): { first: number; last: number } | null {
  let first = Infinity;
  let last = -Infinity;
  for (const movements of [transfers, invoices]) {
    for (const day of transferDays(movements)) {
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  return first === Infinity ? null : { first: monthOf(first), last: monthOf(last) };
}
