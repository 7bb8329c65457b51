import { describe, expect, it } from 'vitest';
import { ratioOfDecimal } from '../../src/graph/ratio.ts';
import { ringTransfers } from '../../src/graph/ring-input.ts';
import { buildRingIndex } from '../../src/graph/rings/ring-index.ts';
import type { RingOptions } from '../../src/graph/rings/ring-query.ts';
import { listRings } from '../../src/graph/rings.ts';
import { bruteRings, seeded } from './brute-rings.ts';
import { projectionOf } from './projection-of.ts';

const HOUR = 3_600_000;
const KEEP = { min: ratioOfDecimal('0.8'), max: ratioOfDecimal('1') };

/** A few accounts, some of one holder, one held together, one a till; many parallel and simultaneous transfers. */
function randomTables(random: () => number) {
  const below = (n: number) => Math.floor(random() * n);
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const holderOf = names.map(() => below(4));
  const accounts = names.flatMap((name, i) => {
    const held = { id: `account:${name}`, holder_id: `person:85010130000${holderOf[i]}` };
    // Account a has two holders and stands for itself; g is a till and takes no part.
    if (name === 'a') return [held, { ...held, holder_id: 'person:850101300009' }];
    if (name === 'g') return [{ id: held.id, kind: 'cash' }];
    return name === 'b' ? [{ id: held.id }] : [held];
  });
  const transactions = Array.from({ length: 6 + below(30) }, (_, i) => ({
    id: `t-${String(i).padStart(3, '0')}`,
    from_account: `account:${names[below(7)]}`,
    to_account: `account:${names[below(7)]}`,
    amount: String(80 + below(30)),
    currency: below(9) ? 'KZT' : 'USD',
    at: new Date(Date.UTC(2026, 2, 1, below(24))).toISOString(),
  }));
  /** Who stands behind an account at holder level. */
  const party = (account: string) => {
    const i = names.indexOf(account.slice('account:'.length));
    return names[i] === 'a' || names[i] === 'b' || names[i] === 'g' ? `account ${names[i]}` : `holder ${holderOf[i]}`;
  };
  return { accounts, transactions, party };
}

describe('rings at both levels', () => {
  it.each(['account', 'holder'] as const)('equal brute force over 1,000 random multigraphs, by %s', (level) => {
    const random = seeded(level === 'holder' ? 21 : 22);
    let rings = 0;
    for (let round = 0; round < 1000; round++) {
      const { accounts, transactions, party } = randomTables(random);
      const options: RingOptions = {
        windowMs: [3, 8, 24][round % 3]! * HOUR,
        minLength: 2 + (round % 2),
        ...(round % 5 === 0 ? { maxLength: 4 } : {}),
        ...(round % 2 ? { keep: KEEP } : {}),
      };
      const projection = projectionOf({ accounts, transactions });
      const { input, edges } = ringTransfers(projection, level);
      const list = listRings(buildRingIndex(input), options);
      const idOf = (edge: number) => transactions[projection.transfers.row[edges[edge]!]!]!.id;
      const found = Array.from({ length: list.count }, (_, i) =>
        [...list.edges.subarray(list.offsets[i]!, list.offsets[i + 1]!)].map(idOf).join(),
      );

      // The same by hand: accounts of one holder are one node, the till's transfers are not there.
      const kept = transactions
        .filter(({ from_account, to_account }) => !`${from_account} ${to_account}`.includes('account:g'))
        .sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : x.id < y.id ? -1 : 1));
      const nodes: string[] = [];
      const number = (account: string) => {
        const name = level === 'holder' ? party(account) : account;
        if (!nodes.includes(name)) nodes.push(name);
        return nodes.indexOf(name);
      };
      const plain = {
        from: Int32Array.from(kept, ({ from_account }) => number(from_account)),
        to: Int32Array.from(kept, ({ to_account }) => number(to_account)),
        at: Float64Array.from(kept, ({ at }) => Date.parse(at)),
        amount: Float64Array.from(kept, ({ amount }) => Number(amount)),
        currency: Uint8Array.from(kept, ({ currency }) => (currency === 'KZT' ? 0 : 1)),
      };
      const expected = bruteRings({ nodeCount: nodes.length, ...plain }, options).map((ring) =>
        ring.map((edge) => kept[edge]!.id).join(),
      );
      rings += expected.length;
      expect(found.sort(), `round ${round}`).toEqual(expected.sort());
    }
    expect(rings).toBeGreaterThan(1000);
  });
});
