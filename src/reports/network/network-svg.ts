import { formatMoneyCount, formatMoneyShort, formatScore } from '../../i18n/format.ts';
import { word } from '../../i18n/t.ts';
import type { Language } from '../../model/vocabulary.ts';
import { escapeMarkup } from '../escape.ts';
import { ink, type Theme, type Token } from '../theme.ts';
import { drawEdge, edgeCurves, pointOn } from './edge-paths.ts';
import { GLYPHS, glyphAt, glyphOf, round } from './glyphs.ts';
import { hullPath, insideHull } from './hull.ts';
import { layoutNetwork, type Placement } from './layout.ts';
import { mainAmount, sizeOf } from './money-sums.ts';
import type { NetworkView, ViewEdge, ViewNode } from './network-view.ts';
import { type Box, createRoom } from './room.ts';
import { glyphSize, radiusOf, shapeAt, shapeKind, textWidth } from './shapes.ts';
import { shortLabel } from './short-label.ts';

export interface NetworkSvgOptions {
  width: number;
  language: Language;
  theme?: Theme;
  /** Colour under the picture. */
  background?: Token;
  /** Cluster round whose members a hull is drawn. */
  hull?: { cluster: string; colour: number } | null;
  /** One more fact under a node's name, by id, in the reader's words. */
  notes?: ReadonlyMap<string, string>;
  /** Places made before, so that the same picture in three languages is laid out once. */
  placement?: Placement;
  /** What the picture is, for those who do not see it. */
  title: string;
  /** Shows `+12` on nodes with neighbours that are not in the picture. */
  showMore?: boolean;
}

const HULL_PAD = 36;
/** Places along a line that are tried for its label, the middle first, and the overlap in square pixels that still reads well. */
const LABEL_SPOTS = [0.5, 0.45, 0.55, 0.4, 0.6, 0.34, 0.66, 0.28, 0.72];
const LABEL_OVERLAP = 90;
interface Spot {
  x: number;
  y: number;
  box: Box;
  overlap: number;
}

/** Draws a network as a self-contained SVG element; names are escaped, colours are the page's tokens or plain values. */
export function networkSvg(view: NetworkView, options: NetworkSvgOptions): string {
  const { language, theme = 'css', background = 'canvas' } = options;
  const place = options.placement ?? layoutNetwork(view, { width: options.width });
  const colour = (token: Token) => ink(token, theme);
  const paper = colour(background);
  const nodes = view.nodes.map((node, i) => ({
    node,
    x: place.x[i]!,
    y: place.y[i]!,
    r: radiusOf(node.level),
    shape: shapeKind(node.kind, node.variant),
  }));
  const curves = edgeCurves(nodes, view.edges);
  const room = createRoom(options.width, place.height);
  for (const { x, y, r } of nodes) room.take({ left: x - r - 2, right: x + r + 8, top: y - r - 8, bottom: y + r + 2 });
  const labels = nodeLabels(nodes, options, room, paper, colour);
  const moneyLabels = edgeLabels(curves, language, room, paper, colour);
  const names = new Map(view.nodes.map(({ id, label }) => [id, label]));
  const parts = [
    hullOf(nodes, options, colour),
    ...curves.map((curve) => drawEdge(curve, colour, edgeTitle(curve.edge, names, language))),
    ...nodes.map((drawn) => drawNode(drawn, paper, colour, language)),
    ...moneyLabels,
    ...labels,
    options.showMore ? nodes.map((drawn) => morePill(drawn, view, colour)).join('') : '',
  ];
  return `<svg class="net" xmlns="http://www.w3.org/2000/svg" width="${options.width}" height="${place.height}" viewBox="0 0 ${options.width} ${place.height}" role="img" aria-label="${escapeMarkup(options.title)}" font-family="'Noto Sans', system-ui, sans-serif">${parts.join('')}</svg>`;
}

export interface DrawnNode {
  node: ViewNode;
  x: number;
  y: number;
  r: number;
  shape: ReturnType<typeof shapeKind>;
}
type Colour = (token: Token) => string;

function hullOf(nodes: readonly DrawnNode[], { hull }: NetworkSvgOptions, colour: Colour): string {
  if (!hull) return '';
  const inside = nodes.filter(({ node }) => node.cluster === hull.cluster).map(({ x, y }) => [x, y] as const);
  if (inside.length < 3) return '';
  const outside = nodes.filter(({ node }) => node.cluster !== hull.cluster);
  // A line round a stranger would call it a member.
  if (outside.some(({ x, y, r }) => insideHull(inside, HULL_PAD + r, [x, y]))) return '';
  const line = colour(`h-${((hull.colour - 1) % 12) + 1}` as Token);
  return `<path d="${hullPath(inside, HULL_PAD)}" fill="${line}" fill-opacity=".07" stroke="${line}" stroke-width="1.25"/>`;
}

