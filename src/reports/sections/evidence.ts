import { formatDate, formatNumber } from '../../i18n/format.ts';
import { t, word } from '../../i18n/t.ts';
import type { Evidence, Finding } from '../../model/finding.ts';
import type { FindingReview } from '../../model/review.ts';
import { parseDay } from '../../model/time.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import { formatEvidence } from '../evidence-format.ts';
import { riskBars } from '../marks.ts';
import type { ClusterInput, ReportInput } from '../report-input.ts';
import { rowsTable } from './rows-table.ts';

/** Findings that get their own block on a page; the others are named in findings.csv. */
export const MAX_FINDINGS = 12;
const MAX_SOURCES = 6;

/** Evidence, finding by finding: the sentence, what was measured against which threshold, and the rows it stands on. */
export function evidenceSection(
  input: ReportInput,
  { cluster, evidenceRows }: ClusterInput,
  language: Language,
): string {
  const findings = cluster.findings.map((id) => input.index.findings.get(id)).filter((f) => f !== undefined);
  const shown = findings.slice(0, MAX_FINDINGS);
  const blocks = shown.map((finding) => {
    const rows = evidenceRows.get(finding.id);
    return `${findingBlock(input, finding, language)}${rows && rows.rows.length > 0 ? rowsTable(rows, language, { head: false, file: 'transactions.csv', files: input.files }) : ''}`;
  });
  const cut =
    findings.length > shown.length
      ? `<p class="note cut">${cutLine(shown.length, findings.length, 'risk', language)} ${input.files.includes('findings.csv') ? t(language, 'report.allIn', { file: 'findings.csv' }) : ''}</p>`
      : '';
  return `<h2 id="${language}-evidence">${t(language, 'report.section.evidence')}</h2>${decidedLine(input, findings, language)}${blocks.join('')}${cut}`;
}

function decidedLine({ reviews }: ReportInput, findings: readonly Finding[], language: Language): string {
  const count = (verdict: string) =>
    findings.filter(({ id }) => reviews?.get(id)?.decision?.verdict === verdict).length;
  const [confirmed, dismissed] = [count('confirm'), count('dismiss')];
  if (confirmed + dismissed === 0) return '';
  const total = findings.length;
  return `<p class="note">${escapeMarkup(t(language, 'review.count', { confirmed, dismissed, total }))}</p>`;
}

function findingBlock({ rules, reviews }: ReportInput, finding: Finding, language: Language): string {
  const { severity, indicator, text, evidence } = finding;
  const title = rules[indicator]?.title[language] ?? indicator;
  return `<h3>${riskBars(severity)}<span class="sev ${severity}">${word(language, 'severity', severity)}</span> ${escapeMarkup(title)} <span class="t3">${escapeMarkup(indicator)} · ${escapeMarkup(finding.id)}</span></h3><p>${escapeMarkup(text[language])}</p>${reviewLines(reviews?.get(finding.id), language)}${measuredTable(rules[indicator]?.evidence ?? {}, evidence, language)}`;
}

/** What was decided about a finding, and who of it is on the whitelist; nothing where nobody said anything. */
function reviewLines(review: FindingReview | undefined, language: Language): string {
  if (!review) return '';
  const { decision, exempt } = review;
  const lines = exempt.map(({ of, reason, author, expires }) =>
    t(language, expires === null ? 'review.whitelisted' : 'review.whitelistedUntil', {
      who: of.join(' – '),
      reason,
      author,
      until: expires === null ? '' : dayText(expires, language),
    }),
  );
  if (decision) {
    const { verdict, reason, author, at, changed } = decision;
    lines.unshift(t(language, `review.${verdict}ed`, { reason, author, day: dayText(at.slice(0, 10), language) }));
    if (changed) lines.push(t(language, 'review.changed'));
  }
  return lines.map((line) => `<p class="note">${escapeMarkup(line)}</p>`).join('');
}

function dayText(iso: string, language: Language): string {
  const day = parseDay(iso);
  return day === null ? iso : formatDate(day, language);
}

function measuredTable(
  captions: Readonly<Record<string, Record<Language, string>>>,
  evidence: readonly Evidence[],
  language: Language,
): string {
  if (evidence.length === 0) return '';
  const rows = evidence.map((line) => {
    const caption = Object.hasOwn(captions, line.what) ? captions[line.what]![language] : line.what;
    const value = escapeMarkup(formatEvidence(line, 'value', language));
    const threshold = escapeMarkup(formatEvidence(line, 'threshold', language));
    return `<tr><td>${escapeMarkup(caption)}</td><td class="r"><b>${value}</b></td><td class="r t2">${threshold}</td><td class="src">${sources(line, language)}</td></tr>`;
  });
  return `<div class="wide"><table class="tb"><thead><tr><th>${t(language, 'report.measured')}</th><th class="r">${t(language, 'report.why.found')}</th><th class="r">${t(language, 'report.why.threshold')}</th><th class="src">${word(language, 'column', 'source')}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** Files and lines behind one measured value; of many the first few, with how many there are. */
function sources({ sources: list = [] }: Evidence, language: Language): string {
  const shown = list.slice(0, MAX_SOURCES);
  const byFile = new Map<string, string[]>();
  for (const { file, line } of shown) {
    const lines = byFile.get(file) ?? [];
    lines.push(formatNumber(line, language));
    byFile.set(file, lines);
  }
  const texts = [...byFile].map(([file, lines]) =>
    escapeMarkup(
      lines.length === 1
        ? t(language, 'report.fileLine', { file, line: lines[0]! })
        : t(language, 'report.fileLines', { file, lines: lines.join(language === 'en' ? '; ' : ', ') }),
    ),
  );
  if (list.length > shown.length)
    texts.push(t(language, 'report.rowsCut', { shown: shown.length, total: list.length }));
  return texts.join('<br>');
}

/** "25 of 1,240, by risk." */
export function cutLine(shown: number, total: number, by: 'risk' | 'time' | 'amount', language: Language): string {
  return `${t(language, 'report.rowsCut', { shown, total })}, ${t(language, `report.cutBy.${by}`)}.`;
}
