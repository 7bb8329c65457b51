import { formatAxisMonth, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { civilOf } from '../../model/time.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import { round } from '../network/glyphs.ts';
import type { ClusterTimeline } from '../timeline.ts';

const WIDTH = 690;
const BARS = 84;
const AXIS = 34;

/** When money moved: bars of transfers, the time of the findings behind them, registrations and role changes below. */
export function timeSection(timeline: ClusterTimeline | null, language: Language): string {
  if (timeline === null) return '';
  const { unit, starts, counts, findings, registrations, roles, total } = timeline;
  const first = starts[0]!;
  const last = starts.at(-1)! + (starts.length > 1 ? starts.at(-1)! - starts.at(-2)! : 1);
  const x = (day: number) => round(((Math.min(Math.max(day, first), last) - first) / (last - first)) * WIDTH);
  const most = Math.max(...counts, 1);
  const step = WIDTH / counts.length;
  const bars = counts.map((count, i) => {
    const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (BARS - 6));
    return count === 0
      ? ''
      : `<rect x="${x(starts[i]!)}" y="${round(BARS - height)}" width="${round(Math.max(1, step - Math.min(1.5, step / 4)))}" height="${round(height)}" fill="var(--k-account)"/>`;
  });
  const windows = findings.map(
    ({ from, to }) =>
      `<rect x="${x(from)}" y="0" width="${round(Math.max(3, x(to + 1) - x(from)))}" height="${BARS}" fill="var(--accent-tint)"/>`,
  );
  const squares = registrations.map(
    (day) => `<rect x="${round(x(day) - 3)}" y="${BARS + 4}" width="6" height="6" fill="var(--k-company)"/>`,
  );
  const discs = roles.map((day) => `<circle cx="${x(day)}" cy="${BARS + 7}" r="3" fill="var(--k-person)"/>`);
  const caption = t(language, 'report.time.caption', { unit, count: t(language, 'count.transfer', { count: total }) });
  const key = [
    `<span><svg width="10" height="10"><rect width="10" height="10" fill="var(--k-account)"/></svg>${t(language, 'report.time.transfers')}</span>`,
    findings.length > 0
      ? `<span><svg width="10" height="10"><rect x=".5" y=".5" width="9" height="9" fill="var(--accent-tint)" stroke="var(--line-2)"/></svg>${t(language, 'report.time.findings')}</span>`
      : '',
    registrations.length > 0
      ? `<span><svg width="10" height="10"><rect x="2" y="2" width="6" height="6" fill="var(--k-company)"/></svg>${t(language, 'report.time.registrations')}</span>`
      : '',
    roles.length > 0
      ? `<span><svg width="10" height="10"><circle cx="5" cy="5" r="3" fill="var(--k-person)"/></svg>${t(language, 'report.time.roles')}</span>`
      : '',
  ];
  return `<h2 id="${language}-time">${t(language, 'report.section.time')}</h2><figure><svg class="time" width="${WIDTH}" height="${BARS + AXIS}" viewBox="0 0 ${WIDTH} ${BARS + AXIS}" role="img" aria-label="${escapeMarkup(caption)}">${windows.join('')}${bars.join('')}<path d="M0 ${BARS + 0.5}H${WIDTH}" stroke="var(--line-2)"/>${squares.join('')}${discs.join('')}${ticks(first, last, x, language)}<text x="0" y="10" font-size="11" fill="var(--text-3)">${formatNumber(most, language)}</text></svg><figcaption><b>${escapeMarkup(caption)}</b>${key.join('')}</figcaption></figure>`;
}

/** At most eight labels: years for long spans, months for some, days for short ones. */
function ticks(first: number, last: number, x: (day: number) => number, language: Language): string {
  const span = last - first;
  const labels: string[] = [];
  const every = Math.max(1, Math.ceil(span / (span > 1500 ? 2920 : span > 60 ? 244 : 8)));
  let previous = Number.NEGATIVE_INFINITY;
  for (let day = first; day <= last; day++) {
    const { year, month, dayOfMonth } = civilOf(day);
    let text: string | null = null;
    if (span > 1500) text = month === 1 && dayOfMonth === 1 && year % every === 0 ? String(year) : null;
    else if (span > 60)
      text = dayOfMonth === 1 && (month - 1) % every === 0 ? `${formatAxisMonth(month, language)}\u00a0${year}` : null;
    else if ((day - first) % every === 0) text = `${dayOfMonth}\u00a0${formatAxisMonth(month, language)}`;
    if (text === null || x(day) - previous < 56 || x(day) > WIDTH - 30) continue;
    previous = x(day);
    labels.push(
      `<path d="M${x(day)} ${BARS}v4" stroke="var(--line-2)"/><text x="${x(day)}" y="${BARS + 26}" font-size="11" fill="var(--text-3)">${text}</text>`,
    );
  }
  return labels.join('');
}
