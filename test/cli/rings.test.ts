import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tamyrJson, temporaryFolder } from '../run-tamyr.ts';

const DATA = process.env.TAMYR_TEST_DATA;
const folder = temporaryFolder();
afterAll(() => folder.remove());

interface Counts {
  lengths: { length: number; instances: number | null; rings: number }[];
  truncated: boolean;
}

describe.skipIf(!DATA)('rings of the Bitcoin OTC trust network, through the command line', () => {
  const cwd = folder.path;
  const otc = join(DATA ?? '', 'bitcoin_otc_alpha');
  const mapping = join(import.meta.dirname, '..', '..', 'datasets', 'mappings', 'bitcoin_otc_alpha.yaml');
  beforeAll(async () => {
    await tamyrJson(['load', otc, '--mapping', mapping], { cwd });
  });

  it('are counted exactly for every length within 72 hours', async () => {
    const args = ['rings', '--count', '--keep', 'off', '--length', '2..max', '--window', '72h'];
    const { lengths, truncated } = await tamyrJson<Counts>(args, { cwd });
    expect(lengths.map(({ instances }) => instances)).toEqual([11551, 407, 283, 222, 174, 136, 83, 50, 19, 4]);
    expect(truncated).toBe(false);
  });

  it('say how many of how many are listed', async () => {
    const args = ['rings', '--keep', 'off', '--length', '3..5', '--window', '72h', '--limit', '4'];
    const { rings, shown, total } = await tamyrJson<{ rings: unknown[]; shown: number; total: number }>(args, { cwd });
    expect({ listed: rings.length, shown, total }).toEqual({ listed: 4, shown: 4, total: 407 + 283 + 222 });
  });

  it('have no instances where the order of times does not matter', async () => {
    const { lengths } = await tamyrJson<Counts>(['rings', '--count', '--order', 'any', '--length', '2'], { cwd });
    expect(lengths).toEqual([{ length: 2, instances: null, rings: expect.any(Number) }]);
  });
});
