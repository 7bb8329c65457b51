import type { FactTable } from '../../model/facts.ts';
import { TABLE_ROWS } from './all-tables.ts';
import { type CellReader, createCellReader } from './cells.ts';
import type { OccurrenceCounter } from './occurrences.ts';
import type { RowWriter } from './row-writer.ts';
import type { TakeRecord } from './table-row.ts';

/** Cells by the names of their columns; what is absent or undefined is blank. */
export type Cells = Readonly<Record<string, string | undefined>>;

/** Takes one record of a table, as if a canonical file had it; `keep` becomes its attributes. */
export type TakeFact = (table: FactTable, record: Cells, keep?: Cells) => void;

/** For importers whose records do not come as columns: the same checks, defects and refusals as for canonical tables. */
export function createFactTaker(writer: RowWriter, occurrences: OccurrenceCounter): TakeFact {
  const ready = new Map<string, { names: readonly string[]; cells: CellReader; take: TakeRecord }>();
  return (table, record, keep = {}) => {
    const kept = Object.keys(keep).filter((name) => keep[name]);
    const key = [table, ...kept].join('\0');
    let reader = ready.get(key);
    if (!reader) {
      const { required, optional, prepare } = TABLE_ROWS[table];
      const names = [...required, ...optional];
      const at = new Map(names.map((name, i) => [name, i]));
      const extras = kept.map((name, i) => ({ name, at: names.length + i }));
      const cells = createCellReader(table, { at, extras }, writer);
      reader = { names, cells, take: prepare(cells, occurrences) };
      ready.set(key, reader);
    }
    reader.cells.use([...reader.names.map((name) => record[name] ?? ''), ...kept.map((name) => keep[name]!)], 0);
    reader.take();
  };
}
