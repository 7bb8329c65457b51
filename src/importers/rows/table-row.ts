import type { FactTable } from '../../model/facts.ts';
import type { CellReader } from './cells.ts';
import type { OccurrenceCounter } from './occurrences.ts';

/** What one record of a canonical table makes: facts put into the cells' writer, or a refusal told to it. */
export type TakeRecord = () => void;

/** How records of one canonical table are read. One file in this folder is one table. */
export interface TableRow {
  readonly table: FactTable;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Other names of columns. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Prepares for a file; the result reads the record that `cells.use` pointed at. */
  prepare(cells: CellReader, occurrences: OccurrenceCounter): TakeRecord;
}
