import { nearest } from '../nearest.ts';
import { plainName } from '../text/file-bytes.ts';
import type { Scope } from './evaluate.ts';
import type { Lookup } from './mapping.ts';
import { mistake } from './yaml-tree.ts';

/** What column names mean in a file with these columns. */
export function scopeOf(
  columns: readonly string[],
  file: string,
  answers: (lookup: Lookup) => ReadonlyMap<string, string>,
): Scope {
  const positions = new Map(columns.map((name, i) => [name, i]));
  const json = /\.(jsonl|ndjson|json)$/.test(plainName(file));
  return {
    answers,
    columnAt(name, place) {
      const at = positions.get(name);
      if (at !== undefined && columns.indexOf(name) === at) return at;
      if (at !== undefined) {
        throw mistake(
          place,
          `The file ${file} has the column "${name}" twice.`,
          'every column once',
          'Give the columns names of your own: read: {columns: [first, second, …]}.',
        );
      }
      // JSON objects leave out what they do not have.
      if (json) return -1;
      const near = nearest(name, columns);
      throw mistake(
        place,
        `The file ${file} has no column "${name}".`,
        `one of its columns: ${columns.join(', ')}`,
        near ? `Did you mean "${near}"?` : undefined,
      );
    },
  };
}
