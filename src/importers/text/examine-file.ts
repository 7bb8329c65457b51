import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { TamyrError } from '../../model/errors.ts';
import type { InputFile } from '../importer.ts';
import { decodeText } from './decode.ts';
import { digestOfFile, fileBytes } from './file-bytes.ts';
import { sequenceLength } from './measure.ts';

/** What one look at all bytes of a file tells. */
export interface Examined {
  /** SHA-256 of the file as it lies on the disk, lower-case hexadecimal. */
  digest: string;
  /** Bytes of the unpacked text. */
  bytes: number;
  encoding: string;
  /** A line in that encoding, where it is a guess. */
  sample: string | null;
}

const CANDIDATES = ['windows-1251', 'kz-1048', 'ptcp154', 'koi8-r', 'ibm866'] as const;
const GUESSED_FROM_BYTES = 1 << 16;
const SAMPLE_CHARS = 80;
/** So many characters of several bytes show that a file is UTF-8; more need not be counted. */
const ENOUGH_CHARACTERS = 1 << 20;
/** Files that are no text: only their digest is taken. */
const NO_TEXT = /\.(xlsx|xlsm|xls|ods|parquet|zip)$/i;
/** Russian letters by frequency, the commonest first; Kazakh ones count as middling. */
const BY_FREQUENCY = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё';
const KAZAKH = 'әғқңөұүһі';

/**
 * Looks at a whole text file once: its digest, its size, and the character set unless the user named one. That is what a byte order mark
 * says, else UTF-16 where every other byte is nearly always the same, else UTF-8 where all of it is (or all but some
 * damaged characters, whose rows will be refused), else the Cyrillic set in which the text looks most like words.
 */
export async function examineFile(file: InputFile, named: string | null): Promise<Examined> {
  if (NO_TEXT.test(file.name)) {
    return { digest: await digestOfFile(file.path), bytes: file.bytes, encoding: 'binary', sample: null };
  }
  const hash = createHash('sha256');
  const look = createLook(file.name);
  for await (const chunk of fileBytes(file.path, file.name, (packed) => hash.update(packed))) look.at(chunk);
  const found = named === null ? await look.encoding() : { encoding: named, sample: null };
  if (named !== null && /^utf-?8$/i.test(named)) look.requireUtf8();
  return { digest: hash.digest('hex'), bytes: look.bytes(), ...found };
}

/** Gathers, chunk by chunk, what tells the character set. */
function createLook(name: string) {
  let bytes = 0;
  let start = Buffer.alloc(0);
  /** The unfinished line of the chunk before. */
  let tail = Buffer.alloc(0);
  /** Characters of several bytes that are UTF-8, bytes that are none. */
  let characters = 0;
  let strays = 0;
  /** Lines with bytes beyond ASCII, from the first that is no UTF-8 on. */
  const evidence: Buffer[] = [];
  let evidenceBytes = 0;

  const tally = (part: Buffer): void => {
    if (isAscii(part)) return;
    const good = isUtf8(part);
    if (good && characters > ENOUGH_CHARACTERS) return;
    for (let at = 0; at < part.length; ) {
      const length = sequenceLength(part, at);
      if (length > 1) characters++;
      else if (length === 0) strays++;
      at += length || 1;
    }
    if (!good && evidenceBytes < GUESSED_FROM_BYTES) gather(part);
  };
  const gather = (part: Buffer): void => {
    for (let from = 0; from < part.length && evidenceBytes < GUESSED_FROM_BYTES; ) {
      const end = part.indexOf(10, from) + 1 || part.length;
      const line = part.subarray(from, Math.min(end, from + GUESSED_FROM_BYTES));
      if (!isAscii(line)) {
        evidence.push(Buffer.from(line));
        evidenceBytes += line.length;
      }
      from = end;
    }
  };
  const finish = (): void => {
    tally(tail);
    tail = Buffer.alloc(0);
  };

  return {
    bytes: () => bytes,
    at(chunk: Buffer): void {
      if (start.length < GUESSED_FROM_BYTES) start = Buffer.concat([start, chunk.subarray(0, GUESSED_FROM_BYTES)]);
      if (bytes === 0 && chunk.length >= GUESSED_FROM_BYTES && chunk.every((byte) => byte === 0)) throw noText(name);
      bytes += chunk.length;
      // Only the line that two chunks share is copied.
      const first = tail.length > 0 ? chunk.indexOf(10) + 1 || chunk.length : 0;
      const shared = first > 0 ? Buffer.concat([tail, chunk.subarray(0, first)]) : tail;
      if (first > 0 && first < chunk.length) tally(shared);
      const whole = first < chunk.length ? chunk.subarray(first) : shared;
      const end = whole.lastIndexOf(10) + 1 || Math.max(whole.length - 3, 0);
      tally(whole.subarray(0, end));
      tail = Buffer.from(whole.subarray(end));
    },
    async encoding(): Promise<{ encoding: string; sample: string | null }> {
      finish();
      if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', sample: null };
      if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', sample: null };
      const wide = await guessUtf16(start);
      if (wide) return wide;
      if (strays === 0 || characters > 2 * strays) return { encoding: 'utf-8', sample: null };
      // What looks like no words at all is UTF-8 with damaged rows, for the reader to refuse.
      return (await guess(Buffer.concat(evidence))) ?? { encoding: 'utf-8', sample: null };
    },
    requireUtf8(): void {
      finish();
      if (strays > 0 && characters <= 2 * strays) throw notUtf8(name, evidence);
    },
  };
}

