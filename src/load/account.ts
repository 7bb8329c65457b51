import type { ByteCounts, FileCounts, LoadResult, Reject } from '../store/graph-store.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { NumberedFile } from './report.ts';
import { openRowTexts, type RowTexts } from './row-texts.ts';

/**
 * Finds, for what the store refused or had already, the place in its file (by the ledger) and the text of a refused row; and
 * counts the bytes of such rows per file.
 */
export function createPlaces(
  ledger: Ledger,
  fileOf: (file: number) => NumberedFile,
  headerOf: (file: number) => string,
) {
  const entries = ledger.entries();
  let entry: LedgerEntry | null = next();
  let texts: { file: number; rows: RowTexts } | null = null;
  const moved = new Map<number, { duplicate: number; rejected: number }>();
  /** The row that was counted last: it may be told of more than once. */
  let counted = '';

  function next(): LedgerEntry | null {
    const { value, done } = entries.next();
    return done ? null : value;
  }

  async function textOf({ file, start, bytes }: LedgerEntry): Promise<string> {
    if (texts?.file !== file) {
      await texts?.rows.close();
      const { claim, encoding } = fileOf(file);
      texts = { file, rows: openRowTexts(claim.file, encoding) };
    }
    return texts.rows.read(start, bytes);
  }

  return {
    moved,
    /** Rejects must come in the order of files and lines. */
    async complete(rejects: readonly Reject[]): Promise<Reject[]> {
      const complete: Reject[] = [];
      for (const reject of rejects) {
        const { file, line, action } = reject;
        while (entry && (entry.file < file || (entry.file === file && entry.line < line))) entry = next();
        if (!entry || entry.file !== file || entry.line !== line) {
          complete.push(reject);
          continue;
        }
        const { start, bytes } = entry;
        const row = `${file} ${line}`;
        if (row !== counted) {
          const of = moved.get(file) ?? { duplicate: 0, rejected: 0 };
          of[action === 'row' ? 'rejected' : 'duplicate'] += bytes;
          moved.set(file, of);
          counted = row;
        }
        const raw = action === 'row' ? await textOf(entry) : '';
        const lastLine = line + (raw.match(/\r\n|\r|\n/g)?.length ?? 0);
        complete.push({ ...reject, raw, start, bytes, lastLine, header: headerOf(file) });
      }
      return complete;
    },
    async close(): Promise<void> {
      await texts?.rows.close();
    },
  };
}

/** Bytes of a file by what became of them, after the store has had its say. */
export function bytesAfter(
  { bytes }: FileCounts,
  moved: { duplicate: number; rejected: number } = { duplicate: 0, rejected: 0 },
): ByteCounts | null {
  if (!bytes) return null;
  const { duplicate, rejected } = moved;
  return {
    ...bytes,
    accepted: bytes.accepted - duplicate - rejected,
    duplicate,
    rejected: bytes.rejected + rejected,
  };
}

/**
 * Checks that every row and every byte of a file went somewhere. An `Error` where not: that is a defect of Tamyr.
 * @param size bytes of the file as they were counted on looking at it
 */
export function requireWhole(
  name: string,
  rows: Omit<LoadResult['files'][number], 'file'>,
  bytes: ByteCounts | null,
  size: number,
): void {
  const told = rows.accepted + rows.duplicate + rows.rejected + rows.skipped + rows.blank;
  const least = Math.min(rows.accepted, rows.duplicate, rows.rejected, rows.skipped, rows.blank);
  if (told !== rows.rows || least < 0) {
    throw new Error(`the rows of ${name} do not add up: ${JSON.stringify(rows)}. This is a defect of Tamyr`);
  }
  if (bytes === null) return;
  const sum = Object.values(bytes).reduce((total, n) => total + n, 0);
  if (sum !== size || Object.values(bytes).some((n) => n < 0)) {
    throw new Error(
      `${name} has ${size} bytes and ${sum} are accounted for: ${JSON.stringify(bytes)}. This is a defect of Tamyr`,
    );
  }
}
