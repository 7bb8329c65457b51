// A Neo4j server of one's own: `npm run neo4j -- start|stop|status [--gds] [--port N] [--by docker|maven]`.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { answers, untilReady } from './neo4j-answers.js';
import { hasDocker, portOf, startContainer, stopContainer } from './neo4j-by-docker.js';
import { GDS, homeOf, readState, SERVER, startNeo4j, stopNeo4j } from './neo4j-by-maven.js';

/**
 * Starts a server, or finds the one that runs: in Docker where there is an engine, else by Java and Maven. `{ uri, username, password,
 * by, started }`.
 * @param {{ by?: 'docker' | 'maven', gds?: boolean, port?: number, home?: string, java?: readonly string[], settings?: Record<string, string> }} options
 *   `home`: a folder of its own in place of the user's, without Docker; `java`: options of the virtual machine; `settings`: more lines of
 *   `neo4j.conf`
 */
export async function provideNeo4j({
  by = hasDocker() ? 'docker' : 'maven',
  gds = false,
  port = 7687,
  home,
  java,
  settings,
} = {}) {
  const server = await (by === 'docker'
    ? startContainer({ gds, port, java, settings })
    : startNeo4j({ gds, port, home, java, settings }));
  await untilReady(server);
  return { ...server, by };
}

/** Stops the server, whatever runs it; false where none runs. */
export async function releaseNeo4j({ gds = false, home } = {}) {
  const [inDocker, byMaven] = [stopContainer({ gds }), await stopNeo4j({ gds, home })];
  return inDocker || byMaven;
}

const USAGE = `usage: npm run neo4j -- start|stop|status [--gds] [--port N] [--by docker|maven]

  start    starts Neo4j ${SERVER.version} and prints its address and password: in Docker where there is an engine, else by
           Java 17 and Maven, which fetches it once
  stop     stops it; its data stay
  status   says whether it runs
  --gds    the one with the graph-data-science plug-in ${GDS.version}
  --port   its Bolt port (default 7687)
  --by     docker or maven, in place of that choice

Examples:
  npm run neo4j -- start
  npm run neo4j -- start --gds --port 7688
  npm run neo4j -- start --by maven`;

async function main(words) {
  const asked = readWords(words);
  if (asked === null) {
    console.error(USAGE);
    return 2;
  }
  const { verb, gds, port, by } = asked;
  if (verb === 'stop') {
    console.log((await releaseNeo4j({ gds })) ? 'stopped' : 'it did not run');
    return 0;
  }
  if (verb === 'status') {
    const uri = await runningAt(gds);
    console.log(uri === null ? 'does not run' : `runs at ${uri}`);
    return uri === null ? 1 : 0;
  }
  const { uri, username, password, by: starter } = await provideNeo4j({ by, gds, port });
  console.log(`Neo4j runs at ${uri} (${starter})\n  export NEO4J_USERNAME=${username} NEO4J_PASSWORD=${password}`);
  return 0;
}

function readWords(words) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { gds: { type: 'boolean', default: false }, port: { type: 'string' }, by: { type: 'string' } },
    });
    const [verb, ...more] = positionals;
    const port = Number(values.port ?? 7687);
    const isSound = more.length === 0 && Number.isInteger(port) && port > 0 && port < 65_536;
    if (!isSound || !['start', 'stop', 'status'].includes(verb)) return null;
    if (values.by !== undefined && !['docker', 'maven'].includes(values.by)) return null;
    return { verb, port, gds: values.gds, by: values.by };
  } catch {
    return null;
  }
}

async function runningAt(gds) {
  const port = portOf(gds) ?? readState(homeOf(gds))?.port ?? null;
  return port !== null && (await answers(port)) ? `neo4j://127.0.0.1:${port}` : null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch((error) => {
    console.error(`neo4j: ${error.message}`);
    return 3;
  });
}
