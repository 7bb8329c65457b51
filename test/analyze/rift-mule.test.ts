import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectors } from '../../src/detectors/registry.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { runOf } from './synthetic.ts';

const data = process.env.TAMYR_TEST_DATA;

// The merchant has the most payers of all, the planted collector the second most.
describe.skipIf(!data)('rift_mule (TAMYR_TEST_DATA)', () => {
  const read = () => {
    const folder = join(data!, 'rift_mule');
    const name = readdirSync(folder).find((file) => file.endsWith('.csv'))!;
    const file = readFileSync(join(folder, name), 'utf8');
    const rows = file.trim().split(/\r?\n/).slice(1);
    const transactions = rows.map((row) => {
      const [id, from, to, amount, time] = row.split(',') as [string, string, string, string, string];
      const [day, clock] = time.split(' ') as [string, string];
      const at = `${day}T${clock.padStart(8, '0')}`;
      return { id, at, from_account: `account:${from}`, to_account: `account:${to}`, amount };
    });
    const payers = new Map<string, number>();
    for (const { to_account } of transactions) payers.set(to_account, (payers.get(to_account) ?? 0) + 1);
    const byPayers = [...payers].sort(([, a], [, b]) => b - a).map(([id]) => id);
    const { entities, clusters } = runOf(projectionOf({ transactions }), detectors);
    const scores = new Map(entities.map(({ id, score }) => [id, score]));
    const score = (id: string) => scores.get(id) ?? 0;
    return { clusters, score, merchant: score(byPayers[0]!), collector: score(byPayers[1]!) };
  };

  it('finds the three rings as clusters of three, each account above merchant and collector, and those two the right way round', () => {
    const { clusters, score, merchant, collector } = read();
    const rings = clusters.filter(({ kind }) => kind === 'laundering-ring');
    expect(rings.map(({ members }) => members.length)).toEqual([3, 3, 3]);
    for (const id of rings.flatMap(({ members }) => members)) {
      expect(score(id)).toBeGreaterThan(Math.max(merchant, collector));
    }
    expect(merchant).toBeLessThanOrEqual(collector);
  });
});
