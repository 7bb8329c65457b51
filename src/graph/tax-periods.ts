import type { Projection, TaxReturnColumns } from './projection.ts';

/**
 * Hands over the returns of each taxpayer that state all of the given columns, without overlaps: of periods that cover
 * each other (a year and its quarters) the longest, of two for one period the one that states more.
 */
export function eachTaxpayer(
  { taxReturns }: Projection,
  columns: (returns: TaxReturnColumns) => readonly Float64Array[],
  visit: (taxpayer: number, returns: readonly number[]) => void,
): void {
  const stated = columns(taxReturns);
  const { company, fromDay, toDay } = taxReturns;
  for (let begin = 0, end = 0; begin < taxReturns.count; begin = end) {
    const rows: number[] = [];
    for (end = begin; end < taxReturns.count && company[end] === company[begin]; end++) {
      if (stated.every((column) => !Number.isNaN(column[end]!))) rows.push(end);
    }
    const most = (row: number) => stated.reduce((sum, column) => sum + column[row]!, 0);
    rows.sort((a, b) => fromDay[a]! - fromDay[b]! || toDay[b]! - toDay[a]! || most(b) - most(a) || a - b);
    const apart: number[] = [];
    let until = -Infinity;
    for (const row of rows) {
      if (fromDay[row]! < until) continue;
      apart.push(row);
      until = toDay[row]!;
    }
    if (apart.length > 0) visit(company[begin]!, apart);
  }
}
