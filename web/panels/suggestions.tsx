import type { EntityDetail } from '../../src/api/contract.ts';
import { board, openHit, overview, select, showSuggestions } from '../session.ts';
import { variantOf } from '../ui/glyphs.ts';
import { Icon, KindMark, Score } from '../ui/marks.tsx';
import { say, sayNumber } from '../ui/say.ts';
import { levelOf } from './clusters.ts';

/** Who may be the same as an entity: guesses by name or address, for the reader to settle; never more than that. */
export function Suggestions({ detail }: { detail: EntityDetail }) {
  const { node, suggestions } = detail;
  if (suggestions.total === 0) return null;
  const isOn = board.value.nodes.has(node.id);
  return (
    <section class="suggestions" aria-labelledby="suggestions-title">
      <h2 id="suggestions-title">{say('web.possiblySame', { count: suggestions.total })}</h2>
      <p class="quiet">{say('web.possiblySameNote')}</p>
      <ul class="rows">
        {suggestions.shown.map(({ kind, other, companies }) => (
          <li key={other.id} class="relation">
            <button type="button" class="row-button" onClick={() => showEntity(other)}>
              <KindMark kind={other.kind} variant={variantOf(other.id)} />
              <span class="name">{other.label}</span>
              {other.score > 0 && (
                <Score score={other.score} level={levelOf(other.score, overview.value?.run?.lines)} />
              )}
            </button>
            <p class="relation-facts">
              <span>{say(`web.suggestion.${kind}`)}</span>
              <span>{say('count.company', { count: companies })}</span>
            </p>
          </li>
        ))}
      </ul>
      {suggestions.shown.length < suggestions.total && (
        <p class="quiet">
          {say('web.of', { shown: sayNumber(suggestions.shown.length), total: sayNumber(suggestions.total) })}
        </p>
      )}
      {isOn && (
        <button type="button" class="button small" onClick={() => void showSuggestions(node.id)}>
          <Icon name="plus" size={14} />
          {say('web.showSuggestions')}
        </button>
      )}
    </section>
  );
}

/** Selects the other where it is on the canvas, else brings it there. */
function showEntity(other: EntityDetail['suggestions']['shown'][number]['other']): void {
  if (board.value.nodes.has(other.id)) select(other.id, { reveal: true });
  else {
    const hit = { ...other, detail: null, detailKind: 'other' as const, exact: false, match: null };
    void openHit({ ...hit, level: levelOf(other.score, overview.value?.run?.lines), status: 'active', cluster: null });
  }
}
