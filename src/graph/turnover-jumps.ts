import { NO_DAY } from '../model/time.ts';
import { eachDebitTurnover, type MonthDebit, monthsOfData } from './debit-turnover.ts';
import { convertedThreshold, leastOfTop, type ThresholdBasis } from './money-thresholds.ts';
import { lastDayOf, monthOf } from './months.ts';
import type { Projection } from './projection.ts';

/** Months before the one that is judged. */
const MONTHS_BEFORE = 6;

export interface JumpQuery {
  /** Times the median of the six months before. */
  times: number;
  /** In KZT, minor units. */
  leastMinor: number;
  /** In currencies without a rate: the highest months that count as large. */
  topShare: number;
  /** A month a year before, give or take one, that reached this part of the month makes it a season. */
  seasonPart: number;
}

/** One month over both thresholds. */
export interface Jump extends MonthDebit {
  /** Twice the median of the six months before: a whole number. */
  readonly twiceMedianMinor: number;
  /** The largest month before it in the data. */
  readonly mostBeforeMinor: number;
  readonly thresholdMinor: number;
  readonly basis: ThresholdBasis;
}

/** What a firm's months say. */
export interface FirmJumps {
  /** No season: a jump. */
  jumps: Jump[];
  /** Months over both thresholds that have their like a year before. */
  seasons: number;
}

/**
 * Hands over the jumps of every firm of which at least one month with turnover could be judged: seven months seen, and
 * the firm registered before the first of them (younger ones are what the rule about young firms is for). O(rows · 6).
 */
export function eachTurnoverJump(
  projection: Projection,
  query: JumpQuery,
  visit: (firm: number, found: FirmJumps) => void,
): void {
  const { companies, nodes } = projection;
  const range = monthsOfData(projection);
  if (!range) return;
  const ranked = highestMonths(projection, query.topShare);
  eachDebitTurnover(projection, (firm, months) => {
    const registered = companies.registeredDay[firm - nodes.range.company.start]!;
    const since = Math.max(range.first, registered === NO_DAY ? -Infinity : monthOf(registered));
    const found: FirmJumps = { jumps: [], seasons: 0 };
    let judged = 0;
    for (const row of months) {
      if (row.month - MONTHS_BEFORE < since) continue;
      judged++;
      const day = lastDayOf(row.month);
      const least = convertedThreshold(projection, row.currency, query.leastMinor, day);
      const { minor, basis } = least ?? { minor: ranked.get(row.currency) ?? Infinity, basis: 'rank' as const };
      if (row.debitMinor < minor) continue;
      const debitOf = (month: number) =>
        months.find((other) => other.month === month && other.currency === row.currency)?.debitMinor ?? 0;
      const before = Array.from({ length: MONTHS_BEFORE }, (_, i) => debitOf(row.month - 1 - i)).sort((a, b) => a - b);
      const twiceMedianMinor = before[2]! + before[3]!;
      if (2 * row.debitMinor < query.times * twiceMedianMinor) continue;
      const lastYear = Math.max(...[11, 12, 13].map((ago) => debitOf(row.month - ago)));
      const mostBeforeMinor = months.reduce(
        (most, other) =>
          other.month < row.month && other.currency === row.currency ? Math.max(most, other.debitMinor) : most,
        0,
      );
      if (lastYear >= row.debitMinor * query.seasonPart) found.seasons++;
      else found.jumps.push({ ...row, twiceMedianMinor, mostBeforeMinor, thresholdMinor: minor, basis });
    }
    if (judged > 0) visit(firm, found);
  });
}

/** By currency: the least of the highest monthly sums. */
function highestMonths(projection: Projection, topShare: number): Map<string, number> {
  const amounts = new Map<string, number[]>();
  eachDebitTurnover(projection, (_, months) => {
    for (const { currency, debitMinor } of months) {
      if (currency === 'KZT') continue;
      const known = amounts.get(currency);
      if (known) known.push(debitMinor);
      else amounts.set(currency, [debitMinor]);
    }
  });
  return new Map([...amounts].map(([currency, list]) => [currency, leastOfTop(list, topShare)]));
}
