import type { ViewNode } from './network-view.ts';
import { NODE_BOX, type Places } from './placing.ts';

/**
 * Pushes apart nodes whose spaces (with their labels) overlap, along the axis of the smaller overlap, and squeezes the
 * whole into the width between; a fixed number of rounds in a fixed order, so the result is always the same.
 */
export function separate({ x, y }: Places, nodes: readonly ViewNode[], width: number): void {
  const count = nodes.length;
  for (let round = 0; round < 120; round++) {
    if (round < 100) squeeze(x, width);
    let overlaps = 0;
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const dx = x[j]! - x[i]!;
        const dy = y[j]! - y[i]!;
        const wantX = 2 * NODE_BOX.halfWidth;
        const wantY = NODE_BOX.above + NODE_BOX.below;
        const overX = wantX - Math.abs(dx);
        const overY = wantY - Math.abs(dy);
        if (overX <= 0.5 || overY <= 0.5) continue;
        overlaps++;
        const mustRise = round >= 100 || overY < overX;
        if (mustRise) {
          const push = (overY / 2) * (dy < 0 ? -1 : 1);
          y[i]! -= push;
          y[j]! += push;
        } else {
          const push = (overX / 2) * (dx < 0 ? -1 : 1);
          x[i]! -= push;
          x[j]! += push;
        }
      }
    }
    if (overlaps === 0) return;
  }
}

function squeeze(x: Float64Array, width: number): void {
  const left = Math.min(...x);
  const right = Math.max(...x);
  if (right - left <= width) return;
  const scale = width / (right - left);
  for (let i = 0; i < x.length; i++) x[i] = (x[i]! - left) * scale;
}
