import { TamyrError } from '../../model/errors.ts';
import { createArraySeeker } from './json-seek.ts';
import type { Measure } from './measure.ts';
import { parseJson } from './parse-json.ts';

/** One element of the array, as it stands in the file, or text that is none. */
export interface JsonElement {
  text: string;
  value: unknown;
  /** Why it is no element; null where it is one. */
  problem: string | null;
  /** Where it begins in the file, and its bytes. */
  start: number;
  bytes: number;
}

/** Bytes of brackets, commas and whatever else stands around the elements. */
export interface JsonFrame {
  frameBytes: number;
}

/** An element of more characters is taken for one whose end is lost: memory stays bounded. */
const MAX_ELEMENT_CHARS = 1 << 23;
/** What is tried as an element after a broken one is no larger than this. */
const MAX_TRIED_CHARS = 1 << 20;
const MAX_FIRST_KEYS = 100;
/** So many whole objects show how they begin. */
const ENOUGH_ELEMENTS = 3;
const MORE = -2;
/** What is looked at behind an array's end; more white space is none that people write. */
const LOOKED_AHEAD_CHARS = 1000;

/**
 * Cuts the array at `path` out of a JSON document and into its elements without holding more than one of them; the frame's
 * bytes follow each piece of text, so that the reader can hand on what it has. An element that is damaged costs itself only:
 * reading goes on at the next text that is a whole object, begins as an element may and with a name that others began with.
 */
export async function* jsonElements(
  chunks: AsyncIterable<string>,
  path: string,
  name: string,
  measure: Measure,
): AsyncGenerator<JsonElement | JsonFrame, void, undefined> {
  const seek = createArraySeeker(path === '' ? [] : path.split('.'));
  let found = false;
  let ended = false;
  /** Opening brackets between elements. */
  let strays = 0;
  let text = '';
  let pos = 0;
  let offset = 0;
  let frameBytes = 0;
  let byteEach = false;
  /** With which names objects have begun. */
  const firstKeys = new Set<string>();
  let good = 0;

  const advance = (to: number): number => {
    const bytes = byteEach ? to - pos : measure.bytesOf(text.slice(pos, to));
    pos = to;
    offset += bytes;
    return bytes;
  };
  const passFrame = (to: number): void => {
    frameBytes += advance(to);
  };

  function* cut(final: boolean): Generator<JsonElement, void, undefined> {
    for (;;) {
      let at = pos;
      while (at < text.length && isBetween(text.charCodeAt(at))) at++;
      passFrame(ended && path !== '' ? text.length : at);
      if (pos >= text.length) return;
      if (text[at] === ']') {
        const rest = text.slice(at + 1, at + 1 + LOOKED_AHEAD_CHARS);
        if (strays > 0) strays--;
        else if (path === '' || mayFollowArray(rest)) {
          if (path !== '' && !final && isUndecided(rest)) return;
          ended = true;
        } else {
          const start = offset;
          yield { text: ']', value: null, problem: 'a sign too many', start, bytes: advance(at + 1) };
          continue;
        }
        passFrame(at + 1);
        continue;
      }
      if ((text[at] === '[' && opensObjects(text, at)) || (text[at] === '"' && !isTextElement(text, at))) {
        // Objects behind a further bracket or quotation mark are rows, too; the sign is none.
        if (text[at] === '[') strays++;
        const start = offset;
        yield { text: text[at], value: null, problem: 'a sign too many', start, bytes: advance(at + 1) };
        continue;
      }
      const end = endOfElement(text, at, final);
      if (end < 0 && !final && text.length - at < MAX_ELEMENT_CHARS) return;
      const whole = end < 0 ? { problem: 'it does not end' } : parsed(text.slice(at, end));
      if ('value' in whole) {
        const key = keyOf(whole.value);
        if (key !== null) {
          if (firstKeys.size < MAX_FIRST_KEYS) firstKeys.add(key);
          good++;
        }
        const start = offset;
        yield { text: text.slice(at, end), value: whole.value, problem: null, start, bytes: advance(end) };
        continue;
      }
      const isWord = end >= 0 && !/["[{]/.test(text[at]!);
      let next = isWord ? end : nextElement(text, at + 1, final, good < ENOUGH_ELEMENTS ? null : firstKeys);
      if (next === MORE) {
        if (text.length - at < MAX_ELEMENT_CHARS) return;
        next = text.length;
      }
      // Where nothing follows, a closing bracket is the array's.
      const stop = next < text.length ? next : text.length - (/\]\s*$/.exec(text)?.[0].length ?? 0);
      const raw = text.slice(at, Math.max(stop, at + 1)).replace(/[\s,]+$/, '');
      const start = offset;
      yield { text: raw, value: null, problem: whole.problem, start, bytes: advance(at + Math.max(raw.length, 1)) };
    }
  }

  const take = (chunk: string): void => {
    text = text.slice(pos) + chunk;
    pos = 0;
    byteEach = measure.bytesOf(text) === text.length;
    if (offset === 0 && measure.bom > 0) frameBytes = offset = measure.bom;
    if (found) return;
    const begin = seek(text);
    found = begin >= 0;
    passFrame(found ? begin : text.length);
  };

  for await (const chunk of chunks) {
    take(chunk);
    if (found) yield* cut(false);
    yield { frameBytes };
    frameBytes = 0;
  }
  take('');
  if (!found) throw noArray(path, name);
  yield* cut(true);
  if (!ended) yield { text: '', value: null, problem: 'the array does not end', start: offset, bytes: 0 };
  yield { frameBytes };
}

