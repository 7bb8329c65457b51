import { compileDatePattern, type DatePattern } from './mapping/date-pattern.ts';
import { isoOf } from './mapping/evaluate-time.ts';
import type { Purpose } from './mapping/mapping.ts';

const PATTERNS = ['yyyy-MM-dd', 'yyyy-MM', 'yyyy', "yyyy-MM-dd'T'HH:mm:ssX", "yyyy-MM-dd'T'HH:mm:ss.SX"].map(
  (text) => compileDatePattern(text) as DatePattern,
);
const LOCAL = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"].map((text) => compileDatePattern(text) as DatePattern);

/**
 * A date of open data, which may name only a year or a month, as ISO 8601: the first day that it names, as an end the first
 * day after it. Times without an offset are UTC. A text that is no date comes back as it is.
 */
export function partialDate(text: string | undefined, purpose: Purpose = 'value'): string {
  if (text === undefined || text === '') return '';
  const spec = { kind: 'date', zone: 'UTC' } as const;
  return (
    isoOf(text, { ...spec, patterns: PATTERNS }, purpose) ?? isoOf(text, { ...spec, patterns: LOCAL }, purpose) ?? text
  );
}

const REGISTER_PATTERNS = [
  'dd.MM.yyyy',
  'd.M.yyyy',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy H:mm',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm:ss.S',
].map((text) => compileDatePattern(text) as DatePattern);

/** The day of a Kazakh register's date, written `31.12.2020`, `31.12.2020 г.` or as ISO 8601; a text that is none comes back as it is. */
export function registerDay(text: string): string {
  const bare = text.trim().replace(/\s*(?:г\.?|ж\.?)$/u, '');
  if (bare === '' || bare === '-') return '';
  const iso = isoOf(bare, { kind: 'date', zone: null, patterns: REGISTER_PATTERNS }, 'value');
  // Of a time of day, the day alone: registers give midnight in whatever zone their server keeps.
  if (iso !== null) return /^\d{2}\./.test(bare) || /^\d\./.test(bare) ? dayOfRussian(bare) : bare.slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}T/.test(bare) ? bare.slice(0, 10) : bare;
}

function dayOfRussian(text: string): string {
  const [day, month, year] = text.split(' ', 1)[0]!.split('.');
  return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
}
