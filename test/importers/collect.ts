import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Asked, FileNote, Importer, InputFile } from '../../src/importers/importer.ts';
import { createOccurrenceCounter } from '../../src/importers/rows/occurrences.ts';
import type { FactBatch, FactTable } from '../../src/model/facts.ts';
import { NO_DAY } from '../../src/model/time.ts';
import type { FileCounts, Reject } from '../../src/store/graph-store.ts';
import { type PackedBatch, unpackBatch } from '../../src/store/packed-texts.ts';

export type FactAsRead = Record<string, string | number | null> & { line: number };

export interface Collected {
  tables: Partial<Record<FactTable, FactAsRead[]>>;
  rejects: Reject[];
  counts: Record<string, FileCounts>;
  notes: Record<string, FileNote[]>;
  claimed: string[];
}

/** Rows of a batch as objects; unknown days, numbers and codes are null. */
function rowsOf(batch: FactBatch): FactAsRead[] {
  return Array.from({ length: batch.length }, (_, i) => {
    const row: FactAsRead = { line: batch.line[i]! };
    for (const [name, vector] of Object.entries(batch.columns)) {
      const value = vector[i]!;
      const blank = Array.isArray(vector)
        ? value === null
        : vector instanceof Float64Array
          ? Number.isNaN(value)
          : value === NO_DAY || (value === -1 && name !== 'from' && name !== 'to');
      row[name] = blank ? null : value;
    }
    return row;
  });
}

/** Reads files that already exist, as one load, into plain objects. */
export async function collectFiles(
  importer: Importer,
  files: readonly InputFile[],
  encoding: string | null = null,
  asked: Partial<Asked> = {},
): Promise<Collected> {
  const collected: Collected = { tables: {}, rejects: [], counts: {}, notes: {}, claimed: [] };
  const occurrences = createOccurrenceCounter();
  let number = 0;
  for (const claim of await importer.recognises(files, { forced: false, list: null, ...asked })) {
    if (claim.helper) continue;
    collected.claimed.push(claim.file.name);
    const sink = {
      async append(batch: PackedBatch) {
        (collected.tables[batch.table] ??= []).push(...rowsOf(unpackBatch(batch)));
      },
      async reject(rejects: Reject[]) {
        collected.rejects.push(...rejects);
      },
    };
    const { notes, ...counts } = await importer.read(claim, number++, sink, { encoding, occurrences });
    collected.counts[claim.file.name] = counts;
    collected.notes[claim.file.name] = notes;
  }
  return collected;
}

/** Writes files into a temporary folder and reads them as one load. */
export async function collect(
  importer: Importer,
  contents: Record<string, string | Uint8Array>,
  encoding: string | null = null,
  asked: Partial<Asked> = {},
): Promise<Collected> {
  const folder = await mkdtemp(join(tmpdir(), 'tamyr-test-'));
  try {
    const files: InputFile[] = [];
    for (const [name, content] of Object.entries(contents)) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      files.push({ path, name, bytes: content.length });
    }
    return await collectFiles(importer, files, encoding, asked);
  } finally {
    await rm(folder, { recursive: true });
  }
}
