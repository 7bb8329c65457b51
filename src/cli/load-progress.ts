import type { LoadProgress } from '../load.ts';

/** Reasons named on the progress line; the others are counted together. */
const REASONS_SHOWN = 2;
/** Before this share is done a guess at the time left would jump. */
const SHARE_FOR_GUESS = 0.02;

/**
 * A line on how far a load is: file, share done, records a second, time left, what was refused so far.
 * @param elapsedMs since the load began
 */
export function loadProgressLine(progress: LoadProgress, elapsedMs: number): string {
  const { phase, file, bytesDone, bytesTotal, records } = progress;
  const share = bytesTotal > 0 ? bytesDone / bytesTotal : 1;
  const refused = refusedSoFar(progress);
  if (phase === 'publish') {
    const { published } = progress;
    const head =
      published && published.of > 0
        ? `Publishing … ${Math.floor((100 * published.rows) / published.of)} %`
        : 'Checking for duplicates and publishing …';
    return [head, `${count(published?.of ?? records)} records`, ...refused].join(' · ');
  }
  const perSecond = elapsedMs > 0 ? Math.round((1000 * records) / elapsedMs) : 0;
  const left =
    share > SHARE_FOR_GUESS && elapsedMs > 1000 ? [`about ${duration((elapsedMs * (1 - share)) / share)} left`] : [];
  const speed = records > 0 ? [`${count(perSecond)} records/s`] : [];
  const head = `${phase === 'digest' ? 'Looking at' : 'Reading'} ${file ?? ''} … ${Math.floor(100 * share)} %`;
  return [head, ...speed, ...left, ...refused].join(' · ');
}

function refusedSoFar({ reasons }: LoadProgress): string[] {
  const rows = reasons().filter(({ action }) => action === 'row');
  if (rows.length === 0) return [];
  const total = rows.reduce((sum, { count: n }) => sum + n, 0);
  const named = rows.slice(0, REASONS_SHOWN).map(({ code, count: n }) => `${code} ${count(n)}`);
  const others = rows.length - REASONS_SHOWN;
  const more = others > 0 ? `, ${others} other ${others === 1 ? 'reason' : 'reasons'}` : '';
  return [`${count(total)} refused (${named.join(', ')}${more})`];
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
