import { readdirSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { TamyrError } from '../model/errors.ts';
import { PRODUCT } from '../product.ts';

/** A command's file: it adds itself to the program. Files in `commands/` are named for their command. */
interface CommandModule {
  register(program: Command): void;
}

const EXAMPLES = `
Examples:
  $ tamyr demo                                   see what Tamyr finds in a bundled data set
  $ tamyr load extracts/                         load a folder of tables
  $ tamyr analyze                                look for networks in what is loaded
  $ tamyr report --out report/                   write the cluster reports
  $ tamyr serve                                  open the explorer in a browser

Without --store, the store is the file tamyr.duckdb in the current folder.`;

/** What a shell reports for a program that wrote to a pipe which nobody reads any more. */
const CLOSED_PIPE = 141;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(CLOSED_PIPE);
});
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const program = new Command('tamyr')
    .description('Finds shell companies and laundering networks, with the evidence behind every finding.')
    .version(PRODUCT.version, '-V, --version')
    .showSuggestionAfterError(true)
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .enablePositionalOptions();
  try {
    for (const command of await loadCommands(args[0])) command.register(program);
    for (const command of program.commands) command.exitOverride().showHelpAfterError('(add --help for the options)');
    if (args.length === 0) {
      program.outputHelp();
      return 0;
    }
    await program.parseAsync(args, { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (error) {
    return report(error);
  }
}

/** The one command that is asked for, or all of them where help or a mistyped name needs them. */
async function loadCommands(name: string | undefined): Promise<CommandModule[]> {
  const folder = new URL('./commands/', import.meta.url);
  const files = readdirSync(folder).filter((file) => /^[a-z-]+\.js$/.test(file));
  const wanted = files.includes(`${name}.js`) ? [`${name}.js`] : files.sort();
  return Promise.all(wanted.map((file) => import(new URL(file, folder).href) as Promise<CommandModule>));
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof TamyrError) {
    console.error(`tamyr: ${error.message}`);
    return error.exitCode;
  }
  console.error('tamyr: this should not have happened; please report it with the lines below.');
  console.error(error);
  return 3;
}
