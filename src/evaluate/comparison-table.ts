import type { ComparedFigure } from './compare-evaluations.ts';
import type { Goal } from './goals.ts';

/** How many figures are within tolerance, each that is not, and the goals reached and missed, as plain text. */
export function comparisonTable(figures: readonly ComparedFigure[], goals: readonly Goal[]): string {
  const worse = figures.filter((figure) => figure.worse);
  return `${[
    `Against the stored evaluation: ${figures.length - worse.length} of ${figures.length} figures as good or within tolerance.`,
    ...worse.map(({ what, stored, now }) => `  worse: ${what}: ${percent(stored)} before, ${percent(now)} now`),
    'Goals:',
    ...goals.map(
      ({ what, value, bound, side, reached }) =>
        `  ${reached ? 'reached' : 'missed'}: ${what} ${percent(value)} (at ${side} ${percent(bound)})`,
    ),
  ].join('\n')}\n`;
}

function percent(share: number | null): string {
  return share === null ? 'none' : `${(share * 100).toFixed(1)} %`;
}
