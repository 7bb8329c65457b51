// `npm run soak`: the fault tests at their full numbers, 1,000 kills and 10,000 damaged files of each format. Takes an hour or more.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const FULL = { TAMYR_KILLS: '1000', TAMYR_MUTATED_FILES: '10000' };
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vitest'),
  ['run', 'test/load/kills.test.ts', 'test/load/mutated-files.test.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...FULL, ...process.env } },
);
process.exit(status ?? 1);
