import { formatScore, formatShare } from '../../i18n/format.ts';
import { formatDuration } from '../../i18n/format-duration.ts';
import { t, word } from '../../i18n/t.ts';
import type { Cluster } from '../../model/finding.ts';
import { parseMoment } from '../../model/time.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import { moneyList, riskBars } from '../marks.ts';
import type { ReportInput } from '../report-input.ts';
import { levelOf } from '../run-index.ts';

/** Title, kind, lead and the four key figures of a cluster. */
export function shortSection({ index }: ReportInput, cluster: Cluster, language: Language): string {
  const { title, summary, kind, members, lineage, score } = cluster;
  const level = levelOf(score, index.run.lines);
  const change =
    index.run.previous === null
      ? ''
      : ` ${t(language, `report.change.${lineage.change}`, { count: lineage.previous.length })}`;
  const subtitle = t(language, 'report.subtitle', {
    kind: word(language, 'clusterKind', kind),
    members: t(language, 'count.member', { count: members.length }),
  });
  const figures = [
    [
      `${riskBars(level, 16)}${formatScore(score, language)}`,
      t(language, 'report.figure.score', { level: word(language, 'severity', level).toLowerCase() }),
    ],
    ...moneyFigures(cluster, language),
    spanFigure(cluster, index, language),
  ].slice(0, 4);
  return `<h1>${escapeMarkup(title[language])}</h1><p class="sub">${escapeMarkup(subtitle + change)}</p>
<p class="lead">${escapeMarkup(summary[language])}</p>
<div class="figs">${figures.map(([value, caption]) => `<div><b${value!.includes(' + ') ? ' class="long"' : ''}>${value}</b><span>${escapeMarkup(caption!)}</span></div>`).join('')}</div>`;
}

/** The two figures that say most: what came in (or moved inside), and what left in cash (or at all), else the members. */
function moneyFigures({ turnover, members }: Cluster, language: Language): [string, string][] {
  const has = (sums: Cluster['turnover']['in']) => sums.some(({ minor }) => minor !== '0');
  const figures: [string, string][] = [];
  if (has(turnover.in)) figures.push([moneyList(turnover.in, language), t(language, 'report.figure.in')]);
  else if (has(turnover.inside))
    figures.push([moneyList(turnover.inside, language), t(language, 'report.figure.inside')]);
  if (has(turnover.cash)) figures.push([moneyList(turnover.cash, language), cashCaption(turnover, language)]);
  else if (has(turnover.out)) figures.push([moneyList(turnover.out, language), t(language, 'report.figure.out')]);
  if (figures.length < 2) figures.push([String(members.length), t(language, 'report.figure.members')]);
  return figures;
}

/** Cash with its share of what came in, where both are in one currency. */
function cashCaption({ in: received, cash }: Cluster['turnover'], language: Language): string {
  const [into, out] = [received[0], cash[0]];
  if (received.length !== 1 || cash.length !== 1 || into!.currency !== out!.currency || into!.minor === '0') {
    return t(language, 'report.figure.cash');
  }
  const share = Number(out!.minor) / Number(into!.minor);
  return share > 1
    ? t(language, 'report.figure.cash')
    : t(language, 'report.figure.cashShare', { share: formatShare(share, language) });
}

/** From the first to the last transfer of the findings, else the number of firms. */
function spanFigure(cluster: Cluster, { findings }: ReportInput['index'], language: Language): [string, string] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const id of cluster.findings) {
    const { interval = null, transactions = [] } = findings.get(id) ?? {};
    if (interval === null || transactions.length === 0) continue;
    from = Math.min(from, parseMoment(interval.from)?.ms ?? from);
    to = Math.max(to, parseMoment(interval.to)?.ms ?? to);
  }
  if (to > from) return [formatDuration(to - from, language), t(language, 'report.figure.span')];
  const companies = cluster.members.filter((id) => id.startsWith('company:')).length;
  return companies > 0
    ? [String(companies), t(language, 'report.figure.companies')]
    : [String(cluster.findings.length), t(language, 'report.figure.findings')];
}
