import type { ViewNode } from './network-view.ts';
import type { Link, Places } from './placing.ts';

/** Most and fewest pixels per step of graph distance. */
const STEP = { most: 128, least: 58 } as const;
/** Pages are wider than high. */
const STRETCH = 1.2;
const ROUNDS = 90;
/** Beyond so many nodes each round costs too much; fewer are made. */
const FULL_ROUNDS_UP_TO = 200;
/** Golden angle, for a start without any two points alike. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/**
 * Places nodes so that distances on paper follow distances in the network (stress majorization: Gansner, Koren, North
 * 2004), turned so that owners come to the top and the longer side lies flat. Parties outside a cluster come to the rim.
 */
export function stressPlaces(nodes: readonly ViewNode[], links: readonly Link[], width: number): Places {
  const count = nodes.length;
  const distance = distances(count, links);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const radius = STEP.most * 0.6 * Math.sqrt(i + 0.5);
    x[i] = radius * Math.cos(i * GOLDEN);
    y[i] = radius * Math.sin(i * GOLDEN);
  }
  const step = Math.max(STEP.least, Math.min(STEP.most, width / Math.sqrt(count)));
  const rounds = Math.max(3, Math.round(ROUNDS * Math.min(1, (FULL_ROUNDS_UP_TO / Math.max(1, count)) ** 2)));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) {
      let sumX = 0;
      let sumY = 0;
      let weights = 0;
      for (let j = 0; j < count; j++) {
        if (i === j) continue;
        const wanted = distance[i * count + j]! * step;
        const weight = 1 / (wanted * wanted);
        const dx = x[i]! - x[j]!;
        const dy = y[i]! - y[j]!;
        const actual = Math.max(Math.sqrt(dx * dx + dy * dy), 0.01);
        sumX += weight * (x[j]! + (wanted * dx) / actual);
        sumY += weight * (y[j]! + (wanted * dy) / actual);
        weights += weight;
      }
      if (weights > 0) {
        x[i] = sumX / weights;
        y[i] = sumY / weights;
      }
    }
  }
  turn(nodes, x, y);
  for (let i = 0; i < count; i++) x[i]! *= STRETCH;
  contextToRim(nodes, links, x, y);
  return { x, y };
}

/** Steps between all pairs; parts that are not connected stand a little further apart than the longest way within. */
function distances(count: number, links: readonly Link[]): Float64Array {
  const near: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of links) {
    near[from]!.push(to);
    near[to]!.push(from);
  }
  const distance = new Float64Array(count * count).fill(-1);
  let longest = 1;
  for (let start = 0; start < count; start++) {
    const queue = [start];
    distance[start * count + start] = 0;
    for (let head = 0; head < queue.length; head++) {
      const node = queue[head]!;
      const steps = distance[start * count + node]! + 1;
      for (const other of near[node]!) {
        if (distance[start * count + other]! >= 0) continue;
        distance[start * count + other] = steps;
        longest = Math.max(longest, steps);
        queue.push(other);
      }
    }
  }
  const apart = Math.min(longest + 0.5, 4);
  for (let i = 0; i < distance.length; i++) if (distance[i]! < 0) distance[i] = apart;
  return distance;
}

/** Turns the longer axis flat, then mirrors so that people stand higher than what they control and firms first read left. */
function turn(nodes: readonly ViewNode[], x: Float64Array, y: Float64Array): void {
  const count = nodes.length;
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / count;
  const [centreX, centreY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    x[i]! -= centreX;
    y[i]! -= centreY;
    xx += x[i]! * x[i]!;
    yy += y[i]! * y[i]!;
    xy += x[i]! * y[i]!;
  }
  const angle = -0.5 * Math.atan2(2 * xy, xx - yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < count; i++) {
    const [px, py] = [x[i]!, y[i]!];
    x[i] = px * cos - py * sin;
    y[i] = px * sin + py * cos;
  }
  let balance = 0;
  nodes.forEach(({ kind }, i) => {
    if (kind === 'person') balance += y[i]!;
    else if (kind === 'address' || kind === 'contact') balance -= y[i]!;
  });
  if (balance > 0) for (let i = 0; i < count; i++) y[i] = -y[i]!;
}

/** Moves parties that are not in the cluster out of its middle, in the direction they already lie. */
function contextToRim(nodes: readonly ViewNode[], links: readonly Link[], x: Float64Array, y: Float64Array): void {
  const inside = nodes.flatMap(({ cluster }, i) => (cluster === null ? [] : [i]));
  if (inside.length === 0 || inside.length === nodes.length) return;
  nodes.forEach(({ cluster }, i) => {
    if (cluster !== null) return;
    const tied = links.flatMap(({ from, to }) => (from === i ? [to] : to === i ? [from] : []));
    const dx = x[i]! + tied.reduce((sum, other) => sum + x[other]!, 0) / Math.max(1, tied.length);
    const dy = y[i]! + tied.reduce((sum, other) => sum + y[other]!, 0) / Math.max(1, tied.length);
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    const rim = Math.max(...inside.map((j) => x[j]! * ux + y[j]! * uy));
    const far = rim + 84;
    x[i] = ux * far;
    y[i] = uy * far;
  });
}
