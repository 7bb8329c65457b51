import type { ReadSpec } from './mapping.ts';
import { asFlag, asMap, asText, mistake, onlyKeys, shown, type Tree } from './yaml-tree.ts';

const KEYS = ['delimiter', 'encoding', 'header', 'columns', 'skip_rows', 'sheet', 'json_path'] as const;

/** Reads `read:`, how a file is cut into records; what is not given is as in canonical files. */
export function readReadSpec(tree: Tree | undefined): ReadSpec {
  const entries = tree ? asMap(tree, 'a map').entries : new Map<string, Tree>();
  if (tree?.kind === 'map') onlyKeys(tree, KEYS, 'read');
  const get = (key: (typeof KEYS)[number]) => entries.get(key);
  const [delimiter, encoding, header, columns] = [get('delimiter'), get('encoding'), get('header'), get('columns')];
  const [skipRows, sheet, jsonPath] = [get('skip_rows'), get('sheet'), get('json_path')];
  const named = columns ? readColumns(columns) : null;
  const hasHeader = header ? asFlag(header) : true;
  if (!hasHeader && named === null) {
    throw mistake(
      header!.place,
      'The file has no header and nothing names its columns.',
      'columns: [first, second, …] beside header: false',
    );
  }
  return {
    layout: {
      delimiter: delimiter ? readDelimiter(delimiter) : null,
      header: hasHeader,
      columns: named,
      skipLines: readSkip(skipRows),
    },
    encoding: encoding ? asText(encoding, 'a character set') : null,
    jsonPath: jsonPath ? asText(jsonPath, 'a path').replace(/^\$\.?/, '') : '',
    sheet: sheet ? asText(sheet, "a sheet's name") : null,
  };
}

function readColumns(tree: Tree): string[] {
  if (tree.kind !== 'list') throw mistake(tree.place, `There is ${shown(tree)}.`, 'a list of column names');
  const names = tree.items.map((item) => asText(item, "a column's name"));
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw mistake(tree.place, `The column "${twice}" stands twice.`, 'every column once');
  return names;
}

function readDelimiter(tree: Tree): string {
  const text = asText(tree, 'one character');
  const delimiter = text === '\\t' || text === 'tab' ? '\t' : text;
  if ([...delimiter].length === 1 && !/["\r\n]/.test(delimiter)) return delimiter;
  throw mistake(tree.place, `"${text}" is no separator.`, 'one character such as ";", or tab');
}

function readSkip(tree: Tree | undefined): number {
  if (!tree) return 0;
  const text = asText(tree, 'a number of lines');
  if (/^\d+$/.test(text)) return Number(text);
  throw mistake(tree.place, `"${text}" is no number of lines.`, '0, 1, 2 …');
}
