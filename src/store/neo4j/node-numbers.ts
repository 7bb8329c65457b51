import { chunksAhead, readDoubles, readIntegers, VECTOR_ROWS } from '../duckdb/chunk-reader.ts';
import { columnWriter } from '../duckdb/chunk-writer.ts';
import type { WorkConnection } from '../duckdb/fact-rows.ts';
import { queryNumber } from '../duckdb/query.ts';

const IDS_PER_WRITE = 16_384;
/** Where the server's numbers go beyond so many times those of entities, a table of them would be mostly empty. */
const SPARSE = 16;

/** Finds the numbers that a snapshot gives to entities; who is not in it has −1. */
export interface NodeNumbers {
  /** @param place the server's own number */
  ofPlace(place: number): number;
  /** Writes the number of an id into a column, by the time of `settle`. */
  writeLater(column: Int32Array, row: number, id: string): void;
  settle(): Promise<void>;
}

/** Reads them from the table `node`; ids are looked up in it all at once. */
export async function openNodeNumbers(work: WorkConnection): Promise<NodeNumbers> {
  const most = await queryNumber(work, 'SELECT coalesce(max(place), -1) FROM node');
  const count = await queryNumber(work, 'SELECT count(*) FROM node');
  const dense = most < SPARSE * (count + 1_000) ? new Int32Array(most + 1).fill(-1) : null;
  const sparse = new Map<number, number>();
  const [place, n] = [new Float64Array(VECTOR_ROWS), new Int32Array(VECTOR_ROWS)];
  for await (const chunk of chunksAhead(await work.stream('SELECT place, n FROM node'))) {
    readDoubles(chunk, 0, place, 0);
    readIntegers(chunk, 1, n, 0);
    for (let i = 0; i < chunk.rowCount; i++) {
      if (dense) dense[place[i]!] = n[i]!;
      else sparse.set(place[i]!, n[i]!);
    }
  }

  const columns: Int32Array[] = [];
  const waiting = { row: [] as number[], target: [] as number[], id: [] as string[] };
  await work.run('CREATE OR REPLACE TEMP TABLE numbered ("row" INTEGER, target INTEGER, id VARCHAR)');
  const appender = await work.createAppender('numbered', null, 'temp');
  const write = columnWriter(appender, ['integer', 'integer', 'text']);
  function writeWaiting(): void {
    const { row, target, id } = waiting;
    write([Int32Array.from(row), Int32Array.from(target), id], id.length);
    Object.assign(waiting, { row: [], target: [], id: [] });
  }

  return {
    ofPlace: dense ? (at) => dense[at] ?? -1 : (at) => sparse.get(at) ?? -1,
    writeLater(column, row, id) {
      let target = columns.indexOf(column);
      if (target < 0) target = columns.push(column) - 1;
      waiting.row.push(row);
      waiting.target.push(target);
      waiting.id.push(id);
      if (waiting.id.length >= IDS_PER_WRITE) writeWaiting();
    },
    async settle() {
      if (waiting.id.length > 0) writeWaiting();
      appender.closeSync();
      const [row, target] = [new Int32Array(VECTOR_ROWS), new Int32Array(VECTOR_ROWS)];
      const found = await work.stream('SELECT "row", target, n FROM numbered JOIN node USING (id)');
      for await (const chunk of chunksAhead(found)) {
        readIntegers(chunk, 0, row, 0);
        readIntegers(chunk, 1, target, 0);
        readIntegers(chunk, 2, n, 0);
        for (let i = 0; i < chunk.rowCount; i++) columns[target[i]!]![row[i]!] = n[i]!;
      }
      await work.run('DROP TABLE numbered');
    },
  };
}
