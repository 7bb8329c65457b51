import type { Driver } from 'neo4j-driver';
import { readQueryFile, statementsOf } from './query-files.ts';

/**
 * Whether a transaction of which nothing is heard is lost: the server has none with that mark, or waits for its client while
 * the client waits for the server. One that waits is ended, so that nobody waits for its locks. False while a statement of it
 * runs. Rejects where the server cannot be asked.
 * @param driver one that shares no connection with the transaction
 */
export async function isTransactionLost(driver: Driver, database: string | null, mark: string): Promise<boolean> {
  const ask = async (name: string, parameters: Record<string, string>) => {
    const text = statementsOf(readQueryFile('store', name))[0]!;
    const { records } = await driver.executeQuery(text, parameters, database === null ? {} : { database });
    return records[0]?.toObject();
  };
  const found = await ask('find-transaction', { mark });
  if (!found) return true;
  if (found.query !== '') return false;
  await ask('end-transaction', { id: found.id });
  return true;
}
