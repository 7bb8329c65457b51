import { type SizeClass, sizeClassOf } from '../model/cash-caps.ts';
import { civilOf } from '../model/time.ts';
import { SIZE_CLASSES } from '../model/vocabulary.ts';
import { monthOf } from './months.ts';
import type { Projection, RowRef } from './projection.ts';
import { eachTaxpayer } from './tax-periods.ts';

export interface KnownSize {
  readonly size: SizeClass;
  /** Rows that say so. */
  readonly rows: readonly RowRef[];
}

/** Income that a taxpayer's returns state for one year. */
interface YearOfReturns {
  incomeMinor: number;
  months: number;
  staff: number;
  rows: RowRef[];
}

/**
 * Says how large a business is: the class given for it, else by staff and income of its returns (the year before, else
 * the latest one; a part of a year is extended to the whole). Null without either: then nothing is known of its class.
 */
export function createSizeFinder(projection: Projection): (business: number, month: number) => KnownSize | null {
  const { companies, nodes, taxReturns } = projection;
  const { start, end } = nodes.range.company;
  const years = new Map<number, Map<number, YearOfReturns>>();
  eachTaxpayer(
    projection,
    (returns) => [returns.turnoverMinor],
    (taxpayer, returns) => {
      const byYear = new Map<number, YearOfReturns>();
      for (const row of returns) {
        const { year } = civilOf(taxReturns.fromDay[row]!);
        const known = byYear.get(year) ?? { incomeMinor: 0, months: 0, staff: Number.NaN, rows: [] };
        known.incomeMinor += taxReturns.turnoverMinor[row]!;
        known.months += monthOf(taxReturns.toDay[row]!) - monthOf(taxReturns.fromDay[row]!);
        const staff = taxReturns.employees[row]!;
        if (!(known.staff >= staff) && !Number.isNaN(staff)) known.staff = staff;
        known.rows.push({ table: 'tax_returns', row: taxReturns.row[row]! });
        byYear.set(year, known);
      }
      years.set(taxpayer, byYear);
    },
  );
  return (business, month) => {
    const at = business - start;
    const isCompany = business >= start && business < end;
    if (isCompany && companies.sizeClass[at]! >= 0) {
      return { size: SIZE_CLASSES[companies.sizeClass[at]!]!, rows: [{ table: 'companies', row: companies.row[at]! }] };
    }
    const byYear = years.get(business);
    if (!byYear) return null;
    const before = Math.floor(month / 12) - 1;
    const year = byYear.has(before) ? before : Math.max(...byYear.keys());
    const stated = byYear.get(year)!;
    const staff = !Number.isNaN(stated.staff) ? stated.staff : isCompany ? companies.employees[at]! : Number.NaN;
    if (Number.isNaN(staff) || stated.months === 0) return null;
    const size = sizeClassOf(staff, (stated.incomeMinor * 12) / stated.months, year);
    return size && { size, rows: stated.rows };
  };
}
