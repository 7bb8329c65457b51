// Builds dist/: the program by tsc, the explorer by Vite. Run by `npm run build`, and by bin/tamyr.js when sources are newer.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.built');

/** Newest modification time (ms) below a file or folder. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  let latest = stat.mtimeMs;
  for (const name of readdirSync(path)) latest = Math.max(latest, newest(join(path, name)));
  return latest;
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return ['src', 'web', 'package-lock.json', 'tsconfig.build.json'].some((name) => newest(join(root, name)) > built);
}

function run(tool, args) {
  const command = join(root, 'node_modules', '.bin', tool);
  if (!existsSync(command)) {
    console.error(`Tamyr is not installed yet: ${tool} is missing.\n  to do:    run "npm ci" in ${root}`);
    process.exit(3);
  }
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error(`Building Tamyr failed in: ${tool} ${args.join(' ')}`);
    process.exit(3);
  }
}

/** Builds everything anew. */
export function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  mkdirSync(join(root, 'dist'), { recursive: true });
  run('tsc', ['-p', 'tsconfig.build.json']);
  run('vite', ['build', 'web', '--logLevel', 'warn']);
  writeFileSync(stamp, '');
}

/** Builds where dist/ is missing or older than the sources. */
export function buildIfStale() {
  if (!isStale()) return;
  console.error('Building Tamyr, some seconds …');
  build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
