import type { FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { buildCsr } from '../csr.ts';
import type { RelationColumns } from '../projection.ts';
import { finished, growingFloat64, growingInt32, growingUint8, reserve } from './growing.ts';

export interface RelationBuilder {
  add(from: number, to: number, fromDay: number, toDay: number, table: FactTable, row: number, extra?: Extra): void;
  finish(nodeCount: number): RelationColumns & { role: Uint8Array; share: Float64Array; building: Int32Array };
}

/** Further columns that belong to a relation: of roles, and the building of an address. */
interface Extra {
  role?: number;
  share?: number;
  building?: number;
}

/**
 * Collects relations over intervals. The same relation (ends, role, share, interval) from several rows is one, with the
 * first row as its source; the order is that of the columns, never that of the rows.
 */
export function buildRelations(): RelationBuilder {
  const tables: FactTable[] = [];
  const columns = {
    from: growingInt32(),
    to: growingInt32(),
    fromDay: growingInt32(),
    toDay: growingInt32(),
    tableOf: growingUint8(),
    row: growingInt32(),
    role: growingUint8(),
    share: growingFloat64(),
    building: growingInt32(),
  };
  const all = Object.values(columns);
  let count = 0;
  return {
    add(from, to, fromDay, toDay, table, row, extra) {
      if (from < 0 || to < 0) return;
      let tableIndex = tables.indexOf(table);
      if (tableIndex < 0) tableIndex = tables.push(table) - 1;
      reserve(all, count + 1);
      columns.from.data[count] = from;
      columns.to.data[count] = to;
      columns.fromDay.data[count] = fromDay;
      columns.toDay.data[count] = toDay;
      columns.tableOf.data[count] = tableIndex;
      columns.row.data[count] = row;
      columns.role.data[count] = extra?.role ?? 0;
      columns.share.data[count] = extra?.share ?? Number.NaN;
      columns.building.data[count] = extra?.building ?? -1;
      count++;
    },
    finish(nodeCount) {
      const order = distinctInOrder(columns, count);
      const picked = <A extends Int32Array | Uint8Array | Float64Array>({ data }: { data: A }, into: A): A => {
        for (let i = 0; i < order.length; i++) into[i] = data[order[i]!]!;
        return into;
      };
      const ints = (column: { data: Int32Array }) => picked(column, new Int32Array(order.length));
      const from = ints(columns.from);
      const to = ints(columns.to);
      const result = {
        count: order.length,
        from,
        to,
        fromDay: ints(columns.fromDay),
        toDay: ints(columns.toDay),
        table: tables,
        tableOf: picked(columns.tableOf, new Uint8Array(order.length)),
        row: ints(columns.row),
        role: picked(columns.role, new Uint8Array(order.length)),
        share: picked(columns.share, new Float64Array(order.length)),
        building: ints(columns.building),
        out: buildCsr(nodeCount, from),
        in: buildCsr(nodeCount, to),
      };
      for (const column of all) finished<Int32Array | Uint8Array | Float64Array>(column, 0);
      return result;
    },
  };
}

type Columns = Record<'from' | 'to' | 'fromDay' | 'toDay' | 'row' | 'building', { data: Int32Array }> &
  Record<'tableOf' | 'role', { data: Uint8Array }> & { share: { data: Float64Array } };

/** Numbers of the distinct relations in the order of their columns; of equal ones the first source. */
function distinctInOrder(columns: Columns, count: number): Int32Array {
  const { from, to, role, fromDay, toDay, share, tableOf, row } = columns;
  const shareAt = (i: number) => (Number.isNaN(share.data[i]!) ? -1 : share.data[i]!);
  const byContent = (a: number, b: number) =>
    from.data[a]! - from.data[b]! ||
    to.data[a]! - to.data[b]! ||
    role.data[a]! - role.data[b]! ||
    fromDay.data[a]! - fromDay.data[b]! ||
    toDay.data[a]! - toDay.data[b]! ||
    shareAt(a) - shareAt(b);
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  order.sort((a, b) => byContent(a, b) || tableOf.data[a]! - tableOf.data[b]! || row.data[a]! - row.data[b]!);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (kept === 0 || byContent(order[kept - 1]!, order[i]!) !== 0) order[kept++] = order[i]!;
  }
  return order.slice(0, kept);
}

/** The earlier of two ends, where `NO_DAY` means "still valid". */
export function earlierEnd(a: number, b: number): number {
  if (a === NO_DAY) return b;
  return b === NO_DAY ? a : Math.min(a, b);
}
