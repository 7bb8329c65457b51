import { lowerBound } from './lower-bound.ts';
import type { Projection, TaxReturnColumns } from './projection.ts';

type Stated = (returns: TaxReturnColumns) => readonly Float64Array[];

/**
 * Hands over the returns of each taxpayer that state all of the given columns, without overlaps: of periods that cover
 * each other (a year and its quarters) the longest, of two for one period the one that states more.
 */
export function eachTaxpayer(
  { taxReturns }: Projection,
  columns: Stated,
  visit: (taxpayer: number, returns: readonly number[]) => void,
): void {
  const { company } = taxReturns;
  const stated = columns(taxReturns);
  for (let begin = 0, end = 0; begin < taxReturns.count; begin = end) {
    for (end = begin; end < taxReturns.count && company[end] === company[begin]; ) end++;
    const returns = apartFrom(taxReturns, stated, begin, end);
    if (returns.length > 0) visit(company[begin]!, returns);
  }
}

/** The same for one taxpayer at a time; none where nothing is stated. */
export function returnsByTaxpayer(
  { taxReturns }: Projection,
  columns: Stated,
): (taxpayer: number) => readonly number[] {
  const { company } = taxReturns;
  const stated = columns(taxReturns);
  return (taxpayer) => {
    const begin = lowerBound(company, taxpayer);
    let end = begin;
    while (end < taxReturns.count && company[end] === taxpayer) end++;
    return apartFrom(taxReturns, stated, begin, end);
  };
}

/** Of a taxpayer's returns from `begin` to before `end` those that state all columns, without overlaps. */
function apartFrom(
  { fromDay, toDay }: TaxReturnColumns,
  stated: readonly Float64Array[],
  begin: number,
  end: number,
): number[] {
  const rows: number[] = [];
  for (let row = begin; row < end; row++) {
    if (stated.every((column) => !Number.isNaN(column[row]!))) rows.push(row);
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
  return apart;
}
