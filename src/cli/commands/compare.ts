import type { Command } from 'commander';
import { compareRuns, type EntityMove, type RunComparison } from '../../analyze/compare-runs.ts';
import { TamyrError } from '../../model/errors.ts';
import type { RunDocument } from '../../model/finding.ts';
import type { GraphStore } from '../../store/graph-store.ts';
import { type CommonOptions, positiveInteger, print, printJson, withCommon, withStore } from '../common.ts';

interface CompareOptions extends CommonOptions {
  limit: string;
}

export function register(program: Command): void {
  withCommon(program.command('compare').summary('say what differs between two runs'))
    .description(
      'Compares two kept runs: findings in and out by rule, who moved in the ranking, which clusters changed, and what was set or read differently.',
    )
    .argument('<from>', 'run to start from')
    .argument('<to>', 'run to look at')
    .option('--limit <n>', 'lines of each list that are printed; --json has all of them', '10')
    .addHelpText(
      'after',
      `
Examples:
  $ tamyr analyze                                       prints the run it made, such as r-5a1c…
  $ tamyr analyze --set M07.window=72h --previous none  the same data with a shorter window
  $ tamyr compare r-5a1c… r-90be…                       what the shorter window did
  $ tamyr compare r-5a1c… r-90be… --json                the same, complete, for a program`,
    )
    .action(async (from: string, to: string, options: CompareOptions) => {
      const limit = positiveInteger('--limit', options.limit);
      const comparison = await withStore(options, async (store) =>
        compareRuns(await readRun(store, from), await readRun(store, to)),
      );
      if (options.json) printJson(comparison);
      else print(text(comparison, limit));
    });
}

async function readRun(store: GraphStore, id: string): Promise<RunDocument> {
  const document = await store.readRun(id);
  if (document) return document;
  const runs = await store.runs();
  throw new TamyrError({
    code: 'no-such-run',
    what: `There is no run "${id}" in this store.`,
    where: store.address,
    expected: runs.length > 0 ? `one of ${runs.map((run) => run.id).join(', ')}` : 'a run; the store has none yet',
    ...(runs.length === 0 && { todo: 'Make one first: tamyr analyze' }),
  });
}

function text(comparison: RunComparison, limit: number): string {
  const { from, to, same, differences, findings, entities, clusters } = comparison;
  const lines = [`From ${from} to ${to}: ${same ? 'nothing changed' : 'what changed'}`];
  const list = (all: readonly string[]) => {
    lines.push(...all.slice(0, limit).map((line) => `  ${line}`));
    if (all.length > limit) lines.push(`  ${limit} of ${all.length}; --limit shows more, --json all`);
  };
  if (differences.length > 0) {
    lines.push('Set or read differently');
    list(differences.map((line) => `${line.what}: ${line.from ?? 'not there'} → ${line.to ?? 'not there'}`));
  }
  if (same) return lines.join('\n');
  lines.push('Findings by rule');
  if (findings.length === 0) lines.push('  none in or out');
  for (const line of findings) {
    const parts = [`${line.in.length} in`, `${line.out.length} out`, `${line.changed.length} changed`];
    lines.push(`  ${line.indicator}: ${line.before} → ${line.after} (${parts.join(', ')})`);
  }
  lines.push(
    `Entities with a score: ${entities.before} → ${entities.after}; ${entities.moves.length} with another score, ` +
      `${entities.intoHigh.length} now above the high line, ${entities.outOfHigh.length} no longer`,
  );
  list(entities.moves.map(moveLine));
  lines.push(`Clusters: ${clusters.before} → ${clusters.after}`);
  list([
    ...clusters.changed.map(
      ({ id, change, previous, members, score }) =>
        `${id} ${change}${previous.length > 0 && change !== 'rescored' ? ` from ${previous.join(', ')}` : ''}: ${members} members, ${score.toFixed(2)}`,
    ),
    ...clusters.gone.map(({ id, reason }) => `${id} gone: ${reason}`),
  ]);
  return lines.join('\n');
}

function moveLine({ id, from, to }: EntityMove): string {
  const standing = (at: EntityMove['from']) => (at ? `rank ${at.rank} (${at.score.toFixed(2)})` : 'no score');
  return `${id}: ${standing(from)} → ${standing(to)}`;
}
