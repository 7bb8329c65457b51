import { detectors } from './detectors/registry.ts';
import type { Explorer } from './explore/explorer.ts';
import { findingReview } from './explore/finding-review.ts';
import { edgesOfTransactions } from './explore/finding-view.ts';
import { transactionPageOf } from './explore/transactions.ts';
import type { ReportSource, TransferRows } from './exporters/exporter.ts';
import { TamyrError } from './model/errors.ts';
import type { FindingReview } from './model/review.ts';

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
    reviews: reviewsOf(explorer),
  };
}

/** What was said about the run's findings; empty where nobody said anything. */
function reviewsOf(explorer: Explorer): ReadonlyMap<string, FindingReview> {
  const { decisions, whitelist } = explorer.review;
  if (decisions.length === 0 && whitelist.length === 0) return new Map();
  const all = explorer.run!.document.findings.map((finding) => [finding.id, findingReview(explorer, finding)] as const);
  return new Map(all.filter(([, { decision, exempt }]) => decision !== null || exempt.length > 0));
}

function transferRows(explorer: Explorer): TransferRows {
  const edgesOf = (ids: readonly string[]) => edgesOfTransactions(explorer, ids);
  const rowsOf = async (edges: readonly number[]) =>
    edges.length === 0 ? [] : (await transactionPageOf(explorer, edges, 0, edges.length)).rows;
  return {
    async excerpts(lists) {
      const ids = [...new Set(lists.flatMap((list) => list.ids))];
      const edgeOf = new Map((await edgesOf(ids)).map((edge, i) => [ids[i]!, edge]));
      const wanted = lists.map((list) => {
        const edges = list.ids.map((id) => edgeOf.get(id)!).filter((edge) => edge >= 0);
        return { shown: edges.sort((a, b) => a - b).slice(0, list.limit), total: edges.length };
      });
      const edges = [...new Set(wanted.flatMap(({ shown }) => shown))].sort((a, b) => a - b);
      const rowOf = new Map((await rowsOf(edges)).map((row, i) => [edges[i]!, row]));
      return wanted.map(({ shown, total }) => ({ rows: shown.map((edge) => rowOf.get(edge)!), total }));
    },
    async *all(ids) {
      const edges = (await edgesOf(ids)).filter((edge) => edge >= 0).sort((a, b) => a - b);
      for (let i = 0; i < edges.length; i += BATCH) {
        yield await rowsOf(edges.slice(i, i + BATCH));
      }
    },
  };
}
