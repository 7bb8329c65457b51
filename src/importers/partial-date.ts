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
