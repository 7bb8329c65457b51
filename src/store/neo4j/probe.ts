import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

const DEFAULT_PORT = 7687;
/** Bolt's preamble and four proposals of a version. */
const HANDSHAKE = Buffer.from('6060b01700040405000004040000030400000003', 'hex');

/** Whether a server answers Bolt's handshake on a new connection within a time. Never throws. */
export function isServerAlive(uri: string, ms: number): Promise<boolean> {
  const { protocol, hostname, port } = new URL(uri);
  const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || DEFAULT_PORT) };
  return new Promise((resolve) => {
    const secure = protocol.includes('+s');
    // Only whether someone answers counts here, nothing is told to him: certificates are the driver's business.
    const socket = secure ? connectTls({ ...target, rejectUnauthorized: false }) : connect(target);
    const end = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.setTimeout(ms, () => end(false));
    socket.on(secure ? 'secureConnect' : 'connect', () => socket.write(HANDSHAKE));
    socket.on('data', () => end(true));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
  });
}
