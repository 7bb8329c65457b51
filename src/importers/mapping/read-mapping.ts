import { nearest } from '../nearest.ts';
import { requireEncoding } from '../text/charsets.ts';
import type { Expression, Mapping, TableMapping } from './mapping.ts';
import { readCondition, readExpression } from './read-expression.ts';
import { readReadSpec } from './read-spec.ts';
import { asMap, asText, asTexts, mistake, onlyKeys, readYaml, shown, type Tree, type TreeMap } from './yaml-tree.ts';

/** Columns that records of a table may have. */
export interface TableColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Other names of columns. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/**
 * Reads a mapping file's text for the given tables; every mistake is a `TamyrError` with its line, its path and what was
 * expected.
 */
export function readMapping(text: string, file: string, known: Readonly<Record<string, TableColumns>>): Mapping {
  const map = asMap(readYaml(text, file), 'a map with version and tables');
  onlyKeys(map, ['version', 'source', 'read', 'tables'], 'a mapping');
  const version = need(map, 'version', 'version: 1');
  if (asText(version, '1') !== '1')
    throw mistake(version.place, `There is no version ${shown(version)}.`, 'version: 1');
  const source = map.entries.get('source');
  const tables = need(map, 'tables', 'a list of tables');
  if (tables.kind !== 'list' || tables.items.length === 0) {
    throw mistake(tables.place, `There is ${shown(tables)}.`, 'a list of tables, each with table, file and columns');
  }
  return {
    file,
    source: source ? asText(source, 'a name') : null,
    tables: tables.items.map((table) => readTable(table, map.entries.get('read'), known)),
  };
}

function need(map: TreeMap, key: string, expected: string): Tree {
  const found = map.entries.get(key);
  if (found) return found;
  throw mistake(
    map.place,
    `${map.place.path === '' ? 'The mapping' : `The entry ${map.place.path}`} has no ${key}.`,
    expected,
  );
}

function readTable(
  tree: Tree,
  defaultRead: Tree | undefined,
  known: Readonly<Record<string, TableColumns>>,
): TableMapping {
  const names = Object.keys(known);
  const map = asMap(tree, 'a map with table, file and columns');
  onlyKeys(map, ['table', 'file', 'read', 'where', 'columns', 'keep'], 'a table');
  const tableTree = need(map, 'table', `table: one of ${names.join(', ')}`);
  const table = asText(tableTree, "a table's name");
  if (!names.includes(table)) {
    const near = nearest(table, names);
    throw mistake(
      tableTree.place,
      `There is no table "${table}".`,
      `one of ${names.join(', ')}`,
      near ? `Did you mean "${near}"?` : undefined,
    );
  }
  const fileTree = need(map, 'file', 'file: "transfers-*.csv"');
  const where = map.entries.get('where');
  const keep = map.entries.get('keep');
  const readTree = map.entries.get('read') ?? defaultRead;
  const read = readReadSpec(readTree);
  if (read.encoding) requireEncoding(read.encoding, `${tree.place.file}:${readTree!.place.line}`);
  return {
    table,
    glob: asText(fileTree, "a file's name or pattern"),
    read,
    where: where ? readCondition(where) : null,
    columns: readColumns(need(map, 'columns', 'columns: {canonical name: source column}'), table, known[table]!),
    keep: keep ? asTexts(keep, 'a list of columns') : [],
    place: tree.place,
    globPlace: fileTree.place,
  };
}

function readColumns(tree: Tree, table: string, of: TableColumns): Map<string, Expression> {
  const { required, optional, aliases = {} } = of;
  const known = [...required, ...optional];
  const columns = new Map<string, Expression>();
  for (const [written, value] of asMap(tree, 'a map of canonical columns').entries) {
    const name = aliases[written] ?? written;
    if (!known.includes(name)) {
      const near = nearest(name, known);
      throw mistake(
        value.place,
        `The table ${table} has no column "${written}".`,
        `one of ${known.join(', ')}`,
        near ? `Did you mean "${near}"?` : 'Other columns of the file are kept with keep: [name, …].',
      );
    }
    columns.set(name, readExpression(value));
  }
  const missing = required.filter((name) => !columns.has(name) && !mayBeAbsent(table, name));
  if (missing.length > 0) {
    throw mistake(
      tree.place,
      `The table ${table} lacks the required column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`,
      `${required.join(', ')}`,
    );
  }
  return columns;
}

/** Payments and invoices without ids get one from their content. */
function mayBeAbsent(table: string, column: string): boolean {
  return column === 'id' && (table === 'transactions' || table === 'invoices');
}
