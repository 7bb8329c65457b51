/**
 * What the rules find on the public data sets: each set with a mapping loaded, analyzed and reported as a user does, by the
 * program in processes of its own; prints the upper table of `docs/real-data.md` without its words on what was not accepted.
 * `npm run bench -- real-findings [FOLDER]` (default: `$TAMYR_TEST_DATA`)
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tamyr } from './program/run-tamyr.ts';

const SETS = [
  'bitcoin_otc_alpha',
  'rift_mule',
  'amlsim_100',
  'fincen_files',
  'panama_power_players',
  'bods_neo4j_demo',
  'ftm_opensanctions',
] as const;

interface Loaded {
  files: { rows: number; accepted: number; duplicate: number; rejected: number; skipped: number; blank: number }[];
}

interface Analyzed {
  findings: number;
  clusters: number;
  byIndicator: Record<string, number>;
}

async function lineOf(data: string, set: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-real-findings-'));
  try {
    const mapping = join(process.cwd(), 'datasets', 'mappings', `${set}.yaml`);
    const mapped = existsSync(mapping) ? ['--mapping', mapping] : [];
    const loading = await tamyr(folder, ['load', ...mapped, join(data, set), '--json']);
    const { files } = JSON.parse(loading.output) as Loaded;
    const analyzing = await tamyr(folder, ['analyze', '--json']);
    const { findings, clusters, byIndicator } = JSON.parse(analyzing.output) as Analyzed;
    const sum = (key: keyof Loaded['files'][number]) => files.reduce((total, file) => total + file[key], 0);
    const others = (['rejected', 'duplicate', 'skipped', 'blank'] as const)
      .filter((key) => sum(key) > 0)
      .map((key) => `${sum(key)} ${key}`);
    const codes = Object.entries(byIndicator)
      .filter(([, n]) => n > 0)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([code, n]) => `${code} ${grouped(n)}`);
    const seconds = `${loading.wallSeconds.toFixed(1)} + ${analyzing.wallSeconds.toFixed(1)} s`;
    const found = findings === 0 ? '0' : `${grouped(findings)}: ${codes.join(', ')}`;
    const cells = [`\`${set}\``, grouped(sum('rows')), grouped(sum('accepted')), others.join('; ') || '–', found];
    return `| ${[...cells, String(clusters), seconds].join(' | ')} |`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

const data = process.argv[2] ?? process.env.TAMYR_TEST_DATA;
if (!data || !existsSync(data)) {
  console.error(
    'usage: npm run bench -- real-findings FOLDER (or set TAMYR_TEST_DATA to the folder with the data sets)',
  );
  process.exit(2);
}
console.log('| set | rows in | accepted | not accepted, and why | findings | clusters | load + analyze |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const set of SETS) console.log(await lineOf(data, set));
