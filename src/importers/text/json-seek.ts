/** Finds where the array at a path of names begins in a JSON document that comes in pieces. */
export function createArraySeeker(steps: readonly string[]) {
  const stack: { kind: '{' | '['; key: string | null }[] = [];
  let inString = false;
  let escaped = false;
  let keyNext = false;
  /** The present name, as it is written. */
  let name = '';

  const atPath = (): boolean =>
    stack.length === steps.length && stack.every(({ kind, key }, i) => kind === '{' && key === steps[i]);

  const endString = (): void => {
    inString = false;
    const top = stack.at(-1);
    if (!keyNext || !top) return;
    top.key = nameOf(name);
    keyNext = false;
  };

  /** The position after the array's bracket; −1 where the piece does not have it. */
  return (text: string): number => {
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (c === '\\') escaped = true;
        else if (c === '"') {
          endString();
          continue;
        }
        if (keyNext && name.length < MAX_NAME_CHARS) name += c;
      } else if (c === '"') {
        inString = true;
        name = '';
      } else if (c === '{') {
        stack.push({ kind: '{', key: null });
        keyNext = true;
      } else if (c === '[') {
        if (atPath()) return i + 1;
        stack.push({ kind: '[', key: null });
      } else if (c === '}' || c === ']') {
        stack.pop();
        keyNext = false;
      } else if (c === ',') keyNext = stack.at(-1)?.kind === '{';
    }
    return -1;
  };
}

/** Names that are looked for are shorter. */
const MAX_NAME_CHARS = 10_000;

function nameOf(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string;
  } catch {
    return written;
  }
}
