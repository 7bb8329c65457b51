/** Spaces that people put between groups of three digits. */
const SPACES = /[\u0020\u00a0\u2009\u202f]/g;

/**
 * A number with other marks as a plain decimal (`1 234,50` → `1234.50`); null where it is none. Groups must have three digits:
 * `1,5` with grouping comma is refused rather than read as 15.
 */
export function plainNumber(
  text: string,
  { abs, decimal, group }: { abs: boolean; decimal: string; group: string | null },
): string | null {
  let plain = text.trim();
  if (decimal !== '.' && plain.includes('.') && group !== '.') return null;
  if (group !== null) {
    const mark = group === ' ' ? ' ' : group;
    if (mark === ' ') plain = plain.replace(SPACES, ' ');
    const whole = plain
      .replace(/^[+\-−]\s?/, '')
      .split(decimal, 1)[0]!
      .split(/[eE]/, 1)[0]!;
    const groups = whole.split(mark);
    if (groups.length > 1 && (groups[0]!.length > 3 || groups.slice(1).some((digits) => digits.length !== 3)))
      return null;
    plain = plain.split(mark).join('');
  }
  if (decimal !== '.') plain = plain.replace(decimal, '.');
  const match = /^([+\-−]?)\s?((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)$/.exec(plain);
  if (!match) return null;
  return !abs && (match[1] === '-' || match[1] === '−') ? `-${match[2]}` : match[2]!;
}
