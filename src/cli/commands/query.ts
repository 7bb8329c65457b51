import type { Command } from 'commander';
import { detectors } from '../../detectors/registry.ts';
import { TamyrError } from '../../model/errors.ts';
import { cypherCookbook } from '../../reports/cypher-cookbook.ts';
import { isNeo4jAddress, parseNeo4jAddress } from '../../store/neo4j/address.ts';
import { connectNeo4j } from '../../store/neo4j/connect.ts';
import { leftOutOfLibrary, readLibrary } from '../../store/neo4j/library.ts';
import { readQueryFile } from '../../store/neo4j/query-files.ts';
import { describeParameters, parametersOf } from '../../store/neo4j/query-parameters.ts';
import { INTERACTIVE_QUERIES, runQuery } from '../../store/neo4j/run-query.ts';
import { inNamespace } from '../../store/neo4j/vocabulary.ts';
import { type CommonOptions, print, printJson, withCommon } from '../common.ts';

interface QueryOptions extends CommonOptions {
  param: string[];
  list?: boolean;
  library?: string;
  cookbook?: boolean;
}

export function register(program: Command): void {
  withCommon(program.command('query').summary('ask a store in Neo4j by one of its bounded queries'))
    .description(
      'Runs one of the interactive queries on a store in Neo4j (search, neighbourhood, paths, rings …), or prints the saved query of a rule for the browser of Neo4j.',
    )
    .argument('[name]', 'a query of --list')
    .option('--param <name=value>', 'a parameter of the query; may be repeated', collect, [])
    .option('--list', 'list the queries with their parameters')
    .option('--library <rule>', 'print the saved query of a rule, such as R01')
    .option('--cookbook', 'print the page of the documentation on the saved queries')
    .addHelpText(
      'after',
      `
Examples:
  $ tamyr query --list
  $ tamyr query search --store neo4j://localhost --param text=Romashka
  $ tamyr query rings --store neo4j://localhost --param id=account:KZ86… --param maxHops=4
  $ tamyr query --library R02`,
    )
    .action(async (name: string | undefined, options: QueryOptions) => {
      if (options.cookbook) return print(cypherCookbook(detectors, readLibrary(), leftOutOfLibrary()).trimEnd());
      if (options.library) return print(savedQuery(options.library, options.store));
      if (options.list || name === undefined) return printList(name, options);
      await run(name, options);
    });
}

async function run(name: string, options: QueryOptions): Promise<void> {
  const query = INTERACTIVE_QUERIES.find((known) => known.name === name);
  if (!query) throw unknown(name, INTERACTIVE_QUERIES.map((known) => known.name).join(', '));
  if (!isNeo4jAddress(options.store)) {
    throw new TamyrError({
      code: 'needs-neo4j',
      what: 'These queries are asked of a store in Neo4j.',
      where: `--store ${options.store}`,
      expected: 'neo4j://HOST[:PORT]',
      todo: 'On the embedded store use tamyr path, tamyr rings, or the explorer (tamyr serve).',
    });
  }
  const connection = connectNeo4j(parseNeo4jAddress(options.store));
  try {
    const answer = await runQuery(connection, query, parametersGiven(options.param));
    if (options.json) return printJson(answer);
    for (const row of answer.rows) print(JSON.stringify(row));
    const of = answer.total === null ? '' : ` of ${answer.total}`;
    print(`${answer.rows.length}${of} rows${answer.truncated ? '; more were left out' : ''}`);
  } finally {
    await connection.close();
  }
}

function printList(name: string | undefined, options: QueryOptions): void {
  const shown = INTERACTIVE_QUERIES.filter((query) => name === undefined || query.name === name).map((query) => {
    const file = readQueryFile('queries', query.name);
    return {
      name: query.name,
      title: file.meta.title,
      about: file.meta.about,
      parameters: parametersOf(file),
      limit: file.meta.limit,
    };
  });
  if (options.json) {
    printJson({ queries: shown });
    return;
  }
  for (const { name: query, title, parameters, limit } of shown)
    print(`${query}\n     ${title}\n     ${describeParameters(parameters)}\n     limit: ${limit}`);
}

/** The library's query of a rule, with the namespace of the store where it has one. */
function savedQuery(rule: string, store: string): string {
  const library = readLibrary();
  const query = library.find(({ indicator }) => indicator === rule.toUpperCase());
  if (query) return inNamespace(query.text, isNeo4jAddress(store) ? parseNeo4jAddress(store).namespace : null);
  const why = leftOutOfLibrary()[rule.toUpperCase()];
  if (why === undefined) throw unknown(rule, library.map(({ indicator }) => indicator).join(', '));
  throw new TamyrError({
    code: 'no-such-query',
    what: `Cypher cannot say what ${rule} looks for: ${why}.`,
    where: '--library',
  });
}

function parametersGiven(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
      throw new TamyrError({
        code: 'bad-option',
        what: `"${pair}" is no parameter.`,
        where: '--param',
        expected: 'name=value',
      });
    }),
  );
}

function unknown(name: string, expected: string): TamyrError {
  return new TamyrError({
    code: 'no-such-query',
    what: `There is no query "${name}".`,
    expected,
    todo: 'See them all: tamyr query --list',
  });
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
