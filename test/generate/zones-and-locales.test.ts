import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { built, builtProgram } from '../built.ts';

// Time zone and locale are a process's own, so every variant runs in a process, on the built generator.
const out = mkdtempSync(join(tmpdir(), 'tamyr-zones-'));

const program = builtProgram(`
import { writeGenerated } from '${built('generate/write.js')}';
const [folder] = process.argv.slice(2);
await writeGenerated(folder, { companies: 400, transactions: 4000, seed: 11 });
const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
console.log(JSON.stringify({ zone: new Date(0).getTimezoneOffset(), timeZone, locale }));
`);

const VARIANTS = [
  { TZ: 'UTC', LANG: 'C' },
  { TZ: 'Asia/Almaty', LANG: 'ru_RU.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' },
  { TZ: 'Pacific/Apia', LANG: 'kk_KZ.UTF-8' },
];

afterAll(() => {
  program.remove();
  rmSync(out, { recursive: true });
});

it('writes the same bytes in every time zone and locale', () => {
  const written = VARIANTS.map((env, i) => {
    const folder = join(out, `data-${i}`);
    const child = spawnSync(process.execPath, [program.run, folder], {
      env: { ...process.env, ...env, LC_ALL: env.LANG },
      encoding: 'utf8',
    });
    expect(child.status, child.stderr).toBe(0);
    return { ...(JSON.parse(child.stdout) as { zone: number; locale: string }), files: digestsIn(folder) };
  });
  expect(new Set(written.map(({ zone }) => zone)).size).toBe(VARIANTS.length);
  expect(new Set(written.map(({ locale }) => locale)).size).toBe(VARIANTS.length);
  expect(Object.keys(written[0]!.files)).toContain('transactions.csv');
  for (const { files } of written) expect(files).toEqual(written[0]!.files);
});

function digestsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
}
