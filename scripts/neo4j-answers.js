import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';

const READY_MS = 120_000;

/** Folder outside the project for servers, their data and passwords. */
export const neo4jCache = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tamyr', 'neo4j');

/** Whether something accepts the Bolt handshake on a port. */
export function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => socket.write(Buffer.from('6060b01700000500000004000000000000000000', 'hex')));
    socket.on('data', () => end(true));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('timeout', () => end(false));
  });
}

/** Waits for the first answer: a server that has just started accepts connections before its database is up. */
export async function untilReady({ uri, username, password }) {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { maxTransactionRetryTime: READY_MS });
  await driver.executeQuery('MATCH (n) RETURN count(n)');
  await driver.close();
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
