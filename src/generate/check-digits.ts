const FIRST_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/**
 * The twelfth digit of a BIN or IIN for its first eleven, or -1 where both passes give 10 and no such number exists.
 * Written for the generator alone, so that a mistake here or in the reading side shows against the other.
 */
function checkDigit(elevenDigits: string): number {
  const first = weighted(elevenDigits, FIRST_WEIGHTS);
  if (first < 10) return first;
  const second = weighted(elevenDigits, SECOND_WEIGHTS);
  return second < 10 ? second : -1;
}

function weighted(digits: string, weights: number[]): number {
  let sum = 0;
  for (let i = 0; i < 11; i += 1) sum += (digits.charCodeAt(i) - 48) * weights[i]!;
  return sum % 11;
}

/** The first number `prefix + serial + check digit` that exists, trying `serial`, `serial + 1`, … (`width` digits). */
export function withCheckDigit(prefix: string, serial: number, width: number): string {
  for (let attempt = serial; ; attempt += 1) {
    const eleven = prefix + String(attempt).padStart(width, '0');
    const digit = checkDigit(eleven);
    if (digit >= 0) return eleven + digit;
  }
}

/** An account number in the form of a Kazakh IBAN: KZ, two check digits (ISO 13616, mod 97), bank, thirteen digits. */
export function ibanOf(bankCode: number, highFour: number, lowNine: number): string {
  // K = 20 and Z = 35 stand at the end, with 00 in the place of the check digits.
  let rest = bankCode % 97;
  rest = (rest * 10_000 + highFour) % 97;
  rest = (rest * 1_000_000_000 + lowNine) % 97;
  rest = (rest * 1_000_000 + 203_500) % 97;
  const check = String(98 - rest).padStart(2, '0');
  return `KZ${check}${bankCode}${String(highFour).padStart(4, '0')}${String(lowNine).padStart(9, '0')}`;
}

/** An account number in the form of an IBAN of another country (ISO 13616), with a bank code `900` and fourteen digits. */
export function foreignIbanOf(country: string, highFour: number, lowNine: number): string {
  const account = `900${String(highFour % 10_000).padStart(4, '0')}0${String(lowNine).padStart(9, '0')}`;
  const letters = [...country].map((letter) => letter.charCodeAt(0) - 55).join('');
  let rest = 0;
  for (const digit of `${account}${letters}00`) rest = (rest * 10 + Number(digit)) % 97;
  return `${country}${String(98 - rest).padStart(2, '0')}${account}`;
}
