import { exponentsOtherThan } from '../../model/money.ts';
import type { Neo4jConnection } from './connect.ts';
import type { InteractiveQuery, PlainRow, QueryAnswer } from './interactive-query.ts';
import { controlPathQuery } from './query-control-path.ts';
import { readQueryFile } from './query-files.ts';
import { moneyEdgesQuery } from './query-money-edges.ts';
import { moneyNeighbourhoodQuery } from './query-money-neighbourhood.ts';
import { moneyPathQuery } from './query-money-path.ts';
import { neighbourhoodQuery } from './query-neighbourhood.ts';
import { parametersOf, readParameters } from './query-parameters.ts';
import { ringsQuery } from './query-rings.ts';
import { searchQuery } from './query-search.ts';
import { withoutNamespace } from './vocabulary.ts';

/** The interactive queries, in the order in which they are listed. */
export const INTERACTIVE_QUERIES: readonly InteractiveQuery[] = [
  searchQuery,
  neighbourhoodQuery,
  moneyNeighbourhoodQuery,
  moneyEdgesQuery,
  controlPathQuery,
  moneyPathQuery,
  ringsQuery,
];

/** Longest that an interactive query may run; the server looks about every two seconds, and planning the first time counts. */
const TIMEOUT_MS = 20_000;

/**
 * Runs an interactive query with values as a person gave them (`limit` = "25"), on what is published.
 * Throws a `TamyrError` for values that do not fit, before anything is sent.
 */
export async function runQuery(
  connection: Neo4jConnection,
  query: InteractiveQuery,
  given: Readonly<Record<string, string>>,
): Promise<QueryAnswer & { query: string }> {
  const file = readQueryFile('queries', query.name);
  const values = readParameters(file, given);
  const prepared: Record<string, unknown> = { ...(query.prepare?.(values) ?? values) };
  const { namespace } = connection.address;
  for (const { name, type } of parametersOf(file)) {
    if (type === 'view') prepared[name] = await publishedLoads(connection);
    if (type === 'exponents') prepared[name] = exponentsOtherThan(2);
  }
  const rows = await connection.read<PlainRow>(connection.text('queries', query.name), prepared, {
    attemptMs: TIMEOUT_MS,
  });
  return { query: query.name, ...query.answer(rows, (name) => withoutNamespace(name, namespace)) };
}

/** Number of the last published load: what later loads have written counts for nothing yet. */
async function publishedLoads(connection: Neo4jConnection): Promise<bigint> {
  const [row] = await connection.read<{ seq: number | null }>(connection.text('store', 'published-loads'));
  return BigInt(row?.seq ?? 0);
}
