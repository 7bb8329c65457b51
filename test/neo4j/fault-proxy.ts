import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { failure, ignored, type Message, messageReader } from './bolt.ts';

/** Where a connection is broken: before a message reaches the server, amid the rows, or before an acknowledgement reaches the client. */
export type Place = 'connect' | 'BEGIN' | 'RUN' | 'PULL' | 'RECORD' | 'COMMIT' | 'acknowledgement';
export type Break = 'FIN' | 'RST' | 'freeze' | 'garbage';

export interface FaultProxy {
  readonly port: number;
  /** Faults that happened. */
  readonly happened: number;
  /** Breaks the connection at the next `times` such places, after `skip` of them. */
  breakAt(place: Place, how: Break, times?: number, skip?: number): void;
  /** Lets the next such message, and what follows it on its connection, go on to the server so much later. */
  holdBack(place: Place, ms: number): void;
  /** Answers a share of statements with a failure of the server, by a fixed sequence of chances. */
  failStatements(share: number, codes: readonly string[]): void;
  /** What the server says of itself, by which the client tells its version. */
  pretend(agent: string): void;
  /** Answers messages of the client in the server's stead; null lets one pass. */
  answerWith(answer: (message: Message, inWriteTransaction: boolean) => Buffer | null): void;
  /** No more faults. */
  heal(): void;
  close(): Promise<void>;
}

const HANDSHAKE_BYTES = 20;
const VERSION_BYTES = 4;
/** A message in a proper chunk that means nothing. */
const JUNK = Buffer.from('0004deadbeef0000', 'hex');
const SILENT: readonly string[] = ['GOODBYE'];

/** Starts a proxy on a free port of this machine that passes Bolt through to a server, and breaks what it is told to. */
export async function startFaultProxy(target: { host: string; port: number }): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let fault: { place: Place; how: Break; times: number; skip: number } | null = null;
  let held: { place: Place; ms: number } | null = null;
  let failing: { share: number; codes: readonly string[] } | null = null;
  let answer: (message: Message, inWriteTransaction: boolean) => Buffer | null = () => null;
  let agent: string | null = null;
  let happened = 0;
  let chance = 1;

  const server: Server = createServer((client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    client.on('error', () => undefined);
    if (isDue('connect')) return injure(client, null);
    const upstream = dial(target);
    sockets.add(upstream);
    upstream.on('close', () => {
      sockets.delete(upstream);
      client.destroy();
    });
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    passThrough(client, upstream);
  });

  function passThrough(client: Socket, upstream: Socket): void {
    const fromClient = messageReader();
    const fromServer = messageReader();
    /** What the client waits for, in order: an answer of the server, or one of ours. */
    const awaited: ({ kind: string } | Buffer)[] = [];
    let greeting = Buffer.alloc(0);
    let version = VERSION_BYTES;
    let isBroken = false;
    let skipsToReset = false;
    let writes = false;

    const breakNow = () => {
      isBroken = true;
      injure(client, upstream);
    };
    const sendOwn = () => {
      while (Buffer.isBuffer(awaited[0])) client.write(awaited.shift() as Buffer);
    };

    client.on('data', (data) => {
      if (isBroken) return;
      let rest = data;
      if (greeting.length < HANDSHAKE_BYTES) {
        greeting = Buffer.concat([greeting, data]);
        if (greeting.length < HANDSHAKE_BYTES) return;
        rest = greeting.subarray(HANDSHAKE_BYTES);
        greeting = Buffer.from(greeting.subarray(0, HANDSHAKE_BYTES));
        // Versions are agreed upon in the older way, by one answer of four bytes.
        if (greeting.readUInt32BE(4) === 0x0000_01ff) greeting.writeUInt32BE(0, 4);
        upstream.write(greeting);
      }
      for (const message of fromClient(rest)) {
        const { kind, bytes } = message;
        if (isDue(kind as Place)) return breakNow();
        if (held?.place === kind) {
          upstream.cork();
          setTimeout(() => upstream.uncork(), held.ms);
          held = null;
          happened++;
        }
        if (kind === 'BEGIN' || kind === 'RUN')
          writes = kind === 'BEGIN' ? !bytes.includes('\x84mode\x81r', 0, 'latin1') : writes;
        if (kind === 'RESET') skipsToReset = false;
        const own = skipsToReset ? ignored() : (answer(message, writes) ?? failureOf(kind));
        if (own) {
          skipsToReset ||= own[3] === 0x7f;
          awaited.push(own);
          sendOwn();
          continue;
        }
        if (!SILENT.includes(kind)) awaited.push({ kind });
        upstream.write(bytes);
      }
    });

    upstream.on('data', (data) => {
      if (isBroken) return;
      let rest = data;
      if (version > 0) {
        const taken = Math.min(version, data.length);
        client.write(data.subarray(0, taken));
        version -= taken;
        rest = data.subarray(taken);
      }
      for (const { kind, bytes } of fromServer(rest)) {
        const asked = awaited[0] as { kind: string } | undefined;
        if (kind === 'RECORD' && isDue('RECORD')) return breakNow();
        if (kind === 'SUCCESS' && asked?.kind === 'COMMIT' && isDue('acknowledgement')) return breakNow();
        client.write(agent && asked?.kind === 'HELLO' ? withAgent(bytes, agent) : bytes);
        if (kind === 'RECORD') continue;
        awaited.shift();
        sendOwn();
      }
    });
  }

  function isDue(place: Place): boolean {
    if (fault?.place !== place || fault.times === 0) return false;
    if (fault.skip-- > 0) return false;
    fault.times--;
    happened++;
    return true;
  }

  function injure(client: Socket, upstream: Socket | null): void {
    const how = fault!.how;
    if (how === 'freeze') return;
    if (how === 'RST') client.resetAndDestroy();
    else if (how === 'FIN') client.end();
    else {
      // The client is to find out by itself that this is no Bolt.
      client.write(upstream ? JUNK : Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
      return;
    }
    upstream?.destroy();
  }

  function failureOf(kind: string): Buffer | null {
    if (kind !== 'RUN' || !failing) return null;
    chance = (Math.imul(chance, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    if (chance / 0x8000_0000 >= failing.share) return null;
    happened++;
    return failure(failing.codes[happened % failing.codes.length]!, 'made by the proxy');
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    get happened() {
      return happened;
    },
    breakAt(place, how, times = 1, skip = 0) {
      fault = { place, how, times, skip };
    },
    holdBack(place, ms) {
      held = { place, ms };
    },
    failStatements(share, codes) {
      failing = { share, codes };
    },
    pretend(text) {
      agent = text;
    },
    answerWith(own) {
      answer = own;
    },
    heal() {
      fault = null;
      held = null;
      failing = null;
      agent = null;
      answer = () => null;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The server's name for itself replaced by another of the same length. */
function withAgent(bytes: Buffer, agent: string): Buffer {
  const at = bytes.indexOf('Neo4j/');
  const changed = Buffer.from(bytes);
  if (at >= 0) changed.write(agent, at, 'latin1');
  return changed;
}
