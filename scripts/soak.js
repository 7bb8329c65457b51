// `npm run soak`: the fault tests at their full numbers, 10,000 damaged files of each text format and 1,000 kills, two processes
// at a time (damaged files lie in memory where the system has a place for that). Prints how far it is; the outcome is kept in `.tamyr/soak/result.json`. Other numbers: `npm run soak -- --files N --kills N`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, '.tamyr', 'soak');
const harness = (name) => import(pathToFileURL(join(out, 'test', 'load', `${name}.js`)).href);
const LANES = 2;
const MEMORY = '/dev/shm';
const FILES_AT_ONCE = 500;
/** A process that takes longer than this a file hangs. */
const MS_PER_FILE = 2_000;

if (process.argv[2] === '--damage') await damage(process.argv[3], Number(process.argv[4]), Number(process.argv[5]));
else await soak(numberAfter('--files', 10_000), numberAfter('--kills', 1_000));

async function soak(files, kills) {
  const begun = Date.now();
  compile();
  const damaged = files > 0 ? await damageAll(files) : { formats: {}, faults: [] };
  const killed = kills > 0 ? await killLoads(kills) : { status: 0, said: '' };
  const minutes = Math.round((Date.now() - begun) / 6_000) / 10;
  const result = { finished: new Date().toISOString(), minutes, files, kills, damaged, killed };
  writeFileSync(join(out, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
  const good = damaged.faults.length === 0 && killed.status === 0;
  console.log(`${good ? 'All held' : 'Not all held'}, ${minutes} minutes; ${join('.tamyr', 'soak', 'result.json')}`);
  process.exitCode = good ? 0 : 1;
}

/** The harness as plain JavaScript: processes start at once, and run as the program does. */
function compile() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const compilerOptions = { noEmit: false, rootDir: root, outDir: out, typeRoots: [join(root, 'node_modules/@types')] };
  const files = [join(root, 'test/load/damage.ts')];
  const config = join(out, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

async function damageAll(files) {
  const { DAMAGED_FORMATS } = await harness('damaged-formats');
  const formats = {};
  const faults = [];
  for (const name of Object.keys(DAMAGED_FORMATS)) formats[name] = { files: 0, refused: 0, untouched: 0 };
  // All formats side by side: what is wrong with any of them shows early.
  const starts = Array.from({ length: Math.ceil(files / FILES_AT_ONCE) }, (_, i) => 1 + i * FILES_AT_ONCE);
  const jobs = starts.flatMap((from) =>
    Object.keys(formats).map((name) => ({ name, from, to: Math.min(files, from + FILES_AT_ONCE - 1) })),
  );
  const total = jobs.length;
  const lane = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { name, from, to } = job;
      const { status, said } = await run(
        process.execPath,
        [fileURLToPath(import.meta.url), '--damage', name, String(from), String(to)],
        (to - from + 1) * MS_PER_FILE,
        existsSync(MEMORY) ? { TMPDIR: MEMORY } : {},
      );
      if (status === 0) for (const [key, n] of Object.entries(JSON.parse(said))) formats[name][key] += n;
      else faults.push(`${name}, seeds ${from}–${to}: ${status === null ? 'it hangs' : said.trim()}`);
      if (status !== 0) console.log(faults.at(-1));
      console.log(`damaged files: ${total - jobs.length} of ${total} parts (${name})`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { formats, faults };
}

async function damage(name, from, to) {
  const { damageFiles } = await harness('damage');
  try {
    const seeds = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    process.stdout.write(JSON.stringify(await damageFiles(name, seeds)));
  } catch (error) {
    process.stdout.write(error.stack);
    process.exitCode = 1;
  }
}

async function killLoads(kills) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', 'test/load/kills.test.ts'];
  const { status, said } = await run(process.execPath, args, undefined, { TAMYR_KILLS: String(kills) }, true);
  return { status, said: /\d+ kills: [^}]*\}?/.exec(said)?.[0] ?? said.slice(-2_000) };
}

/** Runs a process to its end; `status` is null where it had to be stopped. */
function run(program, args, timeout, env = {}, shown = false) {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout,
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
    if (shown) process.stdout.write(data);
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said })));
}

function numberAfter(option, otherwise) {
  const at = process.argv.indexOf(option);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}
