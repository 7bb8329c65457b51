/**
 * Accounts for every file of the public data sets: loads each set as `docs/real-data.md` says and prints, as the table there,
 * rows = accepted + duplicate + rejected + skipped + blank with the reasons for all that is not accepted. A sum that does not
 * hold fails. `npm run bench -- real-data FOLDER` (default: `$TAMYR_TEST_DATA`)
 */
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileGlob } from '../src/importers/mapping/glob.ts';
import { readCsv } from '../src/importers/text/csv-reader.ts';
import { readMappedLabels } from '../src/load/mapped-labels.ts';
import type { LoadedFile } from '../src/load/report.ts';
import { load } from '../src/load.ts';
import { openDuckDbStore } from '../src/store/duckdb/duckdb-store.ts';

/** How a set is loaded, and what is known of rows and files that make no record. */
interface DataSet {
  folder: string;
  mapping?: string;
  /** By file: why rows are skipped. */
  skipped?: Readonly<Record<string, string>>;
  /** Why files are left aside, by the end of their names. */
  ignored?: Readonly<Record<string, string>>;
  labels?: string;
}

const LABELS = 'the generator’s labels, which `tamyr evaluate` reads';
const SETS: readonly DataSet[] = [
  { folder: 'amlsim_100', mapping: 'amlsim_100', labels: 'amlsim_100_labels', ignored: { 'alert_*.csv': LABELS } },
  ...['20K_cycle200', '20K_fanin200'].map((name) => ({
    folder: `amlsim_20k/${name}`,
    mapping: 'amlsim_20k',
    labels: 'amlsim_20k_labels',
    ignored: { 'metadata.txt': 'three lines of prose' },
  })),
  { folder: 'bitcoin_otc_alpha', mapping: 'bitcoin_otc_alpha' },
  {
    folder: 'bods_neo4j_demo',
    mapping: 'bods_neo4j_demo',
    ignored: {
      'address.csv': 'looked up for has_address.csv',
      'country.csv, located_in.csv, identifier.csv': 'say no more than the other files: the mapping says why',
    },
  },
  {
    folder: 'fincen_files',
    mapping: 'fincen_files',
    ignored: {
      'countries.json': 'looked up for the countries of banks',
      'sar-data.json, sar-details.json': 'the same rows as the CSV files, with coordinates',
    },
  },
  { folder: 'ftm_opensanctions' },
  {
    folder: 'panama_power_players',
    mapping: 'panama_power_players',
    skipped: {
      'edges_clean.csv':
        '17 alike names, 5 officers of officers, 5 roles that are none (connected, protector, mortgage)',
      'nodes_clean.csv': 'addresses, which the edges look up',
    },
    ignored: {
      '*-nodes.csv, *-edges.csv': 'drawings of the stories; the two derived files have each node and edge once',
      'stories_en.csv': 'prose',
    },
  },
  { folder: 'rift_mule', mapping: 'rift_mule' },
];

async function accountFor(data: string, set: DataSet): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-real-data-'));
  try {
    const store = await openDuckDbStore(join(folder, 'tamyr.duckdb'));
    const mapping = set.mapping && join('datasets', 'mappings', `${set.mapping}.yaml`);
    const report = await load(store, {
      paths: [join(data, set.folder)],
      rejectsDir: folder,
      ...(mapping && { mapping }),
    });
    await store.close();
    const reasons = await reasonsByFile(report.rejects);
    requireReasons(set, report.ignored);
    const lines = report.files.map((file) => lineOf(set, file, reasons.get(file.file) ?? new Map()));
    for (const [names, why] of Object.entries(set.ignored ?? {}))
      lines.push(row(set.folder, names, ['–', '–', '–', '–', '–', '–', why]));
    if (set.labels) lines.push(await labelsLine(data, set));
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lineOf(set: DataSet, file: LoadedFile, rejected: ReadonlyMap<string, number>): string {
  const { rows, accepted, duplicate, skipped, blank } = file;
  const sum = accepted + duplicate + file.rejected + skipped + blank;
  if (sum !== rows) throw new Error(`${set.folder}/${file.file}: ${rows} rows, but ${sum} accounted for`);
  const why = [
    ...[...rejected].map(([code, count]) => `${count} ${code}`),
    ...(skipped > 0 && set.skipped?.[file.file] ? [`skipped: ${set.skipped[file.file]}`] : []),
    ...file.notes.map(({ value, count, text }) => `${count} ${value}: ${text.en}`),
  ];
  const counts = [rows, accepted, duplicate, file.rejected, skipped, blank].map((n) =>
    String(n).replace(/\B(?=(\d{3})+$)/g, ','),
  );
  return row(set.folder, file.file, [...counts, why.join('; ') || '–']);
}

/** Every file that was left aside must have its reason here. */
function requireReasons({ folder, ignored = {} }: DataSet, names: readonly string[]): void {
  const patterns = ['README.md', ...Object.keys(ignored).flatMap((list) => list.split(', '))].map(compileGlob);
  const unknown = names.filter((name) => !patterns.some((pattern) => pattern.test(name)));
  if (unknown.length > 0) throw new Error(`${folder}: left aside without a reason: ${unknown.join(', ')}`);
}

/** How often each defect stands in `rejects.csv`, by file. */
async function reasonsByFile(path: string | null): Promise<Map<string, Map<string, number>>> {
  const files = new Map<string, Map<string, number>>();
  if (path === null) return files;
  const layout = { delimiter: ',', header: true, columns: null, skipLines: 0 };
  for await (const group of readCsv(createReadStream(path, 'utf8'), layout, path)) {
    const at = (name: string) => group.columns.indexOf(name);
    for (let i = 0; i < group.count; i++) {
      const cell = (name: string) => group.cells[i * group.columns.length + at(name)]!;
      const reasons = files.get(cell('file')) ?? new Map<string, number>();
      const key = `${cell('code')} (${[cell('table'), cell('column')].filter(Boolean).join('.')})`;
      reasons.set(key, (reasons.get(key) ?? 0) + 1);
      files.set(cell('file'), reasons);
    }
  }
  return files;
}

async function labelsLine(data: string, set: DataSet): Promise<string> {
  const path = join('datasets', 'mappings', `${set.labels}.yaml`);
  const { entities, transactions } = await readMappedLabels(join(data, set.folder), path);
  const why = `labels read for \`tamyr evaluate\`: ${entities.length} of accounts, ${transactions.length} of transactions`;
  return row(set.folder, `(${set.labels}.yaml)`, ['–', '–', '–', '–', '–', '–', why]);
}

function row(folder: string, file: string, cells: readonly string[]): string {
  return `| ${[`\`${folder}\``, `\`${file}\``, ...cells].join(' | ')} |`;
}

const data = process.argv[2] ?? process.env.TAMYR_TEST_DATA;
if (!data || !existsSync(data)) {
  console.error('usage: npm run bench -- real-data FOLDER (or set TAMYR_TEST_DATA to the folder with the data sets)');
  process.exit(2);
}
console.log(
  '| set | file | rows | accepted | duplicate | rejected | skipped | blank | what is not accepted, and why |',
);
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
for (const set of SETS) for (const line of await accountFor(data, set)) console.log(line);
