import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tamyr, tamyrJson, temporaryFolder } from '../run-tamyr.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(() => folder.remove());

/** Each command is a process of its own. */
const SLOW = 180_000;

beforeAll(async () => {
  const roles = Array.from({ length: 6 }, (_, i) => `XX:firm-${i},XX:head,person,executive`);
  writeFileSync(join(cwd, 'roles.csv'), ['company_id,holder_id,holder_kind,role', ...roles].join('\n'));
  await tamyrJson(['load', 'roles.csv'], { cwd });
  await tamyrJson(['analyze'], { cwd });
}, SLOW);

it(
  'adds to the whitelist, lists it and ends an entry by a line of its own',
  async () => {
    const add = [
      'whitelist',
      'add',
      'address',
      'Абая 10',
      '--reason',
      'centre',
      '--author',
      'A',
      '--expires',
      '2090-01-01',
    ];
    const entry = await tamyrJson<{ id: string }>(add, { cwd });
    expect(entry).toMatchObject({ kind: 'address', reason: 'centre', author: 'A', expires: '2090-01-01' });
    expect((await tamyr(['whitelist', 'list'], { cwd })).stdout).toContain(`${entry.id}  address address:`);
    await tamyrJson(['whitelist', 'remove', entry.id, '--reason', 'moved out'], { cwd });
    const { lines } = await tamyrJson<{ lines: { do: string }[] }>(['whitelist', 'list', '--all'], { cwd });
    expect(lines.map((line) => line.do)).toEqual(['add', 'remove']);
  },
  SLOW,
);

it(
  'decides about a finding of the newest run, and says which there are none',
  async () => {
    const none = await tamyr(['decide', 'f-none', 'confirm', '--reason', 'x'], { cwd });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('There is no finding “f-none” in this run');
    await tamyr(['report', '--out', 'out', '--format', 'json'], { cwd });
    const [first] = readFileSync(join(cwd, 'out', 'findings.jsonl'), 'utf8').split('\n');
    const { id } = JSON.parse(first!) as { id: string };
    await tamyrJson(['decide', id, 'dismiss', '--reason', 'licensed nominee', '--author', 'B'], { cwd });
    await tamyrJson(['decide', id, 'withdraw'], { cwd });
    const { decisions } = await tamyrJson<{ decisions: object[] }>(['decide'], { cwd });
    expect(decisions).toMatchObject([
      { finding: id, verdict: 'dismiss', reason: 'licensed nominee', author: 'B' },
      { finding: id, verdict: 'withdraw' },
    ]);
  },
  SLOW,
);

it(
  'says what is wrong and shows examples',
  async () => {
    for (const [args, expected] of [
      [['decide', 'f-none', 'perhaps'], 'confirm, dismiss, withdraw'],
      [['whitelist', 'add', 'firm', 'company:1', '--reason', 'x'], 'entity, address or pair'],
      [['whitelist', 'add', 'pair', 'company:1', '--reason', 'x'], 'two different ids'],
      [['whitelist', 'add', 'entity', 'company:1', '--reason', 'x', '--expires', 'soon'], 'a date such as'],
      [['whitelist', 'remove', 'w-none', '--reason', 'x'], 'no entry “w-none”'],
      [['whitelist', '--help'], 'tamyr whitelist add pair'],
      [['decide', '--help'], 'dismiss --reason'],
    ] as const) {
      const { code, stdout, stderr } = await tamyr([...args], { cwd });
      expect(code, args.join(' ')).toBe(args.at(-1) === '--help' ? 0 : 2);
      expect(stdout + stderr).toContain(expected);
    }
  },
  SLOW,
);
