import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseCounted } from '../../src/analyze/counted-evidence.ts';
import type { Detector } from '../../src/detectors/detector.ts';
import { type LiteralTables, projectionOf } from '../graph/projection-of.ts';
import { draft, measure, rule, runOf } from './synthetic.ts';

describe('evidence that counts', () => {
  const pieces = fc.array(
    fc.record({ family: fc.constantFrom('a', 'b', 'c', 'd', 'e'), bans: fc.integer({ min: 0, max: 19 }) }),
    { maxLength: 9 },
  );
  const pairs = fc.uniqueArray(
    fc.tuple(fc.nat(8), fc.nat(8)).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    {
      maxLength: 12,
    },
  );
  const sameBy = (given: readonly string[]) => (a: number, b: number) =>
    given.includes(`${Math.min(a, b)}-${Math.max(a, b)}`);
  const sum = (own: readonly { bans: number }[], counted: readonly number[]) =>
    own.reduce((total, { bans }, i) => total + (counted[i] === i ? bans : 0), 0);

  it('is the heaviest set of which no two are of one family or rest on the same rows', () => {
    fc.assert(
      fc.property(pieces, pairs, (own, given) => {
        const same = sameBy(given);
        const counted = chooseCounted(own, same);
        let most = 0;
        for (let mask = 0; mask < 1 << own.length; mask++) {
          const chosen = [...own.keys()].filter((i) => mask & (1 << i));
          const fits = chosen.every((a) =>
            chosen.every((b) => a === b || (own[a]!.family !== own[b]!.family && !same(a, b))),
          );
          if (fits)
            most = Math.max(
              most,
              chosen.reduce((total, i) => total + own[i]!.bans, 0),
            );
        }
        expect(sum(own, counted)).toBe(most);
        for (const [i, at] of counted.entries()) {
          if (own[i]!.bans === 0) expect(at).toBe(-1);
          else if (at !== i) {
            expect(counted[at]).toBe(at);
            expect(own[at]!.family === own[i]!.family || same(at, i)).toBe(true);
          }
        }
      }),
    );
  });

  it('never weighs less because there is more of it', () => {
    fc.assert(
      fc.property(pieces, pairs, (own, given) => {
        const same = sameBy(given);
        const less = own.slice(0, -1);
        expect(sum(own, chooseCounted(own, same))).toBeGreaterThanOrEqual(sum(less, chooseCounted(less, same)));
      }),
    );
  });
});

const account = (n: number) => `account:${String(n).padStart(4, '0')}`;
const PAID: LiteralTables = {
  accounts: Array.from({ length: 400 }, (_, i) => ({ id: account(i) })),
  transactions: Array.from({ length: 12 }, (_, i) => ({
    at: `2026-01-01T10:00:${String(i).padStart(2, '0')}Z`,
    from_account: account(100 + i),
    to_account: account(1),
    amount: '10',
  })),
};

describe('two rules of different families on the same rows', () => {
  const found = (burst: number[], flow: number[], inputs: Detector['inputs'] = ['transactions.at']) => {
    const on = (
      code: string,
      family: 'burst' | 'flow',
      transfers: number[],
      value: number,
      needs: Detector['inputs'],
    ) =>
      rule(
        code,
        (p) => ({
          findings: [draft(p, [account(1)], { transfers })],
          measured: measure(p, { [account(1)]: value }, ['account']),
        }),
        { family, nature: 'state', inputs: needs },
      );
    const projection = projectionOf(PAID);
    const { entities } = runOf(projection, [
      on('M04', 'flow', flow, 1, inputs),
      on('M05', 'burst', burst, 0.8, ['transactions.at']),
    ]);
    return entities.find(({ id }) => id === account(1))!;
  };
  const part = (entity: ReturnType<typeof found>, code: string) =>
    entity.indicators.find(({ indicator }) => indicator === code)!;

  it('count once, and the weaker says in which it is counted', () => {
    const entity = found([0, 1, 2, 3], [0, 1, 2, 3, 4, 5]);
    expect(part(entity, 'M04').contribution).toBe(entity.score);
    expect(part(entity, 'M05')).toMatchObject({ contribution: 0, countedIn: 'M04' });
    expect(part(entity, 'M05').bans).toBeGreaterThan(0);
  });

  it('count apart where less than half of their rows are common', () => {
    const entity = found([0, 1, 2, 3], [3, 4, 5, 6]);
    expect(part(entity, 'M05').contribution).toBeGreaterThan(0);
    expect(part(entity, 'M05').countedIn).toBeUndefined();
  });

  it('count once where one of them would have taken invoices too, had there been any', () => {
    const entity = found([0, 1, 2, 3], [0, 1, 2, 3], [['transactions.at', 'invoices.at']]);
    expect(part(entity, 'M05')).toMatchObject({ contribution: 0, countedIn: 'M04' });
  });

  it('count apart where one of them also reads another table', () => {
    const entity = found([0, 1, 2, 3], [0, 1, 2, 3], ['transactions.at', 'companies.registered_at']);
    expect(part(entity, 'M05').contribution).toBeGreaterThan(0);
  });
});
