import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createOccurrenceCounter } from '../../src/importers/rows/occurrences.ts';
import { examineFile } from '../../src/importers/text/examine-file.ts';
import { requireWhole } from '../../src/load/account.ts';
import { TamyrError } from '../../src/model/errors.ts';
import { type PackedBatch, unpackBatch } from '../../src/store/packed-texts.ts';
import { DAMAGED_FORMATS, type DamagedFormat } from './damaged-formats.ts';
import { type Mutated, mutate, wholeOf } from './mutated-files.ts';

/** What became of the damaged files of one format. */
export interface Damage {
  files: number;
  /** Refused whole, as only a damaged header may be. */
  refused: number;
  /** Rows that the damage left as they were, all of them read as before. */
  untouched: number;
}

interface Read {
  /** Where accepted rows stand, and the facts of each. */
  accepted: { start: number; bytes: number; facts: string }[];
}

const BRACE = '{'.charCodeAt(0);

/**
 * Reads damaged files of a format, one for each seed. Throws where reading crashes, a row or byte is not accounted for, or a
 * row that was not touched is not read as before.
 */
export async function damageFiles(name: string, seeds: Iterable<number>): Promise<Damage> {
  const format = DAMAGED_FORMATS[name]!;
  const { table } = format;
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-damaged-'));
  const path = join(folder, name);
  try {
    const before = await read(format, { name, path }, wholeOf(table));
    if (before instanceof TamyrError) throw before;
    if (before.accepted.length !== table.rows.length) throw new Error(`${name}: not all of its rows are good`);
    const damage: Damage = { files: 0, refused: 0, untouched: 0 };
    for (const seed of seeds) {
      const mutated = mutate(table, seed);
      const headTouched = mutated.headTouched || (format.firstByteDecides === true && mutated.bytes[0] !== BRACE);
      const found = await read(format, { name, path }, mutated.bytes).catch((cause: unknown) => {
        throw new Error(`${name}, seed ${seed}: ${(cause as Error).message}`, { cause });
      });
      damage.files++;
      if (found instanceof TamyrError) {
        damage.refused++;
        // Where no row is left whole, nothing may be left to know the format by.
        if (!headTouched && mutated.untouched.length > 0)
          throw new Error(`${name}, seed ${seed}: the whole file is refused: ${found.message}`);
      } else if (!headTouched) {
        damage.untouched += mutated.untouched.length;
        const lost = lostRows(mutated, found, before, format);
        if (lost.length > 0) throw new Error(`${name}, seed ${seed}: the good rows ${lost.join(', ')} are lost`);
      }
    }
    return damage;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads bytes as a load does; every row and byte accounted for, or a `TamyrError`. */
async function read(
  { importer: create, encoding: named, packed }: DamagedFormat,
  { name, path }: { name: string; path: string },
  bytes: Uint8Array,
): Promise<Read | TamyrError> {
  // A new file each time: writing over an old one makes some file systems wait for the disk.
  rmSync(path, { force: true });
  writeFileSync(path, packed ? gzipSync(bytes, { level: 1 }) : bytes);
  const file = { path, name, bytes: bytes.length };
  const places: { line: number; start: number; bytes: number }[] = [];
  const facts = new Map<number, string>();
  let refused = 0;
  const sink = {
    async append(batch: PackedBatch) {
      const { table, columns, line, length } = unpackBatch(batch);
      const names = Object.keys(columns);
      for (let i = 0; i < length; i++) {
        const fact = names.map((column) => String(columns[column]![i])).join('\u0001');
        facts.set(line[i]!, `${facts.get(line[i]!) ?? ''}${table}\u0001${fact}\n`);
      }
    },
    async reject(rejects: { action: string }[]) {
      for (const { action } of rejects) if (action === 'row') refused++;
    },
    place: (line: number, start: number, size: number) => places.push({ line, start, bytes: size }),
  };
  try {
    const { encoding, bytes: size } = await examineFile(file, named ?? null);
    const importer = create();
    const [claim] = await importer.recognises([file], { forced: true, list: null });
    if (!claim) return new TamyrError({ code: 'nothing-recognised', what: 'No importer takes the file.' });
    const counts = await importer.read(claim, 0, sink, { encoding, occurrences: createOccurrenceCounter() });
    const accepted = counts.rows - counts.rejected - counts.skipped - counts.blank;
    requireWhole(name, { ...counts, accepted, duplicate: 0 }, counts.bytes!, size);
    if (counts.bytes === null) throw new Error('the bytes are not accounted for');
    if (places.length !== accepted) throw new Error(`${accepted} rows accepted, ${places.length} places`);
    if (refused !== counts.rejected) throw new Error(`${counts.rejected} rows rejected, ${refused} refusals`);
    return { accepted: places.map(({ line, ...place }) => ({ ...place, facts: facts.get(line) ?? '' })) };
  } catch (error) {
    if (error instanceof TamyrError) return error;
    throw error;
  }
}

/** Untouched rows that were not read as they were, less those that lie within a larger accepted row: nothing in the bytes tells that they are not one cell's lines. */
function lostRows({ untouched }: Mutated, found: Read, before: Read, { standsAlone }: DamagedFormat): number[] {
  const byStart = new Map(found.accepted.map((row) => [row.start, row]));
  return untouched
    .filter(({ row, start, bytes }) => {
      if (standsAlone && !standsAlone(row)) return false;
      const now = byStart.get(start);
      if (now?.facts === before.accepted[row]!.facts) return false;
      return !found.accepted.some((other) => other.start < start && other.start + other.bytes >= start + bytes);
    })
    .map(({ row }) => row);
}
