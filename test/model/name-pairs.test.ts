import { describe, expect, it } from 'vitest';
import { foldName } from '../../src/model/fold.ts';
import { foldCompanyName } from '../../src/model/fold-company-name.ts';
import { APART, SAME_FIRM, SAME_SPELLING } from './name-pairs.ts';

describe('names as registers write them', () => {
  it.each(SAME_FIRM)('one firm: %s = %s', (a, b) => {
    expect(foldCompanyName(a)).toBe(foldCompanyName(b));
  });

  it.each(SAME_SPELLING)('one spelling: %s = %s', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  it.each(APART)('apart: %s, %s', (a, b) => {
    expect(foldCompanyName(a)).not.toBe(foldCompanyName(b));
  });
});
