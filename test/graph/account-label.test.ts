import { expect, it } from 'vitest';
import { accountLabel } from '../../src/graph/account-label.ts';

it.each([
  ['KZ868560000000008812', '·· 8812'],
  ['card-227aa544', '·· a544'],
  ['ACC_00123', '·· 0123'],
  ['MERCHANT_01', 'MERCHANT_01'],
  ['some-bank-limited', 'some-bank-limited'],
  ['5618', '5618'],
])('writes %s as %s', (key, label) => {
  expect(accountLabel(key).replace('\u00a0', ' ')).toBe(label);
});
