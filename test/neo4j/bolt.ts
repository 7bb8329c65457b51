/** As much of Bolt as the tests' proxy needs: where messages begin and end, and a few messages of its own. */

/** Kinds of messages by the byte that stands behind the header of their structure. */
const KINDS: Readonly<Record<number, string>> = {
  ...{ 1: 'HELLO', 2: 'GOODBYE', 15: 'RESET', 16: 'RUN', 17: 'BEGIN', 18: 'COMMIT', 19: 'ROLLBACK' },
  ...{ 47: 'DISCARD', 63: 'PULL', 84: 'TELEMETRY', 102: 'ROUTE', 106: 'LOGON', 107: 'LOGOFF' },
  ...{ 112: 'SUCCESS', 113: 'RECORD', 126: 'IGNORED', 127: 'FAILURE' },
};

export interface Message {
  kind: string;
  /** With the headers of its chunks, as it came. */
  bytes: Buffer;
}

/** Cuts a stream of chunks into messages. */
export function messageReader(): (data: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  return (data) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
    const messages: Message[] = [];
    for (let at = 0, first = -1; at + 2 <= rest.length; ) {
      const size = rest.readUInt16BE(at);
      if (size > 0) {
        if (first < 0) first = at + 2;
        at += 2 + size;
        continue;
      }
      at += 2;
      // An empty chunk between messages keeps the connection alive and says nothing.
      if (first >= 0) messages.push({ kind: KINDS[rest[first + 1]!] ?? '?', bytes: rest.subarray(0, at) });
      rest = rest.subarray(at);
      at = 0;
      first = -1;
    }
    return messages;
  };
}

/** The server's refusal of a statement. */
export function failure(code: string, message: string): Buffer {
  const status = '50N42';
  return inChunk(
    Buffer.concat([
      Buffer.from([0xb1, 0x7f]),
      packMap({ code, neo4j_code: code, message, gql_status: status, description: message }),
    ]),
  );
}

export function ignored(): Buffer {
  return inChunk(Buffer.from([0xb0, 0x7e]));
}

/** A routing table: addresses by role, for a second. */
export function routes(roles: Readonly<Record<'ROUTE' | 'READ' | 'WRITE', readonly string[]>>): Buffer {
  const servers = Object.entries(roles).map(([role, addresses]) => ({ role, addresses: [...addresses] }));
  return inChunk(Buffer.concat([Buffer.from([0xb1, 0x70]), packMap({ rt: { ttl: 1, db: 'neo4j', servers } })]));
}

function inChunk(message: Buffer): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(message.length);
  return Buffer.concat([head, message, Buffer.from([0, 0])]);
}

type Packable = string | number | readonly Packable[] | { readonly [key: string]: Packable };

function pack(value: Packable): Buffer {
  if (typeof value === 'number') return Buffer.from([value]);
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([
      text.length < 16 ? Buffer.from([0x80 + text.length]) : Buffer.from([0xd0, text.length]),
      text,
    ]);
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([0x90 + value.length]), ...value.map(pack)]);
  return packMap(value as { readonly [key: string]: Packable });
}

function packMap(map: { readonly [key: string]: Packable }): Buffer {
  const entries = Object.entries(map);
  return Buffer.concat([
    Buffer.from([0xa0 + entries.length]),
    ...entries.flatMap(([key, value]) => [pack(key), pack(value)]),
  ]);
}