/** UTF-16 without a mark: separators, digits and line breaks have one byte of zero, Cyrillic letters one of four. */
async function guessUtf16(start: Buffer): Promise<{ encoding: string; sample: string } | null> {
  const pairs = Math.floor(Math.min(start.length, GUESSED_FROM_BYTES) / 2);
  if (pairs < 4) return null;
  const high = [0, 0];
  const zeros = [0, 0];
  for (let i = 0; i < 2 * pairs; i++) {
    if (start[i] === 0) zeros[i % 2]!++;
    if (start[i] === 0 || start[i] === 4) high[i % 2]!++;
  }
  for (const [encoding, side] of [
    ['utf-16le', 1],
    ['utf-16be', 0],
  ] as const) {
    if (high[side]! < 0.9 * pairs || zeros[side]! < 0.1 * pairs || zeros[1 - side]! > 0.02 * pairs) continue;
    const text = await decoded(start.subarray(0, 2 * pairs), encoding);
    if (text !== null) return { encoding, sample: sampleOf(text) };
  }
  return null;
}

async function guess(bytes: Buffer): Promise<{ encoding: string; sample: string } | null> {
  let best: { encoding: string; sample: string } | null = null;
  let bestScore = 0;
  for (const encoding of CANDIDATES) {
    const text = await decoded(bytes, encoding);
    const score = text === null ? 0 : likeness(text);
    if (score > bestScore) {
      bestScore = score;
      best = { encoding, sample: sampleOf(text!) };
    }
  }
  return best;
}

function sampleOf(text: string): string {
  return text.split(/[\r\n]/, 1)[0]!.slice(0, SAMPLE_CHARS);
}

async function decoded(bytes: Buffer, encoding: string): Promise<string | null> {
  async function* once(): AsyncGenerator<Buffer> {
    yield bytes;
  }
  let text = '';
  try {
    for await (const piece of decodeText(once(), encoding, '')) text += piece;
  } catch {
    return null;
  }
  return text;
}

function noText(name: string): TamyrError {
  return new TamyrError({
    code: 'no-text',
    what: 'The file begins with nothing but NUL bytes: it is no text, or its content was never written.',
    where: name,
    expected: 'a table as text',
    todo: 'Copy the file again from its source.',
  });
}

function notUtf8(name: string, evidence: readonly Buffer[]): TamyrError {
  const line = evidence[0]!;
  let at = 0;
  while (at < line.length && sequenceLength(line, at) > 0) at += sequenceLength(line, at);
  const byte = line[at]!.toString(16).toUpperCase().padStart(2, '0');
  return new TamyrError({
    code: 'wrong-encoding',
    what: `The file is not UTF-8: it has the byte 0x${byte} where no character allows it, and more such bytes than characters beyond ASCII.`,
    where: `${name}: ${line.subarray(0, at).toString('utf8').slice(0, SAMPLE_CHARS)}`,
    expected: 'UTF-8',
    todo: 'Leave out --encoding to have the character set found, or name another.',
  });
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
