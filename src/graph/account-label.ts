/** Least number of digits by which a key counts as an account number and is never written in full. */
const NUMBER_DIGITS = 4;

/** An account in a sentence or a picture: a number by its last four characters, a word as it is (`MERCHANT_01`, `some-bank`). */
export function accountLabel(key: string): string {
  const digits = key.replace(/\D/g, '').length;
  return digits < NUMBER_DIGITS || key.length <= 4 ? key : `··\u00a0${key.slice(-4)}`;
}
