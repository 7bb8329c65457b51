/** Checks that markup is well-formed and answers its elements' names; throws with the place where it is not. */
export function elementsOf(markup: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const token =
    /<\?[^>]*\?>|<!doctype[^>]*>|<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:.-]+(?:="[^"<]*")?)*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  while (at < markup.length) {
    token.lastIndex = at;
    const match = token.exec(markup);
    if (!match) throw new Error(`not well-formed at ${at}: ${markup.slice(at, at + 80)}`);
    at = token.lastIndex;
    const [, close, name, attributes, empty, text] = match;
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare & in: ${text.slice(0, 80)}`);
      continue;
    }
    if (name === undefined) continue;
    if (close) {
      if (open.pop() !== name) throw new Error(`</${name}> closes another element at ${at}`);
      continue;
    }
    names.push(name);
    const keys = attributes!
      .replace(/="[^"]*"/g, '')
      .trim()
      .split(/\s+/);
    if (new Set(keys).size !== keys.length) throw new Error(`an attribute twice: ${attributes}`);
    const isVoid = /^(meta|link|input|br|img)$/.test(name);
    if (!empty && !isVoid) open.push(name);
    if (name === 'script' || name === 'style') {
      const end = markup.indexOf(`</${name}>`, at);
      if (end < 0) throw new Error(`<${name}> has no end`);
      at = end;
    }
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`);
  return names;
}
