import type { FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { buildCsr } from '../csr.ts';
import { type Growing, growingFloat64, growingInt32, growingUint8, inOrder, reserve } from '../growing.ts';
import type { RelationColumns } from '../projection.ts';
import { type Column, sharedInt32 } from '../shared-columns.ts';

/** Further columns that some relations have: of roles, and the building of an address. */
interface Extras {
  role: Uint8Array;
  /** Percent, NaN unknown. */
  share: Float64Array;
  building: Int32Array;
}

type Extra = { [E in keyof Extras]?: number };

export interface RelationBuilder<E extends keyof Extras = never> {
  add(from: number, to: number, fromDay: number, toDay: number, table: FactTable, row: number, extra?: Extra): void;
  finish(nodeCount: number): RelationColumns & Pick<Extras, E>;
}

const BLANK = { role: 0, share: Number.NaN, building: -1 } as const;

/**
 * Collects relations over intervals. The same relation (ends, role, share, interval) from several rows is one, with the
 * first row as its source; the order is that of the columns, never that of the rows.
 */
export function buildRelations<E extends keyof Extras = never>(...extras: E[]): RelationBuilder<E> {
  const tables: FactTable[] = [];
  const columns = {
    from: growingInt32(),
    to: growingInt32(),
    fromDay: growingInt32(),
    toDay: growingInt32(),
    tableOf: growingUint8(),
    row: growingInt32(),
  };
  const further = { role: growingUint8(), share: growingFloat64(), building: growingInt32() };
  const all = [...Object.values(columns), ...extras.map((name) => further[name])];
  let count = 0;
  return {
    add(from, to, fromDay, toDay, table, row, extra) {
      if (from < 0 || to < 0) return;
      let tableIndex = tables.indexOf(table);
      if (tableIndex < 0) tableIndex = tables.push(table) - 1;
      if (count === columns.from.data.length) reserve(all, count + 1);
      columns.from.data[count] = from;
      columns.to.data[count] = to;
      columns.fromDay.data[count] = fromDay;
      columns.toDay.data[count] = toDay;
      columns.tableOf.data[count] = tableIndex;
      columns.row.data[count] = row;
      for (const name of extras) further[name].data[count] = extra?.[name] ?? BLANK[name];
      count++;
    },
    finish(nodeCount) {
      const { role, share } = further;
      const order = distinctInOrder(
        columns,
        count,
        extras.includes('role' as E) ? role.data : null,
        extras.includes('share' as E) ? share.data : null,
      );
      const picked = <C extends Column>(column: Growing<C>): C => inOrder(column, order);
      const from = picked(columns.from);
      const to = picked(columns.to);
      return {
        count: order.length,
        from,
        to,
        fromDay: picked(columns.fromDay),
        toDay: picked(columns.toDay),
        table: tables,
        tableOf: picked(columns.tableOf),
        row: picked(columns.row),
        ...(Object.fromEntries(extras.map((name) => [name, picked<Column>(further[name])])) as Pick<Extras, E>),
        out: buildCsr(nodeCount, from, { allocate: sharedInt32 }),
        in: buildCsr(nodeCount, to, { allocate: sharedInt32 }),
      };
    },
  };
}

type Columns = Record<'from' | 'to' | 'fromDay' | 'toDay' | 'row', { data: Int32Array }> & {
  tableOf: { data: Uint8Array };
};

/** Numbers of the distinct relations in the order of their columns; of equal ones the first source. */
function distinctInOrder(
  columns: Columns,
  count: number,
  role: Uint8Array | null,
  share: Float64Array | null,
): Int32Array {
  const { from, to, fromDay, toDay, tableOf, row } = columns;
  const shareAt = (i: number) => (share === null || Number.isNaN(share[i]!) ? -1 : share[i]!);
  const byContent = (a: number, b: number) =>
    from.data[a]! - from.data[b]! ||
    to.data[a]! - to.data[b]! ||
    (role === null ? 0 : role[a]! - role[b]!) ||
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
  return order.subarray(0, kept);
}

/** The earlier of two ends, where `NO_DAY` means "still valid". */
export function earlierEnd(a: number, b: number): number {
  if (a === NO_DAY) return b;
  return b === NO_DAY ? a : Math.min(a, b);
}
