import type { FactTable } from '../../model/facts.ts';
import { TABLE_ROWS } from '../rows/all-tables.ts';
import { createCellReader } from '../rows/cells.ts';
import type { OccurrenceCounter } from '../rows/occurrences.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { compileCondition, compileExpression, type Failure, isFailure, type RowView, type Scope } from './evaluate.ts';
import type { Purpose, TableMapping } from './mapping.ts';

/** Makes the records of one row; whether there were any (or the row was refused). */
export type MakeRecords = (row: RowView) => boolean;

const ENDS = new Set(['to', 'dissolved_at', 'closed_at']);

/** Compiles the entries of a mapping that feed on one file. */
export function compileRecords(
  entries: readonly TableMapping[],
  scope: Scope,
  writer: RowWriter,
  occurrences: OccurrenceCounter,
): MakeRecords {
  const makers = entries.map((entry) => compileEntry(entry, scope, writer, occurrences));
  return (row) => {
    let made = false;
    for (const make of makers) if (make(row)) made = true;
    return made;
  };
}

function compileEntry(
  entry: TableMapping,
  scope: Scope,
  writer: RowWriter,
  occurrences: OccurrenceCounter,
): MakeRecords {
  const table = entry.table as FactTable;
  const rows = TABLE_ROWS[table];
  const names = [...entry.columns.keys()];
  const kept = entry.keep.map((name, i) => ({ name, at: names.length + i, from: scope.columnAt(name, entry.place) }));
  const evaluate = names.map((name) => compileExpression(entry.columns.get(name)!, scope, purposeOf(name)));
  const required = names.map((name) => rows.required.includes(name));
  const where = entry.where ? compileCondition(entry.where, scope) : null;
  const layout = { at: new Map(names.map((name, i) => [name, i])), extras: kept };
  const cells = createCellReader(table, layout, writer);
  const take = rows.prepare(cells, occurrences);
  const record = new Array<string>(names.length + kept.length).fill('');
  const several: { at: number; texts: readonly string[] }[] = [];

  const refuse = (column: string, { code, value, expected }: Failure): boolean => {
    writer.refuse(table, column, code, value, expected);
    return true;
  };
  /** One record for every combination of the values that are several. */
  const takeAll = (from: number): void => {
    if (from === several.length) {
      cells.use(record, 0);
      take();
      return;
    }
    const { at, texts } = several[from]!;
    for (const text of texts) {
      record[at] = text;
      takeAll(from + 1);
    }
  };

  return (row) => {
    if (where !== null) {
      const chosen = where(row);
      if (isFailure(chosen)) return refuse('where', chosen);
      if (!chosen) return false;
    }
    several.length = 0;
    for (let i = 0; i < names.length; i++) {
      const value = evaluate[i]!(row);
      if (typeof value === 'string') record[i] = value;
      else if (value === null) return false;
      else if (!isFailure(value)) several.push({ at: i, texts: value });
      else if (required[i] || value.code === 'not-in-map') return refuse(names[i]!, value);
      else {
        writer.defect(table, names[i]!, value.code, value.value, value.expected);
        record[i] = '';
      }
    }
    for (const { at, from } of kept) record[at] = from < 0 ? '' : row.cells[row.base + from]!;
    takeAll(0);
    return true;
  };
}

function purposeOf(column: string): Purpose {
  if (ENDS.has(column)) return 'end';
  return column === 'period' ? 'period' : 'value';
}
