import type { FactTable } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { buildCsr } from '../csr.ts';
import type { RelationColumns } from '../projection.ts';

/** One relation as it is read; `extra` are further columns (role, share, building) that belong to it. */
interface Entry {
  from: number;
  to: number;
  fromDay: number;
  toDay: number;
  table: number;
  row: number;
  role: number;
  share: number;
  building: number;
}

export interface RelationBuilder {
  add(from: number, to: number, fromDay: number, toDay: number, table: FactTable, row: number, extra?: Extra): void;
  finish(nodeCount: number): RelationColumns & { role: Uint8Array; share: Float64Array; building: Int32Array };
}

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
  const entries: Entry[] = [];
  return {
    add(from, to, fromDay, toDay, table, row, extra = {}) {
      if (from < 0 || to < 0) return;
      let tableIndex = tables.indexOf(table);
      if (tableIndex < 0) tableIndex = tables.push(table) - 1;
      const { role = 0, share = Number.NaN, building = -1 } = extra;
      entries.push({ from, to, fromDay, toDay, table: tableIndex, row, role, share, building });
    },
    finish(nodeCount) {
      entries.sort(byColumns);
      const kept = entries.filter((entry, i) => i === 0 || !sameRelation(entries[i - 1]!, entry));
      entries.length = 0;
      const int = (pick: (entry: Entry) => number) => Int32Array.from(kept, pick);
      const from = int((e) => e.from);
      const to = int((e) => e.to);
      return {
        count: kept.length,
        from,
        to,
        fromDay: int((e) => e.fromDay),
        toDay: int((e) => e.toDay),
        table: tables,
        tableOf: Uint8Array.from(kept, (e) => e.table),
        row: int((e) => e.row),
        role: Uint8Array.from(kept, (e) => e.role),
        share: Float64Array.from(kept, (e) => e.share),
        building: int((e) => e.building),
        out: buildCsr(nodeCount, from),
        in: buildCsr(nodeCount, to),
      };
    },
  };
}

function byColumns(a: Entry, b: Entry): number {
  return (
    a.from - b.from ||
    a.to - b.to ||
    a.role - b.role ||
    a.fromDay - b.fromDay ||
    a.toDay - b.toDay ||
    shareOrder(a.share) - shareOrder(b.share) ||
    a.table - b.table ||
    a.row - b.row
  );
}

function sameRelation(a: Entry, b: Entry): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.role === b.role &&
    a.fromDay === b.fromDay &&
    a.toDay === b.toDay &&
    shareOrder(a.share) === shareOrder(b.share)
  );
}

function shareOrder(share: number): number {
  return Number.isNaN(share) ? -1 : share;
}

/** The earlier of two ends, where `NO_DAY` means "still valid". */
export function earlierEnd(a: number, b: number): number {
  if (a === NO_DAY) return b;
  return b === NO_DAY ? a : Math.min(a, b);
}
