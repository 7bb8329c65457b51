import { TamyrError } from '../../model/errors.ts';
import type { Neo4jConnection } from './connect.ts';
import { listQueryFiles, readQueryFile } from './query-files.ts';

/** The oldest server whose Cypher has what the queries use. */
const OLDEST_SERVER = [5, 7] as const;

/** How long looking for other nodes may take: it is done once in a store's life, and a cold server plans slowly. */
const LOOK_MS = 60_000;

/** How often it is looked whether indexes are filled, at first and at last. */
const FIRST_LOOK_MS = 50;
const LAST_LOOK_MS = 1_000;
const NAME = /^CREATE (?:CONSTRAINT|FULLTEXT INDEX|INDEX) (\w+)/;

/**
 * Makes sure that the database is one to work with: a server that is new enough, no foreign graph, a layout that this
 * program knows. Takes the layout's steps that are missing unless `readOnly`. Every failure is a `TamyrError` with exit code 3.
 */
export async function prepareDatabase(connection: Neo4jConnection, readOnly: boolean): Promise<void> {
  const { text: where } = connection.address;
  requireVersion(await connection.agent(), where);
  const [found] = await connection.read<{ version: number }>(connection.text('store', 'find-store'));
  const steps = listQueryFiles('schema').map((name) => ({
    name,
    version: Number(readQueryFile('schema', name).meta.version),
  }));
  const newest = Math.max(...steps.map(({ version }) => version));
  if (!found) {
    if (readOnly) throw missingStore(where);
    if (!connection.address.force) await refuseForeign(connection);
  }
  const version = found?.version ?? 0;
  if (version > newest) {
    throw new TamyrError({
      code: 'store-newer',
      what: `The store has layout version ${version}, this program knows versions up to ${newest}.`,
      where,
      expected: `layout version ${newest} or older`,
      todo: 'Update Tamyr, or use another store.',
      exitCode: 3,
    });
  }
  if (version === newest) return;
  if (readOnly) {
    throw new TamyrError({
      code: 'store-older',
      what: `The store has layout version ${version} and was opened for reading only; version ${newest} is needed.`,
      where,
      todo: 'Open it once for writing (any load does), which brings it up to date.',
      exitCode: 3,
    });
  }
  for (const step of steps) if (step.version > version) await takeStep(connection, step);
}

/**
 * Statements of the layout cannot share a transaction with data, and with each other only where the server has memory for that; each
 * leaves alone what is there, so that a step may be taken again. The indexes of a type in one transaction would be filled by one
 * thread in one go over the data, which is no faster than one by one by several.
 */
async function takeStep(connection: Neo4jConnection, step: { name: string; version: number }): Promise<void> {
  const statements = connection.statements('schema', step.name);
  for (const statement of statements) await connection.write(statement, {}, { patient: true });
  await untilFilled(
    connection,
    statements.map((statement) => NAME.exec(statement)![1]!),
  );
  await connection.write(connection.text('store', 'set-version'), { version: BigInt(step.version) }, { patient: true });
}

/** Waits for indexes as long as filling them takes: minutes where tens of millions of facts were imported. */
async function untilFilled(connection: Neo4jConnection, names: readonly string[]): Promise<void> {
  const text = connection.text('store', 'unfinished-indexes');
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 2, LAST_LOOK_MS)) {
    const unfinished = await connection.read<{ name: string; failed: boolean; message: string }>(
      text,
      { names },
      { patient: true },
    );
    if (unfinished.length === 0) return;
    const failed = unfinished.find((index) => index.failed);
    if (failed) throw indexFailed(connection.address.text, failed);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function indexFailed(where: string, { name, message }: { name: string; message: string }): TamyrError {
  return new TamyrError({
    code: 'store-index-failed',
    what: `Neo4j could not fill the index ${name}. It said: ${message.trim()}`,
    where,
    todo: `Mend what it says, drop the index (DROP INDEX ${name}) and try again.`,
    exitCode: 3,
  });
}

/** A graph that is there already is somebody's work: nothing is written beside it unless told. */
async function refuseForeign(connection: Neo4jConnection): Promise<void> {
  const { address } = connection;
  const [others] = await connection.read<{ nodes: number; labels: string[] }>(
    connection.text('store', 'find-others'),
    {},
    { attemptMs: LOOK_MS },
  );
  const { nodes, labels } = others!;
  const inTheWay = address.namespace === null ? nodes > 0 : labels.length > 0;
  if (!inTheWay) return;
  throw new TamyrError({
    code: 'store-foreign',
    what:
      address.namespace === null
        ? `The database holds a graph of ${nodes} nodes that is no Tamyr store.`
        : `The database has nodes labelled ${labels.join(', ')}, but no Tamyr store of the namespace "${address.namespace}".`,
    where: address.text,
    expected: 'an empty database, or a Tamyr store',
    todo: 'Give the store names of its own (?namespace=NAME) or another database (?database=NAME); ?force=true writes beside what is there.',
    exitCode: 3,
  });
}

function requireVersion(agent: string, where: string): void {
  const [, major, minor] = /^Neo4j\/(\d+)\.(\d+)/.exec(agent) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST_SERVER;
  const tooOld = Number(major) < oldestMajor || (Number(major) === oldestMajor && Number(minor) < oldestMinor);
  if (major !== undefined && !tooOld) return;
  throw new TamyrError({
    code: 'store-too-old',
    what: `The server says that it is "${agent}".`,
    where,
    expected: `Neo4j ${OLDEST_SERVER.join('.')} or newer`,
    todo: 'Update the server: Neo4j 5.26 (long-term support) is what Tamyr is tested with.',
    exitCode: 3,
  });
}

function missingStore(where: string): TamyrError {
  return new TamyrError({
    code: 'store-missing',
    what: 'There is no Tamyr store in this database.',
    where,
    todo: 'Load data first, or name another database or namespace: ?database=NAME&namespace=NAME.',
    exitCode: 3,
  });
}
