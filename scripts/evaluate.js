// `npm run evaluate`: plants schemes in a country of a seed that no rule was tuned on, runs the rules over it, prints what they
// found and missed, and compares that with the stored evaluation: exit code 1 where something became worse.
// Options: --seed N (another country, compared all the same), --update (store what came out).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Ten times as dense in schemes as a country, so that five of each kind and difficulty fit into a minute of work. */
const COUNTRY = { companies: '6000', transactions: '90000', 'scheme-share': '0.2' };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stored = join(root, 'test', 'evaluate', 'stored-evaluation.json');
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '20261128' }, update: { type: 'boolean', default: false } },
});
const folder = mkdtempSync(join(tmpdir(), 'tamyr-evaluate-'));
try {
  const country = Object.entries(COUNTRY).flatMap(([name, value]) => [`--${name}`, value]);
  console.error(`A country of ${COUNTRY.companies} companies, seed ${values.seed} …`);
  tamyr(['generate', '--out', 'country', '--seed', values.seed, ...country]);
  tamyr(['load', 'country']);
  // So dense a country says nothing of what is rare: the base rates are those of a large one.
  tamyr(['analyze', '--baseline', join(root, 'datasets', 'demo', 'base-rates.jsonl')]);
  if (values.update) {
    const { run: _, ...evaluation } = JSON.parse(tamyr(['evaluate', '--labels', 'country', '--json']));
    writeFileSync(stored, `${JSON.stringify(evaluation, null, 2)}\n`);
    process.stdout.write(tamyr(['evaluate', '--labels', 'country']));
  } else {
    process.stdout.write(tamyr(['evaluate', '--labels', 'country', '--against', stored], [0, 1]));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function tamyr(args, expected = [0]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'tamyr.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!expected.includes(status)) throw new Error(`tamyr ${args.join(' ')} ended with ${status}:\n${stderr}`);
  if (status !== 0) process.exitCode = status;
  return stdout;
}
