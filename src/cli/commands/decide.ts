import type { Command } from 'commander';
import { TamyrError } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import type { DecisionLine } from '../../model/review.ts';
import { defaultAuthor } from '../../review/default-author.ts';
import { decide, readDecisions } from '../../review/journal.ts';
import type { GraphStore } from '../../store/graph-store.ts';
import { type CommonOptions, print, printJson, withCommon, withStore } from '../common.ts';

interface DecideOptions extends CommonOptions {
  reason?: string;
  author: string;
  run?: string;
}

const VERDICTS: readonly string[] = ['confirm', 'dismiss', 'withdraw'] satisfies DecisionLine['verdict'][];

export function register(program: Command): void {
  withCommon(program.command('decide').summary('confirm or dismiss a finding, and see what was decided'))
    .description(
      'Keeps a decision about a finding with its reason and author. It is shown wherever the finding is, also in later runs; where the finding’s rows have changed since, it says so. No score is changed. Nothing is erased: withdraw takes a decision back by a line of its own.',
    )
    .argument('[finding]', 'finding, such as f-0123456789abcdef; without one the decisions are listed')
    .argument('[verdict]', VERDICTS.join(', '))
    .option('--reason <text>', 'why; needed for confirm and dismiss')
    .option('--author <name>', 'who decides', defaultAuthor())
    .option('--run <run>', 'run that has the finding (default: the newest)')
    .addHelpText(
      'after',
      `
Examples:
  $ tamyr decide f-0123456789abcdef dismiss --reason "rent, contract 17"
  $ tamyr decide f-0123456789abcdef confirm --reason "statement of the director" --author "A. Omarov"
  $ tamyr decide f-0123456789abcdef withdraw
  $ tamyr decide --json`,
    )
    .action(async (id: string | undefined, verdict: string | undefined, options: DecideOptions) => {
      if (id === undefined) return list(options);
      const said = checked(verdict, options);
      const line = await withStore(options, async (store) => {
        const { run, finding } = await findFinding(store, id, options.run);
        return decide(store, run, finding, said);
      });
      if (options.json) printJson(line);
      else print(`Kept: ${text(line)}`);
    });
}

async function list(options: DecideOptions): Promise<void> {
  const decisions = await withStore(options, readDecisions);
  if (options.json) printJson({ decisions });
  else print(decisions.length > 0 ? decisions.map(text).join('\n') : 'Nothing has been decided yet.');
}

function text({ finding, indicator, verdict, reason, author, at }: DecisionLine): string {
  return `${finding} (${indicator}) ${verdict}${reason === '' ? '' : `: ${reason}`} (${author}, ${at})`;
}

function checked(verdict: string | undefined, { reason = '', author }: DecideOptions) {
  if (verdict === undefined || !VERDICTS.includes(verdict))
    throw wrong('verdict', `“${verdict ?? ''}” is no verdict.`, VERDICTS.join(', '));
  if (verdict !== 'withdraw' && reason.trim() === '')
    throw wrong('--reason', 'A decision needs a reason.', 'a sentence that a reader can check');
  return { verdict: verdict as DecisionLine['verdict'], reason, author, at: new Date().toISOString() };
}

async function findFinding(
  store: GraphStore,
  id: string,
  wanted: string | undefined,
): Promise<{ run: string; finding: Finding }> {
  const run = wanted ?? (await store.runs()).at(-1)?.id;
  const document = run === undefined ? null : await store.readRun(run);
  const finding = document?.findings.find((one) => one.id === id);
  if (document && finding) return { run: document.run.id, finding };
  throw wrong(
    run ?? store.address,
    `There is no finding “${id}”${run === undefined ? ': the store has no run' : ' in this run'}.`,
    document ? `one of its ${document.findings.length} findings` : 'a run; make one with tamyr analyze',
  );
}

function wrong(where: string, what: string, expected: string): TamyrError {
  return new TamyrError({ code: 'bad-option', what, where, expected });
}
