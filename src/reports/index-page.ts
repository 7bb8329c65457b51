import { formatDate, formatNumber, formatScore, formatShare } from '../i18n/format.ts';
import { t, word } from '../i18n/t.ts';
import type { Cluster, Run } from '../model/finding.ts';
import type { Money } from '../model/money.ts';
import { byCodePoint } from '../model/order.ts';
import { parseDay } from '../model/time.ts';
import type { Language } from '../model/vocabulary.ts';
import { runLineOf, sideOf } from './cluster-page.ts';
import { escapeMarkup } from './escape.ts';
import { icon, kindMark, logo, moneyList, riskBars } from './marks.ts';
import { clusterNetwork } from './network/select-network.ts';
import { PAGE_LANGUAGES, pageFrame } from './page-frame.ts';
import { pageName, type ReportInput } from './report-input.ts';
import { levelOf, type RunIndex } from './run-index.ts';
import { looseSection } from './sections/loose.ts';
import { uncheckedSection } from './sections/unchecked.ts';
import { thumbnailSvg } from './thumbnail.ts';

/** Nodes in a thumbnail. */
const THUMBNAIL_NODES = 24;

/** The first page of a report: clusters by risk, what was read, which rules ran, what chance alone would give. */
export function indexPage(input: ReportInput): string {
  const { index, projection, pages } = input;
  const { run, document } = index;
  const listed = document.clusters.slice(0, pages);
  const thumbnails = listed.map((cluster, i) =>
    thumbnailSvg(clusterNetwork(projection, index, cluster, { maxNodes: THUMBNAIL_NODES }), cluster.id, i + 1),
  );
  const block = (language: Language) => {
    const asOf = dateOf(run, language);
    const lead =
      document.findings.length === 0
        ? t(language, 'report.index.none', { asOf })
        : document.clusters.length === 0
          ? t(language, 'report.index.onlyLoose', { asOf, findings: document.findings.length })
          : t(language, 'report.index.lead', {
              clusters: document.clusters.length,
              findings: document.findings.length,
              asOf,
            });
    const cut =
      listed.length < document.clusters.length
        ? `<p class="note cut">${escapeMarkup(t(language, 'report.index.pages', { shown: listed.length, total: document.clusters.length }))}</p>`
        : '';
    const rows = listed.map((cluster, i) => clusterRow(input, cluster, i + 1, thumbnails[i]!, language));
    const head = `<header class="ph"><span class="row">${logo(16)}<b>Tamyr</b> ${t(language, 'report.title')}</span><span>${escapeMarkup(runLineOf(input, language))}</span></header>`;
    const main = `<article class="sheet" id="${language}-short">${head}<h1>${t(language, 'report.clustersByRisk')}</h1><p class="lead">${escapeMarkup(lead)}</p>${rows.join('')}${cut}
${looseSection(input, language)}${chanceSection(run, language)}${rulesSection(input, language)}${readSection(run, language)}${goneSection(run, language)}${uncheckedSection(input, null, language)}</article>`;
    return {
      crumbs: `<b>${t(language, 'report.title')}</b>${icon('chevron', 12)}<span>${escapeMarkup(run.id)}</span>`,
      actions: '',
      left: contents(language, index),
      main,
      right: sideOf(input, language, ''),
    };
  };
  return pageFrame({
    root: '',
    title: `${t(PAGE_LANGUAGES[0]!, 'report.title')} ${run.id} · Tamyr`,
    printLine: `Tamyr · ${run.id} · ${run.asOf}`,
    blocks: { en: block('en'), kk: block('kk'), ru: block('ru') },
  });
}

function clusterRow(
  { index }: ReportInput,
  cluster: Cluster,
  rank: number,
  thumbnail: string,
  language: Language,
): string {
  const { run } = index;
  const level = levelOf(cluster.score, run.lines);
  const counts = (['company', 'person', 'account'] as const)
    .map((kind) => [kind, cluster.members.filter((id) => id.startsWith(`${kind}:`)).length] as const)
    .filter(([, count]) => count > 0)
    .map(
      ([kind, count]) =>
        `<li>${kindMark(kind, kind === 'account' ? 'card' : null)}${t(language, `count.${kind}`, { count })}</li>`,
    );
  const change =
    run.previous !== null && cluster.lineage.change !== 'same'
      ? ` <span class="tag">${word(language, 'change', cluster.lineage.change)}</span>`
      : '';
  const moved = movedOf(cluster);
  const total = cluster.indicators.reduce((sum, { contribution }) => sum + contribution, 0) || 1;
  const segments = cluster.indicators
    .filter(({ contribution }) => contribution > 0)
    .map(({ contribution }, i) => {
      const share = Math.round((contribution / total) * cluster.score * 1000) / 10;
      return `<i style="width:${share}%;background:color-mix(in srgb, var(--risk-${level === 'none' ? 'low' : level}) ${Math.max(72, 100 - i * 7)}%, var(--surface))"></i>`;
    });
  return `<div class="cl"><span class="rank">${rank}</span><a class="th" href="${pageName(cluster.id)}" tabindex="-1" aria-hidden="true">${thumbnail}</a><div><h2><a href="${pageName(cluster.id)}">${escapeMarkup(cluster.title[language])}</a>${change}</h2><p>${escapeMarkup(cluster.summary[language])}</p><ul><li>${word(language, 'clusterKind', cluster.kind)}</li>${counts.join('')}${moved.length > 0 ? `<li><span>${moneyList(moved, language)}</span> ${t(language, 'report.index.moved')}</li>` : ''}</ul></div><div class="sc"><b>${riskBars(level)}${formatScore(cluster.score, language)}</b><span class="sev ${level}">${word(language, 'severity', level)}</span><span class="contrib">${segments.join('')}</span></div></div>`;
}

