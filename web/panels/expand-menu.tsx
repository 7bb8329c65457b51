import { useEffect, useRef } from 'preact/hooks';
import { NODE_KINDS } from '../../src/model/vocabulary.ts';
import { EXPAND_ALL, EXPAND_MOST, expandBy, expandMenu } from '../session.ts';
import { Icon, KindMark } from '../ui/marks.tsx';
import { say, sayNumber, sayWord } from '../ui/say.ts';

/** Too many neighbours to add unasked: kinds with counts, the first 25 by risk or amount, or all. */
export function ExpandMenu() {
  const menu = expandMenu.value;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), [menu?.id]);
  if (!menu) return null;
  const { id, label, counts } = menu;
  const kinds = NODE_KINDS.filter((kind) => counts[kind] > 0);
  const total = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const close = () => {
    expandMenu.value = null;
  };
  return (
    <div class="expand-menu" role="dialog" aria-label={say('canvas.expand')}>
      <header>
        <h2>{say('web.expandTitle', { name: label, count: sayNumber(total) })}</h2>
        <button type="button" class="button ghost square" aria-label={say('panel.close')} onClick={close}>
          <Icon name="x" />
        </button>
      </header>
      <div class="expand-row">
        <span class="name">{say('web.everyKind')}</span>
        <span class="quiet">{sayNumber(total)}</span>
        <span class="grow" />
        <button
          ref={first}
          type="button"
          class="button small primary"
          onClick={() => void expandBy(id, { kind: null, limit: EXPAND_ALL, by: 'risk' })}
        >
          {say('canvas.expandTop', { count: EXPAND_ALL, by: 'risk' })}
        </button>
        <button
          type="button"
          class="button small"
          onClick={() => void expandBy(id, { kind: null, limit: EXPAND_ALL, by: 'amount' })}
        >
          {say('canvas.expandTop', { count: EXPAND_ALL, by: 'amount' })}
        </button>
        <button
          type="button"
          class="button small"
          onClick={() => void expandBy(id, { kind: null, limit: EXPAND_MOST, by: 'risk' })}
        >
          {total <= EXPAND_MOST
            ? say('canvas.expandAll', { count: sayNumber(total) })
            : say('canvas.expandTop', { count: EXPAND_MOST, by: 'risk' })}
        </button>
      </div>
      {kinds.length > 1 && (
        <ul>
          {kinds.map((kind) => (
            <li key={kind} class="expand-row">
              <KindMark kind={kind} />
              <span class="name">{sayWord('kind', kind)}</span>
              <span class="quiet">{sayNumber(counts[kind])}</span>
              <span class="grow" />
              {counts[kind] > EXPAND_ALL && (
                <button
                  type="button"
                  class="button small"
                  onClick={() => void expandBy(id, { kind, limit: EXPAND_ALL, by: 'risk' })}
                >
                  {say('canvas.expandTop', { count: EXPAND_ALL, by: 'risk' })}
                </button>
              )}
              <button
                type="button"
                class="button small"
                onClick={() => void expandBy(id, { kind, limit: EXPAND_MOST, by: 'risk' })}
              >
                {counts[kind] <= EXPAND_MOST
                  ? say('canvas.expandAll', { count: sayNumber(counts[kind]) })
                  : say('canvas.expandTop', { count: EXPAND_MOST, by: 'risk' })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
