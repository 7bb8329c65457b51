import type { Contribution } from '../../src/model/finding.ts';
import { overview } from '../session.ts';
import { say, sayScore, sayTexts } from './say.ts';

const NAMED = 3;

/** A rule's title in the reader's language; its code where the catalogue does not know it. */
export function ruleTitle(indicator: string): string {
  const info = overview.value?.indicators[indicator];
  return info ? sayTexts(info.title) : indicator;
}

/** The parts of a score on a track of 1.0, in order of size, the first three named. */
export function ContributionBar({
  indicators,
  named = true,
}: {
  indicators: readonly Contribution[];
  named?: boolean;
}) {
  const parts = indicators.filter((part) => part.contribution > 0).sort((a, b) => b.contribution - a.contribution);
  if (parts.length === 0) return null;
  const rest = parts.slice(NAMED).reduce((sum, part) => sum + part.contribution, 0);
  return (
    <div class="contributions">
      <div class="track" aria-hidden="true">
        {parts.map((part, index) => (
          <i
            key={part.indicator}
            class={`step-${Math.min(index, 5)}`}
            style={{ width: `${part.contribution * 100}%` }}
          />
        ))}
      </div>
      {named && (
        <ul class="named">
          {parts.slice(0, NAMED).map((part, index) => (
            <li key={part.indicator} title={part.indicator}>
              <i class={`step-${index}`} aria-hidden="true" />
              <span class="cut">{ruleTitle(part.indicator)}</span> <b>{sayScore(part.contribution)}</b>
            </li>
          ))}
          {rest > 0 && (
            <li class="rest">
              {say('panel.contribution.rest', { count: parts.length - NAMED })} <b>{sayScore(rest)}</b>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
