import type { Day } from './time.ts';

/** What one unit of a currency is worth in KZT from a day on, as the exact decimal `units / 10^decimals`. */
export interface Rate {
  readonly from: Day;
  readonly currency: string;
  readonly units: number;
  readonly decimals: number;
}

/** Rates sorted by currency, then day; each holds until the next one of its currency. Empty where none were given. */
export type RateTable = readonly Rate[];

/** The rate of a currency on a day; null before its first one. */
export function rateOn(rates: RateTable, currency: string, day: Day): Rate | null {
  let found: Rate | null = null;
  for (const rate of rates) if (rate.currency === currency && rate.from <= day) found = rate;
  return found;
}
