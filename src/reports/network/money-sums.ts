import type { Money } from '../../model/money.ts';
import { exponentOf } from '../../model/money.ts';
import { byCodePoint } from '../../model/order.ts';

/** Exact sums by currency: numbers while they fit, big integers beyond. */
export interface MoneySums {
  readonly whole: Map<string, bigint>;
  readonly part: Map<string, number>;
}

export function emptySums(): MoneySums {
  return { whole: new Map(), part: new Map() };
}

/** Adds an exact integer of minor units. */
export function addAmount(sums: MoneySums, currency: string, minor: number): void {
  const part = (sums.part.get(currency) ?? 0) + minor;
  if (part <= Number.MAX_SAFE_INTEGER) {
    sums.part.set(currency, part);
    return;
  }
  sums.whole.set(currency, (sums.whole.get(currency) ?? 0n) + BigInt(part - minor) + BigInt(minor));
  sums.part.set(currency, 0);
}

/** Sums in code-point order of their currencies. */
export function moneyOf(sums: MoneySums): Money[] {
  return [...sums.part.keys()].sort(byCodePoint).map((currency) => ({
    minor: String((sums.whole.get(currency) ?? 0n) + BigInt(sums.part.get(currency)!)),
    currency,
  }));
}

/** Whole units over all currencies, for ordering and for the width of a line only: there is no rate between currencies. */
export function sizeOf(amounts: readonly Money[]): number {
  return amounts.reduce((sum, { minor, currency }) => sum + Number(minor) / 10 ** exponentOf(currency), 0);
}

/** Of several sums the largest in whole units, for a label; null where there is none. */
export function mainAmount(amounts: readonly Money[]): Money | null {
  return amounts.reduce<Money | null>(
    (best, sum) => (best === null || sizeOf([sum]) > sizeOf([best]) ? sum : best),
    null,
  );
}
