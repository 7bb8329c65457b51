import type { AccountLedger } from './account-ledger.ts';
import { transferDays } from './months.ts';
import type { Projection } from './projection.ts';
import { compareToRatio, type Ratio } from './ratio.ts';

/** One day with movement. */
interface BalanceDay {
  /** Position of its first movement in the ledger. */
  start: number;
  /** Whether it ended under the share of the day's debits. */
  isLow: boolean;
}

/**
 * Days on which an account moved, and whether each ended with less than a share of the day's debits; null where the balance is not known:
 * no opening balance, or it fell under zero, which means that rows are missing.
 */
export function lowDays(
  { transfers }: Projection,
  ledger: AccountLedger,
  openingMinor: number,
  share: Ratio,
): BalanceDay[] | null {
  if (Number.isNaN(openingMinor)) return null;
  const dayOf = transferDays(transfers);
  const days: BalanceDay[] = [];
  let balance = openingMinor;
  for (let start = 0, end = 0; start < ledger.length; start = end) {
    const day = dayOf[ledger.edges[start]!]!;
    let debits = 0;
    for (end = start; end < ledger.length && dayOf[ledger.edges[end]!] === day; end++) {
      const amount = transfers.amountMinor[ledger.edges[end]!]!;
      balance += ledger.incoming[end] ? amount : -amount;
      if (!ledger.incoming[end]) debits += amount;
    }
    if (balance < 0) return null;
    days.push({ start, isLow: compareToRatio(balance, debits, share) < 0 });
  }
  return days;
}
