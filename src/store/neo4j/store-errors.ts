import { Neo4jError } from 'neo4j-driver';
import { type ErrorDetails, TamyrError } from '../../model/errors.ts';
import type { Neo4jAddress } from './address.ts';

/** A failure and what to do about it; `{db}` is the database. */
type Meaning = Pick<ErrorDetails, 'code' | 'what' | 'todo'>;

/** What goes wrong with a server, by its code or message; the first that fits counts. */
const MEANINGS: readonly (Meaning & { fits: RegExp })[] = [
  {
    fits: /No space left|not enough space|disk (?:is )?full|TransactionLogError|critical error, and needs to be restarted/i,
    code: 'store-disk-full',
    what: 'The Neo4j server can no longer write to its disk: most likely it is full.',
    todo: 'Make room for the server, restart it, and run the command again: what was published is safe, the rest is taken up where it stopped.',
  },
  {
    fits: /Security\.(?:Unauthorized|CredentialsExpired|AuthenticationRateLimit|TokenExpired)/,
    code: 'store-unauthorized',
    what: 'Neo4j does not accept the user name or the password.',
    todo: 'Check NEO4J_USERNAME and NEO4J_PASSWORD; a new server wants its first password changed before anything else.',
  },
  {
    fits: /Security\.Forbidden|ForbiddenOnReadOnlyDatabase|WriteOnReadOnlyAccessDatabase|ReadOnlyDatabase|Statement\.AccessMode|No longer possible to write/i,
    code: 'store-read-only',
    what: 'This user or this database of Neo4j takes no writes.',
    todo: 'Use a user with the role "publisher" or "architect", or let the server write to the database (server.databases.read_only).',
  },
  {
    fits: /Database\.DatabaseNotFound|HomeDatabaseNotFound/,
    code: 'store-no-database',
    what: 'Neo4j has no database of that name.',
    todo: 'Name one that is there with ?database=NAME (SHOW DATABASES lists them); Community has "neo4j" alone.',
  },
  {
    fits: /OutOfMemory|MemoryLimit|MemoryPool/i,
    code: 'store-out-of-memory',
    what: 'Neo4j ran out of memory for the transaction.',
    todo: 'Give the server more (dbms.memory.transaction.total.max, server.memory.heap.max_size), or run fewer things at once.',
  },
  {
    fits: /TransactionTimedOut|Transaction\.Terminated/,
    code: 'store-timed-out',
    what: 'Neo4j stopped the query because it took too long.',
    todo: 'Ask for less at once, or raise the limit of the server (db.transaction.timeout).',
  },
  {
    fits: /DatabaseUnavailable|Cluster\.|TransientError/,
    code: 'store-transient',
    what: 'Neo4j kept failing for a reason that passes by itself (locks, an election, a restart).',
    todo: 'Run the command again; look into the log of the server where it stays so.',
  },
  {
    fits: /certificate|\bTLS\b|\bSSL\b|ECONNRESET before secure/i,
    code: 'store-unreachable',
    what: 'No TLS connection to Neo4j comes about.',
    todo: 'A self-signed certificate wants neo4j+ssc or bolt+ssc, a server without TLS neo4j or bolt.',
  },
  {
    fits: /negotiate|handshake|ProtocolError|Unknown packed|Server responded HTTP/i,
    code: 'store-unreachable',
    what: 'What answers at this address does not speak the protocol of Neo4j.',
    todo: 'Give the Bolt port of the server, 7687 unless it was changed (not 7474, the one of the browser).',
  },
  {
    fits: /ServiceUnavailable|SessionExpired|acquisition timed out|Pool is closed/i,
    code: 'store-unreachable',
    what: 'The Neo4j server cannot be reached, or the connection was lost.',
    todo: 'Check that it runs and that host and port are right (npm run neo4j -- status; systemctl status neo4j).',
  },
];

