import { type Command, Option } from 'commander';
import { type MeasureDocument, measureAccounts, measureDocument } from '../../explore/graph-measure.ts';
import { GRAPH_MEASURES, type GraphMeasure } from '../../graph/measured-accounts.ts';
import { TamyrError } from '../../model/errors.ts';
import { isNeo4jAddress, parseNeo4jAddress } from '../../store/neo4j/address.ts';
import { connectNeo4j } from '../../store/neo4j/connect.ts';
import { measureInGds } from '../../store/neo4j/measure-in-gds.ts';
import { type CommonOptions, positiveInteger, print, printJson, withCommon, withExplorer } from '../common.ts';

interface MeasureOptions extends CommonOptions {
  engine: MeasureDocument['engine'];
  measure: GraphMeasure;
  limit: string;
}

export function register(program: Command): void {
  withCommon(program.command('communities').summary('measure the graph of accounts as a whole'))
    .description(
      'Communities, components, degree or betweenness of the accounts that paid each other (cash left aside), with our own algorithms or, in Neo4j, with the graph-data-science plug-in.',
    )
    .addOption(new Option('--measure <measure>', 'what to measure').choices([...GRAPH_MEASURES]).default('communities'))
    .addOption(new Option('--engine <engine>', 'who computes').choices(['own', 'gds']).default('own'))
    .option('--limit <n>', 'groups or accounts to list', '10')
    .addHelpText(
      'after',
      '\nExamples:\n  $ tamyr communities\n  $ tamyr communities --measure betweenness --engine gds --store neo4j://localhost',
    )
    .action(async (options: MeasureOptions) => {
      const limit = positiveInteger('--limit', options.limit);
      const document = (options.engine === 'gds' ? await inGds(options, limit) : null) ?? (await ours(options, limit));
      if (options.json) printJson(document);
      else print(describe(document));
    });
}

async function ours(options: MeasureOptions, limit: number): Promise<MeasureDocument> {
  return withExplorer(options, ({ projection }) =>
    measureDocument('own', options.measure, measureAccounts(projection, options.measure), limit),
  );
}

/** Null where the plug-in cannot do it: that is said, and our own algorithms do it. */
async function inGds({ store, measure }: MeasureOptions, limit: number): Promise<MeasureDocument | null> {
  if (!isNeo4jAddress(store)) {
    throw new TamyrError({
      code: 'needs-neo4j',
      what: 'The graph-data-science plug-in works on a store in Neo4j.',
      where: `--store ${store}`,
      expected: 'neo4j://HOST[:PORT]',
      todo: 'Use --engine own.',
    });
  }
  const connection = connectNeo4j(parseNeo4jAddress(store));
  try {
    return measureDocument('gds', measure, await measureInGds(connection, measure), limit);
  } catch (error) {
    if (!(error instanceof TamyrError) || !error.code.startsWith('gds-')) throw error;
    console.error(`tamyr: ${error.message}\nTamyr's own algorithms run instead.`);
    return null;
  } finally {
    await connection.close();
  }
}

function describe({ engine, measure, accounts, pairs, modularity, groups, highest }: MeasureDocument): string {
  const by = engine === 'gds' ? 'graph-data-science' : 'own algorithms';
  const head = `${measure} of ${accounts} accounts and ${pairs} pairs of payer and payee (${by})`;
  if (groups) {
    const quality = modularity === null ? '' : `, modularity ${modularity.toFixed(4)}`;
    const rows = groups.shown.map(({ size, first }) => `${String(size).padStart(8)}  ${first} …`);
    return [head, `${groups.count} groups${quality}; the ${groups.shown.length} largest, by accounts:`, ...rows].join(
      '\n',
    );
  }
  const rows = (highest ?? []).map(({ id, value }) => `${String(value).padStart(16)}  ${id}`);
  return [head, `the ${rows.length} highest:`, ...rows].join('\n');
}
