/** Colours of the look by token: light, dark. Contrast and colour-blind distances were measured on exactly these values. */
export const TOKENS = {
  app: ['#F3F4F6', '#0B0E13'],
  surface: ['#FFFFFF', '#151920'],
  raised: ['#FFFFFF', '#1C212A'],
  sunken: ['#F6F7F9', '#10141A'],
  canvas: ['#FAFBFC', '#10141A'],
  hover: ['#EEF0F3', '#222832'],
  line: ['#E4E7EB', '#272D37'],
  'line-2': ['#CDD2DA', '#39404D'],
  control: ['#838A97', '#727B8B'],
  text: ['#14181F', '#E9ECF1'],
  'text-2': ['#434A57', '#B6BDC9'],
  'text-3': ['#5F6774', '#969EAC'],
  accent: ['#3A4BC9', '#98A6FF'],
  'accent-strong': ['#2C3BA6', '#B6C0FF'],
  'accent-tint': ['#ECEEFC', '#1E2344'],
  'on-accent': ['#FFFFFF', '#0F1217'],
  focus: ['#3A4BC9', '#98A6FF'],
  'risk-high': ['#9A0F26', '#FF7A70'],
  'risk-high-tint': ['#FCEDEC', '#381719'],
  'risk-medium': ['#A15C00', '#FFCC73'],
  'risk-medium-tint': ['#FDF5E8', '#2E2413'],
  'risk-low': ['#59616E', '#9DA6B5'],
  'risk-low-tint': ['#EEF0F3', '#222832'],
  gap: ['#3F5683', '#A5B8DE'],
  'gap-tint': ['#EDF1F8', '#1A2231'],
  'k-company': ['#2B3950', '#CBD6E6'],
  'k-person': ['#9A45BA', '#C07CDE'],
  'k-address': ['#80868E', '#66707D'],
  'k-account': ['#0C6B52', '#4DAE8E'],
  'k-contact': ['#A0851A', '#DBD45F'],
  glyph: ['#FFFFFF', '#0F1217'],
  'r-founded': ['#5A6B86', '#9DB0CE'],
  'r-owns': ['#2B3950', '#CBD6E6'],
  'r-manages': ['#9A45BA', '#C07CDE'],
  'r-registered-at': ['#80868E', '#7A8492'],
  'r-holds': ['#6A7280', '#8C95A4'],
  'r-reached-by': ['#A0851A', '#B9B24A'],
  'r-transferred': ['#0C6B52', '#4DAE8E'],
  'r-invoiced': ['#2F7FA3', '#5FB0D6'],
  'r-possibly-same': ['#5A6B86', '#9DB0CE'],
  'h-1': ['#356E70', '#6DA59E'],
  'h-2': ['#B57F46', '#AD5010'],
  'h-3': ['#5851BA', '#844FCA'],
  'h-4': ['#5B6C00', '#C1E87F'],
  'h-5': ['#5381E6', '#92A8EB'],
  'h-6': ['#704546', '#924F73'],
  'h-7': ['#349A82', '#AAE3ED'],
  'h-8': ['#50038F', '#A68565'],
  'h-9': ['#926A56', '#925652'],
  'h-10': ['#6594A9', '#6A82A4'],
  'h-11': ['#424708', '#B29700'],
  'h-12': ['#572B4D', '#A5D0B4'],
  paper: ['#FFFFFF', '#13161C'],
} as const satisfies Record<string, readonly [string, string]>;

export type Token = keyof typeof TOKENS;
/** How a colour is written: `css` as a custom property that follows the page's theme, else the plain value. */
export type Theme = 'css' | 'light' | 'dark';

/** A token's colour for markup. */
export function ink(token: Token, theme: Theme): string {
  return theme === 'css' ? `var(--${token})` : TOKENS[token][theme === 'light' ? 0 : 1];
}

/** Custom properties of all tokens, following the system's theme; print is always light. */
export function tokensCss(): string {
  const lines = Object.entries(TOKENS).map(([name, [light, dark]]) => `  --${name}: light-dark(${light}, ${dark});`);
  return `:root { color-scheme: light dark; }
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
@media print { :root, :root[data-theme] { color-scheme: light; } }
:root {
${lines.join('\n')}
}
`;
}
