import { expect, it } from 'vitest';
import { closingLimits, rankTimes } from '../../src/graph/rings/time-ranks.ts';
import { seeded } from './brute-rings.ts';

const DAY_MS = 86_400_000;

it('finds the last moment and the last day within the window, in whatever order ranks are asked for', () => {
  const random = seeded(29);
  const below = (n: number) => Math.floor(random() * n);
  for (let round = 0; round < 60; round++) {
    const at = Float64Array.from({ length: 1 + below(60) }, () => below(9 * DAY_MS)).sort();
    const day = Int32Array.from(at, (moment) => Math.floor(moment / DAY_MS));
    const ranks = rankTimes({ at, day, precision: Uint8Array.from(at, () => below(2)) });
    const windowMs = below(4) * DAY_MS + below(2) * below(DAY_MS);
    const limits = closingLimits(ranks, windowMs);
    const order = Array.from({ length: 40 }, () => below(ranks.rankAt.length));
    if (round % 2) order.sort((a, b) => a - b);
    for (const rank of order) {
      const soonEnough = (moment: number) => moment <= ranks.rankAt[rank]! + windowMs;
      expect(limits.instant(rank)).toBe(ranks.rankAt.findLastIndex(soonEnough));
      if (!ranks.rankDay) continue;
      const lastDay = ranks.rankDay[rank]! + Math.floor(windowMs / DAY_MS);
      expect(limits.day(rank)).toBe(ranks.rankDay.findLastIndex((other) => other <= lastDay));
    }
  }
});
