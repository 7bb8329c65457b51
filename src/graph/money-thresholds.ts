import { exponentOf } from '../model/money.ts';
import { type Rate, rateOn } from '../model/rates.ts';
import type { Day } from '../model/time.ts';
import type { Projection } from './projection.ts';

/** How a threshold in KZT was applied: as it is, converted at a rate, or by rank within the amount's own currency. */
export type ThresholdBasis = 'amount' | 'rate' | 'rank';

/**
 * The least whole amount (minor units of the currency) that reaches a threshold in KZT (minor units) on a day, or that is
 * over it; exact. Null where the data came without a rate for that currency and day: then amounts are compared by rank.
 */
export function convertedThreshold(
  { rates }: Pick<Projection, 'rates'>,
  currency: string,
  kztMinor: number,
  day: Day,
  bound: 'reach' | 'over' = 'reach',
): { minor: number; basis: 'amount' | 'rate' } | null {
  const past = bound === 'over' ? 1 : 0;
  if (currency === 'KZT') return { minor: kztMinor + past, basis: 'amount' };
  const rate = rateOn(rates, currency, day);
  if (!rate) return null;
  const [numerator, denominator] = inCurrency(rate, kztMinor);
  const whole = numerator / denominator;
  const minor = Number(past || numerator % denominator === 0n ? whole : whole + 1n) + past;
  return { minor, basis: 'rate' };
}

/** An amount in KZT, minor units, rounded half up; null where there is no rate for its currency and day. */
export function inKzt(
  { rates }: Pick<Projection, 'rates'>,
  currency: string,
  amountMinor: number,
  day: Day,
): number | null {
  if (currency === 'KZT') return amountMinor;
  const rate = rateOn(rates, currency, day);
  if (!rate) return null;
  const numerator = BigInt(amountMinor) * BigInt(rate.units) * 100n;
  const denominator = 10n ** BigInt(exponentOf(currency) + rate.decimals);
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** `kztMinor / 100` KZT in minor units of the rate's currency, as a fraction. */
function inCurrency({ currency, units, decimals }: Rate, kztMinor: number): [bigint, bigint] {
  return [BigInt(kztMinor) * 10n ** BigInt(exponentOf(currency) + decimals), 100n * BigInt(units)];
}

/** The least of the highest `topShare` of amounts; Infinity where there are too few for even one to be among them. */
export function leastOfTop(amounts: readonly number[], topShare: number): number {
  const top = Math.floor(amounts.length * topShare);
  return top < 1 ? Infinity : [...amounts].sort((a, b) => b - a)[top - 1]!;
}
