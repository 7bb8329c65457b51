import { randomInt } from 'node:crypto';
import neo4j, { type BookmarkManager, type Driver, type Session, type Transaction } from 'neo4j-driver';
import { type Neo4jAddress, readCredentials } from './address.ts';
import { plainRow } from './plain-row.ts';
import { isServerAlive } from './probe.ts';
import { type QueryFolder, readQueryFile, statementsOf } from './query-files.ts';
import { commitUnknown, isLostConnection, isPassing, isSilence, silentServer, storeError } from './store-errors.ts';
import { inNamespace } from './vocabulary.ts';

/** Numbers are sent as FLOAT, BigInts as INTEGER. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface RunOptions {
  /** For loaders: failures that pass are retried for a minute, and a statement may take ten. */
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

/** How long things may take in all, in ms: retrying, one attempt, silence before the server is asked whether it is still there. */
const HURRIED = { retryMs: 3_000, attemptMs: 4_500, silenceMs: 4_500, probeMs: 400 };
const PATIENT = { retryMs: 60_000, attemptMs: 600_000, silenceMs: 4_000, probeMs: 10_000 };
/** What ending a connection that hangs may take. */
const DROP_MS = 100;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** Connects when it is first used. Throws where the environment has no password. */
export function connectNeo4j(address: Neo4jAddress): Neo4jConnection {
  const { username, password } = readCredentials(address);
  const bookmarks: BookmarkManager = neo4j.bookmarkManager();
  let driver = newDriver();
  let sessions = 0;
  let closed = false;

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

  function openSession(mode: Mode): Session {
    sessions++;
    return driver.session({
      defaultAccessMode: mode === 'read' ? neo4j.session.READ : neo4j.session.WRITE,
      bookmarkManager: bookmarks,
      ...(address.database !== null && { database: address.database }),
    });
  }

  async function closeSession(session: Session): Promise<void> {
    await session.close().catch(() => undefined);
    sessions--;
  }

  /** A connection that hangs is never answered; only dropping the driver with its sockets ends what waits on it. */
  async function dropDriver(hanging: Driver): Promise<void> {
    if (hanging === driver && !closed) driver = newDriver();
    await settledWithin(hanging.close(), DROP_MS);
  }

  async function attempt<T>(
    mode: Mode,
    work: (run: RunStatement) => Promise<T>,
    limits: typeof HURRIED,
    onCommit: () => void,
  ): Promise<T> {
    const used = driver;
    const session = openSession(mode);
    const attempted = (async () => {
      try {
        const transaction = session.beginTransaction({ timeout: limits.attemptMs });
        const result = await work((text, parameters) => runIn(transaction, text, parameters));
        onCommit();
        await transaction.commit();
        return result;
      } finally {
        await closeSession(session);
      }
    })();
    return untilSilent(attempted, limits, () => dropDriver(used));
  }

  /** Waits for an attempt as long as it may take; in between, a silent server is asked whether it is still there. */
  async function untilSilent<T>(
    attempted: Promise<T>,
    limits: typeof HURRIED,
    onSilence: () => Promise<void>,
  ): Promise<T> {
    const end = Date.now() + limits.attemptMs;
    for (;;) {
      const waiting = Math.min(limits.silenceMs, end - Date.now());
      const settled = await settledWithin(attempted, Math.max(waiting, 0));
      if (settled) return attempted;
      if (Date.now() < end && (await isServerAlive(address.uri, limits.probeMs))) continue;
      await onSilence();
      await settledWithin(attempted, DROP_MS);
      throw silentServer(address, limits.silenceMs);
    }
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
        if (!retry || closed || !inTime || !(isPassing(error) || (patient && isSilence(error)))) {
          if (committing && mode === 'write' && isLostConnection(error)) throw commitUnknown(address, error);
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
      const session = openSession('read');
      const used = driver;
      const asked = session
        .run('RETURN 1')
        .then(({ summary }) => summary.server.agent ?? '')
        .finally(() => closeSession(session));
      return untilSilent(asked, HURRIED, () => dropDriver(used)).catch((error: unknown) => {
        throw storeError(address, error);
      });
    },
    openSessions: () => sessions,
    async close() {
      closed = true;
      await driver.close();
    },
  };
}

async function runIn<Row>(transaction: Transaction, text: string, parameters?: Parameters): Promise<Row[]> {
  const { records } = await transaction.run(text, parameters);
  return records.map((record) => plainRow(record) as Row);
}

/** Whether a promise settles, one way or the other, within a time. */
async function settledWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}