function drawNode({ node, x, y, r, shape }: DrawnNode, paper: string, colour: Colour, language: Language): string {
  const own = colour(`k-${node.kind}` as Token);
  const hollow = node.status === 'dissolved' || node.status === 'reference';
  const dash = node.status === 'dissolved' ? '4 2.5' : '0.1 3.5';
  const body = hollow
    ? `fill="${paper}" stroke="${own}" stroke-width="1.75" stroke-dasharray="${dash}"${node.status === 'reference' ? ' stroke-linecap="round"' : ''}`
    : `fill="${own}" stroke="${paper}" stroke-width="1.5"`;
  const glyph = glyphAt(glyphOf(node.kind, node.variant), x, y, glyphSize(shape, r), hollow ? own : colour('glyph'));
  const score = node.score > 0 ? `, ${formatScore(node.score, language)}` : '';
  const kind = word(language, node.variant ? 'variant' : 'kind', node.variant ?? node.kind);
  return `<g><title>${escapeMarkup(`${kind}: ${node.label} (${node.id})${score}`)}</title>${shapeAt(shape, x, y, r, body)}${glyph}${riskBadge(node, x, y, r, shape, paper, colour)}${node.listed ? flagBadge(x, y, r, paper, colour) : ''}</g>`;
}

function riskBadge(
  { level }: ViewNode,
  x: number,
  y: number,
  r: number,
  shape: DrawnNode['shape'],
  paper: string,
  colour: Colour,
): string {
  if (level !== 'high' && level !== 'medium') return '';
  const bx = x + r * (shape === 'box' ? 1.1 : shape === 'hexagon' ? 0.7 : 0.82);
  const by = y - r * 0.82;
  const heights = level === 'high' ? [2.6, 4.1, 5.6] : [3, 5];
  const left = bx - (level === 'high' ? 4 : 2.8);
  const bars = heights.map(
    (h, i) =>
      `<rect x="${round(left + i * 3)}" y="${round(by + 2.8 - h)}" width="2" height="${h}" rx=".4" fill="${colour('glyph')}"/>`,
  );
  return `<circle cx="${round(bx)}" cy="${round(by)}" r="7.5" fill="${colour(`risk-${level}`)}" stroke="${paper}" stroke-width="1.75"/>${bars.join('')}`;
}

function flagBadge(x: number, y: number, r: number, paper: string, colour: Colour): string {
  const [cx, cy] = [round(x - r * 0.9), round(y - r * 0.9)];
  return `<circle cx="${cx}" cy="${cy}" r="7.5" fill="${paper}" stroke="${colour('risk-high')}" stroke-width="1.25"/><g transform="translate(${round(cx - 4.4)} ${round(cy - 4.6)}) scale(.6)" fill="none" stroke="${colour('risk-high')}" stroke-width="2.2" stroke-linejoin="round">${GLYPHS.flag}</g>`;
}

function morePill({ node, x, y, r }: DrawnNode, view: NetworkView, colour: Colour): string {
  const here = new Set(view.edges.flatMap(({ from, to }) => (from === node.id ? [to] : to === node.id ? [from] : [])));
  const more = node.neighbours - here.size;
  if (more <= 0) return '';
  const text = `+${more}`;
  const width = textWidth(text, 10.5) + 9;
  const [left, top] = [round(x + r * 0.62), round(y + r * 0.42)];
  return `<rect x="${left}" y="${top}" width="${round(width)}" height="15" rx="7.5" fill="${colour('surface')}" stroke="${colour('control')}"/><text x="${round(left + width / 2)}" y="${round(top + 11)}" text-anchor="middle" font-size="10.5" font-weight="500" fill="${colour('text-2')}">${text}</text>`;
}

