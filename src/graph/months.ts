import { civilOf, DAY_MS, type Day, dayOf, localDayOfInstant, PRECISION_DAY } from '../model/time.ts';
import type { InvoiceColumns, TransferColumns } from './projection.ts';

type Movements = TransferColumns | InvoiceColumns;
const daysOf = new WeakMap<Movements, Int32Array>();

/** Calendar day in Almaty of each transfer or invoice. */
export function transferDays(transfers: Movements): Int32Array {
  const known = daysOf.get(transfers);
  if (known) return known;
  const days = new Int32Array(transfers.count);
  for (let e = 0; e < transfers.count; e++) {
    const at = transfers.at[e]!;
    days[e] = transfers.precision[e] === PRECISION_DAY ? Math.round(at / DAY_MS) : localDayOfInstant(at);
  }
  daysOf.set(transfers, days);
  return days;
}

const monthsOf = new WeakMap<TransferColumns, Uint16Array>();

/** Calendar month in Almaty of each transfer, numbered as by `monthOf`. */
export function transferMonths(transfers: TransferColumns): Uint16Array {
  const known = monthsOf.get(transfers);
  if (known) return known;
  const days = transferDays(transfers);
  const months = new Uint16Array(transfers.count);
  const monthOfDay = new Map<Day, number>();
  let lastDay = Number.NaN;
  let month = 0;
  for (let e = 0; e < days.length; e++) {
    if (days[e] !== lastDay) {
      lastDay = days[e]!;
      month = monthOfDay.get(lastDay) ?? monthOf(lastDay);
      monthOfDay.set(lastDay, month);
    }
    months[e] = month;
  }
  monthsOf.set(transfers, months);
  return months;
}

/** Calendar months as numbers: year × 12 + month − 1. */
export function monthOf(day: Day): number {
  const { year, month } = civilOf(day);
  return year * 12 + month - 1;
}

/** The last day of a numbered month: the one at whose rate its sums are converted. */
export function lastDayOf(month: number): Day {
  const next = month + 1;
  return dayOf(Math.floor(next / 12), (next % 12) + 1, 1) - 1;
}

/** `YYYY-MM` of a numbered month. */
export function formatMonth(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Completed calendar months from one day to another: 15 January to 14 February is 0, to 15 February 1. */
export function completedMonths(from: Day, to: Day): number {
  const months = monthOf(to) - monthOf(from);
  return civilOf(to).dayOfMonth < civilOf(from).dayOfMonth ? months - 1 : months;
}

/** The same day so many months later; where that month is shorter its last day: 31 January and 1 month is 28 or 29 February. */
export function monthsAfter(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = civilOf(day);
  const first = year * 12 + month - 1 + months;
  const next = dayOf(Math.floor((first + 1) / 12), ((first + 1) % 12) + 1, 1);
  return Math.min(dayOf(Math.floor(first / 12), (first % 12) + 1, dayOfMonth), next - 1);
}
