import type { ViewNode } from './network-view.ts';
import type { Link, Places } from './placing.ts';

/** Nodes that a ring may have to be drawn as a circle, and the share of the members with money that must be on it. */
const LONGEST_RING = 16;
const LEAST_COVER = 0.6;
/** Share of the money between members that must run along the ring. */
const LEAST_FLOW = 0.5;
const ARC = 118;
/** Circles are drawn wider than high: pages are. */
const STRETCH = 1.35;

/**
 * A ring of money between members as a circle in its order, clockwise from the top. Members with ties to several of its
 * nodes stand inside, other nodes outside next to those they are tied to. Null where money makes no such ring.
 */
export function circularPlaces(
  nodes: readonly ViewNode[],
  links: readonly Link[],
  money: readonly Link[],
): Places | null {
  const hasMembers = nodes.some(({ cluster }) => cluster !== null);
  const isInside = (i: number) => !hasMembers || nodes[i]!.cluster !== null;
  const own = money.filter(({ from, to }) => isInside(from) && isInside(to));
  const moving = new Set(own.flatMap(({ from, to }) => [from, to]));
  if (moving.size < 3 || moving.size > LONGEST_RING * 1.6) return null;
  const ring = bestRing(
    own,
    [...moving].sort((a, b) => a - b),
  );
  if (ring.length < 3 || ring.length < moving.size * LEAST_COVER) return null;
  if (flowAlong(ring, own) < LEAST_FLOW) return null;
  const x = new Float64Array(nodes.length);
  const y = new Float64Array(nodes.length);
  const radius = Math.max(120, (ring.length * ARC) / (2 * Math.PI));
  const angle = new Map<number, number>();
  ring.forEach((node, i) => {
    const a = -Math.PI / 2 + (2 * Math.PI * i) / ring.length;
    angle.set(node, a);
    x[node] = STRETCH * radius * Math.cos(a);
    y[node] = radius * Math.sin(a);
  });
  const taken: number[] = [];
  nodes.forEach(({ cluster }, node) => {
    if (angle.has(node)) return;
    const tied = links.flatMap(({ from, to }) => (from === node ? [to] : to === node ? [from] : []));
    const known = [...new Set(tied.filter((other) => angle.has(other)))];
    const meanX = known.reduce((sum, other) => sum + Math.cos(angle.get(other)!), 0) / Math.max(1, known.length);
    const meanY = known.reduce((sum, other) => sum + Math.sin(angle.get(other)!), 0) / Math.max(1, known.length);
    if (cluster !== null && known.length > 1 && Math.hypot(meanX, meanY) < 0.7) {
      x[node] = STRETCH * radius * 0.5 * meanX;
      y[node] = radius * 0.5 * meanY;
      return;
    }
    const far = cluster === null && hasMembers ? 118 : 78;
    const a = freeAngle(known.length > 0 ? Math.atan2(meanY, meanX) : Math.PI / 2, taken);
    taken.push(a);
    x[node] = (STRETCH * radius + far * 1.1) * Math.cos(a);
    y[node] = (radius + far) * Math.sin(a);
  });
  return { x, y };
}

/** The wished angle, or the nearest one that keeps some room from those taken. */
function freeAngle(wish: number, taken: readonly number[]): number {
  const apart = Math.PI / 9;
  const isFree = (a: number) =>
    taken.every(
      (other) => Math.abs(((((a - other) % (2 * Math.PI)) + 3 * Math.PI) % (2 * Math.PI)) - Math.PI) >= apart * 0.98,
    );
  for (let k = 0; k < 18; k++) {
    const shift = Math.ceil(k / 2) * apart * (k % 2 === 1 ? 1 : -1);
    if (isFree(wish + shift)) return wish + shift;
  }
  return wish;
}

/** Share of the money that runs along the ring's own edges. */
function flowAlong(ring: readonly number[], money: readonly Link[]): number {
  const next = new Map(ring.map((node, i) => [node, ring[(i + 1) % ring.length]!]));
  let along = 0;
  let total = 0;
  for (const { from, to, amount } of money) {
    total += amount;
    if (next.get(from) === to) along += amount;
  }
  return total > 0 ? along / total : 0;
}

/** The ring with the most money on it among those found depth first, largest sums first, within a budget of steps. */
function bestRing(money: readonly Link[], starts: readonly number[]): number[] {
  const next = new Map<number, { to: number; amount: number }[]>();
  for (const { from, to, amount } of money) {
    const list = next.get(from) ?? [];
    const known = list.find((step) => step.to === to);
    if (known) known.amount += amount;
    else list.push({ to, amount });
    next.set(from, list);
  }
  for (const list of next.values()) list.sort((a, b) => b.amount - a.amount || a.to - b.to);
  let best: number[] = [];
  let most = 0;
  let budget = 30_000;
  for (const start of starts) {
    const path = [start];
    const onPath = new Set(path);
    const walk = (node: number, sum: number): void => {
      for (const { to, amount } of next.get(node) ?? []) {
        if (budget-- <= 0) return;
        if (to === start && path.length >= 3 && sum + amount > most) {
          best = [...path];
          most = sum + amount;
        }
        if (onPath.has(to) || to < start || path.length >= LONGEST_RING) continue;
        path.push(to);
        onPath.add(to);
        walk(to, sum + amount);
        path.pop();
        onPath.delete(to);
      }
    };
    walk(start, 0);
  }
  return best;
}
