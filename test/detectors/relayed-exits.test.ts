import { expect, it } from 'vitest';
import { clusterAccounts } from '../../src/graph/flows/cluster-accounts.ts';
import { clusterExits } from '../../src/graph/flows/cluster-exits.ts';
import { relayedExits } from '../../src/graph/flows/relayed-exits.ts';
import { ratioOfDecimal } from '../../src/graph/ratio.ts';
import { DAY_MS } from '../../src/model/time.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { cast, pay } from './cluster-cast.ts';

const windowMs = 10 * DAY_MS;
const HALF = ratioOfDecimal('0.5');

/** What is relayed, as "cluster's first firm > taker > who cashed: rows". */
function relayed(transactions: Record<string, string>[]): string[] {
  const tables = cast(transactions);
  const holders = ['person:880101300011', 'person:890101300018'];
  const more = holders.map((holder_id, i) => ({ id: `account:hub${i}`, kind: 'card', holder_id }));
  const projection = projectionOf({ ...tables, accounts: [...tables.accounts!, ...more] });
  const clusters = clusterAccounts(projection, 3);
  const found = relayedExits(projection, clusters, clusterExits(projection, clusters, windowMs), {
    windowMs,
    gone: HALF,
  });
  const { nodes } = projection;
  const name = (node: number) => nodes.id(node).slice(-4);
  return found.map(
    ({ cluster, via, party, edges }) =>
      `${name(clusters.firms[cluster]![0]!)} > ${name(via)} > ${name(party)}: ${edges.join(' ')}`,
  );
}

it('keeps the money of two clusters apart that goes the same way', () => {
  const both = relayed([
    pay(0, 'hub0', 100, '01T08'),
    pay(4, 'hub0', 200, '01T09'),
    // Spent in the order in which it came: the first 100 are of the first cluster, the rest of the second.
    pay('hub0', 'c', 150, '02T08'),
    pay('hub0', 'c', 150, '02T09'),
    pay('c', 'atm', 300, '03T08'),
  ]);
  expect(both).toHaveLength(2);
  expect(both[0]).toMatch(/: 2 4$/);
  expect(both[1]).toMatch(/: 2 3 4$/);
});

it('finds the same for one cluster whether or not another goes the same way', () => {
  const first = [pay(0, 'hub0', 100, '01T08'), pay('hub0', 'c', 100, '02T08'), pay('c', 'atm', 100, '03T08')];
  const second = [pay(5, 'hub1', 70, '04T08'), pay('hub1', 'c', 70, '05T08'), pay('c', 'atm', 70, '06T08')];
  const [alone] = relayed(first);
  const both = relayed([...first, ...second]);
  expect(both[0]).toBe(alone);
  expect(both).toHaveLength(2);
});

it('lets go of what stays on the account that it was passed on to', () => {
  expect(relayed([pay(0, 'hub0', 100, '01T08'), pay('hub0', 'c', 100, '02T08'), pay('c', 'atm', 40, '03T08')])).toEqual(
    [],
  );
  expect(relayed([pay(0, 'hub0', 100, '01T08'), pay('hub0', 6, 100, '02T08')])).toEqual([]);
});
