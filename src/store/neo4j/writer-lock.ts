import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { shortDigest } from '../../model/digest.ts';
import { TamyrError } from '../../model/errors.ts';
import { FACT_TABLE_NAMES, type FactTable } from '../../model/facts.ts';
import type { Neo4jConnection } from './connect.ts';

/** How long a writer that shows no sign of life keeps others out. */
const LEASE_MS = 60_000;
const RENEWAL_MS = 15_000;

/** The right to write: one at a time has it, whatever machine it runs on. */
export interface WriterLock {
  /** Who holds it, as the store knows it; every write names it, so that one who lost the lock writes nothing more. */
  readonly owner: string;
  /** The newest published load. */
  readonly seq: number;
  /** The number for the next file. */
  readonly file: number;
  /** The numbers for the next rows: those from there on belong to no published load. */
  readonly firstRow: (table: FactTable) => number;
  /** Throws where another has the lock by now. */
  check(): void;
  release(): Promise<void>;
}

interface Answer {
  free: boolean;
  holder: string | null;
  store: Record<string, number | undefined>;
}

/** Name of the property with the number for a table's next row. */
export function rowsProperty(table: FactTable): string {
  return `rows_${table}`;
}

/** Locks of this process that were given back, whether or not the server heard of it. */
const givenBack = new Set<string>();

/**
 * Takes the lock and keeps it until it is released; a `TamyrError` says who has it. One whose process has died is taken at once where
 * that can be seen from here; elsewhere its lease runs out within a minute.
 */
export async function takeWriterLock(connection: Neo4jConnection): Promise<WriterLock> {
  const owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}:${processSpace()}`;
  const take = async (over: string | null = null): Promise<Answer> => {
    const parameters = { owner, over, leaseMs: LEASE_MS };
    const [answer] = await connection.write<Answer>(connection.text('store', 'take-lock'), parameters, {
      patient: true,
    });
    if (!answer) throw new Error('the store has no TamyrStore node');
    return answer;
  };
  let answer = await take();
  if (!answer.free && isOver(answer.holder!)) answer = await take(answer.holder);
  const { free, holder, store } = answer;
  const { text: address } = connection.address;
  if (!free) throw lockedBy(holder!, address);
  let lostTo: string | null = null;
  const timer = setInterval(() => {
    // What fails now is tried again at the next beat; a write that comes too late finds the lock taken.
    take().then(
      (answer) => {
        if (!answer.free) lostTo = answer.holder;
      },
      () => undefined,
    );
  }, RENEWAL_MS);
  timer.unref();
  const rows = new Map(FACT_TABLE_NAMES.map((table) => [table, store[rowsProperty(table)] ?? 0]));
  return {
    owner,
    seq: store.seq ?? 0,
    file: store.file ?? 0,
    firstRow: (table) => rows.get(table)!,
    check() {
      if (lostTo !== null) throw lockLost(address);
    },
    async release() {
      clearInterval(timer);
      givenBack.add(owner);
      await connection.write(connection.text('store', 'release-lock'), { owner });
    },
  };
}

/** Whether a holder of the lock is known to write no more: a process of this machine that is gone, or this one, which gave it back. */
function isOver(holder: string): boolean {
  const [, pid, , space] = holder.split(':');
  if (givenBack.has(holder)) return true;
  if (!space || space !== processSpace()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Where numbers of processes mean the same: one boot of one machine, one container; empty where the system does not tell. */
function processSpace(): string {
  try {
    return shortDigest(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8') + readlinkSync('/proc/self/ns/pid'));
  } catch {
    return '';
  }
}

function lockedBy(holder: string, where: string): TamyrError {
  const [host, pid] = holder.split(':');
  return new TamyrError({
    code: 'load-in-progress',
    what: `The store is taking another load, from process ${pid} on ${host}.`,
    where,
    todo: `Wait until that load is published or aborted; where its process is dead on another machine, ${LEASE_MS / 1000} s after it died.`,
    exitCode: 3,
  });
}

/** The error of a writer that was silent for so long that another took its place. */
export function lockLost(where: string): TamyrError {
  return new TamyrError({
    code: 'store-lock-lost',
    what: 'This load was out of touch with Neo4j for so long that another writer took its place.',
    where,
    todo: 'Nothing of it was published. Load again.',
    exitCode: 3,
  });
}
