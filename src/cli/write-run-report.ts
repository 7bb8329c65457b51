import { detectors } from '../detectors/registry.ts';
import type { Explorer } from '../explore/explorer.ts';
import { edgesOfTransactions } from '../explore/finding-view.ts';
import { transactionPageOf } from '../explore/transactions.ts';
import type { TransferRows } from '../exporters/exporter.ts';
import { type WrittenReport, writeReport } from '../exporters/write-report.ts';
import { TamyrError } from '../model/errors.ts';

/** Rows read at a time where all rows of a run are written. */
const BATCH = 5000;

/** Writes the report of the explorer's run into a folder, in the formats asked for. */
export async function writeRunReport(
  explorer: Explorer,
  dir: string,
  formats: readonly string[],
  options: { pages?: number | 'all' } = {},
): Promise<WrittenReport> {
  const { projection, run } = explorer;
  if (!run) {
    const todo = 'Make one: tamyr analyze';
    throw new TamyrError({
      code: 'no-such-run',
      what: 'There is no run to report.',
      where: explorer.store.address,
      todo,
    });
  }
  const rules = Object.fromEntries(
    detectors.map(({ indicator, source, texts: { title, evidence } }) => [indicator, { title, evidence, source }]),
  );
  return writeReport(dir, formats, { index: run, projection, rules, transfers: transferRows(explorer) }, options);
}

function transferRows(explorer: Explorer): TransferRows {
  const inTimeOrder = async (ids: readonly string[]) =>
    (await edgesOfTransactions(explorer, ids)).sort((a, b) => a - b);
  return {
    async first(ids, limit) {
      return transactionPageOf(explorer, await inTimeOrder(ids), 0, limit);
    },
    async *all(ids) {
      const edges = await inTimeOrder(ids);
      for (let offset = 0; offset < edges.length; offset += BATCH) {
        yield (await transactionPageOf(explorer, edges, offset, BATCH)).rows;
      }
    },
  };
}
