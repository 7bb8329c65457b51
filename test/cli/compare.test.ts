import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunComparison } from '../../src/analyze/compare-runs.ts';
import { tamyr, tamyrJson, temporaryFolder } from '../run-tamyr.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(() => folder.remove());

/** Firms by head: two head many, the others one each. */
const HEADED = [12, 6, ...new Array<number>(20).fill(1)];
const runs: string[] = [];

beforeAll(async () => {
  const firms = HEADED.flatMap((count, head) =>
    Array.from({ length: count }, (_, i) => ({ id: `XX:firm-${head}-${i}`, head: `XX:head-${head}` })),
  );
  writeFileSync(join(cwd, 'companies.csv'), ['id', ...firms.map(({ id }) => id)].join('\n'));
  const roles = firms.map(({ id, head }) => `${id},${head},person,executive`);
  writeFileSync(join(cwd, 'roles.csv'), ['company_id,holder_id,holder_kind,role', ...roles].join('\n'));
  await tamyrJson(['load', 'companies.csv', 'roles.csv'], { cwd });
  for (const args of [[], [], ['--set', 'R02.warn=7']]) {
    const { run } = await tamyrJson<{ run: string }>(['analyze', '--previous', 'none', ...args], { cwd });
    runs.push(run);
  }
});

it('says that the same options on the same data change nothing', async () => {
  const { stdout, code } = await tamyr(['compare', runs[0]!, runs[1]!], { cwd });
  expect(code).toBe(0);
  expect(stdout).toBe(`From ${runs[0]} to ${runs[1]}: nothing changed\n`);
});

it('says what a changed threshold did, as text and as JSON', async () => {
  const comparison = await tamyrJson<RunComparison>(['compare', runs[0]!, runs[2]!], { cwd });
  expect(comparison).toMatchObject({
    same: false,
    differences: [{ what: 'R02.warn', from: '5', to: '7' }],
    findings: [{ indicator: 'R02', before: 2, after: 1, in: [] }],
  });
  const { stdout } = await tamyr(['compare', runs[0]!, runs[2]!, '--limit', '1'], { cwd });
  expect(stdout).toContain('Set or read differently\n  R02.warn: 5 → 7');
  expect(stdout).toContain('R02: 2 → 1 (0 in, 1 out, 1 changed)');
  expect(stdout).toContain(`1 of ${comparison.entities.moves.length}; --limit shows more, --json all`);
});

it('names the runs there are where one does not exist, and shows examples', async () => {
  const { code, stderr } = await tamyr(['compare', 'r-none', runs[0]!], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(`one of ${runs[0]}`);
  const help = await tamyr(['compare', '--help'], { cwd });
  expect(help.stdout).toContain('tamyr analyze --set M07.window=72h --previous none');
});
