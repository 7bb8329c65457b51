import { TamyrError } from '../../model/errors.ts';
import { FACT_TABLES, type FactTable } from '../../model/facts.ts';

/** Columns that are kept as numbers and are moments to whoever writes them. */
const MOMENTS = new Set(['at', 'issued_at']);
const TEXT = /^(VARCHAR|ENUM)/;
const DATES = { types: /^(DATE|TIMESTAMP)/, expected: 'DATE, TIMESTAMP or text as ISO 8601' };
const NUMBERS = { types: /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL)/, expected: 'a number or text' };
const NO_VALUE = /\[\d*\]$|^(STRUCT|MAP|UNION|VARIANT|BLOB|INTERVAL)/;

/**
 * Makes sure, before any row is read, that typed columns (Parquet's) have types that the table's can be read from: a moment
 * that is a whole number would refuse every row, and nobody could tell seconds from milliseconds.
 * @param at where the table's columns stand among the file's
 * @throws TamyrError that names the column, its type and what is expected
 */
export function requireColumnTypes(
  table: FactTable,
  at: ReadonlyMap<string, number>,
  types: readonly string[],
  file: string,
): void {
  const kinds: Readonly<Record<string, string>> = FACT_TABLES[table];
  for (const [name, position] of at) {
    const type = types[position]!;
    if (TEXT.test(type)) continue;
    const isMoment = MOMENTS.has(name) || kinds[name] === 'day';
    const rule = isMoment ? DATES : kinds[name] === 'number' ? NUMBERS : null;
    if (rule ? rule.types.test(type) && !NO_VALUE.test(type) : !NO_VALUE.test(type)) continue;
    throw new TamyrError({
      code: 'wrong-column-type',
      what: `The column "${name}" of the ${table} table has the type ${type}.`,
      where: file,
      expected: rule?.expected ?? 'text or a number',
      todo: isMoment
        ? 'Describe the file in a mapping, which can read seconds, milliseconds and steps (unix: s, unix: ms), and load it with --mapping.'
        : 'Write the column with that type, or describe the file in a mapping and load it with --mapping.',
    });
  }
}
