import { TamyrError } from '../../model/errors.ts';
import type { Neo4jConnection } from './connect.ts';
import type { Batch } from './plan-batches.ts';
import { lockLost, type WriterLock } from './writer-lock.ts';

/**
 * A writer of batches, each exactly once: its mark is made in the same transaction, so that one whose acknowledgement was
 * lost is not written again. A batch for which the server has too little memory is written in halves, and stays halved.
 */
export function createBatchWriter(
  connection: Neo4jConnection,
  lock: WriterLock,
  seq: number,
): (batch: Batch) => Promise<void> {
  const begin = connection.text('store', 'begin-batch');

  async function writeBatch(batch: Batch): Promise<void> {
    lock.check();
    const outcome = await attempt(batch);
    if (outcome === 'written') return;
    const middle = batch.rows.length >> 1;
    await writeBatch({ ...batch, key: firstHalf(batch.key), rows: batch.rows.slice(0, middle) });
    await writeBatch({ ...batch, key: `${batch.key}b`, rows: batch.rows.slice(middle) });
  }

  async function attempt({ key, text, rows }: Batch): Promise<'written' | 'halved'> {
    try {
      return await connection.transact(
        'write',
        async (run) => {
          const marks = { owner: lock.owner, key, half: firstHalf(key), load: seq };
          const [mark] = await run<{ done: boolean; halved: boolean }>(begin, marks);
          if (!mark) throw lockLost(connection.address.text);
          if (mark.halved) return 'halved';
          if (!mark.done) await run(text, { rows, load: seq });
          return 'written';
        },
        { patient: true },
      );
    } catch (error) {
      if (error instanceof TamyrError && error.code === 'store-out-of-memory' && rows.length > 1) return 'halved';
      throw error;
    }
  }

  return writeBatch;
}

function firstHalf(key: string): string {
  return `${key}a`;
}
