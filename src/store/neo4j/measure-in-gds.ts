import type { GraphMeasure, MeasuredAccounts } from '../../graph/measured-accounts.ts';
import { TamyrError } from '../../model/errors.ts';
import type { Neo4jConnection } from './connect.ts';

/** What the plug-in says of itself. */
type GdsState = 'there' | 'absent' | 'mismatch';

/** Procedures that are used; a plug-in made for another server registers only some of them. */
const PROCEDURES = 6;
/** Part of the server's heap that the graph may take. */
const MOST_OF_HEAP = 0.5;
const PATIENT = { patient: true } as const;

/**
 * Measures the graph of accounts in the server by the graph-data-science plug-in: memory is estimated first, and the graph in the
 * plug-in's memory is dropped whatever happens. Throws a `TamyrError`: `gds-absent`, `gds-mismatch`, `gds-memory`.
 */
export async function measureInGds(connection: Neo4jConnection, measure: GraphMeasure): Promise<MeasuredAccounts> {
  await requireGds(connection);
  const ask = <Row>(name: string, parameters: Record<string, unknown> = {}) =>
    connection.read<Row>(connection.text('gds', name), parameters, PATIENT);
  const [published] = await connection.read<{ seq: number | null }>(connection.text('store', 'published-loads'));
  const view = BigInt(published?.seq ?? 0);
  const [size] = await ask<{ pairs: number; accounts: number }>('size', { view });
  const { pairs, accounts } = size!;
  if (pairs === 0) return { ids: [], values: new Float64Array(0), pairs, modularity: null };
  await requireMemory(connection, accounts, pairs);
  const graph = `tamyr-${connection.address.namespace ?? 'store'}-${process.pid}-${Date.now()}`;
  try {
    await connection.transact(
      'read',
      async (run) => {
        // The attempt before may have made it and lost the answer.
        await run(connection.text('gds', 'drop'), { graph });
        await run(connection.text('gds', 'project'), { graph, view });
      },
      PATIENT,
    );
    const rows = await ask<{ id: string; value: number }>(measure, { graph });
    return {
      ids: rows.map(({ id }) => id),
      values: Float64Array.from(rows, ({ value }) => value),
      pairs,
      modularity: null,
    };
  } finally {
    await ask('drop', { graph });
  }
}

/** Throws where the plug-in is not there, or was made for another version of the server. */
async function requireGds(connection: Neo4jConnection): Promise<void> {
  const state = await gdsState(connection);
  if (state === 'there') return;
  const where = connection.address.text;
  if (state === 'absent') {
    throw new TamyrError({
      code: 'gds-absent',
      what: 'The server has no graph-data-science plug-in.',
      where,
      expected: 'the procedures gds.*',
      todo: 'Use --engine own, or put the plug-in into the server’s folder plugins and allow it: dbms.security.procedures.unrestricted=gds.*',
      exitCode: 3,
    });
  }
  throw new TamyrError({
    code: 'gds-mismatch',
    what: 'The graph-data-science plug-in was made for another version of the server: some of its procedures are missing.',
    where,
    expected: 'the version of the plug-in that its compatibility table names for this server',
    todo: 'Use --engine own, or replace the plug-in: https://neo4j.com/docs/graph-data-science/current/installation/supported-neo4j-versions/',
    exitCode: 3,
  });
}

async function gdsState(connection: Neo4jConnection): Promise<GdsState> {
  const versions = await connection.read<{ name: string }>(connection.text('gds', 'version'));
  const [procedures] = await connection.read<{ found: number }>(connection.text('gds', 'procedures'));
  return stateOf(versions.length > 0, procedures?.found ?? 0);
}

/** What the function and the procedures that the server knows say of the plug-in. */
export function stateOf(hasVersion: boolean, procedures: number): GdsState {
  if (!hasVersion && procedures === 0) return 'absent';
  return hasVersion && procedures === PROCEDURES ? 'there' : 'mismatch';
}

/** Throws a `TamyrError` where a graph of that size would take too much of the server's heap. */
export async function requireMemory(connection: Neo4jConnection, accounts: number, pairs: number): Promise<void> {
  const sizes = { accounts: BigInt(accounts), relationships: BigInt(2 * pairs) };
  const [estimate] = await connection.read<{ bytesMax: number }>(connection.text('gds', 'estimate'), sizes, PATIENT);
  const [heap] = await connection.read<{ value: string }>(connection.text('gds', 'heap'));
  const heapBytes = bytesOf(heap?.value ?? '');
  if (heapBytes === null || estimate!.bytesMax <= heapBytes * MOST_OF_HEAP) return;
  throw new TamyrError({
    code: 'gds-memory',
    what: `The graph of ${accounts} accounts and ${pairs} pairs would take up to ${mebibytes(estimate!.bytesMax)} MiB in the plug-in's memory.`,
    where: connection.address.text,
    expected: `at most half of the server's heap of ${mebibytes(heapBytes)} MiB`,
    todo: 'Use --engine own, or give the server more: server.memory.heap.max_size',
    exitCode: 3,
  });
}

/** Bytes of a setting such as `1.00GiB` or `512m`; null where it cannot be read. */
export function bytesOf(setting: string): number | null {
  const match = /^([\d.]+)\s*([kmgt]?)i?b?$/i.exec(setting.trim());
  if (!match) return null;
  return Number(match[1]) * 1024 ** ' kmgt'.indexOf(match[2]!.toLowerCase() || ' ');
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