/** What came in or moved inside, by currency. */
function movedOf({ turnover }: Cluster): Money[] {
  const sums = new Map<string, bigint>();
  for (const { minor, currency } of [...turnover.in, ...turnover.inside]) {
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor));
  }
  return [...sums]
    .filter(([, minor]) => minor !== 0n)
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([currency, minor]) => ({ minor: String(minor), currency }));
}

function chanceSection({ lines, counts }: Run, language: Language): string {
  const items = (['high', 'medium'] as const).map((line) =>
    t(language, 'report.index.chance', {
      line: formatNumber(lines[line], language),
      above: lines.above[line],
      chance: formatShare(lines.byChance[line], language),
    }),
  );
  const nodes = Object.values(counts.nodes).reduce((sum, count) => sum + count, 0);
  items.push(t(language, 'report.index.entities', { scored: counts.entities, total: nodes }));
  return `<h2 id="${language}-chance">${t(language, 'report.section.chance')}</h2><ul class="not">${items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;
}

function rulesSection({ index: { run }, rules }: ReportInput, language: Language): string {
  const rows = Object.entries(run.byIndicator)
    .sort(([a, x], [b, y]) => y - x || byCodePoint(a, b))
    .map(
      ([indicator, count]) =>
        `<tr><td class="nw t3">${escapeMarkup(indicator)}</td><td>${escapeMarkup(rules[indicator]?.title[language] ?? '')}</td><td class="t2">${escapeMarkup(rules[indicator]?.source ?? '')}</td><td class="r"><b>${formatNumber(count, language)}</b></td></tr>`,
    );
  return `<h2 id="${language}-rules">${t(language, 'report.index.ran')}</h2><div class="wide"><table class="tb"><tbody>${rows.join('')}</tbody></table></div>`;
}

function readSection(run: Run, language: Language): string {
  const rows = [...run.inputs]
    .sort((a, b) => byCodePoint(a.file, b.file))
    .map(
      ({ file, digest, rows: count }) =>
        `<tr><td>${escapeMarkup(file)}</td><td class="r">${formatNumber(count, language)}</td><td class="src sm">${escapeMarkup(digest)}</td></tr>`,
    );
  return `<h2 id="${language}-read">${t(language, 'report.index.read')}</h2><div class="wide"><table class="tb"><thead><tr><th>${t(language, 'report.source.file')}</th><th class="r">${t(language, 'report.source.rows')}</th><th class="src">${t(language, 'report.source.digest')}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function goneSection({ gone }: Run, language: Language): string {
  if (gone.length === 0) return '';
  const rows = gone.map(
    ({ id, text }) => `<tr><td class="nw">${escapeMarkup(id)}</td><td>${escapeMarkup(text[language])}</td></tr>`,
  );
  return `<h2 id="${language}-gone">${t(language, 'report.section.gone')}</h2><div class="wide"><table class="tb"><tbody>${rows.join('')}</tbody></table></div>`;
}

function contents(language: Language, { run, looseFindings }: RunIndex): string {
  const items: [string, string][] = [
    ['short', t(language, 'report.clustersByRisk')],
    ...(looseFindings.length > 0 ? [['loose', t(language, 'report.section.loose')] as [string, string]] : []),
    ['chance', t(language, 'report.section.chance')],
    ['rules', t(language, 'report.index.ran')],
    ['read', t(language, 'report.index.read')],
    ...(run.gone.length > 0 ? [['gone', t(language, 'report.section.gone')] as [string, string]] : []),
    ['unchecked', t(language, 'report.section.unchecked')],
  ];
  return `<nav><h2>${t(language, 'report.contents')}</h2><ol>${items.map(([id, text]) => `<li><a href="#${language}-${id}">${text}</a></li>`).join('')}</ol></nav>`;
}

function dateOf({ asOf }: Run, language: Language): string {
  const day = parseDay(asOf);
  return day === null ? asOf : formatDate(day, language);
}
