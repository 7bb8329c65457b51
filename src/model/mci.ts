import { type Day, parseDay } from './time.ts';

/** Monthly calculation index (MCI, МРП, АЕК) in whole KZT from each day on; set by the yearly budget laws, to be checked every year. */
const MONTHLY_CALCULATION_INDEX: readonly { readonly from: string; readonly tenge: number }[] = [
  { from: '2019-01-01', tenge: 2525 },
  { from: '2020-01-01', tenge: 2651 },
  { from: '2020-04-01', tenge: 2778 },
  { from: '2021-01-01', tenge: 2917 },
  { from: '2022-01-01', tenge: 3063 },
  { from: '2022-04-01', tenge: 3180 },
  { from: '2023-01-01', tenge: 3450 },
  { from: '2024-01-01', tenge: 3692 },
  { from: '2025-01-01', tenge: 3932 },
  { from: '2026-01-01', tenge: 4325 },
];

const BY_DAY = MONTHLY_CALCULATION_INDEX.map(({ from, tenge }) => ({ from: parseDay(from)!, tenge }));

/** The MCI of a day in whole KZT; null before the table begins. After its last line that line goes on. */
export function mciOn(day: Day): number | null {
  let known: number | null = null;
  for (const { from, tenge } of BY_DAY) if (from <= day) known = tenge;
  return known;
}
