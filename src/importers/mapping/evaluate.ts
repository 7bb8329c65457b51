import type { RejectCode } from '../reject-codes.ts';
import { expectedDate, isoOf } from './evaluate-time.ts';
import type { Condition, Expression, Lookup, Purpose, ValueSource } from './mapping.ts';
import { plainNumber } from './plain-number.ts';
import type { Place } from './yaml-tree.ts';

/** A record of a file, while it is looked at. */
export interface RowView {
  cells: readonly string[];
  base: number;
  /** 1, 2, 3 …: the record's number in its file. */
  row: number;
}

/** Why an expression has no value. */
export interface Failure {
  code: RejectCode;
  value: string;
  expected: string;
}

/** What an expression gives: a text ('' = blank), several, a failure, or null where it makes no record. */
export type Value = string | readonly string[] | Failure | null;
export type Evaluate = (row: RowView) => Value;

/** What the columns and look-ups of an expression mean in the file at hand. */
export interface Scope {
  /** Position of a cell; −1 where JSON objects need not have it. A column that a header lacks is an error. */
  columnAt(name: string, place: Place): number;
  answers(lookup: Lookup): ReadonlyMap<string, string>;
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value;
}

/** Compiles an expression for a file. */
export function compileExpression(expression: Expression, scope: Scope, purpose: Purpose = 'value'): Evaluate {
  const { split, map, fallback, number, time } = expression;
  const source = compileSource(expression.from, expression.place, scope);
  if (!split && !map && fallback === undefined && !number && !time) return source;

  const finish = (text: string): string | Failure => {
    if (text === '') return text;
    const plain = number ? plainNumber(text, number) : text;
    if (plain === null)
      return { code: 'not-a-number', value: text, expected: `a number with decimal mark "${number!.decimal}"` };
    const date = time ? isoOf(plain, time, purpose) : plain;
    return date ?? { code: 'bad-date', value: text, expected: expectedDate(time!) };
  };
  const translate = (text: string): Value => {
    const mapped = map?.get(text);
    if (mapped) return collect(mapped.map((item) => (item === null ? null : finish(item))));
    if (map || text === '') {
      if (fallback !== undefined) return fallback === null ? null : finish(fallback);
      if (text !== '') return { code: 'not-in-map', value: text, expected: `one of ${[...map!.keys()].join(', ')}` };
    }
    return finish(text);
  };
  const change = (text: string): Value =>
    split === null || text === '' ? translate(text) : collect(splitAt(text, split).map(translate));
  return (row) => {
    const value = source(row);
    if (typeof value === 'string') return change(value);
    if (value === null || isFailure(value)) return value;
    return collect(value.map(change));
  };
}

function compileSource(from: ValueSource, place: Place, scope: Scope): Evaluate {
  switch (from.kind) {
    case 'column': {
      const at = scope.columnAt(from.name, place);
      return at < 0 ? () => '' : ({ cells, base }) => cells[base + at]!.trim();
    }
    case 'const':
      return () => from.text;
    case 'row':
      return ({ row }) => String(row);
    case 'nested':
      return compileExpression(from.of, scope);
    case 'coalesce': {
      const choices = from.of.map((choice) => compileExpression(choice, scope));
      return (row) => {
        for (const choice of choices) {
          const value = choice(row);
          if (value !== '' && value !== null) return value;
        }
        return '';
      };
    }
    case 'template':
      return compileTemplate(from.parts, scope);
    case 'lookup': {
      const answers = scope.answers(from);
      const by = compileExpression(from.by, scope);
      return (row) => {
        const value = by(row);
        if (typeof value === 'string') return answers.get(value) ?? '';
        return value === null || isFailure(value) ? value : collect(value.map((text) => answers.get(text) ?? ''));
      };
    }
  }
}

/** Joins texts and values; blank where all of the values are. Of a part that has several values, every one is joined. */
function compileTemplate(parts: readonly (string | Expression)[], scope: Scope): Evaluate {
  const compiled = parts.map((part) => (typeof part === 'string' ? part : compileExpression(part, scope)));
  return (row) => {
    let texts = [''];
    let blank = compiled.some((part) => typeof part !== 'string');
    for (const part of compiled) {
      const value = typeof part === 'string' ? part : part(row);
      if (value === null || isFailure(value)) return value;
      if (typeof part !== 'string' && value !== '') blank = false;
      const several = typeof value === 'string' ? [value] : value;
      texts = texts.flatMap((text) => several.map((piece) => text + piece));
    }
    if (blank) return '';
    return texts.length === 1 ? texts[0]! : texts;
  };
}

/** Cuts a text at any of the separators; blank pieces fall away. */
function splitAt(text: string, separators: readonly string[]): string[] {
  let pieces = [text];
  for (const separator of separators) pieces = pieces.flatMap((piece) => piece.split(separator));
  pieces = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
  return pieces.length > 0 ? pieces : [''];
}

/** Several values as one: the first failure stands for all, what makes no record falls away, equal values are one. */
function collect(values: readonly Value[]): Value {
  const flat = values.flatMap((value): (string | Failure | null)[] =>
    typeof value === 'string' || value === null || isFailure(value) ? [value] : [...value],
  );
  const failure = flat.find(isFailure);
  if (failure) return failure;
  const texts = [...new Set(flat.filter((value): value is string => typeof value === 'string'))];
  if (texts.length === 0) return null;
  return texts.length === 1 ? texts[0]! : texts;
}

/** Compiles a condition; a value that is several holds if one of them does. */
export function compileCondition(condition: Condition, scope: Scope): (row: RowView) => boolean | Failure {
  if (condition.kind === 'not') {
    const inner = compileCondition(condition.of, scope);
    return (row) => {
      const held = inner(row);
      return isFailure(held) ? held : !held;
    };
  }
  if (condition.kind === 'test') {
    const evaluate = compileExpression(condition.value, scope);
    return (row) => {
      const value = evaluate(row);
      if (isFailure(value)) return value;
      if (value === null || typeof value === 'string') return condition.accepts(value ?? '');
      return value.some(condition.accepts);
    };
  }
  const parts = condition.of.map((part) => compileCondition(part, scope));
  const wanted = condition.kind === 'any';
  return (row) => {
    for (const part of parts) {
      const held = part(row);
      if (isFailure(held)) return held;
      if (held === wanted) return wanted;
    }
    return !wanted;
  };
}
