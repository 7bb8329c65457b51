import { parseMoment } from '../../model/time.ts';
import { nearest } from '../nearest.ts';
import { compileDatePattern, type DatePattern } from './date-pattern.ts';
import { compileGlob } from './glob.ts';
import type { Condition, Expression, TimeSpec, ValueSource } from './mapping.ts';
import { readReadSpec } from './read-spec.ts';
import {
  asFlag,
  asMap,
  asText,
  asTexts,
  mistake,
  onlyKeys,
  readYaml,
  shown,
  type Tree,
  type TreeMap,
} from './yaml-tree.ts';
import { isZone } from './zone.ts';

const SOURCES = ['column', 'const', 'template', 'row', 'coalesce', 'lookup'] as const;
const CHANGES = [
  'split',
  'map',
  'default',
  'abs',
  'decimal',
  'group',
  'date',
  'zone',
  'unix',
  'step',
  'epoch',
] as const;
const WITH = 'with';
const STEPS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const EXPECTED_EXPRESSION = `a column's name, or a map with one of ${SOURCES.join(', ')}`;

/** Reads an expression: a column's name, or a map of a source and of what is done to its value. */
export function readExpression(tree: Tree): Expression {
  if (tree.kind === 'scalar') {
    return plain({ kind: 'column', name: asText(tree, EXPECTED_EXPRESSION) }, tree);
  }
  const map = asMap(tree, EXPECTED_EXPRESSION);
  onlyKeys(map, [...SOURCES, ...CHANGES, WITH], 'an expression');
  const given = SOURCES.filter((key) => map.entries.has(key));
  if (given.length !== 1) {
    const what =
      given.length === 0 ? 'Nothing says where the value comes from.' : `There are both ${given.join(' and ')}.`;
    throw mistake(tree.place, what, `exactly one of ${SOURCES.join(', ')}`);
  }
  const expression = plain(readSource(given[0]!, map), tree);
  const get = (key: (typeof CHANGES)[number]) => map.entries.get(key);
  const split = get('split');
  if (split) expression.split = asTexts(split, 'a separator, or a list of separators');
  const values = get('map');
  if (values) expression.map = readMap(values);
  const fallback = get('default');
  if (fallback) expression.fallback = fallback.kind === 'scalar' ? fallback.text : asText(fallback, 'a value or null');
  expression.number = readNumber(map);
  expression.time = readTime(map);
  return expression;
}

function plain(from: ValueSource, tree: Tree): Expression {
  return { from, split: null, map: null, fallback: undefined, number: null, time: null, place: tree.place };
}

function readSource(key: (typeof SOURCES)[number], map: TreeMap): ValueSource {
  const tree = map.entries.get(key)!;
  switch (key) {
    case 'column':
      if (tree.kind === 'scalar') return { kind: 'column', name: asText(tree, "a column's name") };
      return { kind: 'nested', of: readExpression(tree) };
    case 'const':
      return { kind: 'const', text: asText(tree, 'a value') };
    case 'row':
      if (!asFlag(tree)) throw mistake(tree.place, 'row is false.', 'row: true');
      return { kind: 'row' };
    case 'coalesce':
      if (tree.kind !== 'list' || tree.items.length === 0) {
        throw mistake(
          tree.place,
          `There is ${shown(tree)}.`,
          'a list of columns or expressions: the first that is not blank counts',
        );
      }
      return { kind: 'coalesce', of: tree.items.map(readExpression) };
    case 'template':
      return { kind: 'template', parts: readTemplate(tree, map.entries.get(WITH)) };
    case 'lookup':
      return readLookup(tree);
  }
}

