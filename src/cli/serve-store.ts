import { startAnswers } from '../api/answers.ts';
import { startServer } from '../api/server.ts';
import { TamyrError } from '../model/errors.ts';
import { print } from './common.ts';
import { tellWhile } from './progress.ts';

/** A port that an option was given. */
export function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  const expected = 'a number from 0 to 65535; 0 takes any free one';
  throw new TamyrError({ code: 'bad-option', what: `"${text}" is no port.`, where: '--port', expected });
}

/** Serves a store until the process is told to stop. */
export async function serve({ store, port, run }: { store: string; port: number; run?: string }): Promise<void> {
  const answers = await tellWhile('Reading the data …', startAnswers({ store, ...(run !== undefined && { run }) }));
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
