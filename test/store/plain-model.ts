import type { TestFile, TestRecord } from './records.ts';

/** What a load should come to, computed the slow and obvious way. */
export interface Expected {
  accepted: Record<string, number>;
  duplicate: Record<string, number>;
  rejected: Record<string, number>;
  /** Per file name: rows accepted, repeated, refused. */
  files: Record<string, [accepted: number, duplicate: number, rejected: number]>;
}

interface Entry {
  table: string;
  row: string;
  file: string;
  record: TestRecord;
  /** What must be equal to be the same, and what must be equal to be a repetition. */
  key: string;
  content: string;
}

const KEYED = new Set(['transactions', 'invoices']);

/** Keeps facts of one source in plain lists, with the rules of the contract and none of the machinery. */
export function plainModel(): { load(files: Record<string, TestFile>): Expected } {
  const stored = new Map<string, string>();

  function load(files: Record<string, TestFile>): Expected {
    const entries = Object.keys(files).flatMap((file) =>
      Object.entries(files[file]!).flatMap(([table, records]) => records!.map((record) => entry(table, file, record))),
    );
    entries.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.record.line - b.record.line));
    const refused = new Set<string>();
    for (let before = -1; before < refused.size; ) {
      before = refused.size;
      const kept = keep(entries.filter((e) => !refused.has(e.row)));
      const found = entries.filter(
        (e) => !refused.has(e.row) && (kept.get(e.key)?.content ?? stored.get(e.key)) !== e.content,
      );
      for (const e of found) refused.add(e.row);
    }
    const staying = entries.filter((e) => !refused.has(e.row));
    const kept = new Set(keep(staying).values());
    const result: Expected = { accepted: {}, duplicate: {}, rejected: {}, files: {} };
    for (const e of entries) {
      const fate = refused.has(e.row) ? 'rejected' : kept.has(e) ? 'accepted' : 'duplicate';
      result[fate][e.table] = (result[fate][e.table] ?? 0) + 1;
    }
    for (const file of Object.keys(files)) {
      const rows = new Set(entries.filter((e) => e.file === file).map((e) => e.row));
      const accepted = new Set([...kept].filter((e) => e.file === file).map((e) => e.row)).size;
      const rejected = [...rows].filter((row) => refused.has(row)).length;
      result.files[file] = [accepted, rows.size - accepted - rejected, rejected];
    }
    for (const e of kept) stored.set(e.key, e.content);
    return result;
  }

  /** The first of each key that is not stored yet. */
  function keep(entries: readonly Entry[]): Map<string, Entry> {
    const first = new Map<string, Entry>();
    for (const e of entries) if (!stored.has(e.key) && !first.has(e.key)) first.set(e.key, e);
    return first;
  }

  return { load };
}

function entry(table: string, file: string, record: TestRecord): Entry {
  const { line, ...values } = record;
  const content = JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    table,
    file,
    row: `${file}:${line}`,
    record,
    key: `${table} ${KEYED.has(table) ? record.id : content}`,
    content,
  };
}