/** Whether this may follow an array inside an object: the object's end, its next name, the end of the file. */
function mayFollowArray(rest: string): boolean {
  return /^\s*(?:\}|,\s*(?:"|$)|$)/.test(rest);
}

function isUndecided(rest: string): boolean {
  return rest.length < LOOKED_AHEAD_CHARS && /^\s*,?\s*$/.test(rest);
}

/** Whether the bracket stands before an object. */
function opensObjects(text: string, at: number): boolean {
  let next = at + 1;
  while (next < text.length && isBetween(text.charCodeAt(next)) && text[next] !== ',') next++;
  return text[next] === '{';
}

/** White space and commas. */
function isBetween(c: number): boolean {
  return c === 32 || c === 44 || c === 10 || c === 13 || c === 9 || c === 0xfeff;
}

function parsed(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { problem: (error as Error).message.slice(0, 80) };
  }
}

function keyOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null ? (Object.keys(value)[0] ?? null) : null;
}

/** Whether the quotation mark begins a text that stands as an element does: before a comma, a bracket or the end. */
function isTextElement(text: string, at: number): boolean {
  const end = endOfElement(text, at, true);
  return end < 0 ? text[at + 1] !== '{' : /\s*(?:[,\]]|$)/y.test(text.slice(end, end + 100));
}

/** The position after the element that begins at `at`; −1 where the text ends first. */
function endOfElement(text: string, at: number, final: boolean): number {
  const first = text[at];
  if (first === '{' || first === '[') return endOfBrackets(text, at, text.length);
  if (first === '"') {
    for (let i = at + 1; i < text.length; i++) {
      if (text[i] === '\\') i++;
      else if (text[i] === '"') return i + 1;
    }
    return -1;
  }
  for (let i = at; i < text.length; i++) {
    if (i > at && (text[i] === '{' || text[i] === '"')) return i;
    if (text[i] === ',' || text[i] === ']' || text[i] === '\n') return Math.max(i, at + 1);
  }
  return final ? text.length : -1;
}

function endOfBrackets(text: string, at: number, limit: number): number {
  let depth = 0;
  let inString = false;
  for (let i = at; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 123 || c === 91) depth++;
    else if ((c === 125 || c === 93) && --depth === 0) return i + 1;
  }
  return -1;
}

/** Where the next whole object stands that looks like an element; the text's length where there is none, `MORE` where it cannot be told yet. */
function nextElement(text: string, from: number, final: boolean, firstKeys: ReadonlySet<string> | null): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    if (!mayBegin(text, at)) continue;
    const limit = Math.min(text.length, at + MAX_TRIED_CHARS);
    const end = endOfBrackets(text, at, limit);
    if (end < 0) {
      if (!final && limit === text.length) return MORE;
      continue;
    }
    const tried = parsed(text.slice(at, end));
    if ('value' in tried && (firstKeys === null || firstKeys.has(keyOf(tried.value) ?? ''))) return at;
  }
  return final ? text.length : MORE;
}

/** Whether what stands before may stand before an element: a comma, a bracket, the end of another, a line break. */
function mayBegin(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const c = text[i]!;
    if (c === '\n' || c === ',' || c === '[' || c === ']' || c === '}') return true;
    if (c !== ' ' && c !== '\t' && c !== '\r') return false;
  }
  return true;
}

function noArray(path: string, name: string): TamyrError {
  return new TamyrError({
    code: 'json-path',
    what: path === '' ? 'The document is no array.' : `There is no array at json_path "${path}".`,
    where: name,
    expected:
      'an array of objects; read: {json_path: …} says where it is, names joined by dots; JSON lines end in .jsonl',
  });
}
