import type { DuckDBConnection } from '@duckdb/node-api';
import { query } from './query.ts';

/** Blocks that are held for their last use only fit into this; what is in use stays, whatever the limit. */
const LEAST = '32MB';

/**
 * Has DuckDB give back the memory in which it keeps blocks for a next use. There is no statement for it, but a lower limit
 * is met at once by letting such blocks go; afterwards the limit is what it was.
 */
export async function giveBackMemory(connection: DuckDBConnection): Promise<void> {
  const [setting] = await query<{ limit: string }>(connection, "SELECT current_setting('memory_limit') AS limit");
  try {
    await connection.run(`SET memory_limit = '${LEAST}'`);
  } catch (error) {
    // More than that is in use: what could go has gone.
    if (!/memory limit/i.test(String(error))) throw error;
  } finally {
    await connection.run(`SET memory_limit = '${setting!.limit}'`);
  }
}
