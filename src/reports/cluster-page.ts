import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/t.ts';
import { parseDay } from '../model/time.ts';
import type { Language } from '../model/vocabulary.ts';
import { escapeMarkup } from './escape.ts';
import { icon, logo } from './marks.ts';
import { layoutNetwork } from './network/layout.ts';
import { clusterNetwork } from './network/select-network.ts';
import { PAGE_LANGUAGES, pageFrame } from './page-frame.ts';
import { type ClusterInput, pageName, type ReportInput } from './report-input.ts';
import { evidenceSection } from './sections/evidence.ts';
import { membersSection } from './sections/members.ts';
import { pictureSection } from './sections/picture.ts';
import { rowsTable } from './sections/rows-table.ts';
import { shortSection } from './sections/short.ts';
import { sourcesSection } from './sections/sources.ts';
import { timeSection } from './sections/time.ts';
import { uncheckedSection } from './sections/unchecked.ts';
import { whySection } from './sections/why.ts';
import { clusterTimeline } from './timeline.ts';

/** The page of one cluster in three languages, ready to open from a disk and to print on A4. */
export function clusterPage(input: ReportInput, own: ClusterInput): string {
  const { index, projection } = input;
  const { cluster, rank } = own;
  const total = index.document.clusters.length;
  const view = clusterNetwork(projection, index, cluster);
  const placement = layoutNetwork(view, { width: 690 });
  const timeline = clusterTimeline(projection, index, cluster);
  const block = (language: Language) => {
    const runLine = runLineOf(input, language);
    const sections = [
      shortSection(input, cluster, language),
      pictureSection(input, cluster, view, placement, rank, language),
      whySection(input, cluster, language),
      evidenceSection(input, own, language),
      membersSection(input, own, language),
      timeSection(timeline, language),
      transfersSection(input, own, language),
      sourcesSection(input, own, language),
      uncheckedSection(input, cluster, language),
    ];
    const head = `<header class="ph"><span class="row">${logo(16)}<b>Tamyr</b> ${escapeMarkup(t(language, 'report.clusterReport', { id: cluster.id }))}</span><span>${escapeMarkup(runLine)}</span></header>`;
    return {
      crumbs: `<a href="../index.html">${t(language, 'report.allClusters')}</a>${icon('chevron', 12)}<b>${t(language, 'report.clusterOf', { rank, total })}</b>`,
      actions: neighbours(input, rank, language),
      left: contents(language, timeline !== null),
      main: `<article class="sheet" id="${language}-short">${head}${sections.join('\n')}</article>`,
      right: sideOf(input, language, '../'),
    };
  };
  return pageFrame({
    root: '../',
    title: `${cluster.title[PAGE_LANGUAGES[0]!]} · ${cluster.id} · Tamyr`,
    printLine: `Tamyr · ${cluster.id} · ${index.run.id} · ${index.run.asOf}`,
    blocks: { en: block('en'), kk: block('kk'), ru: block('ru') },
  });
}

function transfersSection({ files }: ReportInput, { transfers }: ClusterInput, language: Language): string {
  const title = `<h2 id="${language}-transfers">${t(language, 'report.section.transfers')}</h2>`;
  if (transfers.total === 0) return `${title}<p>${t(language, 'report.noTransfers')}</p>`;
  return `${title}${rowsTable(transfers, language, { head: true, file: 'transactions.csv', files })}`;
}

function neighbours({ index, pages }: ReportInput, rank: number, language: Language): string {
  const { clusters } = index.document;
  const link = (to: number, key: 'report.previous' | 'report.next') =>
    to >= 1 && to <= Math.min(pages, clusters.length)
      ? `<a class="btn ghost" href="../${pageName(clusters[to - 1]!.id)}">${t(language, key)}</a>`
      : '';
  return link(rank - 1, 'report.previous') + link(rank + 1, 'report.next');
}

function contents(language: Language, hasTime: boolean): string {
  const keys = [
    'short',
    'why',
    'evidence',
    'members',
    ...(hasTime ? ['time'] : []),
    'transfers',
    'sources',
    'unchecked',
  ] as const;
  const items = keys.map(
    (key) => `<li><a href="#${language}-${key}">${t(language, `report.section.${key as 'why'}`)}</a></li>`,
  );
  return `<nav><h2>${t(language, 'report.contents')}</h2><ol>${items.join('')}</ol></nav>`;
}

/** "run r-… · data of 20 Nov 2026". */
export function runLineOf({ index: { run } }: ReportInput, language: Language): string {
  const day = parseDay(run.asOf);
  return t(language, 'report.runLine', { run: run.id, asOf: day === null ? run.asOf : formatDate(day, language) });
}

/** The files beside the pages, and how to check that nothing was changed. */
export function sideOf({ files, index: { run } }: ReportInput, language: Language, root: string): string {
  const list = files.map((file) => {
    const name = /\.csv$/.test(file) ? 'table' : /\.graphml$/.test(file) ? 'graph' : 'file';
    return `<li><a href="${root}${encodeURI(file)}">${icon(name)}${escapeMarkup(file)}</a></li>`;
  });
  const section =
    list.length > 0
      ? `<section><h2>${t(language, 'report.files')}</h2><ul class="dl">${list.join('')}</ul></section>`
      : '';
  return `${section}<section><h2>${t(language, 'report.check')}</h2><p>${t(language, 'report.checkText')}</p><p><code>${escapeMarkup(run.id)} · ${escapeMarkup(run.product.name)} ${escapeMarkup(run.product.version)}</code></p></section>`;
}
