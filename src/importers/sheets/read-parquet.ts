import {
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { TamyrError } from '../../model/errors.ts';
import { DAY_MS, formatDay } from '../../model/time.ts';
import type { InputFile } from '../importer.ts';
import type { RecordGroup } from '../text/records.ts';
import { plainDigits } from './number-format.ts';

const GROUP_ROWS = 4096;
/** Cells of one row group, which is unpacked as a whole: some gigabytes. */
const MAX_GROUP_CELLS = 40_000_000;

/** What a column's values are, as far as the reader must know to write them out exactly. */
interface ColumnKind {
  name: string;
  /** Digits after the point of a DECIMAL, whose values come as whole numbers. */
  scale: number | null;
  /** Whether its times are instants of UTC; the others are on a clock that the file does not name. */
  utc: boolean;
  /** Digits that a float of its size keeps. */
  significant: number;
}

/** Reads a Parquet file as records, one row group after the other; `line` is the row's number, 1 for the first. */
export async function* readParquet(
  file: InputFile,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<RecordGroup, void, undefined> {
  const { buffer, metadata } = await openParquet(file);
  const kinds = columnKindsOf(metadata);
  const columns = kinds.map(({ name }) => name);
  let from = 0;
  let told = 0;
  const none = { columns, broken: [], blank: 0 };
  yield { ...none, count: 0, cells: [], line: new Int32Array(0), row: new Int32Array(0), raw: () => '' };
  for (const { num_rows } of metadata.row_groups) {
    const to = from + Number(num_rows);
    if ((to - from) * columns.length > MAX_GROUP_CELLS) throw groupTooLarge(file, to - from, columns.length);
    let rows: unknown[][] = [];
    try {
      const range = { rowStart: from, rowEnd: to, utf8: false, parsers: PARSERS };
      await parquetRead({ file: buffer, metadata, compressors, ...range, onComplete: (all) => (rows = all) });
    } catch (cause) {
      throw notParquet(file, cause as Error);
    }
    for (let first = 0; first < rows.length; first += GROUP_ROWS) {
      const part = rows.slice(first, first + GROUP_ROWS);
      const numbers = Int32Array.from(part, (_, i) => from + first + i + 1);
      const raw = (i: number) => JSON.stringify(part[i]!.map((value, c) => cellOf(value, kinds[c]!)));
      const cells = part.flatMap((values) => kinds.map((kind, c) => cellOf(values[c], kind)));
      yield { ...none, count: part.length, cells, line: numbers, row: numbers, raw };
    }
    from = to;
    const share = Math.floor((file.bytes * to) / Math.max(1, Number(metadata.num_rows)));
    onBytes?.(share - told);
    told = share;
  }
  onBytes?.(file.bytes - told);
}

async function openParquet(file: InputFile) {
  try {
    const buffer = await asyncBufferFromFile(file.path);
    return { buffer, metadata: await parquetMetadataAsync(buffer) };
  } catch (cause) {
    throw notParquet(file, cause as Error);
  }
}

/** Dates and times as ISO 8601 without an offset; the column tells whether they are of UTC. */
const PARSERS = {
  dateFromDays: (days: number) => formatDay(days),
  timestampFromMilliseconds: (ms: bigint) => isoOf(ms),
  timestampFromMicroseconds: (micros: bigint) => isoOf(floorDivide(micros, 1000n)),
  timestampFromNanoseconds: (nanos: bigint) => isoOf(floorDivide(nanos, 1_000_000n)),
};

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function isoOf(ms: bigint): string {
  const dayMs = BigInt(DAY_MS);
  const day = floorDivide(ms, dayMs);
  const rest = Number(ms - day * dayMs);
  const clock = new Date(rest)
    .toISOString()
    .slice(11, 23)
    .replace(/\.000$/, '');
  return `${formatDay(Number(day))}T${clock}`;
}

/**
 * What the top-level columns are. A DECIMAL is read as the whole number that the file holds, for a double would round it:
 * its mark is taken off the schema.
 */
function columnKindsOf({ schema }: FileMetaData): ColumnKind[] {
  const kinds: ColumnKind[] = [];
  let at = 1;
  const skip = (element: SchemaElement): void => {
    for (let child = 0; child < (element.num_children ?? 0); child++) skip(schema[at++]!);
  };
  while (at < schema.length) {
    const element = schema[at++]!;
    const logical = element.logical_type;
    const isDecimal = element.converted_type === 'DECIMAL' || logical?.type === 'DECIMAL';
    const isTime = element.converted_type?.startsWith('TIMESTAMP') || logical?.type === 'TIMESTAMP';
    kinds.push({
      name: element.name,
      scale: isDecimal ? (element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0)) : null,
      utc: Boolean(isTime) && (logical?.type === 'TIMESTAMP' ? logical.isAdjustedToUTC : true),
      significant: element.type === 'FLOAT' ? 7 : 17,
    });
    if (isDecimal) {
      delete element.converted_type;
      delete element.logical_type;
    }
    skip(element);
  }
  return kinds;
}

function cellOf(value: unknown, kind: ColumnKind): string {
  if (value === null || value === undefined) return '';
  if (kind.scale !== null) return decimalOf(value, kind.scale);
  if (typeof value === 'string') return kind.utc ? `${value}Z` : value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return '';
    return kind.significant === 17 && !Number.isInteger(value) ? shortest(value) : plainDigits(value, kind.significant);
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return typeof value === 'object' ? JSON.stringify(value, plainJson) : String(value);
}

/** The shortest digits that mean this double, without an exponent. */
function shortest(value: number): string {
  const text = String(value);
  return text.includes('e') ? plainDigits(value, 17) : text;
}

function plainJson(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;
}

/** A whole number, or the big-endian two's complement bytes of one, with a decimal point `scale` digits from its end. */
function decimalOf(value: unknown, scale: number): string {
  const whole =
    value instanceof Uint8Array ? BigInt.asIntN(value.length * 8, bigEndian(value)) : BigInt(value as number);
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${whole < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}

function bigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function notParquet(file: InputFile, cause: Error): TamyrError {
  return new TamyrError(
    {
      code: 'bad-parquet',
      what: `The file is no whole Parquet file: ${cause.message}.`,
      where: file.name,
      expected: 'a Parquet file, complete and not encrypted',
      todo: 'Copy it again from its source, or write the table as CSV and load that.',
      exitCode: 3,
    },
    { cause },
  );
}

function groupTooLarge({ name }: InputFile, rows: number, columns: number): TamyrError {
  return new TamyrError({
    code: 'row-group-too-large',
    what: `A row group of the file has ${rows} rows of ${columns} columns, more than can be unpacked at once.`,
    where: name,
    expected: `row groups of at most ${Math.floor(MAX_GROUP_CELLS / columns)} rows`,
    todo: 'Write the file again with smaller row groups (ROW_GROUP_SIZE in DuckDB, row_group_size in pyarrow).',
    exitCode: 3,
  });
}
