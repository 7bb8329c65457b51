import type { TextValues } from '../model/text.ts';
import type { Language, Texts } from '../model/vocabulary.ts';
import { catalogue, type TextKey } from './catalogue.ts';
import { formatText } from './format-text.ts';

/** The text of a key in a language, filled with values. */
export function t(language: Language, key: TextKey, values: TextValues = {}): string {
  return formatText(catalogue[key][language], values, language);
}

/** Families of keys whose members are named by data: `word('ru', 'relation', 'OWNS')` is the text of `relation.OWNS`. */
export const WORD_FAMILIES = [
  'kind',
  'variant',
  'relation',
  'role',
  'channel',
  'severity',
  'status',
  'clusterKind',
  'change',
  'size',
  'column',
  'list',
] as const;
export type WordFamily = (typeof WORD_FAMILIES)[number];

/** The name of a word that comes from data; a word that the catalogue does not know (a list's own code) stays as it is. */
export function word(language: Language, family: WordFamily, value: string): string {
  const key = `${family}.${value}`;
  const texts: Texts | undefined = Object.hasOwn(catalogue, key) ? catalogue[key as TextKey] : undefined;
  return texts ? texts[language] : value;
}
