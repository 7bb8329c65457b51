/** Colours as the canvas needs them: plain values of the tokens in the theme that is on. */
export type Palette = Readonly<Record<string, string>>;

const NAMES = [
  'surface',
  'raised',
  'canvas',
  'sunken',
  'line',
  'line-2',
  'control',
  'text',
  'text-2',
  'text-3',
  'accent',
  'on-accent',
  'risk-high',
  'risk-medium',
  'glyph',
  'k-company',
  'k-person',
  'k-address',
  'k-account',
  'k-contact',
  'r-founded',
  'r-owns',
  'r-manages',
  'r-registered-at',
  'r-holds',
  'r-reached-by',
  'r-transferred',
  'r-invoiced',
  'r-possibly-same',
  ...Array.from({ length: 12 }, (_, index) => `h-${index + 1}`),
];

/** Reads the tokens through a probe element, because `light-dark()` is only resolved in a used colour. */
export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const style = getComputedStyle(probe);
  const palette: Record<string, string> = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    palette[name] = style.color;
  }
  probe.remove();
  return palette;
}

/** `rgb(…)` with an opacity of its own. */
export function withAlpha(color: string, alpha: number): string {
  const parts = /rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)/.exec(color);
  return parts ? `rgba(${parts[1]}, ${parts[2]}, ${parts[3]}, ${alpha})` : color;
}

/** The token of a relation's colour. */
export function relationToken(relation: string): string {
  return `r-${relation.toLowerCase().replaceAll('_', '-')}`;
}
