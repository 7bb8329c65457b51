/** An exact non-negative fraction of two safe integers, e.g. 0.8 = 8/10. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/** Reads a plain decimal ("0.8", "1", "1.05") as an exact fraction; throws a RangeError that quotes anything else. */
export function ratioOfDecimal(text: string): Ratio {
  const match = DECIMAL.exec(text.trim());
  const digits = match?.[2] ?? '';
  const numerator = match ? Number(match[1] + digits) : Number.NaN;
  const denominator = 10 ** digits.length;
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) {
    throw new RangeError(`"${text}" is not a decimal of at most 15 digits such as 0.8`);
  }
  return { numerator, denominator };
}

/**
 * Sign of `value / base − ratio`, exact for safe integers: rounding never swaps two products, so floats decide unless
 * they are equal, and only then BigInt does.
 */
export function compareToRatio(value: number, base: number, ratio: Ratio): number {
  const left = value * ratio.denominator;
  const right = base * ratio.numerator;
  if (left !== right) return left < right ? -1 : 1;
  if (left <= Number.MAX_SAFE_INTEGER) return 0;
  const exact = BigInt(value) * BigInt(ratio.denominator) - BigInt(base) * BigInt(ratio.numerator);
  return exact < 0n ? -1 : exact > 0n ? 1 : 0;
}
