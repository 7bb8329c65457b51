import type { Language } from '../model/vocabulary.ts';

export type PluralForm = 'one' | 'few' | 'many' | 'other';

/** Plural form of a number (Unicode CLDR plural rules for English, Kazakh and Russian). */
export function pluralForm(value: number, language: Language): PluralForm {
  if (language !== 'ru') return value === 1 ? 'one' : 'other';
  if (!Number.isInteger(value)) return 'other';
  const ones = Math.abs(value) % 10;
  const tens = Math.abs(value) % 100;
  if (ones === 1 && tens !== 11) return 'one';
  if (ones >= 2 && ones <= 4 && (tens < 12 || tens > 14)) return 'few';
  return 'many';
}
