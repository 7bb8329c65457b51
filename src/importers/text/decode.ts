import { isUtf8 } from 'node:buffer';
import { TamyrError } from '../../model/errors.ts';

/** Positions of KZ-1048 (STRK1048-2002, Unicode's KZ1048.TXT) that differ from Windows-1251, as the two sets' letters. */
const IN_1251 = 'ЌЋќћЎўЈҐЄЇіґєјЅѕї';
const IN_1048 = 'ҚҺқһҰұӘӨҒҮіөғәҢңү';
const KZ_LETTERS = new Map([...IN_1251].map((letter, i) => [letter, [...IN_1048][i]!]));

const NAMES_OF_KZ_1048 = ['kz-1048', 'kz1048', 'rk1048', 'strk1048-2002'];

/** Whether the name means KZ-1048, which browsers and Node do not know. */
function isKz1048(encoding: string): boolean {
  return NAMES_OF_KZ_1048.includes(encoding.toLowerCase());
}

/** Checks the name of a character set that a user gave. */
export function requireEncoding(encoding: string, where: string): void {
  if (isKz1048(encoding)) return;
  try {
    new TextDecoder(encoding);
  } catch {
    throw new TamyrError({
      code: 'unknown-encoding',
      what: `"${encoding}" is no character set that Tamyr knows.`,
      where,
      expected: 'utf-8, windows-1251, kz-1048, koi8-r, ibm866, utf-16le, utf-16be or another name of the WHATWG list',
    });
  }
}

/**
 * Decodes chunks of bytes to text; a byte order mark at the start is dropped. Without an encoding it is UTF-8, strictly:
 * a byte that is none ends the reading with the line it stands on, never with a silent replacement character.
 */
export async function* decodeText(
  bytes: AsyncIterable<Buffer>,
  encoding: string | null,
  name: string,
): AsyncGenerator<string, void, undefined> {
  if (encoding === null || /^utf-?8$/i.test(encoding)) {
    yield* decodeUtf8(bytes, name);
    return;
  }
  const kazakh = isKz1048(encoding);
  const decoder = new TextDecoder(kazakh ? 'windows-1251' : encoding);
  const letters = new RegExp(`[${IN_1251}]`, 'g');
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    yield kazakh ? text.replace(letters, (letter) => KZ_LETTERS.get(letter)!) : text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

async function* decodeUtf8(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<string, void, undefined> {
  let tail: Buffer | null = null;
  let first = true;
  let line = 1;
  for await (const chunk of bytes) {
    let buffer: Buffer = tail ? Buffer.concat([tail, chunk]) : chunk;
    if (first && buffer.length >= 3) {
      if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) buffer = buffer.subarray(3);
      else refuseUtf16(buffer, name);
      first = false;
    }
    // Cut behind a line break where there is one: the reader then hardly ever has to join two pieces of text.
    const lastBreak = buffer.lastIndexOf(10);
    const whole = lastBreak >= 0 ? lastBreak + 1 : wholeLength(buffer);
    tail = whole < buffer.length ? buffer.subarray(whole) : null;
    const part = buffer.subarray(0, whole);
    if (!isUtf8(part)) throw notUtf8(part, line, name);
    line += countLines(part);
    if (part.length > 0) yield part.toString('utf8');
  }
  if (tail === null) return;
  if (!isUtf8(tail)) throw notUtf8(tail, line, name);
  yield tail.toString('utf8');
}

/** How many bytes end with a complete character. */
function wholeLength(buffer: Buffer): number {
  const { length } = buffer;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = buffer[length - back]!;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needed ? length - back : length;
    }
  }
  return length;
}

function countLines(part: Buffer): number {
  let lines = 0;
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++;
  return lines;
}

function refuseUtf16(buffer: Buffer, name: string): void {
  const mark = buffer[0] === 0xff && buffer[1] === 0xfe ? 'utf-16le' : null;
  const big = buffer[0] === 0xfe && buffer[1] === 0xff ? 'utf-16be' : null;
  const encoding = mark ?? big;
  if (encoding === null) return;
  throw new TamyrError({
    code: 'wrong-encoding',
    what: `The file begins with the byte order mark of ${encoding.toUpperCase()}.`,
    where: name,
    expected: 'UTF-8',
    todo: `Load it with --encoding ${encoding}.`,
  });
}

function notUtf8(part: Buffer, lineBefore: number, name: string): TamyrError {
  let good = 0;
  let line = lineBefore;
  for (;;) {
    const end = part.indexOf(10, good);
    if (end < 0 || !isUtf8(part.subarray(good, end + 1))) break;
    good = end + 1;
    line++;
  }
  const end = part.indexOf(10, good);
  const rest = part.subarray(good, end < 0 ? part.length : end + 1);
  const before = rest.toString('utf8').split('\uFFFD', 1)[0]!;
  const byte = rest[Buffer.byteLength(before)] ?? 0;
  return new TamyrError({
    code: 'wrong-encoding',
    what: `The file is not UTF-8: line ${line} has the byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} where no character allows it.`,
    where: `${name}:${line}`,
    expected: 'UTF-8',
    todo: 'Name its character set, for instance --encoding windows-1251 or --encoding kz-1048.',
  });
}
