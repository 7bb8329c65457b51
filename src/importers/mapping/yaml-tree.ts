import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, Scalar } from 'yaml';
import { TamyrError } from '../../model/errors.ts';
import { nearest } from '../nearest.ts';

/** Where something stands in a mapping file: `bank.yaml:12, tables[0].columns.at`. */
export interface Place {
  file: string;
  line: number;
  path: string;
}

/**
 * YAML as a mapping reads it. Scalars stay the text that was written (`0123`, `1e5`, `True` are values of data, not numbers);
 * an unquoted `null` is null.
 */
export type Tree =
  | { kind: 'scalar'; text: string | null; place: Place }
  | { kind: 'list'; items: Tree[]; place: Place }
  | { kind: 'map'; entries: Map<string, Tree>; place: Place };

export type TreeMap = Extract<Tree, { kind: 'map' }>;

/** Parses YAML (1.2) text; mistakes of syntax are `TamyrError`s with their line. */
export function readYaml(text: string, file: string): Tree {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, keepSourceTokens: true });
  const error = document.errors[0];
  if (error) {
    const line = lines.linePos(error.pos[0]).line;
    throw mistake({ file, line, path: '' }, `The mapping is not YAML: ${error.message.split('\n')[0]}`, 'YAML');
  }
  return treeOf(document.contents, '', { file, lineAt: (offset) => lines.linePos(offset).line });
}

interface Source {
  file: string;
  lineAt(offset: number): number;
}

function treeOf(node: Node | null, path: string, source: Source): Tree {
  const place: Place = { file: source.file, line: node?.range ? source.lineAt(node.range[0]) : 1, path };
  if (isMap(node)) {
    const entries = new Map<string, Tree>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? (textOf(key) ?? 'null') : String(key);
      const child = treeOf(value as Node | null, path === '' ? name : `${path}.${name}`, source);
      if (value === null && (key as Node).range) child.place.line = source.lineAt((key as Node).range![0]);
      entries.set(name, child);
    }
    return { kind: 'map', entries, place };
  }
  if (isSeq(node)) {
    return { kind: 'list', items: node.items.map((item, i) => treeOf(item as Node, `${path}[${i}]`, source)), place };
  }
  if (node === null) return { kind: 'scalar', text: null, place };
  if (isScalar(node)) return { kind: 'scalar', text: textOf(node), place };
  throw mistake(place, 'Aliases (*name) are not used in mappings.', 'the value itself');
}

function textOf(scalar: Scalar): string | null {
  if (scalar.type === Scalar.PLAIN) return scalar.value === null ? null : (scalar.source ?? String(scalar.value));
  return String(scalar.value);
}

/** A mistake in a mapping: what, where, what was expected. */
export function mistake(place: Place, what: string, expected: string, todo?: string): TamyrError {
  return new TamyrError({
    code: 'bad-mapping',
    what,
    where: `${place.file}:${place.line}${place.path ? `, ${place.path}` : ''}`,
    expected,
    ...(todo ? { todo } : {}),
  });
}

/** How a tree reads in a message. */
export function shown(tree: Tree): string {
  if (tree.kind === 'scalar') return tree.text === null ? 'nothing' : `"${tree.text}"`;
  return tree.kind === 'list' ? 'a list' : `a map of ${[...tree.entries.keys()].join(', ') || 'nothing'}`;
}

export function asMap(tree: Tree, expected: string): TreeMap {
  if (tree.kind === 'map') return tree;
  throw mistake(tree.place, `There is ${shown(tree)}.`, expected);
}

export function asText(tree: Tree, expected: string): string {
  if (tree.kind === 'scalar' && tree.text !== null) return tree.text;
  throw mistake(tree.place, `There is ${shown(tree)}.`, expected);
}

export function asFlag(tree: Tree): boolean {
  const text = tree.kind === 'scalar' ? tree.text?.toLowerCase() : undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw mistake(tree.place, `There is ${shown(tree)}.`, 'true or false');
}

/** A text, or a list of texts, as a list. */
export function asTexts(tree: Tree, expected: string): string[] {
  return tree.kind === 'list' ? tree.items.map((item) => asText(item, expected)) : [asText(tree, expected)];
}

/** Refuses keys that nobody reads, naming the nearest that is read. */
export function onlyKeys(map: TreeMap, keys: readonly string[], what: string): void {
  for (const [key, value] of map.entries) {
    if (keys.includes(key)) continue;
    const near = nearest(key, keys);
    throw mistake(
      value.place,
      `"${key}" is no key of ${what}.`,
      `one of ${keys.join(', ')}`,
      near === null ? undefined : `Did you mean "${near}"?`,
    );
  }
}
