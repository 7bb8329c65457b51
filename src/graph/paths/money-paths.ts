import { isCashAccount } from '../cash.ts';
import { createHeap } from '../heap.ts';
import type { Projection } from '../projection.ts';
import { isAfter } from '../time-order.ts';
import type { Path, PathResult, PathSearch, PathStep } from './path.ts';

/**
 * Paths that money can have taken: transfers one after another with strictly rising times, fewest hops first, then the
 * earliest arrival. A holder at either end stands for its accounts; accounts do not repeat on a path. Tills and cash machines can
 * be an end, never on the way: what one person withdraws is not what the next pays in.
 * One path per sequence of accounts, over the earliest transfers that make it (earliest arrival: Wu et al., *Path problems in
 * temporal graphs*, 2014).
 */
export function moneyPaths(projection: Projection, from: number, to: number, search: PathSearch): PathResult {
  const { transfers } = projection;
  const starts = accountsOf(projection, from);
  const goals = new Set(accountsOf(projection, to));
  const hopsLeft = hopsToGoal(projection, goals);
  const near = starts.filter((start) => hopsLeft[start]! > 0);
  if (near.length === 0) return { paths: [], none: 'not-connected' };

  const paths: Path[] = [];
  let looked = 0;
  let pruned = false;
  for (let hops = 1; hops <= search.maxHops && paths.length < search.limit; hops++) {
    const partial: { node: number; parent: number; edge: number; hops: number }[] = [];
    const queue = createHeap();
    for (const start of starts) {
      partial.push({ node: start, parent: -1, edge: -1, hops: 0 });
      queue.push(Number.NEGATIVE_INFINITY, partial.length - 1);
    }
    while (queue.size > 0 && paths.length < search.limit) {
      if (looked++ > search.budget) return { paths, none: paths.length > 0 ? null : 'budget' };
      const current = queue.pop().value;
      const { node, edge, hops: walked } = partial[current]!;
      if (walked === hops) {
        paths.push(moneyPath(projection, partial, current, from, to));
        continue;
      }
      for (const next of earliestOnward(projection, node, edge)) {
        const other = transfers.to[next]!;
        const left = hops - walked - 1;
        if (left === 0 ? !goals.has(other) : goals.has(other) || isCashAccount(projection, other)) continue;
        if (left > 0 && !(hopsLeft[other]! > 0 && hopsLeft[other]! <= left)) {
          pruned ||= hopsLeft[other]! > left;
          continue;
        }
        if (repeats(partial, current, other)) continue;
        partial.push({ node: other, parent: current, edge: next, hops: walked + 1 });
        queue.push(transfers.at[next]!, partial.length - 1);
      }
    }
  }
  if (paths.length > 0) return { paths, none: null };
  return { paths, none: pruned || near.some((n) => hopsLeft[n]! > search.maxHops) ? 'too-far' : 'not-connected' };
}

/** Accounts that an entity stands for: itself where it is one, else those it holds. */
export function accountsOf(projection: Projection, node: number): number[] {
  if (projection.nodes.kind(node) === 'account') return [node];
  const { out } = projection.holdings;
  const accounts = new Set<number>();
  for (let i = out.offsets[node]!; i < out.offsets[node + 1]!; i++)
    accounts.add(projection.holdings.to[out.edges[i]!]!);
  return [...accounts];
}

/** Fewest transfers from each account to a goal, order of time left aside; 0 = a goal itself or not connected. */
function hopsToGoal(projection: Projection, goals: ReadonlySet<number>): Int32Array {
  const { transfers, nodes } = projection;
  const hops = new Int32Array(nodes.count);
  let level = [...goals];
  const seen = new Uint8Array(nodes.count);
  for (const goal of level) seen[goal] = 1;
  for (let depth = 1; level.length > 0; depth++) {
    const next: number[] = [];
    for (const node of level) {
      for (let i = transfers.in.offsets[node]!; i < transfers.in.offsets[node + 1]!; i++) {
        const payer = transfers.from[transfers.in.edges[i]!]!;
        if (payer < 0) continue;
        if (goals.has(payer) && hops[payer] === 0) hops[payer] = depth;
        if (seen[payer]) continue;
        seen[payer] = 1;
        hops[payer] = depth;
        if (!isCashAccount(projection, payer)) next.push(payer);
      }
    }
    level = next;
  }
  return hops;
}

/** For each account that `node` paid after transfer `edge` (−1: at any time), its earliest such transfer. */
function earliestOnward({ transfers }: Projection, node: number, edge: number): number[] {
  const earliest = new Map<number, number>();
  for (let i = transfers.out.offsets[node]!; i < transfers.out.offsets[node + 1]!; i++) {
    const next = transfers.out.edges[i]!;
    const other = transfers.to[next]!;
    if (other < 0 || other === node || earliest.has(other)) continue;
    if (edge < 0 || isAfter(transfers, edge, next)) earliest.set(other, next);
  }
  return [...earliest.values()];
}

function repeats(partial: readonly { node: number; parent: number }[], at: number, node: number): boolean {
  for (let i = at; i >= 0; i = partial[i]!.parent) if (partial[i]!.node === node) return true;
  return false;
}

function moneyPath(
  { transfers }: Projection,
  partial: readonly { node: number; parent: number; edge: number }[],
  end: number,
  from: number,
  to: number,
): Path {
  const nodes: number[] = [];
  const steps: PathStep[] = [];
  for (let i = end; i >= 0; i = partial[i]!.parent) {
    const { node, edge } = partial[i]!;
    nodes.push(node);
    if (edge < 0) continue;
    const ends = { from: transfers.from[edge]!, to: transfers.to[edge]! };
    steps.push({ relation: 'TRANSFERRED', ...ends, columns: 'transfers', edges: [edge] });
  }
  nodes.reverse();
  nodes[0] = from;
  nodes[nodes.length - 1] = to;
  return { nodes, steps: steps.reverse(), weight: steps.length };
}
