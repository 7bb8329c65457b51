import type { FactTable } from '../../model/facts.ts';
import { byCodePoint } from '../../model/order.ts';
import type { FileCounts, Reject } from '../../store/graph-store.ts';
import type { FactSink, FileNote, FileReading } from '../importer.ts';
import type { NoteCode } from '../note-codes.ts';
import type { RejectCode } from '../reject-codes.ts';
import type { BrokenRecord } from '../text/records.ts';
import { BATCH_ROWS, createFactColumns, type FactColumnsBuilder } from './fact-columns.ts';

const REJECTS_AT_ONCE = 1000;

/**
 * Collects the facts and defects of one file. Each row of the file is taken whole or not at all: whatever was added between
 * `beginRow` and `endRow` is forgotten again if anything in between called `refuse`.
 */
export interface RowWriter {
  beginRow(line: number, raw: () => string): void;
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
  let touched: FactColumnsBuilder[] = [];
  let line = 0;
  let rawText: () => string = () => '';
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

  return {
    get line() {
      return line;
    },
    beginRow(atLine, raw) {
      line = atLine;
      rawText = raw;
      refusal = null;
    },
    addTo(table) {
      let columns = tables.get(table);
      if (!columns) {
        columns = createFactColumns(table, file);
        tables.set(table, columns);
      }
      if (!touched.includes(columns)) {
        touched.push(columns);
        marks.set(columns, columns.length);
      }
      return columns;
    },
    refuse(table, column, code, value, expected) {
      refusal ??= { file, line, action: 'row', table, column, code, value, expected, raw: rawText() };
      return false;
    },
    defect(table, column, code, value, expected) {
      cellDefects.push({ file, line, action: 'cell', table, column, code, value, expected, raw: '' });
    },
    endRow() {
      counts.rows++;
      if (refusal !== null) {
        counts.rejected++;
        rejects.push(refusal);
        forget();
        return;
      }
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
      forget();
    },
    blank(lines) {
      counts.rows += lines;
      counts.blank += lines;
    },
    broken(records, table) {
      for (const { line, lastLine, code, value, expected, raw } of records) {
        counts.rows++;
        counts.rejected++;
        const range = lastLine > line ? ` (lines ${line}–${lastLine})` : '';
        rejects.push({ file, line, action: 'row', table, column: '', code, value, expected: expected + range, raw });
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
      return { ...counts, notes: said };
    },
  };
}
