import { signal } from '@preact/signals';
import type { SearchHit } from '../../src/api/contract.ts';
import type { TextKey } from '../../src/i18n/catalogue.ts';
import {
  formatDate,
  formatMomentLocal,
  formatMoneyFull,
  formatMoneyShort,
  formatNumber,
  formatScore,
} from '../../src/i18n/format.ts';
import { t, type WordFamily, word } from '../../src/i18n/t.ts';
import type { Money } from '../../src/model/money.ts';
import type { TextValues } from '../../src/model/text.ts';
import { dayOf } from '../../src/model/time.ts';
import type { Language, Texts } from '../../src/model/vocabulary.ts';

/** The reader's language; everything below is written in it and follows it. */
export const language = signal<Language>('en');

export const say = (key: TextKey, values?: TextValues): string => t(language.value, key, values);
export const sayWord = (family: WordFamily, value: string): string => word(language.value, family, value);
export const sayTexts = (texts: Texts): string => texts[language.value];
export const sayNumber = (value: number): string => formatNumber(value, language.value);
export const sayScore = (value: number): string => formatScore(value, language.value);
export const sayMoney = (money: Money): string => formatMoneyShort(money, language.value);
export const sayMoneyFull = (money: Money): string => formatMoneyFull(money, language.value);

/** A calendar day as the API writes it (`2026-03-14`, also the head of a moment); anything else stays as it is. */
export function sayDay(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  return match ? formatDate(dayOf(Number(match[1]), Number(match[2]), Number(match[3])), language.value) : text;
}

/** A moment of the API (UTC, or a day alone) in Almaty's time. */
export function sayMoment(text: string): string {
  if (!text.includes('T')) return sayDay(text);
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : formatMomentLocal({ ms, precision: 'instant' }, language.value);
}

/** The largest of several sums, short; nothing where there are none. */
export function sayLargest(amounts: readonly Money[]): string | null {
  const first = [...amounts].sort((a, b) => Number(b.minor) - Number(a.minor))[0];
  return first ? sayMoney(first) : null;
}

/** The identifier beside a search hit, under its name in the reader's language. */
export function sayDetail({ detail, detailKind }: Pick<SearchHit, 'detail' | 'detailKind'>): string {
  if (detailKind === 'other') return detail ?? '';
  return `${say(detailKind === 'bin' ? 'column.bin' : 'column.iin')}\u00a0${detail}`;
}
