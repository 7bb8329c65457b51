import { formatMoneyShort } from '../i18n/format.ts';
import type { Money } from '../model/money.ts';
import type { Language, NodeKind } from '../model/vocabulary.ts';
import { GLYPHS, type GlyphName, glyphAt, glyphOf } from './network/glyphs.ts';
import type { ViewNode } from './network/network-view.ts';
import { glyphSize, shapeAt, shapeKind } from './network/shapes.ts';

/** Three bars: the step of a risk without colour alone. */
export function riskBars(level: ViewNode['level'], height = 12): string {
  const filled = { high: 3, medium: 2, low: 1, none: 0 }[level];
  const bars = [0, 1, 2].map((i) =>
    i < filled
      ? `<rect x="${i * 5}" y="${8 - i * 4}" width="3" height="${4 + i * 4}" rx=".75" fill="var(--risk-${level})"/>`
      : `<rect x="${i * 5 + 0.5}" y="${8.5 - i * 4}" width="2" height="${3 + i * 4}" rx=".75" fill="none" stroke="var(--control)"/>`,
  );
  return `<svg class="bars" width="13" height="${height}" viewBox="0 0 13 12" aria-hidden="true">${bars.join('')}</svg>`;
}

/** A node's shape with its glyph, for tables and legends. */
export function kindMark(
  kind: NodeKind,
  variant: string | null,
  style: 'solid' | 'dashed' | 'dotted' = 'solid',
): string {
  const shape = shapeKind(kind, variant);
  const own = `var(--k-${kind})`;
  const hollow = style !== 'solid';
  const body = hollow
    ? `fill="none" stroke="${own}" stroke-width="1.8" stroke-dasharray="${style === 'dashed' ? '4 2.5' : '0.1 3.5'}" stroke-linecap="round"`
    : `fill="${own}"`;
  return `<svg class="kd" width="16" height="16" viewBox="-12 -12 24 24" aria-hidden="true">${shapeAt(shape, 0, 0, 10, body)}${glyphAt(glyphOf(kind, variant), 0, 0, glyphSize(shape, 10) * 1.05, hollow ? own : 'var(--glyph)')}</svg>`;
}

/** A line as it stands in a legend. */
export function lineMark(
  relation: string,
  style: 'solid' | 'dashed' | 'dotted',
  width: number,
  arrow: boolean,
): string {
  const colour = `var(--r-${relation.toLowerCase().replaceAll('_', '-')})`;
  const dash =
    style === 'solid'
      ? ''
      : style === 'dashed'
        ? ' stroke-dasharray="6 4"'
        : ' stroke-dasharray="0.1 3.6" stroke-linecap="round"';
  return `<svg width="24" height="8" viewBox="0 0 24 8" aria-hidden="true"><path d="M0 4H${arrow ? 17 : 24}" stroke="${colour}" stroke-width="${width}"${dash}/>${arrow ? `<path d="M24 4 17 .8v6.4Z" fill="${colour}"/>` : ''}</svg>`;
}

/** The flag of a node that stands on a list. */
export function listedMark(): string {
  return `<svg class="kd" width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true"><circle r="7.2" fill="none" stroke="var(--risk-high)" stroke-width="1.25"/><g transform="translate(-4.4 -4.6) scale(.6)" fill="none" stroke="var(--risk-high)" stroke-width="2.2" stroke-linejoin="round">${GLYPHS.flag}</g></svg>`;
}

/** The line round a cluster's members, in the colour of its rank. */
export function hullMark(rank: number): string {
  const colour = `var(--h-${((rank - 1) % 12) + 1})`;
  return `<svg class="kd" width="20" height="12" aria-hidden="true"><rect x=".75" y=".75" width="18.5" height="10.5" rx="5" fill="${colour}" fill-opacity=".07" stroke="${colour}" stroke-width="1.25"/></svg>`;
}

export function icon(name: GlyphName, size = 16): string {
  return `<svg class="i" width="${size}" height="${size}" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${GLYPHS[name]}</svg>`;
}

/** The product's mark: roots. */
export function logo(size: number): string {
  return `<svg class="i" width="${size}" height="${size}" viewBox="0 0 22 22" fill="none" stroke="var(--accent)" stroke-width="1.9" stroke-linecap="round" aria-hidden="true"><path d="M11 3.5v6.5M11 10c0 4-2.2 5.5-6 6.2M11 10c0 4 2.2 5.5 6 6.2M11 9.5v9"/><g fill="var(--accent)" stroke="none"><circle cx="11" cy="3.6" r="1.9"/><circle cx="4.2" cy="16.4" r="1.9"/><circle cx="17.8" cy="16.4" r="1.9"/><circle cx="11" cy="18.8" r="1.9"/></g></svg>`;
}

/** Sums in one line; a dash where there are none. */
export function moneyList(sums: readonly Money[], language: Language): string {
  const known = sums.filter(({ minor }) => minor !== '0');
  if (known.length === 0) return '–';
  return known.map((sum) => formatMoneyShort(sum, language)).join(' + ');
}
