import { type Day, dayOf } from '../../model/time.ts';
import { requiredParty } from './references.ts';
import type { TableRow } from './table-row.ts';

const SUMS = ['turnover', 'taxes_paid', 'vat_charged', 'vat_paid', 'payroll', 'fixed_assets'] as const;

/** Tax returns: sums in tenge over a year, quarter or month. */
export const taxReturns: TableRow = {
  table: 'tax_returns',
  required: ['company_id', 'period'],
  optional: [...SUMS, 'employees'],
  prepare(cells) {
    const { writer } = cells;
    const companyColumn = cells.column('company_id');
    const periodColumn = cells.column('period');
    const employeesColumn = cells.column('employees');
    const sums = SUMS.map((name) => cells.column(name));
    const values = new Float64Array(SUMS.length);
    return () => {
      const company = requiredParty(cells, companyColumn, { expects: 'company' });
      const text = cells.required(periodColumn, '2025, 2025-Q3 or 2025-07');
      const period = text === '' ? null : readPeriod(text);
      if (text !== '' && period === null) {
        writer.refuse('tax_returns', 'period', 'bad-period', text, '2025, 2025-Q3 or 2025-07');
      }
      for (let s = 0; s < sums.length; s++) values[s] = cells.amount(sums[s]!, 'KZT');
      const employees = cells.count(employeesColumn);
      const attrs = cells.attrs();
      if (company === null || period === null) return;
      const rows = writer.addTo('tax_returns');
      const i = rows.addRow(writer.line);
      const into = rows.columns as Record<string, unknown[]>;
      into.company_id![i] = company;
      into.period![i] = text;
      into.from![i] = period.from;
      into.to![i] = period.to;
      for (let s = 0; s < SUMS.length; s++) into[SUMS[s]!]![i] = values[s];
      into.employees![i] = employees;
      into.attrs![i] = attrs;
    };
  },
};

/** Half-open days of a year, quarter or month; null where the text is none within 1800–2100. */
function readPeriod(text: string): { from: Day; to: Day } | null {
  const match = /^(\d{4})(?:-(?:[Qq]([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < 1800 || year > 2100) return null;
  const first = match[2] ? Number(match[2]) * 3 - 2 : match[3] ? Number(match[3]) : 1;
  const months = match[2] ? 3 : match[3] ? 1 : 12;
  const end = first - 1 + months;
  return { from: dayOf(year, first, 1), to: dayOf(year + Math.floor(end / 12), (end % 12) + 1, 1) };
}
