import { isUtf8 } from 'node:buffer';
import type { InputFile } from '../importer.ts';
import { decodeText } from './decode.ts';
import { fileBytes } from './file-bytes.ts';

/** The character set that a file is taken to be in, and a line that shows it where it is a guess. */
export interface FileEncoding {
  encoding: string;
  sample: string | null;
}

const CANDIDATES = ['windows-1251', 'kz-1048', 'koi8-r', 'ibm866'] as const;
/** How much of a file is looked at; a first wrong byte after it is an error of the reader. */
const LOOKED_AT_BYTES = 1 << 24;
const GUESSED_FROM_BYTES = 1 << 16;
const SAMPLE_CHARS = 80;
/** Russian letters by frequency, the commonest first; Kazakh ones count as middling. */
const BY_FREQUENCY = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё';
const KAZAKH = 'әғқңөұүһі';

/**
 * Finds the character set of a file that nobody named: a byte order mark, else UTF-8 strictly, else the Cyrillic set in which
 * the text looks most like words. Where none does it is UTF-8, and reading it will say where it is not.
 */
export async function encodingOfFile(file: InputFile): Promise<FileEncoding> {
  const utf8: FileEncoding = { encoding: 'utf-8', sample: null };
  let seen = 0;
  let tail = Buffer.alloc(0);
  for await (const chunk of fileBytes(file.path, file.name)) {
    if (seen === 0 && chunk[0] === 0xff && chunk[1] === 0xfe) return { encoding: 'utf-16le', sample: null };
    if (seen === 0 && chunk[0] === 0xfe && chunk[1] === 0xff) return { encoding: 'utf-16be', sample: null };
    seen += chunk.length;
    const bytes = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk;
    const end = bytes.lastIndexOf(10) + 1 || Math.max(bytes.length - 3, 0);
    const part = bytes.subarray(0, end);
    if (!isUtf8(part)) return (await guess(part)) ?? utf8;
    tail = Buffer.from(bytes.subarray(end));
    if (seen >= LOOKED_AT_BYTES || tail.length > LOOKED_AT_BYTES) return utf8;
  }
  return isUtf8(tail) ? utf8 : ((await guess(tail)) ?? utf8);
}

async function guess(bytes: Buffer): Promise<FileEncoding | null> {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const from = bytes.lastIndexOf(10, first) + 1;
  const part = bytes.subarray(from, from + GUESSED_FROM_BYTES);
  let best: FileEncoding | null = null;
  let bestScore = 0;
  for (const encoding of CANDIDATES) {
    let text = '';
    for await (const piece of decodeText(once(part), encoding, '')) text += piece;
    const score = likeness(text);
    if (score > bestScore) {
      bestScore = score;
      best = { encoding, sample: text.split(/[\r\n]/, 1)[0]!.slice(0, SAMPLE_CHARS) };
    }
  }
  return best;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** How much a text looks like Russian or Kazakh: common letters and even case count for it, strange signs against it. */
function likeness(text: string): number {
  let score = 0;
  let before = '';
  for (const letter of text) {
    if (letter < '\u0080') {
      before = '';
      continue;
    }
    const lower = letter.toLowerCase();
    const rank = BY_FREQUENCY.indexOf(lower);
    if (rank >= 0) score += (16 - rank) / 16;
    else if (KAZAKH.includes(lower)) score += 0.3;
    else if (!'«»№–—“”„‘’…\u00a0'.includes(letter)) score -= 3;
    if (before !== '' && before === before.toLowerCase() && letter !== lower) score -= 2;
    before = rank >= 0 ? letter : '';
  }
  return score;
}
