import type { BoardNode } from '../state/board.ts';
import { nodeRadius } from '../state/board.ts';
import { legendKind } from '../state/legend.ts';
import { curvePoint, type Scene, type SceneEdge } from '../state/scene.ts';
import { isInFocus } from '../state/visible.ts';
import { shapePath } from '../ui/glyphs.ts';
import { type Box, Boxes } from './boxes.ts';
import { type Point, paddedHull } from './hull.ts';
import { type Palette, withAlpha } from './palette.ts';

const FONT = '"Noto Sans", system-ui, sans-serif';
/** Hidden labels while the pointer rests elsewhere keep this much of their colour. */
export const FADED = 0.28;
/** Padding of a hull round its members, in canvas units. */
const HULL_PADDING = 36;

/** What the layer needs to know to draw one frame. */
export interface Frame {
  scene: Scene;
  palette: Palette;
  /** Place of a node on the screen in px. */
  place: (id: string) => Point | undefined;
  /** Factor from a node's size at zoom 1 to its size on screen. */
  scale: number;
  width: number;
  height: number;
  /** Nodes in full; null = all. */
  focus: ReadonlySet<string> | null;
  hovered: string | null;
  hoveredEdge: string | null;
  selected: string | null;
  selectedEdge: string | null;
  /** Nodes marked by "show on graph". */
  marked: ReadonlySet<string>;
  edgeLabel: (edge: SceneEdge, hovered: boolean) => string | null;
  hullTitle: (cluster: string) => string | null;
}