/** What a failure of Neo4j means to the user; a `TamyrError` as it is, and so is what did not come from Neo4j. */
export function storeError(address: Neo4jAddress, cause: unknown, doing: string | null = null): unknown {
  if (cause instanceof TamyrError || !(cause instanceof Neo4jError)) return cause;
  const said = saidBy(cause);
  const meaning = MEANINGS.find(({ fits }) => fits.test(said)) ?? {
    code: 'store-failed',
    what: 'Neo4j refused or failed.',
    todo: 'Look into the log of the server; report this where it is a defect of Tamyr.',
  };
  return new TamyrError(
    {
      code: meaning.code,
      what: `${meaning.what}${doing ? ` It happened while ${doing}.` : ''} It said: ${firstLine(cause)}`,
      where: address.text,
      ...(meaning.todo && { todo: meaning.todo }),
      exitCode: 3,
    },
    { cause },
  );
}

/** The error for a server that said nothing for too long. */
export function silentServer(address: Neo4jAddress, ms: number): TamyrError {
  return new TamyrError({
    code: 'store-timed-out',
    what: `Neo4j did not answer within ${(ms / 1000).toFixed(1)} s.`,
    where: address.text,
    todo: 'Ask again: a server that has just started needs seconds for a query that is new to it. If it stays so, check that it is not overloaded, and that nothing between here and there holds the connection up.',
    exitCode: 3,
  });
}

/** Whether a failure is that of a server that said nothing. */
export function isSilence(error: unknown): boolean {
  return error instanceof TamyrError && error.code === 'store-timed-out' && error.cause === undefined;
}

/** The error for a write of which nobody knows whether it was done. */
export function commitUnknown(address: Neo4jAddress, cause: unknown): TamyrError {
  return new TamyrError(
    {
      code: 'store-commit-unknown',
      what: 'The connection to Neo4j was lost after a write was sent and before it was confirmed: it may have been done or not.',
      where: address.text,
      todo: 'Run the command again once the server can be reached: what was done is found by its marker and not done twice.',
      exitCode: 3,
    },
    { cause },
  );
}

/** Whether a failure passes by itself, so that the same transaction may be run again. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Neo4jError)) return false;
  const said = saidBy(error);
  // A smaller transaction helps, the same one again does not.
  if (/OutOfMemory|MemoryLimit|MemoryPool|No space left/i.test(said)) return false;
  return (
    error.retryable ||
    /Cluster\.(?:NotALeader|RoutingFailed)|DatabaseUnavailable/.test(said) ||
    // While another process makes its layout, a statement may find no moment to be planned in. The index of a constraint that was
    // cut off stays for a moment, until the server takes it away.
    /acquisition timed out|Pool is closed|ProtocolError|Unknown packed|frequent schema changes|IndexWithNameAlreadyExists/i.test(
      said,
    )
  );
}

/** Whether a failure says that the connection is gone and not what became of the transaction. */
export function isLostConnection(error: unknown): boolean {
  return error instanceof Neo4jError && /ServiceUnavailable|SessionExpired|ProtocolError|N\/A/.test(error.code);
}

/** Codes and messages of an error and of what caused it. */
function saidBy(error: Error): string {
  const said: string[] = [];
  for (let at: unknown = error; at instanceof Error && said.length < 10; at = at.cause) {
    said.push(`${'code' in at ? at.code : ''} ${at.message}`);
  }
  return said.join(' | ');
}

function firstLine(error: Neo4jError): string {
  const line = error.message.split('\n')[0]!.trim();
  return `${line.length > 300 ? `${line.slice(0, 300)}…` : line}${/^Neo\./.test(error.code) ? ` (${error.code})` : ''}`;
}

/** The error for a reader that was overtaken by two loads which changed the same fact. */
export function viewLost({ text }: Neo4jAddress): TamyrError {
  return new TamyrError({
    code: 'store-view-lost',
    what: 'While the data were read, two more loads were published that changed the same facts.',
    where: text,
    todo: 'Run the command again; it reads what is published now.',
    exitCode: 3,
  });
}
