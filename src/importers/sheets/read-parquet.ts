import { TamyrError } from '../../model/errors.ts';
import { openParquetTable, type ParquetTable } from '../../store/duckdb/parquet-table.ts';
import type { InputFile } from '../importer.ts';
import type { RecordGroup } from '../text/records.ts';
import { csvLine, NO_RANGES } from './no-ranges.ts';
import { plainDigits } from './number-format.ts';

/** Reads a Parquet file as records; `line` is the row's number, 1 for the first. Numbers and times come exactly, as text. */
export async function* readParquet(
  file: InputFile,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<RecordGroup, void, undefined> {
  let table: ParquetTable;
  try {
    table = await openParquetTable(file.path);
  } catch (cause) {
    throw notParquet(file, cause as Error);
  }
  try {
    const { columns, types, rowCount } = table;
    const none = { ...NO_RANGES, columns, types, header: csvLine(columns), broken: [], blank: 0 };
    yield { ...none, count: 0, cells: [], line: new Int32Array(0), row: new Int32Array(0), raw: () => '' };
    let read = 0;
    let told = 0;
    for await (const rows of rowsOf(table, file)) {
      const first = read + 1;
      const numbers = Int32Array.from(rows, (_, i) => first + i);
      const raw = (i: number) => csvLine(rows[i]!.map(cellOf));
      yield {
        ...none,
        count: rows.length,
        cells: rows.flatMap((row) => row.map(cellOf)),
        line: numbers,
        row: numbers,
        raw,
      };
      read += rows.length;
      const share = Math.floor((file.bytes * read) / Math.max(1, rowCount));
      onBytes?.(share - told);
      told = share;
    }
    onBytes?.(file.bytes - told);
  } finally {
    table.close();
  }
}

async function* rowsOf(table: ParquetTable, file: InputFile) {
  try {
    yield* table.rows();
  } catch (cause) {
    throw notParquet(file, cause as Error);
  }
}

/** Doubles beyond sixteen digits come with an exponent, times with milliseconds even where there are none. */
function cellOf(text: string | null): string {
  if (text === null) return '';
  if (/^-?\d(\.\d+)?e[+-]\d+$/.test(text)) return plainDigits(Number(text), 17);
  return text.endsWith('.000') || text.endsWith('.000Z') ? text.replace(/(T\d\d:\d\d:\d\d)\.000(Z?)$/, '$1$2') : text;
}

function notParquet(file: InputFile, cause: Error): TamyrError {
  const why = cause.message.split('\n', 1)[0]!.replaceAll(file.path, file.name);
  return new TamyrError(
    {
      code: 'bad-parquet',
      what: `The file is no whole Parquet file: ${why}`,
      where: file.name,
      expected: 'a Parquet file, complete and not encrypted',
      todo: 'Copy it again from its source, or write the table as CSV and load that.',
      exitCode: 3,
    },
    { cause },
  );
}
