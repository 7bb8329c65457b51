import { mciOn } from './mci.ts';
import { type Day, dayOf, parseDay } from './time.ts';
import type { SIZE_CLASSES } from './vocabulary.ts';

export type SizeClass = (typeof SIZE_CLASSES)[number];

/** Rules on the withdrawal of cash by business entities: National Bank, financial regulator and Minister of Finance, 29.09.2025; check yearly. */
export const CASH_CAPS = {
  law: 'Rules on the withdrawal of cash from bank accounts by business entities, joint resolution of 29.09.2025',
  link: 'https://www.ey.com/en_kz/technical/tax-alerts/2026/01/new-rules-business-cash-withdrawals-kazakhstan',
  /** Day from which it holds. */
  validFrom: parseDay('2026-01-01')!,
  /** Whole KZT in a calendar month over all banks; micro businesses are exempt. */
  tengeAMonth: { small: 20_000_000, medium: 120_000_000, large: 150_000_000 },
} as const;

/** Size classes of the Entrepreneurial Code, Art. 24: most staff and most yearly income in MCI; beyond the last is large. */
const SIZES = [
  { name: 'micro', staff: 15, mci: 30_000 },
  { name: 'small', staff: 100, mci: 300_000 },
  { name: 'medium', staff: 250, mci: 3_000_000 },
] as const;

/** Size class by staff and a year's income (tiyn), in the MCI of that year's beginning; null where the table of MCI does not reach. */
export function sizeClassOf(staff: number, incomeMinor: number, year: number): SizeClass | null {
  const mci = mciOn(firstDay(year));
  if (mci === null) return null;
  return SIZES.find((size) => staff <= size.staff && incomeMinor <= size.mci * mci * 100)?.name ?? 'large';
}

function firstDay(year: number): Day {
  return dayOf(year, 1, 1);
}
