import type { FactTable } from '../../model/facts.ts';
import { byCodePoint } from '../../model/order.ts';
import type { ByteCounts, FileCounts, Reject } from '../../store/graph-store.ts';
import type { FactSink, FileNote, FileReading } from '../importer.ts';
import type { NoteCode } from '../note-codes.ts';
import type { RejectCode } from '../reject-codes.ts';
import { countLineBreaks } from '../text/csv-scan.ts';
import type { BrokenRecord, RecordGroup } from '../text/records.ts';
import { BATCH_ROWS, createFactColumns, type FactColumnsBuilder } from './fact-columns.ts';

const REJECTS_AT_ONCE = 1000;

/**
 * Collects the facts and defects of one file. Each row of the file is taken whole or not at all: whatever was added between
 * `beginRow` and `endRow` is forgotten again if anything in between called `refuse`.
 */
export interface RowWriter {
  /** Begins a file or reads it once more: a mapping may cut it in several ways. Bytes are accounted for by the first. */
  beginPass(): void;
  /** Takes what a group has besides records: broken ones, blank lines, bytes of the header, notes. */
  takeGroup(group: RecordGroup, table: string): void;
  /** Begins the row of a record: `beginRow` with its place in the file. */
  beginRecord(group: RecordGroup, record: number): void;
  beginRow(line: number, raw: () => string): void;
  /** The present row stands for one of another file: refused again, it will be listed as that one. */
  standFor(row: { origin: string; header: string; raw: string }): void;
  /** The table's records so far. */
  recordsOf(table: FactTable): FactColumnsBuilder;
  /** Takes a record of a group for which nothing is to be refused and whose facts are among the records. */
  takeRecord(group: RecordGroup, record: number): void;
  /** Opens a record of the table in the present row. */
  addTo(table: FactTable): FactColumnsBuilder;
  readonly line: number;
  /** Refuses the present row; the first reason stands. Always false. */
  refuse(table: string, column: string, code: RejectCode, value: string, expected: string): false;
  /** Notes that an optional cell could not be read and was emptied, or was repaired. */
  defect(table: string, column: string, code: RejectCode, value: string, expected: string): void;
  /** Takes the present row or forgets it. */
  endRow(): void;
  /** Keeps what was added for rows that are counted already. */
  keepRecords(): void;
  /** The present row is left out on purpose. */
  skipRow(): void;
  blank(lines: number): void;
  broken(records: readonly BrokenRecord[], table: string): void;
  /** Says something of the file; equal notes are counted together. */
  note(code: NoteCode, value: string, count?: number): void;
  /** Hands on what is full; to be awaited now and then. */
  flush(): Promise<void>;
  /** Hands on the rest. */
  finish(): Promise<FileReading>;
}

