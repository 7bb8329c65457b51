import { randomInt, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import neo4j, { type BookmarkManager, type Driver, type Session, type Transaction } from 'neo4j-driver';
import { type Neo4jAddress, readCredentials } from './address.ts';
import { plainRow } from './plain-row.ts';
import { isServerAlive } from './probe.ts';
import { DOUBTFUL, progressOfTransaction, WAITS } from './progress-of-transaction.ts';
import { type QueryFolder, readQueryFile, statementsOf } from './query-files.ts';
import { commitUnknown, isLostConnection, isPassing, isSilence, silentServer, storeError } from './store-errors.ts';
import { inNamespace } from './vocabulary.ts';

/** Numbers are sent as FLOAT, BigInts as INTEGER. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface RunOptions {
  /** For loaders: failures that pass are retried for three minutes, and a statement may take ten. */
  patient?: boolean;
  /** False: the first failure counts. */
  retry?: boolean;
  /** How long one attempt may take, in ms, where it is not the usual time. */
  attemptMs?: number;
}

/** Runs one statement and answers its rows: INTEGER as number (an error where it is not exact), DATE as `Day`. */
export type RunStatement = <Row>(text: string, parameters?: Parameters) => Promise<Row[]>;

/** A connection to a database of Neo4j. Every failure is a `TamyrError`, within 5 s where nobody asked for patience. */
export interface Neo4jConnection {
  readonly address: Neo4jAddress;
  /** The one statement of `cypher/FOLDER/NAME.cypher`, in the store's namespace. */
  text(folder: QueryFolder, name: string): string;
  /** All statements of such a file. */
  statements(folder: QueryFolder, name: string): string[];
  read: <Row>(text: string, parameters?: Parameters, options?: RunOptions) => Promise<Row[]>;
  write: <Row>(text: string, parameters?: Parameters, options?: RunOptions) => Promise<Row[]>;
  /**
   * Several statements in one transaction. The work may run more than once, also where a commit went through whose
   * acknowledgement was lost: it must look for its own marker first.
   */
  transact<T>(mode: Mode, work: (run: RunStatement) => Promise<T>, options?: RunOptions): Promise<T>;
  /** Version of the server: `Neo4j/5.26.0`. */
  agent(): Promise<string>;
  /** Sessions that are open now: 0 when nobody is asking. */
  openSessions(): number;
  close(): Promise<void>;
}

export type Mode = 'read' | 'write';

/** What an attempt has sent: the mark of its transaction and the length of its last statement. */
interface Asked {
  readonly mark: string;
  length: number;
}

/** A driver with the sessions that are open on it. */
interface Link {
  readonly driver: Driver;
  readonly sessions: Set<Session>;
  readonly dropped: AbortController;
}

/**
 * How long things may take in all, in ms: retrying, one attempt, silence before the server is asked what it is doing, its answer
 * (a busy server may need seconds for it), silence before it is asked once more, in doubt or not, and the time by which doubt ends.
 */
const HURRIED = {
  retryMs: 3_000,
  attemptMs: 4_500,
  silenceMs: 1_600,
  probeMs: 2_600,
  doubtMs: 500,
  againMs: 9_000,
  doubtEndsMs: 4_000,
};
const PATIENT = {
  retryMs: 180_000,
  attemptMs: 600_000,
  silenceMs: 4_000,
  probeMs: 10_000,
  doubtMs: 1_000,
  againMs: 4_000,
  doubtEndsMs: 60_000,
};
/**
 * How much longer a statement may seem not to have arrived, in ms a character: until it is parsed, the server does not tell it from
 * one that it never got. Neo4j 5.26 takes about 0.1 ms a character for one that is new to it.
 */
