import { formatDate } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import type { Cluster } from '../../model/finding.ts';
import { parseDay } from '../../model/time.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import type { ReportInput } from '../report-input.ts';

/** What this report cannot say: rules without data, notes of the rules, things known by reference only, names, later facts. */
export function uncheckedSection(
  { index, projection, rules }: ReportInput,
  cluster: Cluster | null,
  language: Language,
): string {
  const { run } = index;
  const asOf = parseDay(run.asOf);
  const items = [
    ...run.notRun.map(({ indicator, text }) => {
      const title = rules[indicator]?.title[language];
      return t(language, 'report.unchecked.notRun', {
        indicator: title ? `${indicator} (${lowerFirst(title)})` : indicator,
        why: text[language],
      });
    }),
    ...run.notes.map((note) => note[language]),
  ];
  if (cluster) {
    const byReference = cluster.members.filter((id) => {
      const node = projection.nodes.find(id);
      return node >= 0 && projection.nodes.byReference[node];
    }).length;
    if (byReference > 0) items.push(t(language, 'report.unchecked.reference', { count: byReference }));
  }
  items.push(t(language, 'report.unchecked.names'));
  if (asOf !== null) items.push(t(language, 'report.unchecked.asOf', { asOf: formatDate(asOf, language) }));
  items.push(t(language, 'report.unchecked.judgement'));
  return `<h2 id="${language}-unchecked">${t(language, 'report.section.unchecked')}</h2><ul class="not">${items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;
}

function lowerFirst(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}
