import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('finds in a country of a fresh seed what the stored evaluation says, within tolerance', () => {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'evaluate.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  console.log(stdout);
  expect(status, `${stdout.slice(stdout.indexOf('Against the stored'))}\n${stderr}`).toBe(0);
});
