/** Glyphs and icons as path data on a 16 px grid, stroked 1.5 px with round joins; drawn in the DOM and on the canvas. */

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function box(x: number, y: number, width: number, height: number, r: number): string {
  const w = width - 2 * r;
  const h = height - 2 * r;
  const arc = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${w}${arc(r, r)}v${h}${arc(-r, r)}h${-w}${arc(-r, -r)}v${-h}${arc(r, -r)}Z`;
}

export const GLYPHS = {
  company: 'M3.5 13.25V3.75l6-1v10.5M9.5 6.25h3v7M2 13.25h12M5.75 6h1.5M5.75 8.5h1.5M5.75 11h1.5',
  person: `${circle(8, 5.25, 2.5)}M3.25 13.5c.4-2.7 2.2-4.1 4.75-4.1s4.35 1.4 4.75 4.1`,
  address: `M8 13.9s4.4-4 4.4-7.4a4.4 4.4 0 0 0-8.8 0C3.6 9.9 8 13.9 8 13.9Z${circle(8, 6.5, 1.4)}`,
  bank: 'M2.5 6.25 8 2.75l5.5 3.5M4.25 6.75v4.5M8 6.75v4.5M11.75 6.75v4.5M2.5 13.25h11',
  card: `${box(2, 3.75, 12, 8.5, 1.25)}M2 6.75h12M4.5 9.75h2.5`,
  wallet:
    'M3 5.25h9.25a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3.75A1.25 1.25 0 0 1 2.5 12V4.5a1.25 1.25 0 0 1 1.25-1.25h7.25v2M10.5 9.25h.01',
  atm: 'M2.5 7.5v-4h11v4M4.75 5.75h6.5v7.5h-6.5zM7 9.5h2',
  cash: `${box(1.75, 4.25, 12.5, 7.5, 1)}${circle(8, 8, 1.75)}`,
  phone: `${box(4.5, 2, 7, 12, 1.5)}M7.25 11.75h1.5`,
  email: `${box(2, 3.5, 12, 9, 1.25)}M2.5 4.5l5.5 4.25 5.5-4.25`,
  device: `${box(2.5, 3, 11, 7.5, 1)}M1.5 13h13`,
  flag: 'M4 14V2.5h7.5L10 5.5l1.5 3H4',
  search: `${circle(7, 7, 4.25)}M10.2 10.2l3.3 3.3`,
  undo: 'M5.5 3 2.5 6l3 3M2.75 6H10a3.5 3.5 0 0 1 0 7H6.5',
  redo: 'M10.5 3l3 3-3 3M13.25 6H6a3.5 3.5 0 0 0 0 7h3.5',
  right: 'M3 8h9.5M9 4.5 12.5 8 9 11.5',
  left: 'M13 8H3.5M7 4.5 3.5 8 7 11.5',
  down: 'M4.5 6.25l3.5 3.5 3.5-3.5',
  chevron: 'M6.25 4.5l3.5 3.5-3.5 3.5',
  link: 'M6.75 9.25a2.75 2.75 0 0 0 3.9 0l2-2a2.75 2.75 0 0 0-3.9-3.9l-.75.75M9.25 6.75a2.75 2.75 0 0 0-3.9 0l-2 2a2.75 2.75 0 0 0 3.9 3.9l.75-.75',
  sun: `${circle(8, 8, 2.75)}M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.05 1.05M11.55 11.55l1.05 1.05M3.4 12.6l1.05-1.05M11.55 4.45l1.05-1.05`,
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6Z',
  eyeoff: 'M2 8s2.2-4 6-4c3.9 0 6 4 6 4s-2.1 4-6 4c-3.8 0-6-4-6-4ZM3 13 13 3',
  check: 'M3.25 8.5l3 3 6.5-7',
  x: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  file: 'M4 2h5l3.25 3.25V14H4zM9 2v3.25h3.25',
  table: `${box(2, 3, 12, 10, 1)}M2 6.25h12M2 9.6h12M6.5 6.25V13`,
  graph: `${circle(4, 11.5, 1.75)}${circle(12, 10.5, 1.75)}${circle(7.5, 4, 1.75)}M6.8 5.7 4.7 9.9M8.5 5.5l2.7 3.5M5.75 11.3l4.5-.6`,
  alert: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.25h.01',
  clusters: `${box(6.25, 1.75, 3.5, 3, 0.75)}${box(1.75, 10.5, 3.5, 3, 0.75)}${box(10.75, 10.5, 3.5, 3, 0.75)}M8 5v3M3.5 10.5V8h9v2.5`,
  help: `${circle(8, 8, 5.75)}M6.4 6.4c0-1 .7-1.6 1.65-1.6s1.6.6 1.6 1.45c0 1.25-1.6 1.3-1.6 2.45M8.05 11h.01`,
  expand: 'M3 6V3h3M13 10v3h-3M3 3l4 4M13 13 9 9',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  dash: `${circle(8, 8, 5.75)}M5.5 8h5`,
} as const;

export type GlyphName = keyof typeof GLYPHS;

/** The glyph of a node: by its variant where that has one, else by its kind. */
export function glyphOf(kind: string, variant: string | null): GlyphName {
  if (kind === 'person') return variant === 'sole-trader' ? 'company' : 'person';
  if (kind === 'account') return variant && variant in GLYPHS ? (variant as GlyphName) : 'bank';
  if (kind === 'contact') return variant === 'phone' || variant === 'email' ? variant : 'device';
  return kind === 'address' ? 'address' : 'company';
}

/** A contact's kind stands in its id: `contact:phone:…`; other kinds do not tell. */
export function variantOf(id: string): string | null {
  const [kind, variant] = id.split(':');
  return kind === 'contact' && variant ? variant : null;
}

/** Outline of a node with half height `r` round the origin, as path data. */
export function shapePath(kind: string, r: number): string {
  const polygon = (points: [number, number][]) => `M${points.map(([x, y]) => `${x * r} ${y * r}`).join('L')}Z`;
  if (kind === 'company') return box(-0.9 * r, -0.9 * r, 1.8 * r, 1.8 * r, 0.3 * r);
  if (kind === 'person') return circle(0, 0, r);
  if (kind === 'account') return box(-1.15 * r, -0.8 * r, 2.3 * r, 1.6 * r, 0.3 * r);
  if (kind === 'cash')
    return polygon([
      [-1.15, 0],
      [-0.58, -1],
      [0.58, -1],
      [1.15, 0],
      [0.58, 1],
      [-0.58, 1],
    ]);
  if (kind === 'address')
    return polygon([
      [0, -1.1],
      [1.02, -0.3],
      [0.78, 0.9],
      [-0.78, 0.9],
      [-1.02, -0.3],
    ]);
  return polygon([
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ]);
}

/** Size of the glyph in a node, in parts of `r`. */
export function glyphScale(kind: string): number {
  if (kind === 'contact') return 1.02;
  if (kind === 'address') return 0.98;
  return kind === 'account' ? 1.18 : 1.16;
}
