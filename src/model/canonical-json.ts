import { byCodePoint } from './order.ts';

/** JSON with keys in code-point order and numbers rounded to 6 places: the same value gives the same bytes everywhere. */
export function canonicalJson(value: unknown): string {
  return write(value);
}

function write(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return writeNumber(value);
    case 'bigint':
      return value.toString();
    case 'object':
      break;
    default:
      throw new TypeError(`canonicalJson: a ${typeof value} has no JSON form`);
  }
  return Array.isArray(value) ? `[${value.map(write).join(',')}]` : writeObject(value as Record<string, unknown>);
}

/** Keys come back in every record: each is written once, and an order that is right already is not made again. */
const written = new Map<string, string>();
const MOST_KEYS = 10_000;

function writeObject(value: Record<string, unknown>): string {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i++) {
    if (byCodePoint(keys[i - 1]!, keys[i]!) < 0) continue;
    keys.sort(byCodePoint);
    break;
  }
  let text = '';
  for (const key of keys) {
    const own = value[key];
    if (own === undefined) continue;
    text += `${text === '' ? '{' : ','}${writeKey(key)}${write(own)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function writeKey(key: string): string {
  let text = written.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (written.size < MOST_KEYS) written.set(key, text);
  }
  return text;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} has no JSON form`);
  if (Number.isInteger(value)) return String(value === 0 ? 0 : value);
  if (Math.abs(value) < EXACT_BELOW) {
    const millionths = Math.abs(value) * 1e6;
    const whole = Math.round(millionths);
    if (Math.abs(millionths - whole) < NO_TIE) return `${value < 0 && whole > 0 ? '-' : ''}${decimal(whole)}`;
  }
  const rounded = Number(value.toFixed(6));
  return String(rounded === 0 ? 0 : rounded);
}

/** Below this a product with a million is off by less than `NO_TIE` is short of a half, so that rounding it is exact. */
const EXACT_BELOW = 1000;
const NO_TIE = 0.499999;

/** Whole millionths as a decimal number without trailing zeros: what `String` makes of it, without a search for the shortest digits. */
function decimal(millionths: number): string {
  const whole = Math.floor(millionths / 1e6);
  let rest = millionths - whole * 1e6;
  if (rest === 0) return String(whole);
  let places = 6;
  while (rest % 10 === 0) {
    rest /= 10;
    places--;
  }
  return `${whole}.${String(rest).padStart(places, '0')}`;
}
