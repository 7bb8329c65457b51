import { detectors } from './detectors/registry.ts';
import type { Explorer } from './explore/explorer.ts';
import { transactionPageOf } from './explore/transactions.ts';
import type { ReportSource, TransferRows } from './exporters/exporter.ts';
import { TamyrError } from './model/errors.ts';

/** Rows that are read at once. */
const BATCH = 5000;

/** What a report is written from: an explorer that was opened on a run. Throws where there is no run. */
export function openReportSource(explorer: Explorer): ReportSource {
  if (!explorer.run) {
    throw new TamyrError({
      code: 'no-run',
      what: 'There is no run to report on.',
      where: explorer.store.address,
      expected: 'a run in the store',
      todo: 'Make one: tamyr analyze',
      exitCode: 3,
    });
  }
  return {
    index: explorer.run,
    projection: explorer.projection,
    rules: Object.fromEntries(
      detectors.map(({ indicator, source, texts: { title, evidence } }) => [indicator, { title, evidence, source }]),
    ),
    transfers: transferRows(explorer),
  };
}

function transferRows(explorer: Explorer): TransferRows {
  const { transfers } = explorer.projection;
  let edgeOfRow: Int32Array | null = null;
  /** Edge numbers, which run in time order; a row of another table (an invoice) or of a later day has none. */
  const edgesOf = async (ids: readonly string[]): Promise<number[]> => {
    if (ids.length === 0) return [];
    edgeOfRow ??= edgesByRow(transfers.row);
    const known = edgeOfRow;
    const edges: number[] = [];
    for (let i = 0; i < ids.length; i += BATCH) {
      const rows = await explorer.snapshot.rowNumbers('transactions', ids.slice(i, i + BATCH));
      for (const row of rows) {
        const edge = known[row];
        if (edge !== undefined && edge >= 0) edges.push(edge);
      }
    }
    return edges.sort((a, b) => a - b);
  };
  return {
    async first(ids, limit) {
      const { rows, total } = await transactionPageOf(explorer, await edgesOf(ids), 0, limit);
      return { rows, total };
    },
    async *all(ids) {
      const edges = await edgesOf(ids);
      for (let i = 0; i < edges.length; i += BATCH) {
        yield (await transactionPageOf(explorer, edges, i, BATCH)).rows;
      }
    },
  };
}

/** Edge number of each row, −1 where the projection has none: one pass, four bytes a row. */
function edgesByRow(rows: Int32Array): Int32Array {
  let last = -1;
  for (const row of rows) last = Math.max(last, row);
  const edges = new Int32Array(last + 1).fill(-1);
  for (let edge = 0; edge < rows.length; edge++) edges[rows[edge]!] = edge;
  return edges;
}
