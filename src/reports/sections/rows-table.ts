import { formatAmount, formatMomentLocal } from '../../i18n/format.ts';
import { t, word } from '../../i18n/t.ts';
import { parseMoment } from '../../model/time.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import type { RowExcerpt } from '../report-input.ts';

const LONGEST_FILE = 28;

/** Transfers with the file and line of each; below what is cut stands how many there are and where the rest is. */
export function rowsTable(
  { rows, total }: RowExcerpt,
  language: Language,
  options: { head: boolean; file: string; files: readonly string[] },
): string {
  const body = rows.map(({ at, from, to, fromLabel, toLabel, amount, source }, i) => {
    const moment = parseMoment(at);
    return `<tr><td class="t3 nw">${i + 1}</td><td class="nw">${moment ? formatMomentLocal(moment, language) : escapeMarkup(at)}</td><td>${party(fromLabel, from, language)}</td><td>${party(toLabel, to, language)}</td><td class="r"><b>${formatAmount(amount, language)}</b> ${amount.currency === 'KZT' ? '₸' : escapeMarkup(amount.currency)}</td><td class="src" title="${escapeMarkup(source.file)}">${escapeMarkup(t(language, 'report.fileLine', { file: cutMiddle(source.file), line: source.line }))}</td></tr>`;
  });
  const head = `<thead><tr><th>№</th><th>${word(language, 'column', 'at')}</th><th>${word(language, 'column', 'from_account')}</th><th>${word(language, 'column', 'to_account')}</th><th class="r">${word(language, 'column', 'amount')}</th><th class="src">${word(language, 'column', 'source')}</th></tr></thead>`;
  const rest = options.files.includes(options.file) ? ` ${t(language, 'report.allIn', { file: options.file })}` : '';
  const cut =
    rows.length < total
      ? `<p class="note cut">${t(language, 'report.rowsCut', { shown: rows.length, total })}, ${t(language, 'report.cutBy.time')}.${rest}</p>`
      : '';
  return `<div class="wide"><table class="tb">${head}<tbody>${body.join('')}</tbody></table></div>${cut}${options.head ? `<p class="note">${t(language, 'report.timeZone')}</p>` : ''}`;
}

function party(label: string | null, id: string | null, language: Language): string {
  if (label === null && id === null) return escapeMarkup(word(language, 'variant', 'cash'));
  const key = id === null ? '' : id.slice(id.indexOf(':') + 1);
  const name = abbreviated(label ?? key);
  const digits = key.length > 8 ? `··\u00a0${key.slice(-4)}` : key;
  return `${escapeMarkup(name)}${label !== null && key !== '' && label !== key ? ` <span class="sm t3">${escapeMarkup(digits)}</span>` : ''}`;
}

/** A file's name that fits a column: cut in the middle, so that its kind and its month stay; the line is never cut. */
function cutMiddle(file: string): string {
  const letters = [...file];
  return letters.length <= LONGEST_FILE
    ? file
    : `${letters.slice(0, LONGEST_FILE / 2 - 1).join('')}…${letters.slice(-LONGEST_FILE / 2).join('')}`;
}

/** The usual short form for a legal form that is written out, and the first of two names in two languages. */
function abbreviated(name: string): string {
  return name
    .split(' / ')[0]!
    .replace(/товарищество с ограниченной ответственностью/i, 'ТОО')
    .replace(/жауапкершілігі шектеулі серіктестігі/i, 'ЖШС')
    .replace(/индивидуальный предприниматель/i, 'ИП')
    .replace(/акционерное общество/i, 'АО');
}
