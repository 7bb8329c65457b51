import { describe, expect, it } from 'vitest';
import { wilsonLower } from '../../src/graph/wilson.ts';

describe('the lower bound of a share', () => {
  it('does not take one of one for certainty', () => {
    expect(wilsonLower(1, 1)).toBeCloseTo(0.207, 3);
    expect(wilsonLower(1, 20)).toBeCloseTo(0.839, 3);
    expect(wilsonLower(0.5, 100)).toBeCloseTo(0.404, 3);
    expect(wilsonLower(0, 50)).toBe(0);
    expect(wilsonLower(1, 0)).toBe(0);
  });

  it('rises towards the share with the cases and never passes it', () => {
    for (let n = 1; n < 500; n++) {
      expect(wilsonLower(0.7, n + 1)).toBeGreaterThan(wilsonLower(0.7, n));
      expect(wilsonLower(0.7, n)).toBeLessThan(0.7);
    }
  });
});
