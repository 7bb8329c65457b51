import { convertedThreshold, leastOfTop, type ThresholdBasis } from './money-thresholds.ts';
import { monthlyTurnover } from './monthly-turnover.ts';
import { lastDayOf } from './months.ts';
import type { Projection } from './projection.ts';

/** From which turnover of a month a firm is large. */
export interface LargeTurnoverQuery {
  /** In KZT, minor units. */
  largeMinor: number;
  /** Times the median firm of the OKED division (its largest month in KZT). */
  times: number;
  /** Fewest firms with turnover that make a division comparable. */
  peers: number;
  /** Of currencies without a rate: the highest months, as a share of all months of that currency. */
  topShare: number;
}

export type LargeBasis = ThresholdBasis | 'median';

/** Says from which amount (minor units) a row of `monthlyTurnover` is large, and by which clause. */
export interface LargeTurnover {
  thresholdOf(row: number): { minor: number; basis: LargeBasis; medianRow: number } | null;
}

/** Works out the medians of divisions and the ranks of currencies once: O(rows log rows). */
export function largeTurnover(projection: Projection, query: LargeTurnoverQuery): LargeTurnover {
  const { companies, nodes, transfers } = projection;
  const rows = monthlyTurnover(projection);
  const start = nodes.range.company.start;
  const kzt = transfers.currencies.indexOf('KZT');
  const medianRow = medianRows(projection, kzt, query.peers);
  const ranked = transfers.currencies.map((_, currency) =>
    currency === kzt ? Infinity : topAmount(projection, currency, query.topShare),
  );
  return {
    thresholdOf(row) {
      const currency = rows.currency[row]!;
      const amount = rows.debitMinor[row]!;
      const day = lastDayOf(rows.month[row]!);
      const large = convertedThreshold(projection, transfers.currencies[currency]!, query.largeMinor, day);
      const { minor, basis } = large ?? { minor: ranked[currency]!, basis: 'rank' };
      if (amount >= minor) return { minor, basis, medianRow: -1 };
      if (currency !== kzt) return null;
      const median = medianRow.get(divisionOf(companies, rows.firm[row]! - start)) ?? -1;
      if (median < 0) return null;
      const timesMedian = rows.debitMinor[median]! * query.times;
      return amount >= timesMedian ? { minor: timesMedian, basis: 'median', medianRow: median } : null;
    },
  };
}

/** First two digits of the OKED, or an empty text. */
function divisionOf(companies: Projection['companies'], company: number): string {
  const code = companies.oked[company]!;
  return code < 0 ? '' : companies.text(code).slice(0, 2);
}

/** By division: the largest month in KZT of its median firm (of an even number the upper one). */
function medianRows(projection: Projection, kzt: number, peers: number): Map<string, number> {
  const { companies, nodes } = projection;
  const rows = monthlyTurnover(projection);
  const start = nodes.range.company.start;
  const best = new Map<number, number>();
  for (let row = 0; row < rows.count; row++) {
    if (rows.currency[row] !== kzt) continue;
    const known = best.get(rows.firm[row]!);
    if (known === undefined || rows.debitMinor[row]! > rows.debitMinor[known]!) best.set(rows.firm[row]!, row);
  }
  const byDivision = new Map<string, number[]>();
  for (const [firm, row] of best) {
    const division = divisionOf(companies, firm - start);
    if (division === '') continue;
    const list = byDivision.get(division);
    if (list) list.push(row);
    else byDivision.set(division, [row]);
  }
  const medians = new Map<string, number>();
  for (const [division, list] of byDivision) {
    if (list.length < peers) continue;
    list.sort((a, b) => rows.debitMinor[a]! - rows.debitMinor[b]! || a - b);
    medians.set(division, list[list.length >> 1]!);
  }
  return medians;
}

/** Least amount among the highest months of a currency; Infinity where the currency has too few for that. */
function topAmount(projection: Projection, currency: number, topShare: number): number {
  const rows = monthlyTurnover(projection);
  const amounts: number[] = [];
  for (let row = 0; row < rows.count; row++) if (rows.currency[row] === currency) amounts.push(rows.debitMinor[row]!);
  return leastOfTop(amounts, topShare);
}
