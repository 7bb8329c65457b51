/** What the twelve digits of a Kazakh BIN or IIN say about themselves. */
export interface KzNumber {
  form: 'bin' | 'iin';
  /** Check digit after Government Resolution 853 of 26.08.2013: two passes of weights, mod 11. */
  checkDigitOk: boolean;
  /** BIN: registration month is 1–12, type 4–6 and attribute 0–3. IIN: a date that exists and a century digit of 0–6. */
  digitsOk: boolean;
  /** BIN only: first month of (re)registration, `YYYY-MM`, with the century that puts it before 2070. */
  registeredMonth: string | null;
  /** IIN only, `YYYY-MM-DD`; since 2013 the digits need not match the person, so this may warn but never reject. */
  birthDate: string | null;
  /** BIN only. */
  attribute: 'head-office' | 'branch' | 'representative-office' | 'farm' | null;
}

const FIRST_PASS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_PASS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
const ATTRIBUTES = ['head-office', 'branch', 'representative-office', 'farm'] as const;

/** Whether `text` has the shape of a BIN or IIN: exactly twelve ASCII digits. */
export function isTwelveDigits(text: string): boolean {
  if (text.length !== 12) return false;
  for (let i = 0; i < 12; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return true;
}

/** The check digit that the first eleven digits ask for, or null where both passes give 10 and no number can be valid. */
export function kzCheckDigit(digits: string): number | null {
  for (const weights of [FIRST_PASS, SECOND_PASS]) {
    let sum = 0;
    for (let i = 0; i < 11; i++) sum += (digits.charCodeAt(i) - 48) * weights[i]!;
    if (sum % 11 !== 10) return sum % 11;
  }
  return null;
}

/** A bare number is a company's when its fifth digit is 4, 5 or 6, else a person's. `digits` is twelve digits. */
export function kzForm(digits: string): 'bin' | 'iin' {
  const fifth = digits.charCodeAt(4) - 48;
  return fifth >= 4 && fifth <= 6 ? 'bin' : 'iin';
}

/** Reads a twelve-digit BIN or IIN; never throws, defects are marks on the result (R19). */
export function readKzNumber(digits: string): KzNumber {
  const form = kzForm(digits);
  const checkDigitOk = kzCheckDigit(digits) === Number(digits[11]);
  const twoDigits = (at: number) => Number(digits.slice(at, at + 2));
  if (form === 'bin') {
    const month = twoDigits(2);
    const attribute = ATTRIBUTES[Number(digits[5])] ?? null;
    const monthOk = month >= 1 && month <= 12;
    const century = twoDigits(0) < 70 ? 2000 : 1900;
    return {
      form,
      checkDigitOk,
      digitsOk: monthOk && attribute !== null,
      registeredMonth: monthOk ? `${century + twoDigits(0)}-${digits.slice(2, 4)}` : null,
      birthDate: null,
      attribute,
    };
  }
  const centuryDigit = Number(digits[6]);
  const century = centuryDigit <= 2 ? 1800 : centuryDigit <= 4 ? 1900 : 2000;
  const year = century + twoDigits(0);
  const month = twoDigits(2);
  const day = twoDigits(4);
  const dateOk = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  const known = dateOk && centuryDigit >= 1 && centuryDigit <= 6;
  return {
    form,
    checkDigitOk,
    digitsOk: dateOk && centuryDigit <= 6,
    registeredMonth: null,
    birthDate: known ? `${year}-${digits.slice(2, 4)}-${digits.slice(4, 6)}` : null,
    attribute: null,
  };
}

/** Whether the number is well-formed in every respect: check digit, type digits and dates. */
export function isValidKzNumber(text: string): boolean {
  if (!isTwelveDigits(text)) return false;
  const { checkDigitOk, digitsOk } = readKzNumber(text);
  return checkDigitOk && digitsOk;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
