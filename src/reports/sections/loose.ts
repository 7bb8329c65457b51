import { formatNumber } from '../../i18n/format.ts';
import { t, word } from '../../i18n/t.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import type { ReportInput } from '../report-input.ts';

/** Findings listed on the first page; all of them are in the tables beside it. */
const SHOWN = 50;

/** What the rules found that belongs to no cluster, strongest first; nothing where everything is in one. */
export function looseSection({ index, rules }: ReportInput, language: Language): string {
  const { looseFindings } = index;
  if (looseFindings.length === 0) return '';
  const rows = looseFindings.slice(0, SHOWN).map(({ indicator, severity, text }) => {
    const title = rules[indicator]?.title[language] ?? '';
    return `<tr><td class="nw t3">${escapeMarkup(indicator)}</td><td><b>${escapeMarkup(title)}.</b> ${escapeMarkup(text[language])}</td><td class="r nw">${word(language, 'severity', severity)}</td></tr>`;
  });
  const shown = { shown: formatNumber(rows.length, language), total: formatNumber(looseFindings.length, language) };
  return `<h2 id="${language}-loose">${t(language, 'report.section.loose')}</h2><div class="wide"><table class="tb"><tbody>${rows.join('')}</tbody></table></div><p class="note">${escapeMarkup(t(language, 'report.index.looseShown', shown))}</p>`;
}
