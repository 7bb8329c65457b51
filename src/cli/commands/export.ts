import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { findCluster } from '../../explore/cluster-card.ts';
import { graphCsvOf } from '../../exporters/graph-csv.ts';
import { graphmlOf } from '../../exporters/graphml.ts';
import { outputFolder } from '../../exporters/output/output-folder.ts';
import { TamyrError } from '../../model/errors.ts';
import { writeImportFiles } from '../../store/neo4j/import-files.ts';
import { type CommonOptions, print, printJson, withCommon, withExplorer } from '../common.ts';

interface ExportOptions extends CommonOptions {
  out: string;
  format: 'graphml' | 'csv' | 'neo4j-import';
  cluster?: string;
  run?: string;
}

export function register(program: Command): void {
  withCommon(program.command('export').summary('write the graph for other programs'))
    .description(
      'Writes the whole graph, or one cluster, as GraphML (Gephi, yEd, igraph) or as two CSV tables, nodes and edges; or the whole store for the offline import of Neo4j, with the command for it.',
    )
    .requiredOption('--out <dir>', 'folder to write to')
    .addOption(
      new Option('--format <format>', 'file format').choices(['graphml', 'csv', 'neo4j-import']).default('graphml'),
    )
    .option('--cluster <id>', 'only the members of this cluster')
    .option('--run <run>', 'run whose scores and clusters are written (default: the newest)')
    .addHelpText(
      'after',
      '\nExamples:\n  $ tamyr export --out graph/\n  $ tamyr export --out graph/ --format csv --cluster c-0123456789ab' +
        '\n  $ tamyr export --out import/ --format neo4j-import && import/import.sh',
    )
    .action(async (options: ExportOptions) => {
      if (options.format === 'neo4j-import') return exportForImport(options);
      const files = await withExplorer(options, async (explorer) => {
        const { projection, run: index } = explorer;
        const shown = options.cluster === undefined ? null : membersOf(explorer, options.cluster);
        const nodes = shown ?? Array.from({ length: projection.nodes.count }, (_, node) => node);
        const takes = shown ? (node: number) => shown.has(node) : () => true;
        const out = outputFolder(options.out);
        if (options.format === 'graphml') {
          await out.write('graph.graphml', graphmlOf({ projection, index }, nodes, takes));
          return ['graph.graphml'];
        }
        const tables = graphCsvOf({ projection, index }, nodes, takes);
        await out.write('nodes.csv', tables.nodes);
        await out.write('edges.csv', tables.edges);
        return ['nodes.csv', 'edges.csv'];
      });
      if (options.json) printJson({ out: options.out, files });
      else print(`Wrote ${files.join(', ')} to ${options.out}`);
    });
}

async function exportForImport({ store, out, cluster, json }: ExportOptions): Promise<void> {
  const file = /^duckdb:(.+)$/.exec(store)?.[1];
  if (file === undefined || cluster !== undefined) {
    throw new TamyrError({
      code: 'bad-export',
      what: 'Only the whole of an embedded store can be written for the offline import of Neo4j.',
      where: cluster === undefined ? `--store ${store}` : `--cluster ${cluster}`,
      expected: '--store duckdb:FILE, no --cluster',
      todo: 'A database of Neo4j is copied by its own neo4j-admin database dump and load.',
    });
  }
  const { files, nodes, relationships } = await writeImportFiles(file, out);
  if (json) printJson({ out, files, nodes, relationships });
  else
    print(
      `Wrote ${nodes} nodes and ${relationships} relationships to ${out}. To import them: ${join(out, 'import.sh')}`,
    );
}

function membersOf(explorer: Parameters<typeof findCluster>[0], id: string): Set<number> {
  const { nodes } = explorer.projection;
  return new Set(
    findCluster(explorer, id)
      .cluster.members.map((member) => nodes.find(member))
      .sort((a, b) => a - b),
  );
}
