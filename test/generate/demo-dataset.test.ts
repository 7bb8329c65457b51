import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLabels } from '../../src/evaluate/read-labels.ts';
import { HONEST_KINDS, SCHEME_KINDS } from '../../src/generate/scheme-kinds.ts';
import { TABLE_NAMES } from '../../src/generate/tables.ts';
import { writeGenerated } from '../../src/generate/write.ts';

const DEMO = join(import.meta.dirname, '../../datasets/demo');

async function settings(): Promise<{ companies: number; transactions: number; seed: number }> {
  return JSON.parse(await readFile(join(DEMO, 'settings.json'), 'utf8'));
}

describe('the demo data set', () => {
  it('is what its settings give, byte for byte', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'tamyr-demo-'));
    try {
      await writeGenerated(fresh, await settings());
      for (const table of TABLE_NAMES) {
        const made = await readFile(join(fresh, `${table}.csv`));
        const kept =
          table === 'transactions'
            ? gunzipSync(await readFile(join(DEMO, 'transactions.csv.gz')))
            : await readFile(join(DEMO, `${table}.csv`));
        expect(made.equals(kept), table).toBe(true);
      }
    } finally {
      await rm(fresh, { recursive: true });
    }
  });

  it('is at most 3 MB and the README gives the command of its settings', async () => {
    let size = 0;
    for (const name of await readdir(DEMO)) size += (await stat(join(DEMO, name))).size;
    expect(size).toBeLessThanOrEqual(3_000_000);
    const { companies, transactions, seed } = await settings();
    expect(await readFile(join(DEMO, 'README.md'), 'utf8')).toContain(
      `--companies ${companies} --transactions ${transactions} --seed ${seed}`,
    );
  });

  it('has labels of every kind that the README names', async () => {
    const { entities } = await readLabels(DEMO);
    const kinds = new Set(entities.map(({ schemeKind }) => schemeKind));
    const readme = await readFile(join(DEMO, 'README.md'), 'utf8');
    for (const { kind } of [...SCHEME_KINDS, ...HONEST_KINDS]) {
      expect(kinds).toContain(kind);
      expect(readme.includes(`\`${kind}\``) || readme.includes(`\`${kind.replace('honest-', '-')}\``)).toBe(true);
    }
  });
});
