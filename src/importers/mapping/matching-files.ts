import { basename } from 'node:path';
import type { InputFile } from '../importer.ts';
import { nearest } from '../nearest.ts';
import { plainName } from '../text/file-bytes.ts';
import { READABLE } from '../text/open-records.ts';
import { compileGlob } from './glob.ts';
import type { TableMapping } from './mapping.ts';
import { mistake } from './yaml-tree.ts';

/** Whether an entry's pattern names a file of that name. */
export function namesFile(entry: TableMapping, name: string): boolean {
  const glob = compileGlob(entry.glob);
  return glob.test(name) || glob.test(basename(name));
}

/** Files that an entry's pattern names: by their whole name, else by its last part; none is a mistake in the mapping. */
export function matchingFiles(entry: TableMapping, files: readonly InputFile[]): InputFile[] {
  const glob = compileGlob(entry.glob);
  const whole = files.filter(({ name }) => glob.test(name));
  const matched = whole.length > 0 ? whole : files.filter(({ name }) => glob.test(basename(name)));
  if (matched.length === 0) {
    const names = files.map(({ name }) => name);
    const near = nearest(entry.glob, names);
    const some = names.slice(0, 8).join(', ') + (names.length > 8 ? ` and ${names.length - 8} more` : '');
    throw mistake(
      entry.globPlace,
      `No file of the load matches "${entry.glob}".`,
      names.length > 0 ? `a name or pattern of one of: ${some}` : 'files in the folder that is loaded',
      near ? `Did you mean "${near}"?` : undefined,
    );
  }
  const unreadable = matched.find(({ name }) => !READABLE.some((ending) => plainName(name).endsWith(ending)));
  if (unreadable) {
    throw mistake(
      entry.globPlace,
      `The file ${unreadable.name} is of a kind that Tamyr cannot read.`,
      `a file that ends in ${READABLE.join(', ')}, or these with .gz`,
    );
  }
  return matched;
}
