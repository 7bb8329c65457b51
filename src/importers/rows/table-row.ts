import type { FactTable } from '../../model/facts.ts';
import type { CellReader } from './cells.ts';
import type { FactColumnsBuilder } from './fact-columns.ts';
import type { OccurrenceCounter } from './occurrences.ts';
import type { PlainCells } from './plain-cells.ts';

/** What one record of a canonical table makes: facts put into the cells' writer, or a refusal told to it. */
export type TakeRecord = () => void;

/**
 * Adds what the record that the plain cells point at makes, if it is one that is taken whole, and begins at the line; false
 * where only `TakeRecord` can tell.
 */
export type TakePlain = (rows: FactColumnsBuilder, line: number) => boolean;

/** How records of one canonical table are read. One file in this folder is one table. */
export interface TableRow {
  readonly table: FactTable;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Other names of columns. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Prepares for a file; the result reads the record that `cells.use` pointed at. */
  prepare(cells: CellReader, occurrences: OccurrenceCounter): TakeRecord;
  /** The same for most records of a file, read from their bytes; tables of few rows do without. `at` is a layout's. */
  preparePlain?(cells: PlainCells, at: ReadonlyMap<string, number>): TakePlain;
}
