import type { Driver } from 'neo4j-driver';
import { readQueryFile, statementsOf } from './query-files.ts';

const NONE = 'none';
/** Also said of a transaction whose statement is being parsed. */
export const WAITS = 'waits for its client';
const FILLS = 'waits for indexes that are filled';
/** Answers that mean a lost transaction when they are given twice; once, they may be of a moment at which an answer is on its way. */
export const DOUBTFUL: readonly string[] = [NONE, WAITS];

/**
 * What the server is doing for a transaction of which nothing is heard: null where it is lost, that is, where the server says for
 * the second time that it has none with that mark or that it waits for its client, which waits for it, or where its statement runs
 * and has read nothing since `before`. One that the server still has is then ended, so that nobody waits for its locks. Rejects
 * where the server cannot be asked.
 * @param driver one that shares no connection with the transaction
 * @param before the answer to the same question a while ago
 */
export async function progressOfTransaction(
  driver: Driver,
  database: string | null,
  mark: string,
  before: string | null,
): Promise<string | null> {
  const ask = async (name: string, parameters: Record<string, string>) => {
    const text = statementsOf(readQueryFile('store', name))[0]!;
    const { records } = await driver.executeQuery(text, parameters, database === null ? {} : { database });
    return records[0]?.toObject();
  };
  const found = await ask('find-transaction', { mark });
  if (!found) return before === NONE ? null : NONE;
  const { id, query, progress } = found as { id: string; query: string; progress: string };
  // One that waits for a lock or is being planned reads nothing either.
  const stands = progress === before && progress.startsWith('running');
  if (query !== '' && !stands) return progress;
  if (query === '' && before !== WAITS) return WAITS;
  // A constraint waits for its index, which waits for others; its statement does not show in the meantime.
  if (query === '' && ((await ask('filling-indexes', {})) as { filling: number }).filling > 0) return FILLS;
  await ask('end-transaction', { id });
  return null;
}