/** `"b-{n}"`: names in braces are columns, or expressions given under `with`; `{{` is a brace; `{ {…} }` holds an expression itself. */
function readTemplate(tree: Tree, names: Tree | undefined): (string | Expression)[] {
  const named = names ? asMap(names, 'names and their expressions').entries : new Map<string, Tree>();
  if (tree.kind === 'list') {
    return tree.items.map((item) =>
      item.kind === 'scalar' ? asText(item, 'a text, or an expression') : readExpression(item),
    );
  }
  const text = asText(tree, 'a text with column names in braces: "b-{n}"');
  const parts: (string | Expression)[] = [];
  let literal = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if ((c === '{' || c === '}') && text[i + 1] === c && !/^\{\{[^{}]*:/.test(text.slice(i))) {
      literal += c;
      i++;
      continue;
    }
    if (c !== '{') {
      literal += c;
      continue;
    }
    const end = closingBrace(text, i);
    if (end < 0) throw mistake(tree.place, `The brace in "${text}" is not closed.`, '"{column}"');
    const inside = text.slice(i + 1, end).trim();
    if (inside === '') throw mistake(tree.place, `There is nothing between the braces of "${text}".`, '"{column}"');
    if (literal !== '') parts.push(literal);
    literal = '';
    const given = named.get(inside);
    if (given) parts.push(readExpression(given));
    else if (inside.startsWith('{')) {
      const nested = readYaml(inside, tree.place.file);
      parts.push(readExpression({ ...nested, place: tree.place } as Tree));
    } else parts.push(plain({ kind: 'column', name: inside }, tree));
    i = end;
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function readLookup(tree: Tree): ValueSource {
  const map = asMap(tree, 'a map with file, key, by and value');
  onlyKeys(map, ['file', 'key', 'by', 'value', 'read'], 'a lookup');
  const get = (key: string): Tree => {
    const found = map.entries.get(key);
    if (found) return found;
    throw mistake(
      tree.place,
      `The lookup has no ${key}.`,
      'file, key (its column there), by (what to look up), value (the answer)',
    );
  };
  return {
    kind: 'lookup',
    file: asText(get('file'), "a file's name"),
    read: readReadSpec(map.entries.get('read')),
    key: readExpression(get('key')),
    by: readExpression(get('by')),
    value: readExpression(get('value')),
    place: tree.place,
  };
}

function readMap(tree: Tree): Map<string, (string | null)[]> {
  const values = new Map<string, (string | null)[]>();
  for (const [key, value] of asMap(tree, 'a map of values').entries) {
    const items = value.kind === 'list' ? value.items : [value];
    values.set(
      key,
      items.map((item) => (item.kind === 'scalar' ? item.text : asText(item, 'a value, a list of values, or null'))),
    );
  }
  return values;
}

function readNumber({ entries }: TreeMap): Expression['number'] {
  const abs = entries.get('abs');
  const decimal = entries.get('decimal');
  const group = entries.get('group');
  if (!abs && !decimal && !group) return null;
  const marks = {
    abs: abs ? asFlag(abs) : false,
    decimal: decimal ? asText(decimal, 'a decimal mark') : '.',
    group: group ? asText(group, 'a grouping mark') : null,
  };
  if (marks.decimal === marks.group)
    throw mistake(group!.place, 'Decimal and grouping mark are the same.', 'two marks');
  return marks;
}

function readTime({ entries, place }: TreeMap): TimeSpec | null {
  const [date, unix, step] = [entries.get('date'), entries.get('unix'), entries.get('step')];
  const [zone, epoch] = [entries.get('zone'), entries.get('epoch')];
  const given = [date && 'date', unix && 'unix', step && 'step'].filter((key) => key !== undefined);
  if (given.length > 1) throw mistake(place, `There are both ${given.join(' and ')}.`, 'one of date, unix, step');
  if (zone && !date) throw mistake(zone.place, 'A zone stands without a date pattern.', 'date: "…" beside zone');
  if (epoch && !step) throw mistake(epoch.place, 'An epoch stands without a step.', 'step: day beside epoch');
  if (date) {
    const patterns = date.kind === 'list' ? date.items.map(readPattern) : [readPattern(date)];
    return { kind: 'date', patterns, zone: zone ? readZone(zone) : null };
  }
  if (unix) {
    const unit = asText(unix, 's or ms');
    if (unit !== 's' && unit !== 'ms') throw mistake(unix.place, `There is no unit "${unit}".`, 's or ms');
    return { kind: 'unix', unit };
  }
  if (!step) return null;
  const unit = asText(step, `one of ${Object.keys(STEPS).join(', ')}`);
  const stepMs = STEPS[unit.replace(/s$/, '')];
  if (!stepMs) throw mistake(step.place, `There is no step "${unit}".`, `one of ${Object.keys(STEPS).join(', ')}`);
  if (!epoch) throw mistake(step.place, 'The step has no epoch.', 'epoch: 2017-01-01, the moment of step 0');
  const start = asText(epoch, 'a date or date-time');
  if (parseMoment(start) === null)
    throw mistake(epoch.place, `"${start}" is no date.`, 'a date YYYY-MM-DD or date-time');
  return { kind: 'step', stepMs, epoch: start };
}

function readPattern(tree: Tree): DatePattern {
  const text = asText(tree, 'a date pattern such as dd.MM.yyyy');
  const pattern = compileDatePattern(text);
  if (!('badField' in pattern)) return pattern;
  const why = pattern.badField === 'no year' ? 'it names no year' : `"${pattern.badField}" is no field of it`;
  const near = nearest(text, [
    'dd.MM.yyyy',
    'yyyy-MM-dd',
    'MM/dd/yyyy',
    'dd-MMM-yyyy',
    'MMM d, yyyy',
    'yyyy-MM-dd HH:mm:ss',
  ]);
  throw mistake(
    tree.place,
    `"${text}" is no date pattern: ${why}.`,
    'letters of Unicode patterns: yyyy yy MMMM MMM MM M dd d HH H hh h mm ss SSS a X; other text in single quotes',
    near ? `Did you mean "${near}"?` : undefined,
  );
}

function readZone(tree: Tree): string {
  const zone = asText(tree, 'a time zone');
  if (isZone(zone)) return zone;
  throw mistake(
    tree.place,
    `There is no time zone "${zone}".`,
    'a name such as Europe/Moscow, or an offset such as +03:00',
  );
}

/** Reads a condition: a test of one value, or all / any of several; a list means all. */
export function readCondition(tree: Tree): Condition {
  if (tree.kind === 'list') return { kind: 'all', of: tree.items.map(readCondition) };
  const map = asMap(tree, 'a condition: {column: …, equals: …}');
  onlyKeys(map, ['all', 'any', 'equals', 'not', 'in', 'matches', ...SOURCES, ...CHANGES, WITH], 'a condition');
  for (const kind of ['all', 'any'] as const) {
    const list = map.entries.get(kind);
    if (!list) continue;
    onlyKeys(map, [kind], `a condition with ${kind}`);
    if (list.kind !== 'list') throw mistake(list.place, `There is ${shown(list)}.`, 'a list of conditions');
    return { kind, of: list.items.map(readCondition) };
  }
  const not = map.entries.get('not');
  if (not?.kind === 'map' && map.entries.size === 1) return { kind: 'not', of: readCondition(not) };
  const tests = readTests(map);
  if (tests.length === 0) throw mistake(tree.place, 'The condition tests nothing.', 'one of equals, not, in, matches');
  const source = new Map([...map.entries].filter(([key]) => !['equals', 'not', 'in', 'matches'].includes(key)));
  const value = readExpression({ ...map, entries: source });
  return { kind: 'test', value, accepts: (text) => tests.every((test) => test(text)) };
}

function readTests({ entries }: TreeMap): ((text: string) => boolean)[] {
  const texts = (tree: Tree): string[] =>
    (tree.kind === 'list' ? tree.items : [tree]).map((item) =>
      item.kind === 'scalar' ? (item.text ?? '') : asText(item, 'a value'),
    );
  const tests: ((text: string) => boolean)[] = [];
  for (const key of ['equals', 'in'] as const) {
    const given = entries.get(key);
    if (!given) continue;
    const accepted = new Set(texts(given));
    tests.push((text) => accepted.has(text));
  }
  const not = entries.get('not');
  if (not) {
    const refused = new Set(texts(not));
    tests.push((text) => !refused.has(text));
  }
  const matches = entries.get('matches');
  if (matches) {
    const globs = texts(matches).map(compileGlob);
    tests.push((text) => globs.some((glob) => glob.test(text)));
  }
  return tests;
}
