import type { Command } from 'commander';
import { startAnswers } from '../../api/answers.ts';
import { startServer } from '../../api/server.ts';
import { TamyrError } from '../../model/errors.ts';
import { runAnalysis } from '../../run-analysis.ts';
import { type CommonOptions, print, withCommon, withStore } from '../common.ts';
import { startProgress } from '../progress.ts';

interface ServeOptions extends CommonOptions {
  port: string;
  run?: string;
}

export function register(program: Command): void {
  withCommon(program.command('serve').summary('open the explorer in a browser'))
    .description('Serves the explorer and its API on this machine only. Without a run it analyzes first.')
    .option('--port <n>', 'port on 127.0.0.1; 0 for any free one', '7474')
    .option('--run <run>', 'run to show (default: the newest)')
    .addHelpText('after', '\nExamples:\n  $ tamyr serve\n  $ tamyr serve --port 0 --store duckdb:case.duckdb')
    .action(async (options: ServeOptions) => {
      const port = portOf(options.port);
      await withStore(options, async (store) => {
        if ((await store.runs()).length > 0) return;
        const progress = startProgress();
        await runAnalysis(store, {
          onProgress: ({ stage }) => progress.update(`No run yet; analyzing first: ${stage} …`),
        });
        progress.done();
      });
      await serve({ store: options.store, port, ...(options.run !== undefined && { run: options.run }) });
    });
}

/** A port that an option was given. */
export function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  const expected = 'a number from 0 to 65535; 0 takes any free one';
  throw new TamyrError({ code: 'bad-option', what: `"${text}" is no port.`, where: '--port', expected });
}

/** Serves a store until the process is told to stop. */
export async function serve({ store, port, run }: { store: string; port: number; run?: string }): Promise<void> {
  const answers = await startAnswers({ store, ...(run !== undefined && { run }) });
  const server = await startServer({ answers, port }).catch(async (error: unknown) => {
    await answers.close();
    throw error;
  });
  print(`The explorer is at ${server.url}  (stop it with Ctrl+C)`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  await answers.close();
}
