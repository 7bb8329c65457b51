import { formatDate, formatMoneyShort, formatNumber, formatShare } from '../i18n/format.ts';
import { formatDays, formatDuration } from '../i18n/format-duration.ts';
import type { Evidence } from '../model/finding.ts';
import { parseDay } from '../model/time.ts';
import type { Language } from '../model/vocabulary.ts';

/** A measured value or its threshold as a reader expects it, by the unit of the evidence line. */
export function formatEvidence(evidence: Evidence, which: 'value' | 'threshold', language: Language): string {
  const value = evidence[which];
  if (value === undefined) return '';
  const number = typeof value === 'number' ? value : Number.NaN;
  switch (evidence.unit) {
    case 'share':
      return Number.isNaN(number) ? String(value) : formatShare(number, language);
    case 'ms':
      return Number.isNaN(number) ? String(value) : formatDuration(number, language);
    case 'days':
      return Number.isNaN(number) ? String(value) : formatDays(number, language);
    case 'minor': {
      const minor = typeof value === 'number' ? String(Math.round(value)) : value;
      const isInteger = /^-?\d+$/.test(minor);
      return isInteger ? formatMoneyShort({ minor, currency: evidence.currency ?? 'KZT' }, language) : minor;
    }
    case 'date': {
      const day = typeof value === 'string' ? parseDay(value) : value;
      return day === null ? String(value) : formatDate(day, language);
    }
    default:
      return typeof value === 'number' ? formatNumber(value, language) : value;
  }
}

/**
 * Rounds parts to hundredths so that they still add up to the rounded whole: the largest remainders get the missing ones.
 * Parts that are 0 stay 0.
 */
export function roundedParts(parts: readonly number[], whole: number): number[] {
  const cents = parts.map((part) => Math.floor(part * 100 + 1e-9));
  let missing = Math.round(whole * 100) - cents.reduce((sum, cent) => sum + cent, 0);
  const order = parts
    .map((part, i) => ({ i, rest: part * 100 - cents[i]! }))
    .filter(({ i }) => parts[i]! > 0)
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order) {
    if (missing <= 0) break;
    cents[i]!++;
    missing--;
  }
  return cents.map((cent) => cent / 100);
}
