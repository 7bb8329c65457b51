import { isUtf8 } from 'node:buffer';
import { TamyrError } from '../../model/errors.ts';
import { requireEncoding } from './charsets.ts';
import { decodeEscaped, type Measure, utf8Measure } from './measure.ts';

/**
 * Decodes chunks of bytes to text; a byte order mark at the start is dropped (`measure` is told). Without an encoding it is
 * UTF-8, strictly: a byte that is none ends the reading with the line it stands on. With encoding `utf-8` such bytes are
 * kept in the text as escaped ones, for the reader to refuse their rows. Never a silent replacement character.
 */
export async function* decodeText(
  bytes: AsyncIterable<Buffer>,
  encoding: string | null,
  name: string,
  measure: Measure = utf8Measure(),
): AsyncGenerator<string, void, undefined> {
  const charset = requireEncoding(encoding ?? 'utf-8', name);
  if (charset.decoder === 'utf-8') {
    yield* decodeUtf8(bytes, name, encoding === null ? null : measure, measure);
    return;
  }
  const { letters } = charset;
  const decoder = new TextDecoder(charset.decoder, { fatal: true, ignoreBOM: true });
  const others = letters && new RegExp(`[${[...letters.keys()].join('')}]`, 'g');
  let first = true;
  let line = 1;
  const decode = (chunk: Buffer | null): string => {
    try {
      const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
      line += countLines(text);
      return others ? text.replace(others, (letter) => letters.get(letter)!) : text;
    } catch {
      throw notOfSet(encoding!, line, name);
    }
  };
  for await (const chunk of bytes) {
    let text = decode(chunk);
    if (first && text !== '') {
      first = false;
      if (text.startsWith('\uFEFF')) {
        measure.bom = 2;
        text = text.slice(1);
      }
    }
    if (text !== '') yield text;
  }
  const rest = decode(null);
  if (rest !== '') yield rest;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function notOfSet(encoding: string, line: number, name: string): TamyrError {
  return new TamyrError({
    code: 'wrong-encoding',
    what: `The file is not ${encoding.toUpperCase()}: bytes after line ${line} are no characters of it.`,
    where: name,
    expected: encoding,
    todo: 'Name another character set with --encoding, or leave it to be found.',
  });
}

async function* decodeUtf8(
  bytes: AsyncIterable<Buffer>,
  name: string,
  lenient: Measure | null,
  measure: Measure,
): AsyncGenerator<string, void, undefined> {
  for await (const piece of piecesOfUtf8(bytes, name, lenient, measure)) {
    yield typeof piece === 'string' ? piece : piece.toString('utf8');
  }
}

/**
 * Bytes of UTF-8 in pieces of whole lines, as far as there are line breaks: as they are where that is what they are, else (a
 * piece that is damaged, or ends without a line break) as text.
 * @param lenient where bytes that are no UTF-8 may stay in the text; null = they are an error
 */
export async function* piecesOfUtf8(
  bytes: AsyncIterable<Buffer>,
  name: string,
  lenient: Measure | null,
  measure: Measure,
): AsyncGenerator<string | Buffer, void, undefined> {
  let tail: Buffer | null = null;
  let first = true;
  let line = 1;
  const pieceOf = (part: Buffer): string | Buffer => {
    if (isUtf8(part)) return part[part.length - 1] === 10 ? part : part.toString('utf8');
    if (lenient === null) throw notUtf8(part, line, name);
    lenient.damaged = true;
    return decodeEscaped(part);
  };
  for await (const chunk of bytes) {
    let buffer: Buffer = tail ? Buffer.concat([tail, chunk]) : chunk;
    if (first && buffer.length >= 3) {
      if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
        buffer = buffer.subarray(3);
        measure.bom = 3;
      } else refuseUtf16(buffer, name);
      first = false;
    }
    // Cut behind a line break where there is one: the reader then hardly ever has to join two pieces of text.
    const lastBreak = buffer.lastIndexOf(10);
    const whole = lastBreak >= 0 ? lastBreak + 1 : wholeLength(buffer);
    tail = whole < buffer.length ? buffer.subarray(whole) : null;
    const part = buffer.subarray(0, whole);
    if (part.length > 0) yield pieceOf(part);
    if (lenient === null) line += countBreaks(part);
  }
  if (tail !== null) yield pieceOf(tail);
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

function countBreaks(part: Buffer): number {
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
