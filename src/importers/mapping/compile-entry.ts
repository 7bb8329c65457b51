import { compileCondition, compileExpression, type Failure, isFailure, type RowView, type Scope } from './evaluate.ts';
import type { Purpose, TableMapping } from './mapping.ts';

/** Where the records of an entry go, and who is told of what cannot be read. */
export interface RecordTarget {
  /** Whether a record cannot do without the column. */
  requires(column: string): boolean;
  /** The row is refused: `column` has no value. */
  refuse(column: string, failure: Failure): void;
  /** The cell is left blank. */
  defect(column: string, failure: Failure): void;
  /** Takes a record: its cells in the order of the entry's columns, then of `keep`. The array is used again. */
  take(cells: readonly string[]): void;
}

/** Makes an entry's records of one row; whether there were any (or the row was refused). */
export type MakeRecords = (row: RowView) => boolean;

const ENDS = new Set(['to', 'dissolved_at', 'closed_at']);

/** Compiles one entry of a mapping for a file. */
export function compileEntry(entry: TableMapping, scope: Scope, target: RecordTarget): MakeRecords {
  const names = [...entry.columns.keys()];
  const evaluate = names.map((name) => compileExpression(entry.columns.get(name)!, scope, purposeOf(name)));
  const kept = entry.keep.map((name) => scope.columnAt(name, entry.place));
  const where = entry.where ? compileCondition(entry.where, scope) : null;
  const cells = new Array<string>(names.length + kept.length).fill('');
  const several: { at: number; texts: readonly string[] }[] = [];

  const refuse = (column: string, failure: Failure): true => {
    target.refuse(column, failure);
    return true;
  };
  /** One record for every combination of the values that are several. */
  const takeAll = (from: number): void => {
    const next = several[from];
    if (next === undefined) {
      target.take(cells);
      return;
    }
    for (const text of next.texts) {
      cells[next.at] = text;
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
      if (typeof value === 'string') cells[i] = value;
      else if (value === null) return false;
      else if (!isFailure(value)) several.push({ at: i, texts: value });
      else if (value.code === 'not-in-map' || target.requires(names[i]!)) return refuse(names[i]!, value);
      else {
        target.defect(names[i]!, value);
        cells[i] = '';
      }
    }
    for (let k = 0; k < kept.length; k++) cells[names.length + k] = kept[k]! < 0 ? '' : row.cells[row.base + kept[k]!]!;
    takeAll(0);
    return true;
  };
}

function purposeOf(column: string): Purpose {
  if (ENDS.has(column)) return 'end';
  return column === 'period' ? 'period' : 'value';
}
