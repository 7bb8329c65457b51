import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listQueryFiles, queriesRoot, readQueryFile } from './query-files.ts';

/** A saved query for investigators: what one rule looks for, as Neo4j's own browser runs it. */
export interface LibraryQuery {
  /** Code of the rule: R01. */
  indicator: string;
  /** File name without `.cypher`. */
  name: string;
  /** How its rows stand to the rule's findings on the bundled data: the same, these and more, some of these or parts of them. */
  agrees: 'equal' | 'covers' | 'within';
  /** What the rule does otherwise, one sentence; null where nothing. */
  differs: string | null;
  /** Thresholds with their defaults, in order: the literals of the first line. */
  parameters: { name: string; literal: string }[];
  text: string;
}

const FIRST_LINE = /^WITH (.+)\n/;
const AGREES = ['equal', 'covers', 'within'] as const;

/** All queries of `cypher/library/`, by indicator. Throws where a file has not the form that is asked for. */
export function readLibrary(): LibraryQuery[] {
  return listQueryFiles('library').map((name) => {
    const { meta, text } = readQueryFile('library', name);
    const agrees = AGREES.find((word) => word === meta.agrees);
    const first = FIRST_LINE.exec(text);
    if (!meta.indicator || !agrees || !first)
      throw new Error(`cypher/library/${name}.cypher is not in the library's form`);
    const parameters = splitLiterals(first[1]!).map((item) => {
      const at = item.lastIndexOf(' AS ');
      return { name: item.slice(at + 4), literal: item.slice(0, at) };
    });
    return { indicator: meta.indicator, name, agrees, differs: meta.differs ?? null, parameters, text };
  });
}

/** Rules without a query, each with the reason. */
export function leftOutOfLibrary(): Record<string, string> {
  return JSON.parse(readFileSync(join(queriesRoot(), 'library', 'left-out.json'), 'utf8')) as Record<string, string>;
}

/** What a query is asked about. */
export interface LibraryQuestion {
  /** `YYYY-MM-DD`; today where left out. */
  asOf?: string;
  /** Entity ids; everyone where left out. */
  only?: readonly string[];
}

/** The text of a query with a day and subjects in the place of its defaults, ready to be run as it is. */
export function askedText({ parameters, text }: LibraryQuery, { asOf, only }: LibraryQuestion): string {
  const given: Record<string, string> = {
    ...(asOf !== undefined && { asOf: `date(${literal(asOf)})` }),
    ...(only !== undefined && { only: `[${only.map(literal).join(', ')}]` }),
  };
  const first = parameters.map((parameter) => `${given[parameter.name] ?? parameter.literal} AS ${parameter.name}`);
  return text.replace(FIRST_LINE, () => `WITH ${first.join(', ')}\n`);
}

/** A text as a literal of Cypher. */
function literal(text: string): string {
  return `'${text.replace(/[\\']/g, (mark) => `\\${mark}`)}'`;
}

/** Splits at the commas that stand in no bracket and no string. */
function splitLiterals(list: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let i = 0; i < list.length; i++) {
    const mark = list[i]!;
    if (mark === "'") quoted = !quoted;
    else if (quoted) continue;
    else if ('[{('.includes(mark)) depth++;
    else if (']})'.includes(mark)) depth--;
    else if (mark === ',' && depth === 0) {
      items.push(list.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...items, list.slice(start).trim()];
}
