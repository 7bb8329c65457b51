import { NODE_BOX, type Places } from './placing.ts';

const ROUNDS = 60;
const WIDTH = 2 * NODE_BOX.halfWidth;
const HEIGHT = NODE_BOX.above + NODE_BOX.below;

/**
 * Pushes apart nodes whose spaces (with their labels) overlap, along the axis of the smaller overlap, and squeezes the
 * whole into the width between; what still overlaps then slides down. Fixed rounds in a fixed order: always the same result.
 */
export function separate({ x, y }: Places, width: number): void {
  const count = x.length;
  for (let round = 0; round < ROUNDS; round++) {
    squeeze(x, width);
    let overlaps = 0;
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const overX = WIDTH - Math.abs(x[j]! - x[i]!);
        if (overX <= 0.5) continue;
        const overY = HEIGHT - Math.abs(y[j]! - y[i]!);
        if (overY <= 0.5) continue;
        overlaps++;
        if (overY < overX) {
          const push = (overY / 2) * (y[j]! < y[i]! ? -1 : 1);
          y[i]! -= push;
          y[j]! += push;
        } else {
          const push = (overX / 2) * (x[j]! < x[i]! ? -1 : 1);
          x[i]! -= push;
          x[j]! += push;
        }
      }
    }
    if (overlaps === 0) break;
  }
  squeeze(x, width);
  slideDown(x, y);
}

/** From the top down, each node goes below whatever it still overlaps: afterwards nothing does. */
function slideDown(x: Float64Array, y: Float64Array): void {
  const order = Array.from(y.keys()).sort((a, b) => y[a]! - y[b]! || a - b);
  order.forEach((node, k) => {
    const above = order.slice(0, k).filter((other) => Math.abs(x[other]! - x[node]!) < WIDTH - 1);
    above.sort((a, b) => y[a]! - y[b]! || a - b);
    for (const other of above) if (Math.abs(y[other]! - y[node]!) < HEIGHT - 1) y[node] = y[other]! + HEIGHT;
  });
}

function squeeze(x: Float64Array, width: number): void {
  const left = Math.min(...x);
  const right = Math.max(...x);
  if (right - left <= width) return;
  const scale = width / (right - left);
  for (let i = 0; i < x.length; i++) x[i] = (x[i]! - left) * scale;
}
