import { TamyrError } from '../../model/errors.ts';

/** Sets of one byte a character that Node does not know, as what differs from Windows-1251: letters there → letters here. */
const LIKE_1251: Readonly<Record<string, readonly [in1251: string, here: string]>> = {
  /** STRK1048-2002, Unicode's KZ1048.TXT. */
  'kz-1048': ['ЌЋќћЎўЈҐЄЇіґєјЅѕї', 'ҚҺқһҰұӘӨҒҮіөғәҢңү'],
  /** ParaType's "Cyrillic Asian", IANA's PTCP154. */
  ptcp154: ['ЂЃ‚ѓ†‡€‰Љ‹ЊЌЋЏђ\u0098™љ›њќћџ¤Ґ¦Є\u00adЇ±ґµєЅѕї', 'ҖҒӮғҶҮҲүҠӢҢҚҺҸҗҳҷҡӣңқһҹӨҘҰӘӯҜұҙөәҪҫҝ'],
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  kz1048: 'kz-1048',
  rk1048: 'kz-1048',
  'strk1048-2002': 'kz-1048',
  pt154: 'ptcp154',
  cp154: 'ptcp154',
  cp866: 'ibm866',
  cp1251: 'windows-1251',
};

/** A character set that can be decoded. */
export interface Charset {
  /** Name that Node's `TextDecoder` knows. */
  decoder: string;
  /** Letters of the decoder's set that stand for others. */
  letters: ReadonlyMap<string, string> | null;
}

/** The character set of a name; null where Tamyr knows none. */
function charsetOf(name: string): Charset | null {
  const lower = name.toLowerCase();
  const known = OTHER_NAMES[lower] ?? lower;
  const like = LIKE_1251[known];
  if (like) {
    const here = [...like[1]];
    return { decoder: 'windows-1251', letters: new Map([...like[0]].map((letter, i) => [letter, here[i]!])) };
  }
  try {
    return { decoder: new TextDecoder(known).encoding, letters: null };
  } catch {
    return null;
  }
}

/** Checks the name of a character set that a user gave. */
export function requireEncoding(encoding: string, where: string): Charset {
  const charset = charsetOf(encoding);
  if (charset) return charset;
  throw new TamyrError({
    code: 'unknown-encoding',
    what: `"${encoding}" is no character set that Tamyr knows.`,
    where,
    expected:
      'utf-8, windows-1251, kz-1048, ptcp154, koi8-r, ibm866, utf-16le, utf-16be or another name of the WHATWG list',
  });
}
