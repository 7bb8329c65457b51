/** Glyphs on a grid of 16 px, drawn as strokes with round joins. */
export const GLYPHS = {
  company: '<path d="M3.5 13.25V3.75l6-1v10.5M9.5 6.25h3v7M2 13.25h12M5.75 6h1.5M5.75 8.5h1.5M5.75 11h1.5"/>',
  person: '<circle cx="8" cy="5.25" r="2.5"/><path d="M3.25 13.5c.4-2.7 2.2-4.1 4.75-4.1s4.35 1.4 4.75 4.1"/>',
  address:
    '<path d="M8 13.9s4.4-4 4.4-7.4a4.4 4.4 0 0 0-8.8 0C3.6 9.9 8 13.9 8 13.9Z"/><circle cx="8" cy="6.5" r="1.4"/>',
  bank: '<path d="M2.5 6.25 8 2.75l5.5 3.5M4.25 6.75v4.5M8 6.75v4.5M11.75 6.75v4.5M2.5 13.25h11"/>',
  card: '<rect x="2" y="3.75" width="12" height="8.5" rx="1.25"/><path d="M2 6.75h12M4.5 9.75h2.5"/>',
  wallet:
    '<path d="M3 5.25h9.25a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3.75A1.25 1.25 0 0 1 2.5 12V4.5a1.25 1.25 0 0 1 1.25-1.25h7.25v2M10.5 9.25h.01"/>',
  atm: '<path d="M2.5 7.5v-4h11v4M4.75 5.75h6.5v7.5h-6.5zM7 9.5h2"/>',
  cash: '<rect x="1.75" y="4.25" width="12.5" height="7.5" rx="1"/><circle cx="8" cy="8" r="1.75"/>',
  phone: '<rect x="4.5" y="2" width="7" height="12" rx="1.5"/><path d="M7.25 11.75h1.5"/>',
  email: '<rect x="2" y="3.5" width="12" height="9" rx="1.25"/><path d="m2.5 4.5 5.5 4.25 5.5-4.25"/>',
  device: '<rect x="2.5" y="3" width="11" height="7.5" rx="1"/><path d="M1.5 13h13"/>',
  flag: '<path d="M4 14V2.5h7.5L10 5.5l1.5 3H4"/>',
  right: '<path d="M3 8h9.5M9 4.5 12.5 8 9 11.5"/>',
  chevron: '<path d="m6.25 4.5 3.5 3.5-3.5 3.5"/>',
  print: '<path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6.25h11v5.25h-2M4.5 9.5h7v4h-7z"/>',
  file: '<path d="M4 2h5l3.25 3.25V14H4zM9 2v3.25h3.25"/>',
  table: '<rect x="2" y="3" width="12" height="10" rx="1"/><path d="M2 6.25h12M2 9.6h12M6.5 6.25V13"/>',
  graph:
    '<circle cx="4" cy="11.5" r="1.75"/><circle cx="12" cy="10.5" r="1.75"/><circle cx="7.5" cy="4" r="1.75"/><path d="M6.8 5.7 4.7 9.9M8.5 5.5l2.7 3.5M5.75 11.3l4.5-.6"/>',
} as const;
export type GlyphName = keyof typeof GLYPHS;

/** Name of the glyph of a node: by variant where it has one of its own. */
export function glyphOf(kind: string, variant: string | null): GlyphName {
  switch (kind) {
    case 'account':
      return variant === 'card' || variant === 'wallet' || variant === 'atm' || variant === 'cash' ? variant : 'bank';
    case 'contact':
      return variant === 'email' ? 'email' : variant === 'device' || variant === 'ip' ? 'device' : 'phone';
    case 'person':
      return variant === 'sole-trader' ? 'company' : 'person';
    default:
      return kind === 'address' ? 'address' : 'company';
  }
}

/** A glyph of `size` px centred on a point, in a colour. */
export function glyphAt(name: GlyphName, x: number, y: number, size: number, colour: string): string {
  const corner = `${round(x - size / 2)} ${round(y - size / 2)}`;
  const width = name === 'person' ? 1.7 : 1.6;
  return `<g transform="translate(${corner}) scale(${round(size / 16)})" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round">${GLYPHS[name]}</g>`;
}

/** Coordinates to a hundredth: short, and the same everywhere. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
