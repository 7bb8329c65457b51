import type { Detector } from '../detectors/detector.ts';
import type { Projection } from '../graph/projection.ts';
import type { DetectorRuns } from './choose-rules.ts';
import type { Holders } from './holders.ts';

/** Two findings say the same thing where at least half of all rows behind them are the same (ours). */
const SAME_SHARE = 0.5;

/** Tells whether what two rules found about a node rests on the same rows. */
export type SameRows = (node: number, indicator: string, other: string) => boolean;

/**
 * Rules that read the same tables say the same thing about an entity where the transfers or invoices behind their findings about it
 * (and about the accounts it holds) are the same: at least half of all their rows are common to both. A rule that also reads another
 * table (a tax return, a registration date) knows something more and stands for itself; who holds an account is no such knowledge,
 * and whether a rule would have taken invoices too the rows tell. Evidence without a finding has no rows.
 */
export function sameRowsIn(projection: Projection, runs: DetectorRuns, holders: Holders): SameRows {
  const tables = new Map(runs.ran.map(({ detector }) => [detector.indicator, tablesOf(detector)]));
  const draftsOf = draftsByNode(projection, runs, holders);
  const rowsOf = new Map<string, ReadonlySet<number>>();
  const answers = new Map<string, boolean>();
  const rows = (drafts: readonly number[]) => {
    const key = drafts.join();
    let found = rowsOf.get(key);
    if (!found) rowsOf.set(key, (found = rowsBehind(runs, drafts)));
    return found;
  };
  return (node, indicator, other) => {
    if (tables.get(indicator) !== tables.get(other)) return false;
    const own = draftsOf.get(node);
    const a = own?.get(indicator);
    const b = own?.get(other);
    if (!a || !b) return false;
    const key = `${a.join()}/${b.join()}`;
    let same = answers.get(key);
    if (same === undefined) answers.set(key, (same = areSame(rows(a), rows(b))));
    return same;
  };
}

/** Tables that add nothing to the rows behind a finding: movements are those rows, accounts only say who holds what. */
const IN_THE_ROWS: ReadonlySet<string> = new Set(['transactions', 'invoices', 'accounts', 'persons']);

/** Tables beside the rows whose facts a rule reads, as one text. */
function tablesOf({ inputs }: Detector): string {
  const tables = inputs.flat().map((input) => input.slice(0, input.indexOf('.')));
  return [...new Set(tables)]
    .filter((table) => !IN_THE_ROWS.has(table))
    .sort()
    .join();
}

/** Positions of findings that rest on movements, by node, then indicator. */
function draftsByNode(
  { nodes }: Projection,
  { ran, drafts }: DetectorRuns,
  holders: Holders,
): Map<number, Map<string, number[]>> {
  const found = new Map<number, Map<string, number[]>>();
  const add = (node: number, indicator: string, position: number) => {
    let own = found.get(node);
    if (!own) found.set(node, (own = new Map()));
    const known = own.get(indicator);
    if (!known) own.set(indicator, [position]);
    else if (known.at(-1) !== position) known.push(position);
  };
  for (const [position, { rule, draft, subjects }] of drafts.entries()) {
    if ((draft.transfers?.length ?? 0) + (draft.invoices?.length ?? 0) === 0) continue;
    const { indicator } = ran[rule]!.detector;
    for (const node of subjects) {
      add(node, indicator, position);
      if (nodes.kind(node) === 'account') {
        for (const holder of holders.holdersOf(node)) add(holder, indicator, position);
      }
    }
  }
  return found;
}

/** Transfers as their edge numbers, invoices as negative numbers. */
function rowsBehind({ drafts }: DetectorRuns, positions: readonly number[]): Set<number> {
  const rows = new Set<number>();
  for (const position of positions) {
    const { transfers = [], invoices = [] } = drafts[position]!.draft;
    for (const edge of transfers) rows.add(edge);
    for (const invoice of invoices) rows.add(-1 - invoice);
  }
  return rows;
}

function areSame(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size < SAME_SHARE * large.size) return false;
  let common = 0;
  for (const row of small) if (large.has(row)) common++;
  return common >= SAME_SHARE * (a.size + b.size - common);
}
