import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import type { ClusterInput, ReportInput } from '../report-input.ts';

/** Files that the findings of a cluster cite, with their digests: whoever holds the file can check every line. */
export function sourcesSection(
  { index }: ReportInput,
  { cluster, evidenceRows, transfers }: ClusterInput,
  language: Language,
): string {
  const cited = new Map<string, Set<number>>();
  const cite = ({ file, line }: { file: string; line: number }) => {
    const lines = cited.get(file) ?? new Set();
    lines.add(line);
    cited.set(file, lines);
  };
  for (const id of cluster.findings) {
    for (const { sources = [] } of index.findings.get(id)?.evidence ?? []) sources.forEach(cite);
  }
  for (const { rows } of [...evidenceRows.values(), transfers]) for (const { source } of rows) cite(source);
  const inputs = new Map(index.run.inputs.map((input) => [input.file, input]));
  const rows = [...cited]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([file, lines]) => {
      const input = inputs.get(file);
      return `<tr><td>${escapeMarkup(file)}</td><td class="r">${input ? formatNumber(input.rows, language) : ''}</td><td class="r">${formatNumber(lines.size, language)}</td><td class="src sm">${escapeMarkup(input?.digest ?? '')}</td></tr>`;
    });
  if (rows.length === 0) return '';
  return `<h2 id="${language}-sources">${t(language, 'report.section.sources')}</h2><div class="wide"><table class="tb"><thead><tr><th>${t(language, 'report.source.file')}</th><th class="r">${t(language, 'report.source.rows')}</th><th class="r">${t(language, 'report.source.cited')}</th><th class="src">${t(language, 'report.source.digest')}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
