import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { PROGRAM } from '../run-tamyr.ts';

test('a reader who has had enough (`tamyr … | head`) ends the program without a word', () => {
  const line = 'set -o pipefail; "$0" "$1" query --cookbook | head -1';
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line, process.execPath, PROGRAM], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 141, stdout: '# Cypher cookbook\n', stderr: '' });
});
