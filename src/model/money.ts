/** An amount as it leaves Tamyr: integer minor units as decimal text, and the currency's code. */
export interface Money {
  minor: string;
  currency: string;
}

/** Largest amount that one row may carry, in minor units: integers are exact in typed arrays up to here. */
export const MAX_AMOUNT_MINOR = Number.MAX_SAFE_INTEGER;

/** ISO 4217 currencies whose exponent is not 2. */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...spread(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...spread(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...spread(4, 'CLF UYW'),
  ...spread(
    8,
    'ADA ATOM AVAX BCH BNB BTC DASH DOGE DOT ETC ETH LINK LTC MATIC SHIB SOL TON TRX UNI USDC USDT XLM XMR XRP XTZ ZEC',
  ),
};

function spread(exponent: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, exponent]));
}

/** Decimal digits of a currency's minor unit: ISO 4217's exponent, 8 for crypto-assets, 2 where the code is not known. */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** Currencies whose exponent is not this one, with theirs. */
export function exponentsOtherThan(exponent: number): Record<string, bigint> {
  const others = Object.entries(EXPONENTS).filter(([, other]) => other !== exponent);
  return Object.fromEntries(others.map(([currency, other]) => [currency, BigInt(other)]));
}

/** Whether `text` can be a currency: three to five capital letters or digits. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z][A-Z0-9]{2,4}$/.test(text);
}

/** Why an amount could not be read. */
export type AmountDefect = 'not-a-number' | 'negative' | 'too-large';

export interface AmountFormat {
  /** Decimal mark, `.` unless told. */
  decimal?: string;
  /** Grouping mark between digits, none unless told; a space also stands for the no-break and narrow no-break space. */
  group?: string;
  /** Take the absolute value instead of refusing a sign. */
  abs?: boolean;
}

/** What reading an amount gives: exact minor units, and whether digits beyond the minor unit were rounded (half to even). */
export type ParsedAmount = { minor: number; rounded: boolean } | { defect: AmountDefect };

/**
 * Reads a decimal number (exponents allowed, `5.68E7`) into exact integer minor units of the currency.
 * Refuses what is not a number, what is negative (unless `abs`), and what exceeds `MAX_AMOUNT_MINOR`.
 */
export function parseAmount(text: string, currency: string, format?: AmountFormat): ParsedAmount {
  const exponent = exponentOf(currency);
  if (format === undefined) {
    const quick = parsePlain(text, exponent);
    if (quick >= 0) return { minor: quick, rounded: false };
  }
  return parseCarefully(text, exponent, format ?? {});
}

/** Digits with at most `exponent` decimals and at most 15 digits in all: the common case without a string made; −1 otherwise. */
function parsePlain(text: string, exponent: number): number {
  const length = text.length;
  if (length === 0 || length > 15) return -1;
  let value = 0;
  let decimals = -1;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      value = value * 10 + c - 48;
      if (decimals >= 0) decimals++;
    } else if (c === 46 && decimals < 0 && i > 0) decimals = 0;
    else return -1;
  }
  if (decimals === 0 || decimals > exponent) return -1;
  for (let d = Math.max(decimals, 0); d < exponent; d++) value *= 10;
  return value <= MAX_AMOUNT_MINOR ? value : -1;
}

function parseCarefully(raw: string, exponent: number, { decimal = '.', group, abs }: AmountFormat): ParsedAmount {
  let text = raw.trim();
  if (group) text = group === ' ' ? text.replace(/[   ]/g, '') : text.split(group).join('');
  if (decimal !== '.') {
    if (text.includes('.')) return { defect: 'not-a-number' };
    text = text.replace(decimal, '.');
  }
  const match = /^([+\-−])?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!match || (!match[2] && !match[3])) return { defect: 'not-a-number' };
  const digits = (match[2] ?? '') + (match[3] ?? '');
  const shift = exponent - (match[3]?.length ?? 0) + Number(match[4] ?? 0);
  if (shift > 400) return { defect: 'too-large' };
  const { value, rounded } = shifted(BigInt(digits), shift);
  const negative = (match[1] === '-' || match[1] === '−') && value !== 0n;
  if (negative && !abs) return { defect: 'negative' };
  if (value > BigInt(MAX_AMOUNT_MINOR)) return { defect: 'too-large' };
  return { minor: Number(value), rounded };
}

/** `digits × 10^shift`, rounded half to even. */
function shifted(digits: bigint, shift: number): { value: bigint; rounded: boolean } {
  if (shift >= 0) return { value: digits * 10n ** BigInt(shift), rounded: false };
  const divisor = 10n ** BigInt(-shift);
  const quotient = digits / divisor;
  const rest = digits % divisor;
  if (rest === 0n) return { value: quotient, rounded: false };
  const twice = rest * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return { value: up ? quotient + 1n : quotient, rounded: true };
}

/** Minor units as a plain decimal with the currency's full number of decimals: `4210000050` KZT → `42100000.50`. */
export function formatMinor(minor: number | bigint | string, currency: string): string {
  const exponent = exponentOf(currency);
  const text = String(minor);
  const negative = text.startsWith('-');
  const digits = (negative ? text.slice(1) : text).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const body = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
  return negative ? `-${body}` : body;
}
