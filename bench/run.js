// Compiles one bench and runs it: `npm run bench -- NAME [options]`; without a name it lists what there is.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const [name, ...options] = process.argv.slice(2);

if (!name || !existsSync(join(bench, `${name}.ts`))) {
  const names = readdirSync(bench).filter((file) => file.endsWith('.ts'));
  console.error(`usage: npm run bench -- NAME [options]\n  NAME: ${names.map((file) => file.slice(0, -3)).join(', ')}`);
  process.exit(2);
}

// Each bench has a folder of its own, so that two may run side by side; it lies inside the project to find node_modules.
const out = join(root, '.tamyr', 'bench', name);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
// The program tells its name and version from it.
copyFileSync(join(root, 'package.json'), join(out, 'package.json'));
const config = join(out, 'tsconfig.json');
const compilerOptions = { noEmit: false, rootDir: root, outDir: out, typeRoots: [join(root, 'node_modules/@types')] };
// Workers are started by address, which the compiler does not follow.
const workers = ['src/analyze/rings-worker.ts', 'src/analyze/rules-worker.ts', 'src/load/read-worker.ts'];
const files = [`bench/${name}.ts`, ...workers].map((file) => join(root, file));
writeFileSync(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] }));
run(join(root, 'node_modules/typescript/bin/tsc'), ['-p', config]);
run('--enable-source-maps', [join(out, 'bench', `${name}.js`), ...options]);

function run(first, rest) {
  const { status, signal } = spawnSync(process.execPath, [first, ...rest], { stdio: 'inherit', cwd: root });
  if (status !== 0) {
    if (signal) console.error(`stopped by ${signal}`);
    process.exit(status ?? 1);
  }
}
