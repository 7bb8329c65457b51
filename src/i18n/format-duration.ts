import type { Language } from '../model/vocabulary.ts';
import { formatNumber } from './format.ts';
import { type PluralForm, pluralForm } from './plural.ts';

const NBSP = '\u00a0';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Forms = Partial<Record<PluralForm, string>> & { other: string };
const DAYS: Readonly<Record<Language, Forms>> = {
  en: { one: 'day', other: 'days' },
  kk: { other: 'күн' },
  ru: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
};
const ABBREVIATED: Readonly<Record<Language, Record<'h' | 'min' | 's', string>>> = {
  en: { h: 'h', min: 'min', s: 's' },
  kk: { h: 'сағ', min: 'мин', s: 'с' },
  ru: { h: 'ч', min: 'мин', s: 'с' },
};

/** A length of time in its one or two largest units: `6 days`, `3 дня 4 ч`, `5 h 20 min`, `11 мин`. */
export function formatDuration(durationMs: number, language: Language): string {
  const ms = Math.max(0, durationMs);
  const short = ABBREVIATED[language];
  if (ms >= 2 * DAY || ms === DAY) {
    const hours = Math.round(ms / HOUR);
    const days = Math.floor(hours / 24);
    const rest = days < 10 ? hours % 24 : 0;
    const whole = formatDays(days >= 10 ? Math.round(ms / DAY) : days, language);
    return rest === 0 ? whole : `${whole} ${rest}${NBSP}${short.h}`;
  }
  if (ms >= HOUR) {
    const minutes = Math.round(ms / MINUTE);
    const rest = minutes % 60;
    const whole = `${Math.floor(minutes / 60)}${NBSP}${short.h}`;
    return rest === 0 ? whole : `${whole} ${rest}${NBSP}${short.min}`;
  }
  if (ms >= MINUTE) return `${Math.round(ms / MINUTE)}${NBSP}${short.min}`;
  return `${Math.round(ms / SECOND)}${NBSP}${short.s}`;
}

/** `6 days`, `6 дней`, `6 күн`. */
export function formatDays(days: number, language: Language): string {
  const forms = DAYS[language];
  return `${formatNumber(days, language)}${NBSP}${forms[pluralForm(days, language)] ?? forms.other}`;
}