/** Names below their nodes, or beside or above where that collides less; a second line for one fact. */
function nodeLabels(
  nodes: readonly DrawnNode[],
  options: NetworkSvgOptions,
  room: ReturnType<typeof createRoom>,
  paper: string,
  colour: Colour,
): string[] {
  const order = [...nodes].sort((a, b) => b.r - a.r || (a.node.id < b.node.id ? -1 : 1));
  const texts = order.map(({ node, x, y, r, shape }) => {
    const bold = node.level === 'high';
    const note = options.notes?.get(node.id);
    const half = shape === 'box' || shape === 'hexagon' ? r * 1.15 : r;
    let best: { anchor: string; tx: number; ty: number; box: Box; label: string } | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const widest of [132, 92]) {
      const label = shortLabel(node.label, node.kind, widest);
      const noteText = note === undefined ? '' : note;
      const width = Math.max(textWidth(label, 12, bold), textWidth(noteText, 11)) + 4;
      const height = noteText ? 29 : 15;
      const spots = [
        { anchor: 'middle', tx: x, ty: y + r + 14, cost: 0 },
        { anchor: 'start', tx: x + half + 9, ty: y + 2, cost: 60 },
        { anchor: 'end', tx: x - half - 6, ty: y + 4, cost: 70 },
        { anchor: 'middle', tx: x, ty: y - r - height + 5, cost: 90 },
      ];
      for (const { anchor, tx, ty, cost } of spots) {
        const left = anchor === 'middle' ? tx - width / 2 : anchor === 'start' ? tx : tx - width;
        const box = { left, right: left + width, top: ty - 11, bottom: ty - 11 + height };
        const total = room.overlap(box) + cost + (widest === 92 ? 20 : 0) + room.outside(box) * 40;
        if (total < least) {
          least = total;
          best = { anchor, tx, ty, box, label };
        }
      }
      if (least < 60) break;
    }
    room.take(best!.box);
    const { anchor, tx, ty, label } = best!;
    const halo = `paint-order="stroke" stroke="${paper}" stroke-width="4" stroke-linejoin="round"`;
    const first = `<text x="${round(tx)}" y="${round(ty)}" text-anchor="${anchor}" font-size="12"${bold ? ' font-weight="600"' : ''} fill="${colour('text')}" ${halo}>${escapeMarkup(label)}</text>`;
    if (note === undefined) return first;
    return `${first}<text x="${round(tx)}" y="${round(ty + 14)}" text-anchor="${anchor}" font-size="11" fill="${colour('text-2')}" ${halo}>${escapeMarkup(note)}</text>`;
  });
  return texts;
}

/** Sums on the lines where there is room, the largest first; shares of owners always. */
function edgeLabels(
  curves: ReturnType<typeof edgeCurves>,
  language: Language,
  room: ReturnType<typeof createRoom>,
  paper: string,
  colour: Colour,
): string[] {
  const texts: string[] = [];
  const wanted = curves
    .map((curve) => ({ curve, text: edgeText(curve.edge, language), size: sizeOf(curve.edge.amounts) }))
    .filter(({ text }) => text !== null)
    .sort(
      (a, b) =>
        Number(a.curve.edge.relation !== 'OWNS') - Number(b.curve.edge.relation !== 'OWNS') ||
        b.size - a.size ||
        (a.curve.edge.id < b.curve.edge.id ? -1 : 1),
    );
  for (const { curve, text, size } of wanted) {
    const money = size > 0;
    const width = textWidth(text!, 11, money) + 8;
    if (width > curve.length + 24) continue;
    const fits = LABEL_SPOTS.map((t) => pointOn(curve, t))
      .map(([x, y]) => ({ x, y, box: { left: x - width / 2, right: x + width / 2, top: y - 8, bottom: y + 8 } }))
      .filter(({ box }) => room.outside(box) === 0)
      .map((spot) => ({ ...spot, overlap: room.overlap(spot.box) }))
      .reduce<Spot | null>((best, spot) => (best === null || spot.overlap < best.overlap ? spot : best), null);
    if (!fits || fits.overlap > LABEL_OVERLAP) continue;
    room.take(fits.box);
    const { box, x, y } = fits;
    texts.push(
      `<g><rect x="${round(box.left)}" y="${round(box.top)}" width="${round(width)}" height="16" rx="4" fill="${paper}" fill-opacity=".92"/><text x="${round(x)}" y="${round(y + 3.8)}" text-anchor="middle" font-size="11"${money ? ' font-weight="600"' : ''} fill="${colour(money ? 'text' : 'text-2')}">${escapeMarkup(text!)}</text></g>`,
    );
  }
  return texts;
}

function edgeText(edge: ViewEdge, language: Language): string | null {
  const main = mainAmount(edge.amounts);
  if (main)
    return edge.amounts.length > 1 ? formatMoneyShort(main, language) : formatMoneyCount(main, edge.count, language);
  return edge.relation === 'OWNS' && edge.label ? edge.label.replaceAll('.', language === 'en' ? '.' : ',') : null;
}

function edgeTitle(edge: ViewEdge, names: ReadonlyMap<string, string>, language: Language): string {
  const name = (id: string) => names.get(id) ?? id;
  const amounts = edge.amounts.map((sum) => formatMoneyShort(sum, language)).join(', ');
  const detail = amounts
    ? `${amounts} · ${edge.count}`
    : (edge.label ?? '')
        .split(', ')
        .map((role) => word(language, 'role', role))
        .join(', ');
  return `${word(language, 'relation', edge.relation)}: ${name(edge.from)} – ${name(edge.to)}${detail ? `, ${detail}` : ''}`;
}
