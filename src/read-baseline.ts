import { readFile } from 'node:fs/promises';
import { TamyrError } from './model/errors.ts';
import { type StoredRates, storedRatesSchema } from './model/finding.ts';
import type { GraphStore } from './store/graph-store.ts';

/** Base rates of a reference population: those of a kept run (`r-…`), or of a `base-rates.jsonl` that a report wrote. */
export async function readBaseline(store: GraphStore, source: string): Promise<StoredRates[]> {
  const refuse = (what: string, expected: string) =>
    new TamyrError({ code: 'bad-baseline', what, where: '--baseline', expected, exitCode: 3 });
  if (/^r-[0-9a-f]+$/.test(source)) {
    const document = await store.readRun(source);
    if (!document) throw refuse(`There is no run “${source}” in this store.`, 'the id of a run, or a file');
    if (document.baseRates?.length) return document.baseRates;
    throw refuse(`The run “${source}” keeps no base rates.`, 'a run in which at least one rule measured something');
  }
  const text = await readFile(source, 'utf8').catch(() => {
    throw refuse(`The file “${source}” cannot be read.`, 'base-rates.jsonl of a report, or the id of a run');
  });
  const lines = text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [{ line, number: i + 1 }]));
  return lines.map(({ line, number }) => {
    const parsed = storedRatesSchema.safeParse(parseJson(line));
    if (!parsed.success)
      throw refuse(`Line ${number} of “${source}” is no base rate.`, 'a file that tamyr report wrote');
    return parsed.data;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
