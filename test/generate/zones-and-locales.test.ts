import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

// Time zone and locale are a process's own, so every variant runs in a process, on the compiled generator.
const out = mkdtempSync(join(tmpdir(), 'tamyr-zones-'));
const root = process.cwd();

const CHILD = `
import { writeGenerated } from './dist/generate/write.js';
const [folder] = process.argv.slice(2);
await writeGenerated(folder, { companies: 400, transactions: 4000, seed: 11 });
const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
console.log(JSON.stringify({ zone: new Date(0).getTimezoneOffset(), timeZone, locale }));
`;

const VARIANTS = [
  { TZ: 'UTC', LANG: 'C' },
  { TZ: 'Asia/Almaty', LANG: 'ru_RU.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' },
  { TZ: 'Pacific/Apia', LANG: 'kk_KZ.UTF-8' },
];

afterAll(() => rmSync(out, { recursive: true }));

it('writes the same bytes in every time zone and locale', () => {
  compile();
  const written = VARIANTS.map((env, i) => {
    const folder = join(out, `data-${i}`);
    const child = spawnSync(process.execPath, [join(out, 'child.mjs'), folder], {
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
}, 120_000);

function compile(): void {
  writeFileSync(join(out, 'child.mjs'), CHILD);
  copyFileSync(join(root, 'package.json'), join(out, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'));
  const compilerOptions = {
    noEmit: false,
    rootDir: join(root, 'src'),
    outDir: join(out, 'dist'),
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const files = [join(root, 'src/generate/write.ts')];
  writeFileSync(
    join(out, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: [], files }),
  );
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', out], {
    encoding: 'utf8',
  });
  expect(status, stdout).toBe(0);
}

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
