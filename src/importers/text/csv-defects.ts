import { TamyrError } from '../../model/errors.ts';
import type { BrokenRecord } from './records.ts';

/** A record of more characters is taken for an unclosed quotation mark: memory stays bounded. */
export const MAX_RECORD_CHARS = 1 << 22;

/** A header with a quotation mark that is never closed or is followed by text. */
export function brokenHeader(name: string, line: number): TamyrError {
  return new TamyrError({
    code: 'bad-header',
    what: 'The first line, which should name the columns, has a quotation mark that is never closed or is followed by text.',
    where: `${name}:${line}`,
    expected: 'column names separated by a comma, semicolon, tab or bar',
  });
}

/** A header with a byte that is no UTF-8. */
export function damagedHeader(name: string, line: number, byte: string): TamyrError {
  return new TamyrError({
    code: 'wrong-encoding',
    what: `The line that names the columns has the byte ${byte}, which is no UTF-8.`,
    where: `${name}:${line}`,
    expected: 'UTF-8',
    todo: 'Mend the line, or name the character set with --encoding.',
  });
}

/** What should have stood where a record is broken. */
export function expectedOf(code: BrokenRecord['code'], width: number): string {
  if (code === 'bad-encoding') return 'UTF-8';
  if (code === 'line-too-long') {
    return `a line of at most ${MAX_RECORD_CHARS} characters; only its beginning is kept here`;
  }
  if (code === 'wrong-column-count') return `${width} ${width === 1 ? 'column' : 'columns'}`;
  if (code === 'unclosed-quote') return 'a closing quotation mark';
  return 'a separator or the end of the line after the closing quotation mark';
}
