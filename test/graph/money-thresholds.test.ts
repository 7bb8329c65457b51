import { describe, expect, it } from 'vitest';
import { convertedThreshold, leastOfTop } from '../../src/graph/money-thresholds.ts';
import type { RateTable } from '../../src/model/rates.ts';
import { parseDay } from '../../src/model/time.ts';

const day = (text: string) => parseDay(text)!;
const rates: RateTable = [
  { from: day('2026-01-01'), currency: 'JPY', units: 3, decimals: 0 },
  { from: day('2026-01-01'), currency: 'USD', units: 500, decimals: 0 },
  { from: day('2026-02-01'), currency: 'USD', units: 51235, decimals: 2 },
];
const KZT_20M = 2_000_000_000;
const at = (currency: string, on: string, kzt = KZT_20M, bound?: 'over') =>
  convertedThreshold({ rates }, currency, kzt, day(on), bound);

describe('a threshold in KZT', () => {
  it('is itself for amounts in KZT, without any rate', () => {
    expect(convertedThreshold({ rates: [] }, 'KZT', KZT_20M, 0)).toEqual({ minor: KZT_20M, basis: 'amount' });
  });

  it('is converted at the rate that holds on the day', () => {
    expect(at('USD', '2026-01-31')).toEqual({ minor: 4_000_000, basis: 'rate' });
    // 20,000,000 / 512.35 = 39,035.81536… dollars: the first cent that reaches it.
    expect(at('USD', '2026-02-01')).toEqual({ minor: 3_903_582, basis: 'rate' });
  });

  it('has the minor unit of the currency: yen have none', () => {
    expect(at('JPY', '2026-01-01', 30_000)).toEqual({ minor: 100, basis: 'rate' });
    expect(at('JPY', '2026-01-01', 30_001)).toEqual({ minor: 101, basis: 'rate' });
  });

  it('tells reaching from being over', () => {
    expect(at('USD', '2026-01-31', KZT_20M, 'over')?.minor).toBe(4_000_001);
    expect(at('USD', '2026-02-01', KZT_20M, 'over')?.minor).toBe(3_903_582);
    expect(at('KZT', '2026-02-01', KZT_20M, 'over')?.minor).toBe(KZT_20M + 1);
  });

  it('is unknown where no rate holds', () => {
    expect(at('USD', '2025-12-31')).toBeNull();
    expect(at('EUR', '2026-06-01')).toBeNull();
  });
});

describe('the highest amounts of a currency', () => {
  it('are the given share of all, none where that is less than one', () => {
    const amounts = Array.from({ length: 200 }, (_, i) => i + 1);
    expect(leastOfTop(amounts, 0.01)).toBe(199);
    expect(leastOfTop(amounts.slice(0, 99), 0.01)).toBe(Infinity);
  });
});
