import { t, word } from '../../i18n/t.ts';
import type { Cluster } from '../../model/finding.ts';
import type { Language } from '../../model/vocabulary.ts';
import { RELATIONS } from '../../model/vocabulary.ts';
import { hullMark, kindMark, lineMark, listedMark } from '../marks.ts';
import type { Placement } from '../network/layout.ts';
import { networkSvg } from '../network/network-svg.ts';
import type { NetworkView, ViewNode } from '../network/network-view.ts';
import { nodeNotes } from '../node-note.ts';
import type { ReportInput } from '../report-input.ts';

/** The picture of a cluster with its legend: only what is drawn, line patterns and cuts last. */
export function pictureSection(
  { projection }: ReportInput,
  cluster: Cluster,
  view: NetworkView,
  placement: Placement,
  rank: number,
  language: Language,
): string {
  const shown = view.nodes.length;
  const caption =
    view.cutBy === null
      ? t(language, 'report.picture', { shown })
      : t(language, 'report.pictureCut', { shown, total: view.total.nodes, by: view.cutBy });
  const notes = new Map<string, string>();
  const organisers = new Set(cluster.organisers);
  for (const node of view.nodes) {
    if (organisers.has(node.id)) notes.set(node.id, t(language, 'report.member.organiser'));
    else if (node.kind === 'person') {
      const [first] = nodeNotes(projection, projection.nodes.find(node.id), language);
      if (first) notes.set(node.id, first);
    }
  }
  const svg = networkSvg(view, {
    width: 690,
    language,
    background: 'paper',
    hull: { cluster: cluster.id, colour: rank },
    notes,
    placement,
    title: caption,
  });
  return `<figure id="${language}-picture">${svg}<figcaption><b>${caption}</b>${legend(view, language)}${svg.includes('fill-opacity=".07"') ? `<span>${hullMark(rank)}${t(language, 'report.legend.hull')}</span>` : ''}</figcaption></figure>`;
}

function legend(view: NetworkView, language: Language): string {
  const parts: string[] = [];
  const kinds = new Map<string, ViewNode>();
  for (const node of view.nodes) {
    const key = `${node.kind} ${node.kind === 'account' ? (node.variant ?? '') : node.variant === 'sole-trader' ? node.variant : ''}`;
    if (!kinds.has(key)) kinds.set(key, node);
  }
  const order = ['company', 'person', 'account', 'address', 'contact'];
  const sorted = [...kinds.values()].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || ((a.variant ?? '') < (b.variant ?? '') ? -1 : 1),
  );
  for (const { kind, variant } of sorted) {
    const named = kind === 'account' || variant === 'sole-trader' ? variant : null;
    const name = named ? word(language, 'variant', named) : word(language, 'kind', kind);
    parts.push(`<span>${kindMark(kind, variant)}${name.toLowerCase() === name ? name : lowerFirst(name)}</span>`);
  }
  const drawn = new Set<string>(view.edges.map(({ relation }) => relation));
  for (const relation of [...RELATIONS].reverse()) {
    if (!drawn.has(relation)) continue;
    const money = relation === 'TRANSFERRED' || relation === 'INVOICED';
    const arrow = money || relation === 'FOUNDED' || relation === 'OWNS' || relation === 'MANAGES';
    const text =
      relation === 'TRANSFERRED'
        ? t(language, 'report.legend.transfer')
        : relation === 'INVOICED'
          ? t(language, 'report.legend.invoice')
          : lowerFirst(word(language, 'relation', relation));
    parts.push(`<span>${lineMark(relation, 'solid', money ? 2.5 : 1.5, arrow)}${text}</span>`);
  }
  const ended = view.edges.find((edge) => edge.ended);
  if (ended)
    parts.push(`<span>${lineMark(ended.relation, 'dashed', 1.5, false)}${t(language, 'report.legend.ended')}</span>`);
  const inferred = view.edges.find((edge) => edge.inferred);
  if (inferred) {
    parts.push(
      `<span>${lineMark(inferred.relation, 'dotted', 1.75, false)}${t(language, 'report.legend.inferred')}</span>`,
    );
  }
  const dissolved = view.nodes.find(({ status }) => status === 'dissolved');
  if (dissolved) {
    parts.push(
      `<span>${kindMark(dissolved.kind, dissolved.variant, 'dashed')}${t(language, 'report.legend.dissolved')}</span>`,
    );
  }
  const reference = view.nodes.find(({ status }) => status === 'reference');
  if (reference) {
    parts.push(
      `<span>${kindMark(reference.kind, reference.variant, 'dotted')}${t(language, 'report.legend.reference')}</span>`,
    );
  }
  if (view.nodes.some(({ listed }) => listed)) {
    parts.push(`<span>${listedMark()}${t(language, 'report.legend.listed')}</span>`);
  }
  if (view.edges.length < view.total.edges) {
    parts.push(`<span>${t(language, 'report.edgesCut', { shown: view.edges.length, total: view.total.edges })}</span>`);
  }
  return parts.join('');
}

/** Lower case for the first letter only: `ATM` and `IP` stay. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text[0]!.toLowerCase() + text.slice(1);
}
