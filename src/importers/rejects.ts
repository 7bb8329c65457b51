import { FACT_TABLE_NAMES, type FactTable } from '../model/facts.ts';
import { canonicalLayout } from './canonical.ts';
import type { Importer } from './importer.ts';
import { TABLE_ROWS } from './rows/all-tables.ts';
import { type CellReader, createCellReader } from './rows/cells.ts';
import { createRowWriter } from './rows/row-writer.ts';
import type { TakeRecord } from './rows/table-row.ts';
import { cutMendedRow, isRejectsFile, readRejectsFile } from './text/mended-rows.ts';

/**
 * The `rejects.csv` of an earlier load of canonical tables, mended: its column `raw` is read as the row would have been in
 * its file. What is still wrong is refused again, with the same origin. Emptied cells and duplicates are passed over: their
 * rows are in the store.
 */
export const rejects: Importer = {
  name: 'rejects',
  async recognises(files) {
    const found = await Promise.all(files.map(isRejectsFile));
    return files
      .filter((_, i) => found[i])
      .map((file) => ({ file, why: 'it is the list of what an earlier load refused', reading: 'rejects/1' }));
  },
  async read({ file }, number, sink, options) {
    const writer = createRowWriter(number, sink);
    const takers = new Map<string, { cells: CellReader; take: TakeRecord } | null>();
    const takerOf = (table: FactTable, columns: readonly string[]) => {
      const key = JSON.stringify([table, columns]);
      let taker = takers.get(key);
      if (taker === undefined) {
        const layout = canonicalLayout(table, columns);
        const cells = layout && createCellReader(table, layout, writer);
        taker = cells && { cells, take: TABLE_ROWS[table].prepare(cells, options.occurrences) };
        takers.set(key, taker);
      }
      return taker;
    };
    writer.beginPass();
    for await (const { group, rows } of readRejectsFile(file, options)) {
      writer.takeGroup(group, '');
      for (const [i, row] of rows.entries()) {
        writer.beginRecord(group, i);
        if (row === null) {
          writer.skipRow();
          continue;
        }
        writer.standFor(row);
        const table = FACT_TABLE_NAMES.find((name) => name === row.table);
        const cut = await cutMendedRow(row);
        if ('code' in cut) writer.refuse(row.table, 'raw', cut.code, cut.value, cut.expected);
        else {
          const taker = table ? takerOf(table, cut.columns) : null;
          if (taker === null)
            writer.refuse(row.table, 'header', 'not-mendable', row.header, 'columns of a canonical table');
          else {
            taker.cells.use(cut.cells, 0);
            taker.take();
          }
        }
        writer.endRow();
      }
      await writer.flush();
    }
    return writer.finish();
  },
};
