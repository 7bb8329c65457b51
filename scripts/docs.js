// Writes docs/indicators.md from the rules' files and docs/cypher-cookbook.md from the library's: npm run docs
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

function write(page, args) {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/tamyr.js', ...args], options);
  if (status !== 0) {
    process.stderr.write(stderr);
    process.exit(1);
  }
  writeFileSync(join(root, 'docs', page), stdout);
}

write('indicators.md', ['indicators', '--format', 'md']);
write('cypher-cookbook.md', ['query', '--cookbook']);
