import { suggestionsOf } from '../../graph/suggestions.ts';
import { formatScore } from '../../i18n/format.ts';
import { t, word } from '../../i18n/t.ts';
import { type EntityId, keyOf } from '../../model/id.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import { kindMark, riskBars } from '../marks.ts';
import { entityView } from '../network/entity-view.ts';
import { nodeNotes } from '../node-note.ts';
import type { ClusterInput, ReportInput } from '../report-input.ts';
import { cutLine } from './evidence.ts';

const MAX_MEMBERS = 25;

/** Members by score, with identifiers, what is known of them and the rules that count. */
export function membersSection(input: ReportInput, { cluster }: ClusterInput, language: Language): string {
  const { index, projection, files } = input;
  const organisers = new Set(cluster.organisers);
  const scoreOf = (id: string) => index.entities.get(id)?.score ?? 0;
  const sorted = [...cluster.members].sort(
    (a, b) => Number(organisers.has(b)) - Number(organisers.has(a)) || scoreOf(b) - scoreOf(a) || byCodePoint(a, b),
  );
  const rows = sorted.slice(0, MAX_MEMBERS).map((id) => {
    const node = projection.nodes.find(id);
    if (node < 0) return '';
    const view = entityView(projection, index, node);
    const notes = nodeNotes(projection, node, language);
    if (organisers.has(id)) notes.unshift(t(language, 'report.member.organiser'));
    // Who may be the same is said and counted, never joined.
    const alike = suggestionsOf(projection, node, 0).total;
    if (alike > 0) notes.push(t(language, 'note.possiblySame', { count: alike }));
    const rules = (index.entities.get(id)?.indicators ?? [])
      .filter(({ contribution }) => contribution > 0)
      .map(({ indicator }) => indicator);
    return `<tr><td><span class="nm">${kindMark(view.kind, view.variant, view.status === 'dissolved' ? 'dashed' : view.status === 'reference' ? 'dotted' : 'solid')}<span><b>${escapeMarkup(view.label)}</b><small>${escapeMarkup(identifier(id as EntityId, view.variant, language))}</small></span></span></td><td>${escapeMarkup(notes.join(', '))}</td><td class="t2">${escapeMarkup(rules.join(', '))}</td><td class="r"><span class="c">${riskBars(view.level)}${formatScore(view.score, language)}</span></td></tr>`;
  });
  const cut =
    sorted.length > MAX_MEMBERS
      ? `<p class="note cut">${cutLine(MAX_MEMBERS, sorted.length, 'risk', language)}${files.includes('members.csv') ? ` ${t(language, 'report.allIn', { file: 'members.csv' })}` : ''}</p>`
      : '';
  return `<h2 id="${language}-members">${t(language, 'report.section.members')}</h2><div class="wide"><table class="tb"><thead><tr><th>${t(language, 'report.member.who')}</th><th>${t(language, 'report.member.what')}</th><th>${t(language, 'report.member.reasons')}</th><th class="r">${t(language, 'report.member.score')}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${cut}`;
}

/** `BIN 240340002114`, `IIN …`, or what kind of thing it is with its key. */
function identifier(id: EntityId, variant: string | null, language: Language): string {
  const key = keyOf(id);
  if (id.startsWith('company:')) return /^\d{12}$/.test(key) ? `${word(language, 'column', 'bin')}\u00a0${key}` : key;
  if (id.startsWith('person:')) return /^\d{12}$/.test(key) ? `${word(language, 'column', 'iin')}\u00a0${key}` : key;
  return `${variant ? word(language, 'variant', variant) : word(language, 'kind', id.slice(0, id.indexOf(':')))}, ${key}`;
}
