import { formatNumber, formatScore } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import type { Cluster, Evidence, Finding } from '../../model/finding.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import { formatEvidence, roundedParts } from '../evidence-format.ts';
import type { ReportInput } from '../report-input.ts';
import { levelOf } from '../run-index.ts';

/** Pixels of a bar for a contribution of 1. */
const BAR = 150;

/** Why a cluster is listed: each rule with what was found, its threshold and its contribution; they add up to the score. */
export function whySection({ index, rules }: ReportInput, cluster: Cluster, language: Language): string {
  const own = cluster.findings.map((id) => index.findings.get(id)).filter((finding) => finding !== undefined);
  const parts = roundedParts(
    cluster.indicators.map(({ contribution }) => contribution),
    cluster.score,
  );
  const level = levelOf(cluster.score, index.run.lines);
  const rows = cluster.indicators.map((contribution, i) => {
    const { indicator, countedIn, reference } = contribution;
    const finding = strongest(own, indicator);
    const measured = finding?.evidence.find(({ threshold }) => threshold !== undefined) ?? finding?.evidence[0];
    const title = rules[indicator]?.title[language];
    const count = own.filter((f) => f.indicator === indicator).length;
    const notes = [
      finding ? finding.text[language] : '',
      count > 1 ? `${t(language, 'report.why.findings', { count })}.` : '',
      reference
        ? `${upperFirst(t(language, 'report.why.rarity', { reach: reference.reach, size: reference.size }))}.`
        : '',
    ].filter((text) => text !== '');
    const share =
      countedIn === undefined
        ? `<span class="c"><i class="${level}" style="width:${Math.round(contribution.contribution * BAR)}px"></i>${formatScore(parts[i]!, language)}</span>`
        : `<span class="t3">${escapeMarkup(t(language, 'report.why.countedIn', { indicator: countedIn }))}</span>`;
    return `<tr><td class="nw t3">${escapeMarkup(indicator)}</td><td>${title ? `<b>${escapeMarkup(title)}.</b> ` : ''}${escapeMarkup(notes.join(' '))}</td><td class="r"><b>${cell(measured, 'value', language)}</b></td><td class="r t2">${cell(measured, 'threshold', language)}</td><td class="r">${share}</td></tr>`;
  });
  const lines = index.run.lines;
  return `<h2 id="${language}-why">${t(language, 'report.section.why')}</h2><div class="wide"><table class="tb"><thead><tr><th>${t(language, 'report.why.indicator')}</th><th>${t(language, 'report.why.seen')}</th><th class="r">${t(language, 'report.why.found')}</th><th class="r">${t(language, 'report.why.threshold')}</th><th class="r">${t(language, 'report.why.contribution')}</th></tr></thead><tbody>${rows.join('')}</tbody><tfoot><tr><td></td><td>${t(language, 'report.why.sum')}</td><td></td><td></td><td class="r">${formatScore(cluster.score, language)}</td></tr></tfoot></table></div><p class="note">${t(language, 'report.why.scale', { high: formatNumber(lines.high, language), medium: formatNumber(lines.medium, language) })}</p>`;
}

function strongest(findings: readonly Finding[], indicator: string): Finding | undefined {
  return findings.find((finding) => finding.indicator === indicator);
}

function cell(evidence: Evidence | undefined, which: 'value' | 'threshold', language: Language): string {
  return evidence ? escapeMarkup(formatEvidence(evidence, which, language)) : '';
}

function upperFirst(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
