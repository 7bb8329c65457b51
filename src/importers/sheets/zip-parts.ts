import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { TamyrError } from '../../model/errors.ts';

/** Parts of a workbook that are held in memory may unpack to this many bytes; sheets are streamed and may be larger. */
const MAX_HELD_BYTES = 1 << 28;
/** No sheet of 1,048,576 rows comes near this; a file that says so was made to fill a disk or a day. */
const MAX_PART_BYTES = 8 * 2 ** 30;

/** The parts of an Office file: a ZIP archive, read by its directory. */
export interface ZipParts {
  has(name: string): boolean;
  /** A small part as text; '' where there is none. */
  text(name: string): Promise<string>;
  /** Unpacked bytes of a part, as they come; fails where the part is larger than the directory says. */
  stream(name: string, limit?: number): Promise<{ bytes: Readable; size: number }>;
  close(): void;
}

export async function openZip(path: string, name: string): Promise<ZipParts> {
  const entries = new Map<string, yauzl.Entry>();
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.openPromise(path, { autoClose: false });
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry);
  } catch (cause) {
    throw notAWorkbook(name, cause as Error);
  }
  const stream: ZipParts['stream'] = async (part, limit = MAX_PART_BYTES) => {
    const entry = entries.get(part.toLowerCase());
    if (!entry) throw notAWorkbook(name, new Error(`it has no part ${part}`));
    if (entry.uncompressedSize > limit) throw tooLarge(name, part, entry.uncompressedSize);
    try {
      return { bytes: await zip.openReadStreamPromise(entry), size: entry.uncompressedSize };
    } catch (cause) {
      throw notAWorkbook(name, cause as Error);
    }
  };
  return {
    has: (part) => entries.has(part.toLowerCase()),
    stream,
    async text(part) {
      if (!entries.has(part.toLowerCase())) return '';
      const { bytes } = await stream(part, MAX_HELD_BYTES);
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of bytes) chunks.push(chunk as Buffer);
      } catch (cause) {
        throw notAWorkbook(name, cause as Error);
      }
      return Buffer.concat(chunks).toString('utf8');
    },
    close: () => zip.close(),
  };
}

export function notAWorkbook(name: string, cause: Error): TamyrError {
  return new TamyrError(
    {
      code: 'bad-workbook',
      what: `The file is no whole XLSX workbook: ${cause.message}.`,
      where: name,
      expected: 'a workbook as Excel 2007 and later save it, without a password',
      todo: 'Open it in a spreadsheet and save it as .xlsx, or copy it again from its source.',
      exitCode: 3,
    },
    { cause },
  );
}

function tooLarge(name: string, part: string, bytes: number): TamyrError {
  return new TamyrError({
    code: 'workbook-too-large',
    what: `The part ${part} of the workbook would unpack to ${bytes} bytes; nothing of it was read.`,
    where: name,
    expected: `at most ${MAX_HELD_BYTES} bytes for texts and styles, ${MAX_PART_BYTES} for a sheet`,
    todo: 'If the file is what it seems, save the sheet as CSV and load that.',
    exitCode: 3,
  });
}
