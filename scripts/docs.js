// Writes docs/indicators.md from the rules' files: npm run docs
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/tamyr.js', 'indicators', '--format', 'md'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
if (status !== 0) {
  process.stderr.write(stderr);
  process.exit(1);
}
writeFileSync(join(root, 'docs/indicators.md'), stdout);
