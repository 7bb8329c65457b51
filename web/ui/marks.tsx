import type { ViewNode } from '../../src/reports/network/network-view.ts';
import { GLYPHS, type GlyphName, glyphOf, glyphScale, shapePath } from './glyphs.ts';
import { say, sayScore, sayWord } from './say.ts';

/** A 16 px line icon; decorative, the text beside it says the same. */
export function Icon({ name, size = 16 }: { name: GlyphName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={GLYPHS[name]} />
    </svg>
  );
}

/** Risk as bars: one, two, three of three. Never colour alone. */
export function Bars({ level }: { level: ViewNode['level'] }) {
  const filled = { high: 3, medium: 2, low: 1, none: 0 }[level];
  return (
    <svg class={`bars ${level}`} width="13" height="12" viewBox="0 0 13 12" aria-hidden="true">
      {[0, 1, 2].map((bar) =>
        bar < filled ? (
          <rect key={bar} class="full" x={bar * 5} y={8 - bar * 4} width="3" height={4 + bar * 4} rx=".75" />
        ) : (
          <rect key={bar} class="void" x={bar * 5 + 0.5} y={8.5 - bar * 4} width="2" height={3 + bar * 4} rx=".5" />
        ),
      )}
    </svg>
  );
}

/** Bars with the word: "High". */
export function Severity({ level }: { level: ViewNode['level'] }) {
  return (
    <span class={`severity ${level}`}>
      <Bars level={level} />
      {sayWord('severity', level)}
    </span>
  );
}

type KindLike = Pick<ViewNode, 'kind'> & { variant?: string | null; status?: ViewNode['status'] };

/** The shape and glyph of a kind, as on the canvas. */
export function KindMark({ kind, variant = null, status = 'active', size = 18 }: KindLike & { size?: number }) {
  const shape = kind === 'account' && (variant === 'atm' || variant === 'cash') ? 'cash' : kind;
  const glyph = glyphOf(kind, variant);
  const isHollow = status === 'dissolved' || status === 'reference';
  const scale = (glyphScale(shape) * 10.5) / 16;
  return (
    <svg
      class={`kind k-${kind} ${isHollow ? 'hollow' : ''}`}
      width={size}
      height={size}
      viewBox="-12.5 -12.5 25 25"
      aria-hidden="true"
    >
      <path class="shape" d={shapePath(shape, 10.5)} />
      <path class="glyph" d={GLYPHS[glyph]} transform={`scale(${scale}) translate(-8 -8)`} />
    </svg>
  );
}

/** A score with its bars and word: what a list row shows at its right end. */
export function Score({ score, level }: { score: number; level: ViewNode['level'] }) {
  return (
    <span class="score" title={say('web.score', { score: sayScore(score) })}>
      <Bars level={level} />
      <b>{sayScore(score)}</b>
    </span>
  );
}

export function Logo() {
  return (
    <svg class="logo" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M11 3.5v6.5M11 10c0 4-2.2 5.5-6 6.2M11 10c0 4 2.2 5.5 6 6.2M11 9.5v9" />
      <circle cx="11" cy="3.6" r="1.9" />
      <circle cx="4.2" cy="16.4" r="1.9" />
      <circle cx="17.8" cy="16.4" r="1.9" />
      <circle cx="11" cy="18.8" r="1.9" />
    </svg>
  );
}
