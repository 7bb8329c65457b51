import { TamyrError } from '../../model/errors.ts';

/** One element of the array, as it stands in the file. */
export interface JsonElement {
  text: string;
  line: number;
}

/** An element of more characters is taken for a document whose quotation marks do not match. */
const MAX_ELEMENT_CHARS = 1 << 25;

/**
 * Cuts the array at `path` out of a JSON document and into its elements without holding more than one of them; null after
 * each piece of text, so that the reader can hand on what it has. What follows the array is not looked at.
 */
export async function* jsonElements(
  chunks: AsyncIterable<string>,
  path: string,
  name: string,
): AsyncGenerator<JsonElement | null, void, undefined> {
  const cutter = createCutter(path === '' ? [] : path.split('.'));
  for await (const chunk of chunks) {
    yield* cutter.cut(chunk);
    if (cutter.mode() === 'done') return;
    if (cutter.pending() > MAX_ELEMENT_CHARS) throw brokenDocument(name, cutter.line(), 'an element does not end');
    yield null;
  }
  if (cutter.mode() === 'elements') throw brokenDocument(name, cutter.line(), 'the array does not end');
  throw new TamyrError({
    code: 'json-path',
    what: path === '' ? 'The document is no array.' : `There is no array at json_path "${path}".`,
    where: name,
    expected:
      'an array of objects; read: {json_path: …} says where it is, names joined by dots; JSON lines end in .jsonl',
  });
}

function createCutter(steps: readonly string[]) {
  const stack: { kind: '{' | '['; key: string | null }[] = [];
  let mode: 'seek' | 'elements' | 'done' = 'seek';
  let text = '';
  let line = 1;
  let inString = false;
  let escaped = false;
  let keyNext = false;
  let depth = 0;
  /** Where the present string (seeking) or element begins in `text`; −1 = nowhere. */
  let start = -1;
  let startLine = 1;

  const atPath = (): boolean =>
    stack.length === steps.length && stack.every(({ kind, key }, i) => kind === '{' && key === steps[i]);

  const seek = (c: string, i: number): void => {
    const top = stack.at(-1);
    if (c === '"') {
      inString = true;
      start = i;
    } else if (c === '{') {
      stack.push({ kind: '{', key: null });
      keyNext = true;
    } else if (c === '[') {
      if (atPath()) mode = 'elements';
      else stack.push({ kind: '[', key: null });
    } else if (c === '}' || c === ']') {
      stack.pop();
      keyNext = false;
    } else if (c === ',') keyNext = top?.kind === '{';
  };

  const endString = (i: number): void => {
    inString = false;
    if (mode !== 'seek') return;
    const top = stack.at(-1);
    if (keyNext && top) {
      top.key = JSON.parse(text.slice(start, i + 1)) as string;
      keyNext = false;
    }
    start = -1;
  };

  return {
    mode: () => mode,
    line: () => line,
    pending: () => text.length,
    *cut(chunk: string): Generator<JsonElement, void, undefined> {
      const from = start < 0 ? text.length : start;
      let i = text.length - from;
      text = text.slice(from) + chunk;
      if (start >= 0) start = 0;
      const element = (end: number): JsonElement => {
        const cut = { text: text.slice(start, end).trimEnd(), line: startLine };
        start = -1;
        return cut;
      };
      for (; i < text.length; i++) {
        const c = text[i]!;
        if (c === '\n') line++;
        if (inString) {
          if (escaped) escaped = false;
          else if (c === '\\') escaped = true;
          else if (c === '"') endString(i);
          continue;
        }
        if (c === ' ' || c === '\n' || c === '\r' || c === '\t' || c === '\uFEFF') continue;
        if (mode === 'seek') {
          seek(c, i);
          continue;
        }
        if (depth === 0 && (c === ',' || c === ']')) {
          if (start >= 0) yield element(i);
          if (c === ',') continue;
          mode = 'done';
          return;
        }
        if (start < 0) {
          start = i;
          startLine = line;
        }
        if (c === '"') inString = true;
        else if (c === '{' || c === '[') depth++;
        else if ((c === '}' || c === ']') && --depth === 0) yield element(i + 1);
      }
    },
  };
}

function brokenDocument(name: string, line: number, why: string): TamyrError {
  return new TamyrError({
    code: 'bad-json',
    what: `The file is no whole JSON document: ${why}.`,
    where: `${name}:${line}`,
    expected: 'one JSON document, complete',
    todo: 'Copy the file again from its source.',
  });
}
