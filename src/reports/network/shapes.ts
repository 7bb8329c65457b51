import { round } from './glyphs.ts';
import type { ViewNode } from './network-view.ts';

/** Half the height of a node by risk. */
export function radiusOf(level: ViewNode['level']): number {
  return level === 'high' ? 17 : level === 'medium' ? 14 : 11.5;
}

export type ShapeKind = 'square' | 'circle' | 'pentagon' | 'box' | 'hexagon' | 'diamond';

/** The shape that tells the kind without colour. */
export function shapeKind(kind: string, variant: string | null): ShapeKind {
  switch (kind) {
    case 'company':
      return 'square';
    case 'person':
      return 'circle';
    case 'address':
      return 'pentagon';
    case 'account':
      return variant === 'atm' || variant === 'cash' ? 'hexagon' : 'box';
    default:
      return 'diamond';
  }
}

const POLYGONS: Readonly<Record<'pentagon' | 'hexagon' | 'diamond', readonly (readonly [number, number])[]>> = {
  pentagon: [
    [0, -1.1],
    [1.02, -0.3],
    [0.78, 0.9],
    [-0.78, 0.9],
    [-1.02, -0.3],
  ],
  hexagon: [
    [-1.15, 0],
    [-0.58, -1],
    [0.58, -1],
    [1.15, 0],
    [0.58, 1],
    [-0.58, 1],
  ],
  diamond: [
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ],
};

/** A node's outline round a point, with the given attributes. */
export function shapeAt(shape: ShapeKind, x: number, y: number, r: number, attributes: string): string {
  switch (shape) {
    case 'square':
      return `<rect x="${round(x - r * 0.9)}" y="${round(y - r * 0.9)}" width="${round(r * 1.8)}" height="${round(r * 1.8)}" rx="${round(r * 0.3)}" ${attributes}/>`;
    case 'box':
      return `<rect x="${round(x - r * 1.15)}" y="${round(y - r * 0.8)}" width="${round(r * 2.3)}" height="${round(r * 1.6)}" rx="${round(r * 0.3)}" ${attributes}/>`;
    case 'circle':
      return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" ${attributes}/>`;
    default: {
      const points = POLYGONS[shape].map(([u, v]) => `${round(x + u * r)} ${round(y + v * r)}`).join('L');
      return `<path d="M${points}Z" stroke-linejoin="round" ${attributes}/>`;
    }
  }
}

/** Distance from the centre to the outline in a direction. */
export function rimOf(shape: ShapeKind, r: number, dx: number, dy: number): number {
  const length = Math.hypot(dx, dy) || 1;
  const ux = Math.max(Math.abs(dx / length), 1e-6);
  const uy = Math.max(Math.abs(dy / length), 1e-6);
  if (shape === 'box') return Math.min((r * 1.15) / ux, (r * 0.8) / uy);
  if (shape === 'square') return Math.min((r * 0.9) / ux, (r * 0.9) / uy);
  return r * 1.03;
}

/** Glyph size that fits the shape. */
export function glyphSize(shape: ShapeKind, r: number): number {
  return r * (shape === 'diamond' ? 1.02 : shape === 'pentagon' ? 0.98 : shape === 'box' ? 1.18 : 1.16);
}

/** Approximate width in pixels of a text in Noto Sans: by class of letter, enough to keep labels apart. */
export function textWidth(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const c of text) {
    if (/[\s.,·:;|1il«»'()\u00a0-]/.test(c)) ems += 0.34;
    else if (/[\p{Lu}мшщжюыmwW₸%@—–]/u.test(c)) ems += 0.72;
    else if (/[\u1100-\uffff]|[\u{10000}-\u{10ffff}]/u.test(c) && !/[\u2000-\u20ff]/.test(c)) ems += 1;
    else ems += 0.565;
  }
  return ems * size * (bold ? 1.05 : 1);
}
