import type { TextValue, TextValues } from '../model/text.ts';
import type { Language } from '../model/vocabulary.ts';
import {
  formatDate,
  formatDateLong,
  formatMoneyFull,
  formatMoneyShort,
  formatNumber,
  formatScore,
  formatShare,
  kazakhAblative,
  kazakhPossessive,
} from './format.ts';
import { formatDuration } from './format-duration.ts';
import { parseText, type TextPart } from './parse-text.ts';
import { pluralForm } from './plural.ts';

/** At most this many names of a list are written out, and one more rather than "and 1 more". */
const NAMES_WRITTEN = 3;
const AND: Readonly<Record<Language, string>> = { en: 'and', kk: 'және', ru: 'и' };

const parsed = new Map<string, readonly TextPart[]>();

/**
 * Writes a sentence in the reader's language: ICU-style placeholders `{name}`, plurals and selects, filled with numbers,
 * texts, money (short), shares, days, durations and lists of names ("A, B and 12 more").
 * Styles: `{d, date, long}`, `{m, money, full}`, `{n, score}`, `{n, kk, ablative}` (`5-тен`), `{n, kk, possessive}` (`25-і`).
 * Throws where the template is broken or a value is missing, with both quoted: such a text must not reach a reader.
 */
export function formatText(template: string, values: TextValues, language: Language): string {
  let parts = parsed.get(template);
  if (!parts) {
    parts = parseText(template);
    parsed.set(template, parts);
  }
  return writeParts(parts, values, language, template, null);
}

function writeParts(
  parts: readonly TextPart[],
  values: TextValues,
  language: Language,
  template: string,
  pound: number | null,
): string {
  let out = '';
  for (const part of parts) {
    if (typeof part === 'string') out += part;
    else if ('pound' in part) out += pound === null ? '#' : formatNumber(pound, language);
    else {
      const value = valueNamed(values, part.name, template);
      if (!('choose' in part)) out += writeValue(value, part.style, language, template);
      else if (part.choose === 'select') {
        const chosen = part.options.get(String(value)) ?? part.options.get('other')!;
        out += writeParts(chosen, values, language, template, pound);
      } else {
        const count = countOf(value, part.name, template);
        const chosen =
          part.options.get(`=${count}`) ?? part.options.get(pluralForm(count, language)) ?? part.options.get('other')!;
        out += writeParts(chosen, values, language, template, count);
      }
    }
  }
  return out;
}

function valueNamed(values: TextValues, name: string, template: string): TextValue {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new TypeError(`text template: no value for “${name}” in “${template}”`);
  return value;
}

/** The number that a plural is chosen by: a number, a numeral text, or how many names a list stands for. */
function countOf(value: TextValue, name: string, template: string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && 'names' in value) return value.total;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  throw new TypeError(`text template: “${name}” must be a number in “${template}”`);
}

function writeValue(value: TextValue, style: string | null, language: Language, template: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return writeNumber(value, style, language, template);
  if ('money' in value) {
    return style === 'money full' ? formatMoneyFull(value.money, language) : formatMoneyShort(value.money, language);
  }
  if ('share' in value) return formatShare(value.share, language);
  if ('day' in value) {
    return style === 'date long' ? formatDateLong(value.day, language) : formatDate(value.day, language);
  }
  if ('durationMs' in value) return formatDuration(value.durationMs, language);
  return writeNames(value.names, value.total, language);
}

function writeNumber(value: number, style: string | null, language: Language, template: string): string {
  const text = formatNumber(value, language);
  switch (style) {
    case null:
    case 'number':
      return text;
    case 'score':
      return formatScore(value, language);
    case 'kk ablative':
      return `${text}-${kazakhAblative(value)}`;
    case 'kk possessive':
      return `${text}-${kazakhPossessive(value)}`;
    default:
      throw new TypeError(`text template: no number style “${style}” (in “${template}”)`);
  }
}

/** `A, B and C`; of many, the first few and how many more there are. */
function writeNames(names: readonly string[], total: number, language: Language): string {
  const all = Math.max(total, names.length);
  const written = all <= NAMES_WRITTEN + 1 ? names : names.slice(0, NAMES_WRITTEN);
  const more = all - written.length;
  if (written.length === 0) return formatNumber(all, language);
  if (more > 0) {
    const count = formatNumber(more, language);
    const rest = { en: `and ${count} more`, kk: `және тағы ${count}`, ru: `и ещё ${count}` }[language];
    return `${written.join(', ')} ${rest}`;
  }
  if (written.length === 1) return written[0]!;
  return `${written.slice(0, -1).join(', ')} ${AND[language]} ${written.at(-1)}`;
}
