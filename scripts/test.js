// `npm test`: sets up what the tests need, then style, unused code, types, build and all tests.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';
import { findChromium } from './chromium.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function step(title, tool, args, env = {}) {
  console.error(`\n— ${title}`);
  const command = join(root, 'node_modules', '.bin', tool);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (status !== 0) {
    console.error(`\nFailed: ${title} (${tool} ${args.join(' ')})`);
    process.exit(1);
  }
}

const chromium = await findChromium();
if (!chromium) process.exit(1);

step('Style', 'biome', ['check', '.']);
step('Types', 'tsc', ['-p', 'tsconfig.json']);
step('Types of the explorer', 'tsc', ['-p', 'web/tsconfig.json', '--noEmit']);
step('Unused code', 'knip', []);
console.error('\n— Build');
build();
step('Tests', 'vitest', ['run', ...process.argv.slice(2)], { TAMYR_CHROMIUM: chromium });
