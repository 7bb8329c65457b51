import { type Evaluation, evaluate, type Labels } from '../evaluate/evaluate.ts';
import { TamyrError } from '../model/errors.ts';
import type { Explorer } from './explorer.ts';
import { edgesOfTransactions } from './finding-view.ts';

/** Compares the explorer's run with labels. */
export async function evaluateRun(explorer: Explorer, labels: Labels): Promise<Evaluation> {
  const { projection, run } = explorer;
  if (!run) {
    throw new TamyrError({
      code: 'no-run',
      what: 'There is no run to evaluate.',
      where: explorer.store.address,
      expected: 'a run in the store',
      todo: 'Make one: tamyr analyze',
      exitCode: 3,
    });
  }
  const { nodes, transfers, holdings } = projection;
  const { document } = run;
  const ids = [...new Set(document.findings.flatMap((finding) => finding.transactions))];
  const edges = await edgesOfTransactions(explorer, ids);
  const edgeOf = new Map(ids.map((id, i) => [id, edges[i]!]));
  return evaluate(
    labels,
    {
      run: document.run.id,
      findings: document.findings,
      clusters: document.clusters,
      entities: document.entities,
      holdersOf(accountId) {
        const node = nodes.find(accountId);
        if (node < 0) return [];
        const held = holdings.in.edges.subarray(holdings.in.offsets[node]!, holdings.in.offsets[node + 1]!);
        return [...new Set(Array.from(held, (edge) => holdings.from[edge]!))].map((holder) => nodes.id(holder));
      },
      partiesOf(transactionId) {
        const edge = edgeOf.get(transactionId);
        if (edge === undefined) return [];
        const parties = [transfers.from[edge]!, transfers.to[edge]!, transfers.payer[edge]!];
        return parties.filter((node) => node >= 0).map((node) => nodes.id(node));
      },
      *entityIds(kind) {
        const range = nodes.range[kind as keyof typeof nodes.range];
        if (range) for (let node = range.start; node < range.end; node++) yield nodes.id(node);
      },
    },
    { highLine: document.run.lines.high },
  );
}
