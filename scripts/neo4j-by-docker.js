// A Neo4j server of one's own in a container: the official image, its data in a volume that outlives it.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, neo4jCache, pause } from './neo4j-answers.js';
import { SERVER } from './neo4j-by-maven.js';

const IMAGE = `neo4j:${SERVER.version}-community`;
/** The first start may fetch the plug-in; fetching the image is not counted. */
const START_MS = 180_000;
const ENGINE_MS = 10_000;

const nameOf = (gds) => (gds ? 'tamyr-neo4j-gds' : 'tamyr-neo4j');

/** Whether an engine answers: the command alone is not enough. */
export function hasDocker() {
  return spawnSync('docker', ['info'], { stdio: 'ignore', timeout: ENGINE_MS }).status === 0;
}

/**
 * Starts a container, or finds the one that runs (`started` tells): `{ uri, username, password, port, gds, started }`. Throws an Error
 * with what Docker or the server said.
 * @param {{ gds: boolean, port: number, heap?: string, java?: readonly string[], settings?: Record<string, string> }} options `java`: options of
 *   the virtual machine; `settings`: more lines of `neo4j.conf`
 */
export async function startContainer({ gds, port, heap = '1g', java = [], settings = {} }) {
  const name = nameOf(gds);
  const state = { username: 'neo4j', password: passwordOf(name), gds };
  const running = portOf(gds);
  if (running !== null && (await answers(running))) return { ...addressOf(running), ...state, started: false };
  docker(['rm', '--force', name]);
  const variables = {
    NEO4J_AUTH: `neo4j/${state.password}`,
    NEO4J_server_memory_heap_max__size: heap,
    NEO4J_server_memory_pagecache_size: '256m',
    NEO4J_server_bolt_advertised__address: `127.0.0.1:${port}`,
    NEO4J_dbms_usage__report_enabled: 'false',
    ...(gds && { NEO4J_PLUGINS: '["graph-data-science"]' }),
    ...(java.length > 0 && { NEO4J_server_jvm_additional: java.join('\n') }),
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [variableOf(name), value])),
  };
  const options = Object.keys(variables).flatMap((key) => ['--env', key]);
  const places = ['--publish', `127.0.0.1:${port}:7687`, '--volume', `${name}:/data`];
  // Values go through the environment: what is on a command line can be read by everybody on the machine.
  const run = docker(['run', '--detach', '--name', name, ...places, ...options, IMAGE], variables);
  if (run.status !== 0) throw new Error(`Docker could not start ${IMAGE}: ${(run.stderr || run.stdout).trim()}`);
  for (const until = Date.now() + START_MS; !(await answers(port)); await pause(300)) {
    if (portOf(gds) === null) throw new Error(`Neo4j ended while starting:\n${lastLines(name)}`);
    if (Date.now() > until) throw new Error(`Neo4j did not answer within ${START_MS / 1000} s:\n${lastLines(name)}`);
  }
  return { ...addressOf(port), ...state, started: true };
}

/** Stops the container and removes it; its data stay in the volume. False where none ran. */
export function stopContainer({ gds }) {
  if (portOf(gds) === null) return false;
  for (const verb of ['stop', 'rm']) {
    const { status, stderr } = docker([verb, nameOf(gds)]);
    if (status !== 0) throw new Error(`docker ${verb} failed: ${stderr.trim()}`);
  }
  return true;
}

/** The port at which the container is reached; null where it does not run. */
export function portOf(gds) {
  const { status, stdout } = docker(['port', nameOf(gds), '7687/tcp']);
  const port = status === 0 ? Number(/:(\d+)\s/.exec(stdout)?.[1]) : 0;
  return port > 0 ? port : null;
}

function addressOf(port) {
  return { port, uri: `neo4j://127.0.0.1:${port}` };
}

/** Kept beside the volume, for it holds from the first start on. */
function passwordOf(name) {
  const file = join(neo4jCache(), `${name}.password`);
  mkdirSync(neo4jCache(), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(12).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function docker(args, env = {}) {
  return spawnSync('docker', args, { encoding: 'utf8', env: { ...process.env, ...env } });
}

function lastLines(name) {
  const { stdout, stderr } = docker(['logs', '--tail', '5', name]);
  return (stdout + stderr).trim();
}

/** The image takes settings as variables: `a.b_c` is `NEO4J_a_b__c`. */
function variableOf(setting) {
  return `NEO4J_${setting.replaceAll('_', '__').replaceAll('.', '_')}`;
}
