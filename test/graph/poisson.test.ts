import { describe, expect, it } from 'vitest';
import { poissonTail } from '../../src/graph/poisson.ts';

describe('the upper tail of a Poisson distribution', () => {
  it.each([
    [0, 3, 1],
    [1, 1, 1 - Math.exp(-1)],
    [5, 0.5, 0.00017211563],
    [28, 6.5, 3.66079926e-10],
    [3, 10, 0.9972306],
    [1, 0, 0],
  ])('P(X ≥ %d | mean %d) = %d', (count, mean, chance) => {
    const tail = poissonTail(count, mean);
    expect(Math.abs(tail - chance)).toBeLessThanOrEqual(chance * 1e-6 + 1e-15);
  });

  it('falls with the count and rises with the mean', () => {
    for (let count = 1; count < 60; count++) {
      expect(poissonTail(count + 1, 20)).toBeLessThanOrEqual(poissonTail(count, 20));
      expect(poissonTail(count, 20)).toBeLessThanOrEqual(poissonTail(count, 21));
    }
  });
});
