import type { z } from 'zod';
import type { clusterDetail } from '../api/schemas.ts';
import { TamyrError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { labelOf } from '../reports/network/entity-view.ts';
import type { Explorer } from './explorer.ts';
import { findingReview } from './finding-review.ts';

type FindingView = z.infer<typeof clusterDetail>['findings'][number];

/** A finding of the run with labels for everyone it is about. */
export function findingView(explorer: Explorer, id: string): FindingView {
  const finding = findFinding(explorer, id);
  const { projection } = explorer;
  const labels = finding.subjects.map((subject) => {
    const node = projection.nodes.find(subject);
    return [subject, node < 0 ? subject : labelOf(projection, node)] as const;
  });
  return { ...finding, labels: Object.fromEntries(labels), ...findingReview(explorer, finding) };
}

/** Edge numbers of a finding's transfers, in time order. */
export async function findingTransfers(explorer: Explorer, id: string): Promise<number[]> {
  const edges = await edgesOfTransactions(explorer, findFinding(explorer, id).transactions);
  return edges.sort((a, b) => a - b);
}

/** Edge numbers of transactions by their ids, in the order given. */
export async function edgesOfTransactions(explorer: Explorer, ids: readonly string[]): Promise<number[]> {
  const rows = await explorer.snapshot.rowNumbers('transactions', ids);
  const edges = edgesByRow(explorer);
  return rows.map((row) => edges[row]!);
}

const edgeIndexes = new WeakMap<object, Int32Array>();

/** Edge numbers by row number, −1 for rows that are unseen; made once per projection. */
function edgesByRow({ projection }: Explorer): Int32Array {
  let index = edgeIndexes.get(projection);
  if (!index) {
    const { row, count } = projection.transfers;
    let last = -1;
    for (let edge = 0; edge < count; edge++) last = Math.max(last, row[edge]!);
    index = new Int32Array(last + 1).fill(-1);
    for (let edge = 0; edge < count; edge++) index[row[edge]!] = edge;
    edgeIndexes.set(projection, index);
  }
  return index;
}

/** A finding of the run; an error that says what there is otherwise. */
export function findFinding({ run }: Explorer, id: string): Finding {
  const finding = run?.findings.get(id);
  if (finding) return finding;
  throw new TamyrError({
    code: 'no-such-finding',
    what: `The run has no finding "${id}".`,
    expected: run ? `one of its ${run.document.findings.length} findings` : 'a run; there is none yet',
    todo: 'Findings can change from run to run; start from the list of clusters.',
  });
}
