import type { NumberedBatch } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { finished, type Growing, growingFloat64, growingInt32, inOrder, reserve } from '../growing.ts';
import type { AliasColumns, ListingColumns, TaxReturnColumns } from '../projection.ts';
import type { Column } from '../shared-columns.ts';
import { buildStringColumn } from '../string-column.ts';
import { earlierEnd } from './relations.ts';

/** Rows that hold on the as-of day: begun, and not taken back by a snapshot. */
function seen(batch: NumberedBatch, i: number, from: number, asOfDay: number): boolean {
  return (from === NO_DAY || from <= asOfDay) && (batch.began[i] === NO_DAY || batch.began[i]! <= asOfDay);
}

/** Collects `lists`. */
export function buildListings(asOfDay: number): { add(batch: NumberedBatch): void; finish(): ListingColumns } {
  const codes: string[] = [];
  const rows: { entity: number; list: number; fromDay: number; toDay: number; row: number }[] = [];
  return {
    add(batch) {
      const entity = batch.columns.entity_id as Int32Array;
      const list = batch.columns.list as (string | null)[];
      const from = batch.columns.from as Int32Array;
      const to = batch.columns.to as Int32Array;
      for (let i = 0; i < batch.length; i++) {
        if (entity[i]! < 0 || !seen(batch, i, from[i]!, asOfDay)) continue;
        let code = codes.indexOf(list[i]!);
        if (code < 0) code = codes.push(list[i]!) - 1;
        const end = earlierEnd(to[i]!, batch.ended[i]!);
        const toDay = end > asOfDay ? NO_DAY : end;
        rows.push({ entity: entity[i]!, list: code, fromDay: from[i]!, toDay, row: batch.row[i]! });
      }
    },
    finish() {
      const order = codes.map((_, i) => i).sort((a, b) => (codes[a]! < codes[b]! ? -1 : 1));
      const rank = new Map(order.map((code, i) => [code, i]));
      for (const row of rows) row.list = rank.get(row.list)!;
      rows.sort((a, b) => a.entity - b.entity || a.list - b.list || a.fromDay - b.fromDay || a.row - b.row);
      return {
        count: rows.length,
        entity: Int32Array.from(rows, (r) => r.entity),
        list: Uint16Array.from(rows, (r) => r.list),
        codes: order.map((code) => codes[code]!),
        fromDay: Int32Array.from(rows, (r) => r.fromDay),
        toDay: Int32Array.from(rows, (r) => r.toDay),
        row: Int32Array.from(rows, (r) => r.row),
      };
    },
  };
}

/** Collects `names`. */
export function buildAliases(asOfDay: number): { add(batch: NumberedBatch): void; finish(): AliasColumns } {
  const columns = { entity: growingInt32(), fromDay: growingInt32(), toDay: growingInt32(), row: growingInt32() };
  const all = Object.values(columns);
  const names = buildStringColumn();
  let count = 0;
  return {
    add(batch) {
      const entity = batch.columns.entity_id as Int32Array;
      const name = batch.columns.name as (string | null)[];
      const from = batch.columns.from as Int32Array;
      const to = batch.columns.to as Int32Array;
      for (let i = 0; i < batch.length; i++) {
        if (name[i] === null || !seen(batch, i, from[i]!, asOfDay)) continue;
        reserve(all, count + 1);
        const end = earlierEnd(to[i]!, batch.ended[i]!);
        columns.entity.data[count] = entity[i]!;
        columns.fromDay.data[count] = from[i]!;
        columns.toDay.data[count] = end > asOfDay ? NO_DAY : end;
        columns.row.data[count] = batch.row[i]!;
        names.push(name[i]!);
        count++;
      }
    },
    finish: () => ({
      count,
      entity: finished(columns.entity, count),
      name: names.finish(),
      fromDay: finished(columns.fromDay, count),
      toDay: finished(columns.toDay, count),
      row: finished(columns.row, count),
    }),
  };
}

const TAX_COLUMNS = {
  turnover: 'turnoverMinor',
  taxes_paid: 'taxesPaidMinor',
  vat_charged: 'vatChargedMinor',
  vat_paid: 'vatPaidMinor',
  employees: 'employees',
  payroll: 'payrollMinor',
  fixed_assets: 'fixedAssetsMinor',
} as const;

/** Collects `tax_returns`; a period counts as seen from its first day on. */
export function buildTaxReturns(asOfDay: number): { add(batch: NumberedBatch): void; finish(): TaxReturnColumns } {
  const columns = {
    company: growingInt32(),
    fromDay: growingInt32(),
    toDay: growingInt32(),
    row: growingInt32(),
    turnoverMinor: growingFloat64(),
    taxesPaidMinor: growingFloat64(),
    vatChargedMinor: growingFloat64(),
    vatPaidMinor: growingFloat64(),
    employees: growingFloat64(),
    payrollMinor: growingFloat64(),
    fixedAssetsMinor: growingFloat64(),
  };
  const numbers = Object.entries(TAX_COLUMNS);
  let count = 0;
  return {
    add(batch) {
      const company = batch.columns.company_id as Int32Array;
      const from = batch.columns.from as Int32Array;
      const to = batch.columns.to as Int32Array;
      reserve(Object.values(columns), count + batch.length, batch.tableRows);
      for (let i = 0; i < batch.length; i++) {
        if (!seen(batch, i, from[i]!, asOfDay)) continue;
        columns.company.data[count] = company[i]!;
        columns.fromDay.data[count] = from[i]!;
        columns.toDay.data[count] = to[i]!;
        columns.row.data[count] = batch.row[i]!;
        for (const [column, name] of numbers) {
          columns[name].data[count] = (batch.columns[column] as Float64Array | undefined)?.[i] ?? Number.NaN;
        }
        count++;
      }
    },
    finish() {
      const { company, fromDay, toDay } = columns;
      const order = new Int32Array(count);
      for (let i = 0; i < count; i++) order[i] = i;
      order.sort(
        (a, b) =>
          company.data[a]! - company.data[b]! || fromDay.data[a]! - fromDay.data[b]! || toDay.data[a]! - toDay.data[b]!,
      );
      const ordered = <C extends Column>(column: Growing<C>): C => inOrder(column, order);
      return {
        count,
        company: ordered(company),
        fromDay: ordered(fromDay),
        toDay: ordered(toDay),
        row: ordered(columns.row),
        turnoverMinor: ordered(columns.turnoverMinor),
        taxesPaidMinor: ordered(columns.taxesPaidMinor),
        vatChargedMinor: ordered(columns.vatChargedMinor),
        vatPaidMinor: ordered(columns.vatPaidMinor),
        employees: ordered(columns.employees),
        payrollMinor: ordered(columns.payrollMinor),
        fixedAssetsMinor: ordered(columns.fixedAssetsMinor),
      };
    },
  };
}
