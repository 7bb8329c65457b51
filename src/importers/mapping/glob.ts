/** Compiles a glob: `*` and `?` stop at `/`, `**` does not, `[a-c]` is one of some letters, `{a,b}` one of some words. */
export function compileGlob(glob: string): RegExp {
  let pattern = '';
  let braces = 0;
  for (let i = 0; i < glob.length; i++) {
    const c = glob[i]!;
    if (c === '*') {
      if (glob[i + 1] !== '*') pattern += '[^/]*';
      else {
        i++;
        if (glob[i + 1] === '/') i++;
        pattern += '(?:.*)';
      }
    } else if (c === '?') pattern += '[^/]';
    else if (c === '[' && glob.indexOf(']', i + 2) > 0) {
      const end = glob.indexOf(']', i + 2);
      const inner = glob.slice(i + 1, end).replace(/[\\\]^]/g, '\\$&');
      pattern += `[${inner.replace(/^!/, '^')}]`;
      i = end;
    } else if (c === '{') {
      braces++;
      pattern += '(?:';
    } else if (c === '}' && braces > 0) {
      braces--;
      pattern += ')';
    } else if (c === ',' && braces > 0) pattern += '|';
    else pattern += c.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return new RegExp(`^${pattern}${')'.repeat(braces)}$`, 'su');
}
