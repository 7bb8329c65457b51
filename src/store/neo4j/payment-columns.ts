import type { ColumnVector } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { snapshotColumns } from '../duckdb/sorted-rows.ts';
import type { KeyedTable, SnapshotBatch } from '../graph-store.ts';
import { createPackedColumn, type PackedColumn } from '../packed-column.ts';
import { textReader } from '../packed-texts.ts';
import type { NodeNumbers } from './node-numbers.ts';

const ROWS_PER_BATCH = 65_536;
/** Of a row that has not come. */
const NONE = -1;

/** How a keyed table's rows come out of the server. */
export interface PaymentLayout {
  /** Query for rows that are nodes (ends by id), and for rows that are relationships (ends by the server's numbers). */
  readonly named: string;
  readonly placed: string;
  readonly ends: readonly [string, string];
  readonly amounts: readonly string[];
  /** Columns of few values: they come once for many rows. */
  readonly grouped: readonly string[];
  /** Columns that come as pairs of row and text where there is any; `asNumbers` are ids of entities. */
  readonly paired: readonly string[];
  readonly asNumbers: readonly string[];
}

/** Rows of one answer that have in common what is grouped. */
export type PaymentGroup = Readonly<Record<string, unknown>> & {
  readonly extract: number;
  readonly began: number | null;
  readonly ended: number | null;
  /** Validity before a later load changed it, and whether that is lost too; null where none did. */
  readonly before: readonly [extract: number, began: number | null, ended: number | null, lost: boolean] | null;
  readonly row: number[];
  readonly a: (number | string)[];
  readonly b: (number | string)[];
  readonly at: number[];
};

/** A keyed table in typed columns by row number, filled in any order. */
export type PaymentColumns = ReturnType<typeof createPaymentColumns>;

/** @param rows row numbers are below this */
export function createPaymentColumns(table: KeyedTable, layout: PaymentLayout, rows: number, numbers: NodeNumbers) {
  const at = new Float64Array(rows);
  const amounts = layout.amounts.map((name) => ({ name, data: new Float64Array(rows) }));
  const ends = layout.ends.map(() => new Int32Array(rows).fill(-1));
  const groupOf = new Int32Array(rows).fill(NONE);
  const groups: PaymentGroup[] = [];
  const known = new Map<string, number>();
  const pairedNumbers = new Map(layout.asNumbers.map((name) => [name, new Int32Array(rows).fill(-1)]));
  const texts = new Map<string, PackedColumn>();

  function textsOf(name: string): PackedColumn {
    const column = texts.get(name) ?? createPackedColumn(rows);
    texts.set(name, column);
    return column;
  }

  function numberOf(group: PaymentGroup): number {
    const values = [...layout.grouped, 'extract', 'began', 'ended', 'before'].map((name) => group[name] ?? null);
    const key = JSON.stringify(values);
    const number = known.get(key) ?? groups.push({ ...group, row: [], a: [], b: [], at: [] }) - 1;
    known.set(key, number);
    return number;
  }

  function putEnd(column: Int32Array, rowsOfGroup: readonly number[], values: readonly (number | string)[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (typeof value === 'number') column[rowsOfGroup[i]!] = numbers.ofPlace(value);
      else if (value !== '') numbers.writeLater(column, rowsOfGroup[i]!, value);
    }
  }

  return {
    at,
    /** Rows that have come, in the order of their numbers. */
    rows(): Int32Array {
      const present = new Int32Array(rows);
      let count = 0;
      for (let row = 0; row < rows; row++) if (groupOf[row] !== NONE) present[count++] = row;
      return present.subarray(0, count);
    },
    put(group: PaymentGroup): void {
      const { row } = group;
      const number = numberOf(group);
      for (let i = 0; i < row.length; i++) groupOf[row[i]!] = number;
      scatter(at, row, group.at);
      for (const { name, data } of amounts) scatter(data, row, group[name] as number[]);
      putEnd(ends[0]!, row, group.a);
      putEnd(ends[1]!, row, group.b);
      for (const name of layout.paired) {
        for (const [of, text] of group[name] as [row: number, text: string][]) {
          const column = pairedNumbers.get(name);
          if (column) numbers.writeLater(column, of, text);
          else textsOf(name).putText(of, text);
        }
      }
    },
    putText(name: string, row: number, text: string): void {
      textsOf(name).putText(row, text);
    },
    /** The texts of a column, which takes no more. */
    textsSoFar: (name: string) => textsOf(name).take(rows),
    /** Batches in an order of rows; the columns are not to be used again. */
    *inOrder(order: Int32Array, wanted: readonly string[] | undefined, ranks: Int32Array): Generator<SnapshotBatch> {
      const columns = snapshotColumns(table, wanted);
      const readers = new Map([...texts].map(([name, column]) => [name, textReader(column.take(rows))]));
      const numeric = new Map<string, Float64Array | Int32Array>([
        ['at', at],
        ...amounts.map(({ name, data }) => [name, data] as const),
        ...layout.ends.map((name, i) => [name, ends[i]!] as const),
        ...pairedNumbers,
      ]);
      const precisions = Int32Array.from(groups, ({ precision }) => codeOf(precision));
      const extracts = Int32Array.from(groups, ({ before, extract }) => ranks[before?.[0] ?? extract]!);
      const began = Int32Array.from(groups, (group) => (group.before ? group.before[1] : group.began) ?? NO_DAY);
      const ended = Int32Array.from(groups, (group) => (group.before ? group.before[2] : group.ended) ?? NO_DAY);
      const grouped = new Map<string, (string | null)[]>();
      for (const name of layout.grouped) {
        if (name !== 'precision')
          grouped.set(
            name,
            groups.map((group) => textOf(group[name])),
          );
      }
      const takeColumn = (name: string, some: Int32Array, ofRow: Int32Array): ColumnVector => {
        const data = numeric.get(name);
        if (data) return gathered(data, some);
        if (name === 'precision') return gathered(precisions, ofRow);
        const values = grouped.get(name);
        if (values) return textsAt(ofRow, (group) => values[group]!);
        return textsAt(some, readers.get(name) ?? (() => null));
      };
      for (let from = 0; from < order.length; from += ROWS_PER_BATCH) {
        const some = order.slice(from, from + ROWS_PER_BATCH);
        const ofRow = gathered(groupOf, some);
        yield {
          length: some.length,
          columns: Object.fromEntries(columns.map(([name]) => [name, takeColumn(name, some, ofRow)])),
          row: some,
          extract: gathered(extracts, ofRow),
          began: gathered(began, ofRow),
          ended: gathered(ended, ofRow),
          tableRows: rows,
        };
      }
    },
  };
}

function scatter(column: Float64Array, rows: readonly number[], values: readonly number[]): void {
  for (let i = 0; i < rows.length; i++) column[rows[i]!] = values[i]!;
}

function gathered<A extends Float64Array | Int32Array>(column: A, rows: Int32Array): A {
  const result = new (column.constructor as new (length: number) => A)(rows.length);
  for (let i = 0; i < rows.length; i++) result[i] = column[rows[i]!]!;
  return result;
}

function textsAt(rows: Int32Array, textOfRow: (row: number) => string | null): (string | null)[] {
  const texts: (string | null)[] = [];
  for (let i = 0; i < rows.length; i++) texts.push(textOfRow(rows[i]!));
  return texts;
}

function codeOf(value: unknown): number {
  return typeof value === 'number' ? value : -1;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
