import type { FileNote } from '../importers/importer.ts';
import { createOccurrenceCounter } from '../importers/rows/occurrences.ts';
import { examineFile } from '../importers/text/examine-file.ts';
import type { FactBatch, FactTable } from '../model/facts.ts';
import { FACT_TABLES } from '../model/facts.ts';
import { formatMinor } from '../model/money.ts';
import { formatDay, formatMoment, NO_DAY } from '../model/time.ts';
import type { Reject } from '../store/graph-store.ts';
import { type PackedBatch, unpackBatch } from '../store/packed-texts.ts';
import { claimFiles, importersFor } from './choose-importers.ts';
import { findInput } from './find-input.ts';
import { createReasons, type Reason } from './reasons.ts';

/** What a mapping makes of the first records of each file. */
export interface MappingCheck {
  files: CheckedFile[];
  /** Files that no table of the mapping names. */
  ignored: string[];
}

export interface CheckedFile {
  file: string;
  encoding: string;
  rows: number;
  rejected: number;
  skipped: number;
  blank: number;
  defects: number;
  /** Records by table, with the first ones as a reader would see them. */
  tables: { table: FactTable; records: number; examples: { line: number; values: Record<string, string> }[] }[];
  /** Why rows would be refused and cells emptied, with the first places. */
  reasons: Reason[];
  notes: FileNote[];
}

const EXAMPLES = 2;

/**
 * Runs a mapping over the first records of the files behind paths, into memory: nothing is stored.
 * @param maxRecords records of each file and pass
 * @throws TamyrError where the mapping is wrong or a file cannot be read
 */
export async function checkMapping(
  mapping: string,
  paths: readonly string[],
  maxRecords: number,
): Promise<MappingCheck> {
  const { files } = await findInput(paths);
  const chosen = await importersFor({ paths, mapping });
  const { claimed, ignored } = await claimFiles(files, chosen);
  const occurrences = createOccurrenceCounter();
  const checked: CheckedFile[] = [];
  for (const [number, { importer, claim }] of claimed.entries()) {
    const tables = new Map<FactTable, CheckedFile['tables'][number]>();
    const reasons = createReasons();
    const encoding = claim.encoding ?? (await examineFile(claim.file, null)).encoding;
    const sink = {
      async append(packed: PackedBatch) {
        const batch = unpackBatch(packed);
        const seen = tables.get(batch.table) ?? { table: batch.table, records: 0, examples: [] };
        for (let i = 0; i < batch.length && seen.examples.length < EXAMPLES; i++) {
          seen.examples.push({ line: batch.line[i]!, values: readable(batch, i) });
        }
        seen.records += batch.length;
        tables.set(batch.table, seen);
      },
      async reject(found: Reject[]) {
        reasons.count(found, () => claim.file.name);
      },
    };
    const counts = await importer.read(claim, number, sink, { encoding, occurrences, maxRecords });
    const { rows, rejected, skipped, blank, defects, notes } = counts;
    checked.push({
      ...{ file: claim.file.name, encoding, rows, rejected, skipped, blank, defects },
      tables: [...tables.values()],
      reasons: reasons.list(),
      notes,
    });
  }
  return { files: checked, ignored };
}

/** A record's known cells as text: days, moments and money as people write them. */
function readable({ table, columns }: FactBatch, i: number): Record<string, string> {
  const currency = String(columns.currency?.[i] ?? columns.capital_currency?.[i] ?? 'KZT');
  const values: Record<string, string> = {};
  for (const [name, type] of Object.entries(FACT_TABLES[table])) {
    const value = columns[name]![i];
    if (value === null || value === undefined || value === NO_DAY || Number.isNaN(value) || name === 'precision')
      continue;
    if (name === 'at') {
      values.at = formatMoment({ ms: Number(value), precision: columns.precision![i] === 1 ? 'day' : 'instant' });
    } else if (type === 'day') values[name] = formatDay(Number(value));
    else if (type === 'number' && !UNITLESS.has(name))
      values[name] = `${formatMinor(Number(value), currency)} ${currency}`;
    else if (type !== 'code') values[name] = String(value);
  }
  return values;
}

const UNITLESS = new Set(['share', 'employees']);
