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
  const rounded = Number(value.toFixed(6));
  return String(rounded === 0 ? 0 : rounded);
}
