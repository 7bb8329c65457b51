import type { ViewNode } from './network-view.ts';
import { isExit, type Link, type Places } from './placing.ts';

/** Distance of neighbours in one column, and of rows of owners and addresses from the money. */
const ROW = 66;
const BAND = 84;
/** A column longer than this is laid in two staggered ones. */
const LONGEST_COLUMN = 8;

/**
 * Columns from left to right as the money runs, exits last; owners in rows above, addresses and contacts below.
 * Within a column nodes stand at the mean of their neighbours (barycentre), which keeps crossings few.
 */
export function layeredPlaces(
  nodes: readonly ViewNode[],
  links: readonly Link[],
  money: readonly Link[],
  levels: Float64Array,
  moving: ReadonlySet<number>,
  width: number,
): Places {
  const x = new Float64Array(nodes.length);
  const y = new Float64Array(nodes.length);
  const columns = columnsOf(nodes, money, levels, moving);
  orderColumns(columns, links, nodes);
  const slots = columns.flatMap((column) => (column.length > LONGEST_COLUMN ? halves(column) : [column]));
  const gap = Math.min(190, Math.max(96, width / Math.max(1, slots.length - 1)));
  const tallest = Math.max(...slots.map((slot) => slot.length));
  slots.forEach((slot, c) => {
    const row = Math.min(ROW * 2, Math.max(ROW, ((tallest - 1) * ROW) / Math.max(1, slot.length)));
    slot.forEach((node, i) => {
      x[node] = c * gap;
      y[node] = (i - (slot.length - 1) / 2) * row + staggerOf(c, slot, tallest);
    });
  });
  const top = Math.min(...[...moving].map((node) => y[node]!));
  const bottom = Math.max(...[...moving].map((node) => y[node]!));
  const still = nodes.map((_, i) => i).filter((i) => !moving.has(i));
  const below = still.filter((i) => nodes[i]!.kind === 'address' || nodes[i]!.kind === 'contact');
  const above = still.filter((i) => !below.includes(i));
  const span = (slots.length - 1) * gap;
  placeRow(above, links, x, y, top - BAND, -BAND, span);
  placeRow(below, links, x, y, bottom + BAND, BAND, span);
  return { x, y };
}

/** Neighbouring columns are shifted by a little, so that lines between single nodes do not run into a third. */
function staggerOf(column: number, slot: readonly number[], tallest: number): number {
  return slot.length < tallest && slot.length > 1 && column % 2 === 1 ? ROW / 6 : 0;
}

/**
 * Groups by level. Outside parties go left of the members where they mostly pay and right of them where they mostly
 * receive; exits that pay nobody go last.
 */
function columnsOf(
  nodes: readonly ViewNode[],
  money: readonly Link[],
  levels: Float64Array,
  moving: ReadonlySet<number>,
): number[][] {
  const inside = [...moving].filter((i) => nodes[i]!.cluster !== null);
  const base = (inside.length > 0 ? inside : [...moving]).map((i) => levels[i]!);
  const least = Math.min(...base);
  const most = Math.max(...base);
  const level = new Map<number, number>();
  for (const i of moving) {
    const paid = money.reduce((sum, { from, amount }) => sum + (from === i ? amount : 0), 0);
    const received = money.reduce((sum, { to, amount }) => sum + (to === i ? amount : 0), 0);
    const isOutside = nodes[i]!.cluster === null && inside.length > 0;
    if (isOutside && paid > received) level.set(i, least - 1);
    else if (isExit(nodes[i]!) && paid === 0) level.set(i, most + 1);
    else if (isOutside) level.set(i, most + 1);
    else level.set(i, levels[i]!);
  }
  const sorted = [...level].sort(([a, p], [b, q]) => p - q || a - b);
  const columns: number[][] = [];
  let start = Number.NEGATIVE_INFINITY;
  for (const [node, at] of sorted) {
    if (at - start > 0.58 || columns.length === 0) {
      columns.push([]);
      start = at;
    }
    columns.at(-1)!.push(node);
  }
  return columns;
}

/** Four sweeps of barycentre ordering (Sugiyama, Tagawa, Toda 1981), ties by the order of the nodes. */
function orderColumns(columns: number[][], links: readonly Link[], nodes: readonly ViewNode[]): void {
  const near: number[][] = Array.from({ length: nodes.length }, () => []);
  for (const { from, to } of links) {
    near[from]!.push(to);
    near[to]!.push(from);
  }
  const position = new Map<number, number>();
  const note = (column: number[]) => {
    column.forEach((node, i) => {
      position.set(node, (i + 0.5) / column.length);
    });
  };
  columns.forEach(note);
  for (let sweep = 0; sweep < 6; sweep++) {
    const order = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of order) {
      const centre = new Map(
        column.map((node) => {
          const known = near[node]!.filter((other) => position.has(other) && !column.includes(other));
          const mean = known.reduce((sum, other) => sum + position.get(other)!, 0) / known.length;
          return [node, known.length > 0 ? mean : position.get(node)!] as const;
        }),
      );
      column.sort((a, b) => centre.get(a)! - centre.get(b)! || a - b);
      note(column);
    }
  }
}

function halves(column: readonly number[]): number[][] {
  return [column.filter((_, i) => i % 2 === 0), column.filter((_, i) => i % 2 === 1)];
}

/** Puts nodes over (or under) the mean of those they are tied to, in as many rows as they need. */
function placeRow(
  row: readonly number[],
  links: readonly Link[],
  x: Float64Array,
  y: Float64Array,
  first: number,
  step: number,
  span: number,
): void {
  const taken = new Set(row);
  const wish = new Map<number, number>();
  for (const node of row) {
    const tied = links.flatMap(({ from, to }) => (from === node ? [to] : to === node ? [from] : []));
    const known = tied.filter((other) => !taken.has(other));
    wish.set(node, known.length > 0 ? known.reduce((sum, other) => sum + x[other]!, 0) / known.length : span / 2);
  }
  const perRow = Math.max(2, Math.floor(span / 104) + 1);
  const sorted = [...row].sort((a, b) => wish.get(a)! - wish.get(b)! || a - b);
  const rows = Math.ceil(sorted.length / perRow);
  for (let r = 0; r < rows; r++) {
    // Every n-th node goes into the n-th row, so that each row spans the whole width.
    const part = sorted.filter((_, i) => i % rows === r);
    let last = Number.NEGATIVE_INFINITY;
    for (const node of part) {
      x[node] = Math.max(wish.get(node)!, last + 100);
      last = x[node]!;
      y[node] = first + r * step;
    }
    const over = last - span;
    if (over > 0) for (const node of part) x[node] = x[node]! - over / 2;
  }
}