const PARSING_MS = 0.5;
/** What ending a connection that hangs may take. */
const DROP_MS = 100;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** Connects when it is first used. Throws where the environment has no password. */
export function connectNeo4j(address: Neo4jAddress): Neo4jConnection {
  const { username, password } = readCredentials(address);
  const bookmarks: BookmarkManager = neo4j.bookmarkManager();
  let link = newLink();
  let closed = false;
  let agent = '';

  function newLink(): Link {
    const dropped = new AbortController();
    // Every question under way listens.
    setMaxListeners(Number.POSITIVE_INFINITY, dropped.signal);
    return { driver: newDriver(), sessions: new Set(), dropped };
  }

  function newDriver(): Driver {
    return neo4j.driver(address.uri, neo4j.auth.basic(username, password), {
      // Integers that no number holds exactly come as infinite, which `plainRow` refuses.
      disableLosslessIntegers: true,
      connectionTimeout: 3_000,
      connectionAcquisitionTimeout: 4_000,
      // Retrying is done here, where the loss of an acknowledgement can be told from other failures.
      maxTransactionRetryTime: 0,
      fetchSize: 10_000,
      notificationFilter: { minimumSeverityLevel: neo4j.notificationFilterMinimumSeverityLevel.OFF },
      telemetryDisabled: true,
      userAgent: 'tamyr',
    });
  }

  function openSession({ driver, sessions }: Link, mode: Mode): Session {
    const session = driver.session({
      defaultAccessMode: mode === 'read' ? neo4j.session.READ : neo4j.session.WRITE,
      bookmarkManager: bookmarks,
      ...(address.database !== null && { database: address.database }),
    });
    sessions.add(session);
    return session;
  }

  async function closeSession({ sessions }: Link, session: Session): Promise<void> {
    await session.close().catch(() => undefined);
    sessions.delete(session);
  }

  /**
   * Nothing that waits on a connection which hangs is ever answered, not even its end: its sockets are destroyed with the
   * driver's, and whoever else waits on that driver begins again with a new one.
   */
  async function drop(hanging: Link): Promise<void> {
    if (hanging === link && !closed) link = newLink();
    hanging.dropped.abort();
    await settledWithin(hanging.driver.close(), DROP_MS);
    hanging.sessions.clear();
  }

  async function attempt<T>(
    mode: Mode,
    work: (run: RunStatement) => Promise<T>,
    limits: typeof HURRIED,
    onCommit: () => void,
  ): Promise<T> {
    const used = link;
    const session = openSession(used, mode);
    const asked: Asked = { mark: randomUUID(), length: 0 };
    const attempted = (async () => {
      try {
        const metadata = { tamyr: asked.mark };
        const transaction = session.beginTransaction({ timeout: limits.attemptMs, metadata });
        const result = await work((text, parameters) => {
          asked.length = text.length;
          return runIn(transaction, text, parameters);
        });
        onCommit();
        await transaction.commit();
        return result;
      } finally {
        await closeSession(used, session);
      }
    })();
    return untilSilent(attempted, limits, used, asked);
  }

  async function runIn<Row>(transaction: Transaction, text: string, parameters?: Parameters): Promise<Row[]> {
    const { records, summary } = await transaction.run(text, parameters);
    agent = summary.server.agent ?? '';
    return records.map((record) => plainRow(record) as Row);
  }

  /** Waits for an attempt as long as it may take; in between, a silent server is asked whether it is still at it. */
  async function untilSilent<T>(attempted: Promise<T>, limits: typeof HURRIED, used: Link, asked: Asked): Promise<T> {
    const begun = Date.now();
    const end = begun + limits.attemptMs;
    let progress: string | null = null;
    while (!used.dropped.signal.aborted) {
      const silence = silenceAfter(progress, limits, begun + limits.doubtEndsMs - Date.now(), asked.length);
      const waiting = Math.max(Math.min(silence, end - Date.now()), 0);
      if (await settledWithin(attempted, waiting, used.dropped.signal)) return attempted;
      if (used.dropped.signal.aborted) break;
      const left = end - Date.now();
      if (left > 0) progress = await progressOf(asked.mark, Math.min(limits.probeMs, left + DROP_MS), progress);
      if (Date.now() >= end || progress === null) await drop(used);
    }
    throw silentServer(address, Date.now() - begun);
  }

  /** How far the server is with a transaction; null where nobody answers within a time, or the server says that it is lost. */
  async function progressOf(mark: string, ms: number, before: string | null): Promise<string | null> {
    if (!(await isServerAlive(address.uri, ms))) return null;
    const driver = newDriver();
    // A server that does not tell may be at it, and so may one that is alive and too busy to tell.
    const asked = progressOfTransaction(driver, address.database, mark, before).catch(() => 'unknown');
    const answered = await settledWithin(asked, ms);
    await settledWithin(driver.close(), DROP_MS);
    return answered ? asked : 'busy';
  }

  async function transact<T>(
    mode: Mode,
    work: (run: RunStatement) => Promise<T>,
    { patient = false, retry = true, attemptMs = patient ? PATIENT.attemptMs : HURRIED.attemptMs }: RunOptions = {},
  ): Promise<T> {
    const begun = Date.now();
    const limits = { ...(patient ? PATIENT : HURRIED), attemptMs };
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      let committing = false;
      try {
        return await attempt(mode, work, limits, () => {
          committing = true;
        });
      } catch (error) {
        const next = pause / 2 + randomInt(pause);
        const inTime = Date.now() - begun + next < limits.retryMs;
        if (!retry || closed || !inTime || !(isPassing(error) || isSilence(error))) {
          if (committing && mode === 'write' && (isLostConnection(error) || isSilence(error)))
            throw commitUnknown(address, error);
          throw storeError(address, error);
        }
        await new Promise((resolve) => setTimeout(resolve, next));
        if (!patient) limits.attemptMs = attemptMs - (Date.now() - begun);
      }
    }
  }

  async function runOne<Row>(mode: Mode, text: string, parameters?: Parameters, options?: RunOptions): Promise<Row[]> {
    return transact(mode, (run) => run<Row>(text, parameters), options);
  }

  return {
    address,
    text: (folder, name) => inNamespace(statementsOf(readQueryFile(folder, name))[0]!, address.namespace),
    statements: (folder, name) =>
      statementsOf(readQueryFile(folder, name)).map((text) => inNamespace(text, address.namespace)),
    read: (text, parameters, options) => runOne('read', text, parameters, options),
    write: (text, parameters, options) => runOne('write', text, parameters, options),
    transact,
    async agent() {
      await runOne('read', 'RETURN 1');
      return agent;
    },
    openSessions: () => link.sessions.size,
    async close() {
      closed = true;
      await link.driver.close();
    },
  };
}

/** How long the server may be silent before it is asked (again) what it is doing; `left` is what remains for being in doubt. */
function silenceAfter(progress: string | null, limits: typeof HURRIED, left: number, length: number): number {
  if (progress === null) return limits.silenceMs;
  if (!DOUBTFUL.includes(progress)) return limits.againMs;
  const parsing = progress === WAITS ? length * PARSING_MS : 0;
  return Math.max(Math.min(limits.doubtMs + parsing, left), limits.doubtMs);
}

/** Whether a promise settles, one way or the other, within a time and before a signal. */
async function settledWithin(promise: Promise<unknown>, ms: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (settled: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(settled);
    };
    const onAbort = () => end(false);
    const timer = setTimeout(() => end(false), ms);
    signal?.addEventListener('abort', onAbort);
    promise.then(
      () => end(true),
      () => end(true),
    );
  });
}
