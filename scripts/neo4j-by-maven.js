// A Neo4j server of one's own without Docker: Maven fetches the server's jars once into the user's cache; each of "with the
// graph-data-science plug-in" and "without" has a home of its own beside them.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { answers, neo4jCache, pause } from './neo4j-answers.js';

export const SERVER = { version: '5.26.31', artifacts: ['org.neo4j:neo4j', 'org.neo4j.app:neo4j-server'] };
export const GDS = {
  version: '2.13.9',
  artifacts: ['proc', 'opengds-extension', 'open-model-catalog', 'open-write-services'].map(
    (name) => `org.neo4j.gds:${name}`,
  ),
};
/** Jars that the plug-in brings and the server has already: two of a kind on one class path do not start. */
const IN_SERVER =
  /^(caffeine|commons-lang3|commons-text|cypher-ast-factory|eclipse-collections|jackson-|javassist|slf4j-api)/;
const OPENED = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'].map(
  (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
);
const START_MS = 120_000;
const STOP_MS = 60_000;

export const homeOf = (gds) => join(neo4jCache(), gds ? 'home-gds' : 'home');

/**
 * Starts a server, or finds the one that runs (`started` tells): `{ uri, username, password, pid, home, started }`. Throws an Error that
 * says what is missing.
 * @param {{ gds?: boolean, port?: number, home?: string, heap?: string, settings?: Record<string, string>, java?: string[], inside?: string[] }} options
 *   `home`: a folder of one's own, for tests; `port`: 0 = any that is free; `java`: options of the virtual machine; `inside`: a command that
 *   programs are started through
 */