export function createRowWriter(file: number, sink: FactSink): RowWriter {
  const tables = new Map<FactTable, FactColumnsBuilder>();
  const marks = new Map<FactColumnsBuilder, number>();
  const counts: FileCounts = { file, rows: 0, rejected: 0, skipped: 0, blank: 0, defects: 0 };
  const notes = new Map<string, FileNote>();
  const bytes: ByteCounts = { header: 0, accepted: 0, duplicate: 0, rejected: 0, skipped: 0, blank: 0 };
  let passes = 0;
  let header = '';
  /** Where the present row stands; NaN where its importer does not tell. */
  let start = Number.NaN;
  let size = Number.NaN;
  let touched: FactColumnsBuilder[] = [];
  let line = 0;
  let rawText: () => string = () => '';
  let standsFor: { origin: string; header: string; raw: string } | null = null;
  let refusal: Reject | null = null;
  let cellDefects: Reject[] = [];
  let rejects: Reject[] = [];

  const forget = (): void => {
    for (const columns of touched) columns.rollBack(marks.get(columns)!);
    touched = [];
    cellDefects = [];
  };

  const sendRejects = async (): Promise<void> => {
    if (rejects.length === 0) return;
    const sent = rejects.sort((a, b) => a.line - b.line);
    rejects = [];
    await sink.reject(sent);
  };

  const account = (to: keyof ByteCounts, n: number): void => {
    if (passes === 1) bytes[to] += n;
  };

  const self: RowWriter = {
    get line() {
      return line;
    },
    beginPass() {
      passes++;
    },
    takeGroup(group, table) {
      header = group.header;
      account('header', group.headerBytes);
      account('blank', group.blankBytes);
      self.blank(group.blank);
      self.broken(group.broken, table);
      for (const { code, value, count } of group.notes ?? []) self.note(code, value, count);
    },
    beginRecord(group, record) {
      self.beginRow(group.line[record]!, () => group.raw(record));
      start = group.start[record] ?? Number.NaN;
      size = group.bytes[record] ?? Number.NaN;
    },
    beginRow(atLine, raw) {
      line = atLine;
      rawText = raw;
      refusal = null;
      standsFor = null;
      size = Number.NaN;
    },
    standFor(row) {
      standsFor = row;
    },
    recordsOf(table) {
      let columns = tables.get(table);
      if (!columns) {
        columns = createFactColumns(table, file);
        tables.set(table, columns);
      }
      return columns;
    },
    takeRecord(group, record) {
      const size = group.bytes[record]!;
      counts.rows++;
      if (passes !== 1) return;
      bytes.accepted += size;
      sink.place?.(group.line[record]!, group.start[record]!, size);
    },
    addTo(table) {
      const columns = self.recordsOf(table);
      if (!touched.includes(columns)) {
        touched.push(columns);
        marks.set(columns, columns.length);
      }
      return columns;
    },
    refuse(table, column, code, value, expected) {
      if (refusal !== null) return false;
      const raw = rawText();
      refusal = { file, line, action: 'row', table, column, code, value, expected, raw, header };
      if (!Number.isNaN(size)) {
        refusal.lastLine = line + countLineBreaks(raw);
        refusal.start = start;
        refusal.bytes = size;
      }
      if (standsFor !== null) {
        refusal.origin = standsFor.origin;
        refusal.header = standsFor.header;
        refusal.raw = standsFor.raw;
      }
      return false;
    },
    defect(table, column, code, value, expected) {
      cellDefects.push({ file, line, action: 'cell', table, column, code, value, expected, raw: '' });
    },
    endRow() {
      counts.rows++;
      if (refusal !== null) {
        counts.rejected++;
        account('rejected', size);
        rejects.push(refusal);
        forget();
        return;
      }
      account('accepted', size);
      if (passes === 1 && size > 0) sink.place?.(line, start, size);
      if (touched.length > 0) touched = [];
      if (cellDefects.length === 0) return;
      counts.defects += cellDefects.length;
      for (const defect of cellDefects) rejects.push(defect);
      cellDefects = [];
    },
    keepRecords() {
      touched = [];
    },
    skipRow() {
      counts.rows++;
      counts.skipped++;
      account('skipped', size);
      forget();
    },
    blank(lines) {
      counts.rows += lines;
      counts.blank += lines;
    },
    broken(records, table) {
      for (const { code, bytes, ...record } of records) {
        const reject = { ...record, file, table, column: '', code, bytes, header };
        if (code === 'nul-bytes') {
          counts.defects++;
          rejects.push({ ...reject, action: 'cell' });
          continue;
        }
        counts.rows++;
        counts.rejected++;
        account('rejected', bytes);
        rejects.push({ ...reject, action: 'row' });
      }
    },
    note(code, value, count = 1) {
      const known = notes.get(`${code} ${value}`);
      if (known) known.count += count;
      else notes.set(`${code} ${value}`, { code, value, count });
    },
    async flush() {
      for (const columns of tables.values()) {
        if (columns.length >= BATCH_ROWS) await sink.append(columns.take());
      }
      if (rejects.length >= REJECTS_AT_ONCE) await sendRejects();
    },
    async finish() {
      for (const columns of tables.values()) {
        if (columns.length > 0) await sink.append(columns.take());
      }
      await sendRejects();
      const said = [...notes.values()].sort((a, b) => byCodePoint(a.code, b.code) || byCodePoint(a.value, b.value));
      // Bytes that an importer did not tell, or that its character set does not, leave no sum.
      const told = passes > 0 && !Number.isNaN(Object.values(bytes).reduce((sum, n) => sum + n, 0));
      return { ...counts, bytes: told ? bytes : null, header, notes: said };
    },
  };
  return self;
}
