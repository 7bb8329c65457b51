import neo4j from 'neo4j-driver';
import { TamyrError } from '../../model/errors.ts';
import { civilOf, parseDay, parseMoment } from '../../model/time.ts';
import type { QueryFile } from './query-files.ts';

/** Kinds of values that a query's header may ask for; `view` and `exponents` are filled in by the program. */
const TYPES = ['text', 'texts', 'integer', 'number', 'moment', 'day', 'view', 'exponents'] as const;

/** One parameter as the header of a query declares it: `NAME: TYPE [= DEFAULT] [in MIN..MAX | of A|B]`. */
export interface QueryParameter {
  name: string;
  type: (typeof TYPES)[number];
  /** As it stands in the header; null = may be left out and is then null; undefined = must be given. */
  fallback: string | null | undefined;
  bounds: { min: number; max: number } | null;
  choices: string[] | null;
}

const DECLARATION = /^(\w+): (\w+)(?: = (\[.*?\]|\S+))?(?: in (-?[\d.]+?)\.\.(-?[\d.]+)| of (\S+))?$/;

/** The parameters that a query's header declares, in its order. Throws where the header cannot be read. */
export function parametersOf({ name, meta }: Pick<QueryFile, 'name' | 'meta'>): QueryParameter[] {
  const declared = (meta.parameters ?? '').split(';').map((text) => text.trim());
  return declared
    .filter((text) => text !== '')
    .map((text) => {
      const match = DECLARATION.exec(text);
      const type = TYPES.find((known) => known === match?.[2]);
      if (!match || !type) throw new Error(`${name}.cypher declares a parameter that cannot be read: "${text}"`);
      const [, parameter, , fallback, min, max, choices] = match;
      return {
        name: parameter!,
        type,
        fallback: fallback === 'null' ? null : fallback,
        bounds: min === undefined ? null : { min: Number(min), max: Number(max) },
        choices: choices?.split('|') ?? null,
      };
    });
}

/** A value on its way to Neo4j: an INTEGER as bigint, a DATE as the driver's own type. */
export type ParameterValue = string | string[] | bigint | number | null | InstanceType<typeof neo4j.types.Date>;

/** Checks texts that a person gave against what the query declares; a `TamyrError` names what is unknown, missing or out of bounds. */
export function readParameters(
  query: Pick<QueryFile, 'name' | 'meta'>,
  given: Readonly<Record<string, string>>,
): Record<string, ParameterValue> {
  const declared = parametersOf(query).filter(({ type }) => type !== 'view' && type !== 'exponents');
  for (const name of Object.keys(given)) {
    if (declared.some((parameter) => parameter.name === name)) continue;
    throw badParameter(
      query.name,
      name,
      `The query "${query.name}" has no parameter "${name}".`,
      describeParameters(declared),
    );
  }
  return Object.fromEntries(
    declared.map((parameter) => {
      const text = given[parameter.name] ?? parameter.fallback;
      if (text === undefined) {
        const what = `The query "${query.name}" needs the parameter "${parameter.name}".`;
        throw badParameter(query.name, parameter.name, what, describeParameters([parameter]));
      }
      return [parameter.name, text === null ? null : readValue(query.name, parameter, text)];
    }),
  );
}

function readValue(query: string, parameter: QueryParameter, text: string): ParameterValue {
  const { name, type, bounds, choices } = parameter;
  const refuse = () =>
    badParameter(query, name, `"${text}" does not fit the parameter "${name}".`, describeParameters([parameter]));
  switch (type) {
    case 'integer':
    case 'number': {
      const value = Number(text);
      const isWhole = type === 'number' || /^-?\d{1,15}$/.test(text);
      if (text.trim() === '' || !Number.isFinite(value) || !isWhole) throw refuse();
      if (bounds && (value < bounds.min || value > bounds.max)) throw refuse();
      return type === 'integer' ? BigInt(text) : value;
    }
    case 'moment': {
      const moment = parseMoment(text);
      if (!moment) throw refuse();
      return BigInt(moment.ms);
    }
    case 'day': {
      const day = parseDay(text);
      if (day === null) throw refuse();
      const { year, month, dayOfMonth } = civilOf(day);
      return new neo4j.types.Date(year, month, dayOfMonth);
    }
    case 'texts':
      return text
        .replace(/^\[(.*)\]$/, '$1')
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    default:
      if (choices && !choices.includes(text)) throw refuse();
      return text;
  }
}

/** Parameters as a person reads them: `limit: integer 1..500, default 25`. */
export function describeParameters(parameters: readonly QueryParameter[]): string {
  const shown = parameters.filter(({ type }) => type !== 'view' && type !== 'exponents');
  return shown
    .map(({ name, type, fallback, bounds, choices }) => {
      const range = bounds ? ` ${bounds.min}..${bounds.max}` : choices ? ` ${choices.join('|')}` : '';
      const rest = fallback === undefined ? '' : fallback === null ? ', may be left out' : `, default ${fallback}`;
      return `${name} (${type}${range}${rest})`;
    })
    .join(', ');
}

function badParameter(query: string, name: string, what: string, expected: string): TamyrError {
  return new TamyrError({
    code: 'bad-query-parameter',
    what,
    where: `--param ${name}`,
    expected: expected || 'no parameters',
    todo: `See what it takes: tamyr query ${query} --list`,
  });
}