export async function startNeo4j({
  gds = false,
  port = 0,
  home = homeOf(gds),
  heap = '1g',
  settings = {},
  java = [],
  inside = [],
} = {}) {
  const running = readState(home);
  if (running && (await answers(running.port))) return { ...running, started: false };
  const jars = await fetchJars('server', SERVER);
  const plugins = gds ? await fetchJars('gds', GDS) : null;
  for (const folder of ['conf', 'data', 'logs', 'plugins', 'import'])
    mkdirSync(join(home, folder), { recursive: true });
  const bolt = port || (await freePort());
  const first = !existsSync(join(home, 'password'));
  const password = first ? randomBytes(12).toString('hex') : readFileSync(join(home, 'password'), 'utf8');
  const conf = {
    'server.bolt.listen_address': `127.0.0.1:${bolt}`,
    'server.bolt.advertised_address': `127.0.0.1:${bolt}`,
    'server.http.enabled': 'false',
    'server.memory.heap.max_size': heap,
    'server.memory.pagecache.size': '256m',
    'dbms.usage_report.enabled': 'false',
    // Twice this is what a server waits for nothing while it stops, 10 s unless told.
    'internal.server.bolt.thread_pool_shutdown_wait_time': '200ms',
    ...(gds && { 'dbms.security.procedures.unrestricted': 'gds.*' }),
    ...settings,
  };
  writeFileSync(
    join(home, 'conf', 'neo4j.conf'),
    Object.entries(conf)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  // The server takes procedures from the jars in its folder of plug-ins, and their classes from the class path.
  if (plugins) for (const jar of readdirSync(plugins)) linkOnce(join(plugins, jar), join(home, 'plugins', jar));
  const classPath = plugins ? `${join(home, 'plugins')}/*:${jars}/*` : `${jars}/*`;
  if (first) {
    admin(classPath, home, ['dbms', 'set-initial-password', password], { inside, java });
    writeFileSync(join(home, 'password'), password, { mode: 0o600 });
  }
  const log = openSync(join(home, 'logs', 'console.log'), 'a');
  const options = ['org.neo4j.server.CommunityEntryPoint', `--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`];
  const [program, ...args] = [...inside, 'java', `-Xmx${heap}`, ...java, ...OPENED, '-cp', classPath, ...options];
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const state = {
    pid: child.pid,
    port: bolt,
    uri: `neo4j://127.0.0.1:${bolt}`,
    username: 'neo4j',
    password,
    home,
    gds,
  };
  writeFileSync(join(home, 'server.json'), JSON.stringify(state), { mode: 0o600 });
  const until = Date.now() + START_MS;
  while (!(await answers(bolt))) {
    if (!isAlive(child.pid))
      throw new Error(`Neo4j ended while starting; see ${join(home, 'logs', 'neo4j.log')}\n${lastLines(home)}`);
    if (Date.now() > until)
      throw new Error(`Neo4j did not answer within ${START_MS / 1000} s; see ${join(home, 'logs', 'neo4j.log')}`);
    await pause(300);
  }
  return { ...state, started: true };
}

/** Stops the server of a home and waits for its end; false where none ran. */
export async function stopNeo4j({ gds = false, home = homeOf(gds) } = {}) {
  const state = readState(home);
  if (!state || !isAlive(state.pid)) return false;
  process.kill(state.pid, 'SIGTERM');
  const until = Date.now() + STOP_MS;
  while (isAlive(state.pid) && Date.now() < until) await pause(200);
  if (isAlive(state.pid)) process.kill(state.pid, 'SIGKILL');
  rmSync(join(home, 'server.json'), { force: true });
  return true;
}

/**
 * Imports a folder that `tamyr export --format neo4j-import` wrote into the database of a home whose server is stopped; what it held is
 * replaced. `options` are those of `neo4j-admin database import full`.
 */
export async function importNeo4j({ home, folder, options, heap = '1g' }) {
  const jars = await fetchJars('server', SERVER);
  for (const name of ['conf', 'data', 'logs', 'plugins', 'import']) mkdirSync(join(home, name), { recursive: true });
  const args = ['database', 'import', 'full', 'neo4j', ...options];
  admin(`${jars}/*`, home, args, { cwd: folder, java: [`-Xmx${heap}`, ...OPENED] });
}

/** Runs `neo4j-admin` on a home whose server is stopped; throws with its output where it fails. */
function admin(classPath, home, args, { cwd = home, java = [], inside = [] } = {}) {
  const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
  const [program, ...rest] = [...inside, 'java', ...java, '-cp', classPath, 'org.neo4j.cli.AdminTool', ...args];
  const run = spawnSync(program, rest, { env, cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.status !== 0)
    throw new Error(`neo4j-admin ${args[0]} ${args[1]} failed: ${run.stderr || run.stdout || run.error}`);
}

/** Folder with the jars of some artifacts and all that they need, fetched by Maven where it is not there yet. */
async function fetchJars(name, { version, artifacts }) {
  const folder = join(neo4jCache(), `${name}-${version}`);
  if (existsSync(folder)) return folder;
  for (const tool of ['java', 'mvn']) {
    if (spawnSync(tool, ['-version'], { stdio: 'ignore' }).status !== 0) {
      throw new Error(
        `"${tool}" is needed to run Neo4j without Docker: install Java 17 and Maven, or set NEO4J_URI to a server that runs.`,
      );
    }
  }
  console.error(`Fetching ${name === 'gds' ? 'the graph-data-science plug-in' : 'Neo4j'} ${version} once …`);
  const work = `${folder}.part-${process.pid}`;
  mkdirSync(work, { recursive: true });
  const dependencies = artifacts.map((artifact) => {
    const [group, id] = artifact.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${id}</artifactId><version>${version}</version></dependency>`;
  });
  writeFileSync(
    join(work, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>tamyr</groupId><artifactId>${name}</artifactId><version>1</version><dependencies>${dependencies.join('')}</dependencies></project>`,
  );
  const run = spawnSync(
    'mvn',
    [
      '-q',
      '-B',
      '-f',
      join(work, 'pom.xml'),
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${join(work, 'lib')}`,
    ],
    { encoding: 'utf8' },
  );
  if (run.status !== 0) {
    rmSync(work, { recursive: true, force: true });
    throw new Error(
      `Maven could not fetch ${artifacts.join(', ')}: ${(run.stdout || run.stderr).trim().split('\n').slice(-3).join('\n')}`,
    );
  }
  if (name === 'gds')
    for (const jar of readdirSync(join(work, 'lib'))) if (IN_SERVER.test(jar)) rmSync(join(work, 'lib', jar));
  try {
    renameSync(join(work, 'lib'), folder);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(folder)) throw error;
  }
  rmSync(work, { recursive: true, force: true });
  return folder;
}

/** The same file under another name: no copy of a hundred megabytes, unless the two lie on different disks. */
function linkOnce(from, to) {
  if (existsSync(to)) return;
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** What runs from a home, if anything does. */
export function readState(home) {
  try {
    return JSON.parse(readFileSync(join(home, 'server.json'), 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function lastLines(home) {
  try {
    return readFileSync(join(home, 'logs', 'neo4j.log'), 'utf8')
      .trim()
      .split('\n')
      .slice(-5)
      .join('\n');
  } catch {
    return '';
  }
}
