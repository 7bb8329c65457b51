import type { Charset } from './charsets.ts';

/** Says how many bytes of the file a piece of its decoded text took. */
export interface Measure {
  /** NaN where the character set does not tell (sets of one or two bytes a character). */
  bytesOf(text: string): number;
  /** Bytes of the byte order mark that decoding dropped. */
  bom: number;
  /** Whether the text has had bytes that are no UTF-8: they stand in it as `escaped` ones. */
  damaged: boolean;
}

/** A byte that is no UTF-8 stands in the text as half a surrogate pair, which no UTF-8 file can hold: nothing of it is lost. */
const ESCAPE_BASE = 0xdc00;
const ESCAPED = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;

export function measureOf({ decoder }: Charset): Measure {
  return { bytesOf: bytesIn(decoder), bom: 0, damaged: false };
}

/** Measures text that came from UTF-8. */
export function utf8Measure(): Measure {
  return { bytesOf: utf8Bytes, bom: 0, damaged: false };
}

function bytesIn(decoder: string): Measure['bytesOf'] {
  if (decoder === 'utf-8') return utf8Bytes;
  if (decoder.startsWith('utf-16')) return (text) => 2 * text.length;
  return isSingleByte(decoder) ? (text) => text.length : () => Number.NaN;
}

function isSingleByte(decoder: string): boolean {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  return (
    new TextDecoder(decoder).decode(all).length === 256 &&
    new TextDecoder(decoder).decode(all.subarray(255)).length === 1
  );
}

function utf8Bytes(text: string): number {
  const bytes = Buffer.byteLength(text);
  // Only a text with characters of three bytes can hold escaped ones.
  if (bytes < text.length + 2) return bytes;
  return bytes - 2 * (text.match(ESCAPED)?.length ?? 0);
}

/** Decodes UTF-8 with every byte that is none kept as an escaped one. */
export function decodeEscaped(bytes: Buffer): string {
  let text = '';
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += bytes.toString('utf8', from, at) + String.fromCharCode(ESCAPE_BASE + bytes[at]!);
    from = ++at;
  }
  return text + bytes.toString('utf8', from);
}

/** Bytes of the UTF-8 character at a position (RFC 3629: no overlong forms, no surrogates); 0 where there is none. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const second = bytes[at + 1] ?? 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** The first escaped byte of a text as `0xD0`; null where there is none. */
export function firstEscaped(text: string): string | null {
  const found = text.match(ESCAPED)?.[0];
  return found === undefined ? null : hex(found);
}

/** A text as people may see it: escaped bytes as `\xD0`. */
export function withoutEscaped(text: string): string {
  return text.replace(ESCAPED, (byte) => `\\x${hex(byte).slice(2)}`);
}

function hex(escaped: string): string {
  return `0x${(escaped.charCodeAt(0) - ESCAPE_BASE).toString(16).toUpperCase()}`;
}