/** Hulls, under the edges. */
export function drawHulls(context: CanvasRenderingContext2D, frame: Frame): void {
  context.clearRect(0, 0, frame.width, frame.height);
  for (const hull of frame.scene.hulls) {
    const points = hull.members.flatMap((id) => frame.place(id) ?? []);
    if (points.length < 2) continue;
    const color = frame.palette[`h-${hull.color}`]!;
    const outline = paddedHull(points, HULL_PADDING * Math.max(frame.scale, 0.5));
    context.beginPath();
    outline.forEach(({ x, y }, index) => {
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
    context.closePath();
    context.fillStyle = withAlpha(color, 0.07);
    context.fill();
    context.strokeStyle = color;
    context.lineWidth = 1.25;
    context.stroke();
  }
}

/** Rings, labels, counts and hull plates, above the nodes. */
export function drawLabels(context: CanvasRenderingContext2D, frame: Frame): void {
  context.clearRect(0, 0, frame.width, frame.height);
  context.lineJoin = 'round';
  context.textBaseline = 'alphabetic';
  const taken = new Boxes();
  const inView = frame.scene.nodes.filter((node) => {
    const at = frame.place(node.id);
    return at && at.x > -60 && at.y > -60 && at.x < frame.width + 60 && at.y < frame.height + 60;
  });
  for (const node of inView) {
    taken.add(nodeBox(node, frame));
    const pill = pillBox(context, frame, node);
    if (pill) taken.add(pill);
  }
  const plates = frame.scene.hulls.flatMap((hull) => platePlace(context, frame, hull, taken) ?? []);
  drawRings(context, frame, inView);
  // Names that must be read come first, then sums, then the names for which there is room.
  const [first, rest] = inTwo(byPriority(inView, frame), (node) => mustBeNamed(frame, node));
  for (const node of first)
    drawNodeLabel(context, frame, node, taken, first.length <= MOST_ALWAYS_NAMED && frame.width > 600);
  drawEdgeLabels(context, frame, taken);
  for (const node of rest) drawNodeLabel(context, frame, node, taken, false);
  for (const node of inView) drawMore(context, frame, node);
  for (const plate of plates) drawPlate(context, frame, plate);
}

function nodeBox(node: BoardNode, frame: Frame): Box {
  const { x, y } = frame.place(node.id)!;
  const r = nodeRadius(node.level) * frame.scale;
  const badge = (node.level === 'high' || node.level === 'medium') && r >= 7 ? 6 * frame.scale : 0;
  const wide = node.kind === 'account' ? 1.15 * r : r;
  return { left: x - wide, right: x + wide + badge, top: y - r - badge / 2, bottom: y + r };
}

function fade(frame: Frame, id: string): number {
  return frame.focus === null || frame.focus.has(id) ? 1 : FADED;
}

function drawRings(context: CanvasRenderingContext2D, frame: Frame, nodes: readonly BoardNode[]): void {
  for (const node of nodes) {
    const isSelected = node.id === frame.selected;
    if (!isSelected && !frame.marked.has(node.id) && node.id !== frame.hovered && !node.pinned) continue;
    const { x, y } = frame.place(node.id)!;
    const r = nodeRadius(node.level) * frame.scale;
    context.save();
    context.translate(x, y);
    if (isSelected || frame.marked.has(node.id) || node.id === frame.hovered) {
      context.strokeStyle = frame.palette.accent!;
      context.lineWidth = isSelected ? 2.5 : 1.5;
      context.stroke(new Path2D(shapePath(legendKind(node), r + 5)));
    }
    if (node.pinned && r >= 6) {
      context.beginPath();
      context.arc(-r * 0.8, r * 0.8, 3, 0, 2 * Math.PI);
      context.fillStyle = frame.palette.text!;
      context.fill();
      context.strokeStyle = frame.palette.canvas!;
      context.lineWidth = 1.5;
      context.stroke();
    }
    context.restore();
  }
}

/** Selected and hovered first, then by risk, then by how much there is round a node; the order decides who gets room. */
function byPriority(nodes: readonly BoardNode[], frame: Frame): BoardNode[] {
  const rank = (node: BoardNode) => {
    if (node.id === frame.selected || node.id === frame.hovered) return 0;
    if (frame.marked.has(node.id)) return 1;
    if (frame.focus !== null) return frame.focus.has(node.id) ? 2 : 9;
    return node.level === 'high' ? 3 : node.level === 'medium' ? 4 : 5;
  };
  return [...nodes].sort((a, b) => rank(a) - rank(b) || b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** Above this many names that "must" be read, those without room are left out again: overlapping names help nobody. */
const MOST_ALWAYS_NAMED = 40;

function isPicked(frame: Frame, node: BoardNode): boolean {
  return node.id === frame.selected || node.id === frame.hovered || frame.marked.has(node.id);
}

function mustBeNamed(frame: Frame, node: BoardNode): boolean {
  return isPicked(frame, node) || node.level === 'high';
}

function inTwo<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function drawNodeLabel(
  context: CanvasRenderingContext2D,
  frame: Frame,
  node: BoardNode,
  taken: Boxes,
  always: boolean,
): void {
  const r = nodeRadius(node.level) * frame.scale;
  const isChosen = isPicked(frame, node);
  if (frame.focus !== null && !frame.focus.has(node.id) && !isChosen) return;
  if (r < 5 && !isChosen && node.level !== 'high') return;
  const { x, y } = frame.place(node.id)!;
  const isBold = node.level === 'high' || node.id === frame.selected;
  const font = `${isBold ? 600 : 400} 12px ${FONT}`;
  const label = shortened(context, node.label, font, isChosen ? 320 : 150);
  const note = node.note && r >= 9 ? shortened(context, node.note, `400 11px ${FONT}`, 170) : null;
  const width = Math.max(label.width, note?.width ?? 0);
  const height = note ? 29 : 16;
  const gap = node.id === frame.selected ? 9 : 4;
  const side = legendKind(node) === 'account' ? 1.15 * r : r;
  const hasMore = (frame.scene.more.get(node.id) ?? 0) > 0 && r >= 9;
  const below = gap + (hasMore ? 5 : 0);
  const spots: { box: Box; align: CanvasTextAlign; at: number }[] = [
    { box: boxAt(x - width / 2, y + r + below, width, height), align: 'center', at: x },
    { box: boxAt(x + side + gap + 4, y - height / 2, width, height), align: 'left', at: x + side + gap + 4 },
    { box: boxAt(x - side - gap - 4 - width, y - height / 2, width, height), align: 'right', at: x - side - gap - 4 },
    { box: boxAt(x - width / 2, y - r - gap - 4 - height, width, height), align: 'center', at: x },
  ];
  const inside = spots.filter(({ box }) => box.left > 2 && box.right < frame.width - 2);
  const spot =
    inside.find(({ box }) => taken.isFree(box)) ?? (isChosen || always ? (inside[0] ?? spots[0]) : undefined);
  if (!spot) return;
  taken.add(spot.box);
  context.globalAlpha = fade(frame, node.id);
  context.textAlign = spot.align;
  halo(context, frame, label.text, spot.at, spot.box.top + 12.5, font, frame.palette.text!);
  if (note) halo(context, frame, note.text, spot.at, spot.box.top + 26, `400 11px ${FONT}`, frame.palette['text-2']!);
  context.globalAlpha = 1;
}

function boxAt(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function halo(
  context: CanvasRenderingContext2D,
  frame: Frame,
  text: string,
  x: number,
  y: number,
  font: string,
  color: string,
): void {
  context.font = font;
  context.strokeStyle = frame.palette.canvas!;
  context.lineWidth = 4;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

const widths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, text: string, font: string): number {
  const key = `${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = font;
    width = context.measureText(text).width;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

/** Forgets measured widths: they change when the typeface arrives. */
export function forgetWidths(): void {
  widths.clear();
}

function shortened(
  context: CanvasRenderingContext2D,
  text: string,
  font: string,
  limit: number,
): { text: string; width: number } {
  const width = widthOf(context, text, font);
  if (width <= limit) return { text, width };
  const letters = [...text];
  let keep = Math.max(4, Math.floor((letters.length * limit) / width) - 1);
  let cut = `${letters.slice(0, keep).join('').trimEnd()}…`;
  while (keep > 4 && widthOf(context, cut, font) > limit) {
    keep -= 1;
    cut = `${letters.slice(0, keep).join('').trimEnd()}…`;
  }
  return { text: cut, width: widthOf(context, cut, font) };
}

function drawEdgeLabels(context: CanvasRenderingContext2D, frame: Frame, taken: Boxes): void {
  const strength = (edge: SceneEdge) => (isChosenEdge(frame, edge) ? 1000 : 0) + edge.width;
  const edges = [...frame.scene.edges].sort((a, b) => strength(b) - strength(a) || (a.edge.id < b.edge.id ? -1 : 1));
  for (const edge of edges) {
    const isChosen = isChosenEdge(frame, edge);
    const inFocus = frame.focus !== null && isInFocus(edge.edge, frame.hovered, frame.focus);
    if (!edge.labelled && !isChosen && !inFocus) continue;
    if (frame.focus !== null && !inFocus && !isChosen) continue;
    const text = frame.edgeLabel(edge, isChosen || inFocus);
    const a = frame.place(edge.edge.from);
    const b = frame.place(edge.edge.to);
    if (!text || !a || !b) continue;
    const isMoney = edge.edge.amounts.length > 0;
    const font = `${isMoney ? 600 : 400} 11px ${FONT}`;
    const width = widthOf(context, text, font) + 8;
    // No plate that is longer than its edge, unless the reader points at it.
    if (!isChosen && !inFocus && Math.hypot(a.x - b.x, a.y - b.y) < width * 0.75 + 30) continue;
    const spot = [0.5, 0.42, 0.58, 0.34, 0.66]
      .map((t) => curvePoint(a, b, edge.bend, t))
      .find(({ x, y }) => {
        return taken.isFree(boxAt(x - width / 2, y - 8, width, 16));
      });
    const at = spot ?? (isChosen ? curvePoint(a, b, edge.bend, 0.5) : undefined);
    if (!at) continue;
    taken.add(boxAt(at.x - width / 2, at.y - 8, width, 16));
    context.fillStyle = withAlpha(frame.palette.canvas!, 0.92);
    context.beginPath();
    context.roundRect(at.x - width / 2, at.y - 8, width, 16, 4);
    context.fill();
    context.font = font;
    context.textAlign = 'center';
    context.fillStyle = isMoney ? frame.palette.text! : frame.palette['text-2']!;
    context.fillText(text, at.x, at.y + 3.8);
  }
}

function isChosenEdge(frame: Frame, { edge }: SceneEdge): boolean {
  return edge.id === frame.hoveredEdge || edge.id === frame.selectedEdge;
}

const PILL_FONT = `500 10.5px ${FONT}`;

/** Where a node's `+12` stands; nothing where there is no more, or no room to read it. */
function pillBox(context: CanvasRenderingContext2D, frame: Frame, node: BoardNode): Box | null {
  const more = frame.scene.more.get(node.id) ?? 0;
  const r = nodeRadius(node.level) * frame.scale;
  if (more <= 0 || r < 9) return null;
  const { x, y } = frame.place(node.id)!;
  return boxAt(x + r * 0.62, y + r * 0.42, widthOf(context, `+${more}`, PILL_FONT) + 9, 15);
}

function drawMore(context: CanvasRenderingContext2D, frame: Frame, node: BoardNode): void {
  const box = pillBox(context, frame, node);
  if (!box) return;
  context.globalAlpha = fade(frame, node.id);
  context.fillStyle = frame.palette.surface!;
  context.strokeStyle = frame.palette.control!;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(box.left, box.top, box.right - box.left, 15, 7.5);
  context.fill();
  context.stroke();
  context.font = PILL_FONT;
  context.textAlign = 'center';
  context.fillStyle = frame.palette['text-2']!;
  context.fillText(`+${frame.scene.more.get(node.id)}`, (box.left + box.right) / 2, box.top + 11.2);
  context.globalAlpha = 1;
}

interface Plate {
  box: Box;
  text: string;
  color: number;
}

const PLATE_FONT = `600 12px ${FONT}`;

/** Finds a place at the top of a hull for its number and name, clear of nodes where it can be. */
function platePlace(
  context: CanvasRenderingContext2D,
  frame: Frame,
  hull: Scene['hulls'][number],
  taken: Boxes,
): Plate | null {
  const title = frame.hullTitle(hull.cluster);
  const points = hull.members.flatMap((id) => frame.place(id) ?? []);
  if (!title || points.length < 2) return null;
  const { text, width } = shortened(context, title, PLATE_FONT, 240);
  const total = width + 40;
  const outline = paddedHull(points, HULL_PADDING * Math.max(frame.scale, 0.5));
  const top = outline.reduce((best, p) => (p.y < best.y ? p : best));
  const left = Math.min(...outline.map((p) => p.x));
  const right = Math.max(...outline.map((p) => p.x));
  const y = Math.max(top.y - 30, 54);
  const boxes = [y, Math.max(y - 30, 54)].flatMap((line) =>
    [(top.x + right) / 2, top.x - total / 2, right - total, left].map((x) =>
      boxAt(Math.min(Math.max(x, 8), Math.max(8, frame.width - total - 8)), line, total, 26),
    ),
  );
  const box = boxes.find((one) => taken.isFree(one)) ?? boxes[0]!;
  taken.add(box);
  return { box, text, color: hull.color };
}

/** Number and name of a hull: its colour alone would not do. */
function drawPlate(context: CanvasRenderingContext2D, frame: Frame, { box, text, color }: Plate): void {
  const { left: x, top: y } = box;
  context.globalAlpha = frame.focus === null ? 1 : 0.6;
  context.fillStyle = frame.palette.raised!;
  context.strokeStyle = frame.palette[`h-${color}`]!;
  context.lineWidth = 1.25;
  context.beginPath();
  context.roundRect(x, y, box.right - x, 26, 6);
  context.fill();
  context.stroke();
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x + 5, y + 5, 16, 16, 4);
  context.stroke();
  context.fillStyle = frame.palette.text!;
  context.font = `600 11px ${FONT}`;
  context.textAlign = 'center';
  context.fillText(String(color), x + 13, y + 17);
  context.font = PLATE_FONT;
  context.textAlign = 'left';
  context.fillText(text, x + 29, y + 17.3);
  context.globalAlpha = 1;
}
