import type { Command } from 'commander';
import { TamyrError } from '../../model/errors.ts';
import { isNeo4jAddress, parseNeo4jAddress } from '../../store/neo4j/address.ts';
import { connectNeo4j } from '../../store/neo4j/connect.ts';
import { prepareDatabase } from '../../store/neo4j/migrate.ts';
import { publishRun, unpublishRun } from '../../store/neo4j/publish-run.ts';
import { type CommonOptions, print, printJson, withCommon, withStore } from '../common.ts';

export function register(program: Command): void {
  withCommon(program.command('publish').summary('write the results of a run into the graph in Neo4j'))
    .description(
      'Writes clusters, findings and scores of a run beside the facts, for queries in Neo4j: MEMBER_OF, SUBJECT_OF, SCORE_OF. Publishing again replaces them; facts are never touched.',
    )
    .argument('<run>', 'a run of the store (tamyr analyze made it)')
    .option('--remove', 'remove what the run published')
    .addHelpText(
      'after',
      '\nExamples:\n  $ tamyr publish r-26817e1bcea023f3 --store neo4j://localhost\n  $ tamyr publish --remove r-26817e1bcea023f3 --store neo4j://localhost',
    )
    .action(async (run: string, options: CommonOptions & { remove?: boolean }) => {
      if (!isNeo4jAddress(options.store)) throw needsNeo4j(options.store);
      const connection = connectNeo4j(parseNeo4jAddress(options.store));
      try {
        await prepareDatabase(connection, false);
        if (options.remove) {
          if (!(await unpublishRun(connection, run))) throw notPublished(run, options.store);
          if (options.json) printJson({ run, removed: true });
          else print(`Removed what ${run} had published.`);
          return;
        }
        const document = await withStore(options, (store) => store.readRun(run));
        if (!document) throw noSuchRun(run, options.store);
        const published = await publishRun(connection, document);
        if (options.json) return printJson(published);
        const { findings, clusters, scores, missing } = published;
        const gap = missing > 0 ? `; ${missing} ties found no entity in the database` : '';
        print(`Published ${run}: ${clusters} clusters, ${findings} findings, ${scores} scores${gap}.`);
      } finally {
        await connection.close();
      }
    });
}

function needsNeo4j(where: string): TamyrError {
  return new TamyrError({
    code: 'needs-neo4j',
    what: 'Results are published into a store in Neo4j.',
    where: `--store ${where}`,
    expected: 'neo4j://HOST[:PORT]',
    todo: 'From the embedded store, export them: tamyr report RUN --format graphml,csv,json',
  });
}

function noSuchRun(run: string, where: string): TamyrError {
  return new TamyrError({
    code: 'no-such-run',
    what: `There is no run "${run}" in this store.`,
    where,
    todo: 'Make one: tamyr analyze',
  });
}

function notPublished(run: string, where: string): TamyrError {
  return new TamyrError({ code: 'not-published', what: `The run "${run}" has published nothing here.`, where });
}
