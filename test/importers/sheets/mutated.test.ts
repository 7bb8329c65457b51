import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../src/importers/canonical.ts';
import { TamyrError } from '../../../src/model/errors.ts';
import { collect } from '../collect.ts';
import { workbookOf } from './workbook-of.ts';

const ROWS = 200;
const MUTATED = 150;

/** Park and Miller's minimal standard generator. */
function seeded(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % n;
  };
}

/** Some bytes changed, a stretch left out or doubled, the end cut off. */
function mutate(bytes: Uint8Array, random: (n: number) => number): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = random(copy.length);
  switch (random(4)) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1 + random(40))]);
    case 2:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.max(0, at - 20))]);
    default:
      for (let i = 0; i <= random(5); i++) copy[random(copy.length)] = random(256);
      return copy;
  }
}

async function parquet(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'tamyr-test-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const path = join(folder, 'a.parquet');
  await connection.run(
    `COPY (SELECT 'XX:' || i AS id, 'N' || i AS name FROM range(${ROWS}) r(i)) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
  const bytes = await readFile(path);
  await rm(folder, { recursive: true });
  return bytes;
}

describe.each([
  [
    'xlsx',
    async () =>
      workbookOf([
        { name: 'S', rows: [['id', 'name'], ...Array.from({ length: ROWS }, (_, i) => [`XX:${i}`, `N${i}`])] },
      ]),
  ],
  ['parquet', parquet],
] as const)('a damaged .%s', (ending, make) => {
  test(`ends in a message or in rows, never in a crash (${MUTATED} of them)`, async () => {
    const whole = await make();
    const random = seeded(20_261_128);
    let refused = 0;
    for (let i = 0; i < MUTATED; i++) {
      try {
        const { counts } = await collect(canonical, { [`persons.${ending}`]: mutate(whole, random) });
        expect(counts[`persons.${ending}`]!.rows).toBeLessThanOrEqual(ROWS * 2);
      } catch (error) {
        expect(error).toBeInstanceOf(TamyrError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(MUTATED / 4);
  });
});
