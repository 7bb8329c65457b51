import { TamyrError } from '../../model/errors.ts';
import { requireNamespace } from './vocabulary.ts';

/** Where a store in Neo4j is. */
export interface Neo4jAddress {
  /** As the user gave it; it never has a password. */
  text: string;
  /** What the driver connects to: scheme, host, port. */
  uri: string;
  /** Null: the user's home database. */
  database: string | null;
  /** Prefix of all names; null: plain names. */
  namespace: string | null;
  /** Write into a database that holds somebody else's graph, too. */
  force: boolean;
}

/** Schemes that Neo4j's drivers know: routed or direct, plain, TLS, or TLS with a self-signed certificate. */
const SCHEMES = ['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'] as const;
const OPTIONS = ['database', 'namespace', 'force'] as const;
/** Neo4j's own rule for names of databases, aliases' dots included. */
const DATABASE = /^[A-Za-z][A-Za-z0-9.-]{2,62}$/;
const EXPECTED = 'neo4j://HOST[:PORT][?database=NAME&namespace=NAME], also neo4j+s, neo4j+ssc, bolt, bolt+s, bolt+ssc';

/** Whether an address of the command line is one of Neo4j. */
export function isNeo4jAddress(address: string): boolean {
  return SCHEMES.some((scheme) => address.startsWith(`${scheme}:`));
}

/** Reads `neo4j://HOST[:PORT][?database=NAME&namespace=NAME&force=true]`; a `TamyrError` says what is wrong with another text. */
export function parseNeo4jAddress(text: string): Neo4jAddress {
  let url: URL;
  try {
    // The scheme is no "special" one to URL, which then leaves hosts as they are; a hierarchical address parses all the same.
    url = new URL(text);
  } catch {
    throw badAddress(withoutCredentials(text), 'It cannot be read.');
  }
  const scheme = url.protocol.slice(0, -1);
  const shown = withoutCredentials(text);
  if (!(SCHEMES as readonly string[]).includes(scheme)) throw badAddress(shown, `"${scheme}" is no scheme of Neo4j.`);
  if (url.username !== '' || url.password !== '') {
    throw new TamyrError({
      code: 'bad-store-address',
      what: 'The address of the store has a user name or password in it, where other users of this machine can see it.',
      where: `--store ${shown}`,
      expected: EXPECTED,
      todo: 'Put them into the environment: NEO4J_USERNAME and NEO4J_PASSWORD.',
    });
  }
  if (url.hostname === '') throw badAddress(shown, 'It names no host.');
  if (url.pathname !== '' && url.pathname !== '/')
    throw badAddress(shown, `"${url.pathname}" does not belong into it.`);
  for (const name of url.searchParams.keys()) {
    if (!(OPTIONS as readonly string[]).includes(name)) throw badAddress(shown, `It has no option "${name}".`);
    if (url.searchParams.getAll(name).length > 1) throw badAddress(shown, `"${name}" is given twice.`);
  }
  const database = url.searchParams.get('database');
  if (database !== null && !DATABASE.test(database)) throw badAddress(shown, `"${database}" is no name of a database.`);
  const namespace = url.searchParams.get('namespace');
  if (namespace !== null) requireNamespace(namespace);
  const force = url.searchParams.get('force') ?? 'false';
  if (force !== 'true' && force !== 'false') throw badAddress(shown, `force is true or false, not "${force}".`);
  return { text, uri: `${scheme}://${url.host}`, database, namespace, force: force === 'true' };
}

/** User name and password of the environment; a `TamyrError` where one is missing. */
export function readCredentials(
  address: Neo4jAddress,
  env: NodeJS.ProcessEnv = process.env,
): { username: string; password: string } {
  const { NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password } = env;
  if (password) return { username, password };
  throw new TamyrError({
    code: 'store-no-credentials',
    what: 'The password of Neo4j is not set.',
    where: address.text,
    expected: 'NEO4J_PASSWORD (and NEO4J_USERNAME, "neo4j" unless set) in the environment',
    todo: 'export NEO4J_USERNAME=neo4j NEO4J_PASSWORD=…',
    exitCode: 3,
  });
}

function withoutCredentials(text: string): string {
  return text.replace(/^([a-z0-9+]+:\/\/)[^/?#]*@/i, '$1');
}

function badAddress(shown: string, why: string): TamyrError {
  return new TamyrError({
    code: 'bad-store-address',
    what: `"${shown}" is no address of a store in Neo4j. ${why}`,
    where: '--store',
    expected: EXPECTED,
    todo: 'For example --store neo4j://localhost:7687',
  });
}
