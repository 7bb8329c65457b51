import type { Exporter, ReportSource } from './exporter.ts';
import { BOM, csvLine } from './output/csv-text.ts';
import { RUN_TABLES, type RunTable } from './output/run-tables.ts';

/** Lines that are joined before they are written. */
const BATCH = 500;

/** Spreadsheet tables of a run: UTF-8 with a mark, amounts as plain decimals, no cell that a spreadsheet would run. */
export const csvExporter: Exporter = {
  format: 'csv',
  files: RUN_TABLES.map(({ name }) => `${name}.csv`),
  async write(source, out) {
    for (const table of RUN_TABLES) await out.write(`${table.name}.csv`, lines(table, source));
  },
};

async function* lines({ columns, rows }: RunTable, source: ReportSource): AsyncGenerator<string> {
  let batch = [BOM + csvLine(columns)];
  for await (const row of rows(source)) {
    batch.push(csvLine(row));
    if (batch.length < BATCH) continue;
    yield batch.join('');
    batch = [];
  }
  yield batch.join('');
}
