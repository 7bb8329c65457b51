import type { FactTable } from '../../model/facts.ts';
import { TABLE_ROWS } from '../rows/all-tables.ts';
import { createCellReader } from '../rows/cells.ts';
import type { OccurrenceCounter } from '../rows/occurrences.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { compileEntry, type MakeRecords } from './compile-entry.ts';
import type { Scope } from './evaluate.ts';
import type { TableMapping } from './mapping.ts';

/** Compiles the entries of a mapping that feed on one file: a row makes the records of all of them, or none. */
export function compileRecords(
  entries: readonly TableMapping[],
  scope: Scope,
  writer: RowWriter,
  occurrences: OccurrenceCounter,
): MakeRecords {
  const makers = entries.map((entry) => compileFacts(entry, scope, writer, occurrences));
  return (row) => {
    let made = false;
    for (const make of makers) if (make(row)) made = true;
    return made;
  };
}

function compileFacts(
  entry: TableMapping,
  scope: Scope,
  writer: RowWriter,
  occurrences: OccurrenceCounter,
): MakeRecords {
  const table = entry.table as FactTable;
  const { required, prepare } = TABLE_ROWS[table];
  const names = [...entry.columns.keys()];
  const cells = createCellReader(
    table,
    {
      at: new Map(names.map((name, i) => [name, i])),
      extras: entry.keep.map((name, i) => ({ name, at: names.length + i })),
    },
    writer,
  );
  const takeRecord = prepare(cells, occurrences);
  return compileEntry(entry, scope, {
    requires: (column) => required.includes(column),
    refuse: (column, { code, value, expected }) => writer.refuse(table, column, code, value, expected),
    defect: (column, { code, value, expected }) => writer.defect(table, column, code, value, expected),
    take(record) {
      cells.use(record, 0);
      takeRecord();
    },
  });
}
