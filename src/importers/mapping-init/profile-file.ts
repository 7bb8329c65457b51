import type { InputFile } from '../importer.ts';
import { examineFile } from '../text/examine-file.ts';
import { openRecords } from '../text/open-records.ts';
import { type ColumnProfile, columnProfiler } from './profile-column.ts';
import { kindsOf } from './value-kinds.ts';

/** What the first records of a file look like. */
export interface FileProfile {
  readonly file: InputFile;
  readonly encoding: string;
  /** A line of the file in that encoding, where it is a guess. */
  readonly sample: string | null;
  /** False where the first line looks like data: its cells then became no names, and columns are called c1, c2 … */
  readonly header: boolean;
  readonly records: number;
  /** Whether the file ended before `maxRecords`. */
  readonly whole: boolean;
  readonly columns: readonly ColumnProfile[];
}

/**
 * Looks at the first records of a file that nobody described.
 * @param maxRecords how many records are looked at
 */
export async function profileFile(file: InputFile, maxRecords: number): Promise<FileProfile> {
  const { encoding, sample } = await examineFile(file, null);
  const named = await profileColumns(file, encoding, true, maxRecords);
  if (named.names.length === 0 || named.names.some((name) => !looksLikeData(name))) {
    return { file, encoding, sample, header: true, ...named.profile };
  }
  const plain = await profileColumns(file, encoding, false, maxRecords, named.names.length);
  return { file, encoding, sample, header: false, ...plain.profile };
}

async function profileColumns(file: InputFile, encoding: string, header: boolean, maxRecords: number, width = 0) {
  const columns = header ? null : Array.from({ length: width }, (_, i) => `c${i + 1}`);
  const layout = { delimiter: null, header, columns, skipLines: 0 };
  const profilers = new Map<string, ReturnType<typeof columnProfiler>>();
  let names: readonly string[] = [];
  let records = 0;
  let whole = true;
  reading: for await (const group of openRecords(file, { encoding, layout, json: { columns: [] }, jsonPath: '' })) {
    names = group.columns;
    for (const name of names) if (!profilers.has(name)) profilers.set(name, columnProfiler(name));
    const all = names.map((name) => profilers.get(name)!);
    for (let record = 0; record < group.count; record++) {
      if (records === maxRecords) {
        whole = false;
        break reading;
      }
      records++;
      all.forEach((profiler, i) => {
        profiler.add(group.cells[record * names.length + i]!);
      });
    }
  }
  return { names, profile: { records, whole, columns: [...profilers.values()].map((profiler) => profiler.finish()) } };
}

/** Whether a header's cell is no name but a value: a number, a date, a code. */
function looksLikeData(name: string): boolean {
  return name.trim() === '' || kindsOf(name.trim()).some((kind) => kind !== 'text' && kind !== 'country');
}
