/** A template taken apart: plain text, placeholders, and choices by number or by word. */
export type TextPart =
  | string
  | { name: string; style: string | null }
  | { name: string; choose: 'plural' | 'select'; options: ReadonlyMap<string, readonly TextPart[]> }
  | { pound: true };

/**
 * Parses the part of ICU MessageFormat that texts need: `{name}`, `{name, style, argument}`, `{n, plural, =0 {…} one {…}
 * other {…}}` with `#`, `{word, select, a {…} other {…}}`; an apostrophe quotes only a brace (or `#`) that follows it.
 * Throws a SyntaxError that quotes the template.
 */
export function parseText(template: string): readonly TextPart[] {
  const reader: Reader = { text: template, at: 0 };
  const parts = readParts(reader, false, false);
  if (reader.at < template.length) throw broken(reader, 'a closing brace without an opening one');
  return parts;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readParts(reader: Reader, inPlural: boolean, nested: boolean): TextPart[] {
  const parts: TextPart[] = [];
  let plain = '';
  const flush = () => {
    if (plain) parts.push(plain);
    plain = '';
  };
  while (reader.at < reader.text.length) {
    const c = reader.text[reader.at]!;
    if (c === "'") plain += readQuoted(reader, inPlural);
    else if (c === '{') {
      flush();
      parts.push(readPlaceholder(reader, inPlural));
    } else if (c === '}') {
      if (!nested) return parts.concat(plain ? [plain] : []);
      break;
    } else if (c === '#' && inPlural) {
      flush();
      parts.push({ pound: true });
      reader.at++;
    } else {
      plain += c;
      reader.at++;
    }
  }
  flush();
  return parts;
}

function readQuoted(reader: Reader, inPlural: boolean): string {
  const next = reader.text[reader.at + 1];
  if (next === "'") {
    reader.at += 2;
    return "'";
  }
  if (next !== '{' && next !== '}' && !(next === '#' && inPlural)) {
    reader.at++;
    return "'";
  }
  const end = reader.text.indexOf("'", reader.at + 1);
  const quoted = reader.text.slice(reader.at + 1, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.text.length : end + 1;
  return quoted;
}

function readPlaceholder(reader: Reader, inPlural: boolean): TextPart {
  reader.at++;
  const name = readWord(reader);
  if (!/^[A-Za-z0-9_]+$/.test(name)) throw broken(reader, `a placeholder named “${name}”`);
  if (take(reader, '}')) return { name, style: null };
  if (!take(reader, ',')) throw broken(reader, `something after the name “${name}”`);
  const type = readWord(reader);
  if (type === 'plural' || type === 'select') {
    if (!take(reader, ',')) throw broken(reader, `no choices after “${type}”`);
    return readChoices(reader, name, type, inPlural);
  }
  const style = take(reader, ',') ? `${type} ${readWord(reader)}` : type;
  if (!take(reader, '}')) throw broken(reader, `an unfinished placeholder “${name}”`);
  return { name, style };
}

function readChoices(reader: Reader, name: string, choose: 'plural' | 'select', inPlural: boolean): TextPart {
  const options = new Map<string, readonly TextPart[]>();
  while (!take(reader, '}')) {
    const key = readWord(reader);
    if (!key || !take(reader, '{')) throw broken(reader, `a choice of “${name}” without text`);
    options.set(key, readParts(reader, inPlural || choose === 'plural', true));
    if (!take(reader, '}')) throw broken(reader, `an unfinished choice “${key}” of “${name}”`);
  }
  if (!options.has('other')) throw broken(reader, `no “other” among the choices of “${name}”`);
  return { name, choose, options };
}

/** Everything up to a brace, a comma or white space, with white space around it dropped. */
function readWord(reader: Reader): string {
  skipSpace(reader);
  const start = reader.at;
  while (reader.at < reader.text.length && !/[\s{},]/.test(reader.text[reader.at]!)) reader.at++;
  const word = reader.text.slice(start, reader.at);
  skipSpace(reader);
  return word;
}

function take(reader: Reader, mark: string): boolean {
  skipSpaceBefore(reader, mark);
  if (reader.text[reader.at] !== mark) return false;
  reader.at++;
  return true;
}

/** White space before `{`, `}` or `,` of the syntax means nothing; inside texts it does, and is never skipped here. */
function skipSpaceBefore(reader: Reader, mark: string): void {
  let at = reader.at;
  while (/\s/.test(reader.text[at] ?? '')) at++;
  if (reader.text[at] === mark) reader.at = at;
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}

function broken(reader: Reader, found: string): SyntaxError {
  return new SyntaxError(`text template: ${found} at position ${reader.at} of “${reader.text}”`);
}
