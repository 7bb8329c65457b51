import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { SearchHit, SearchResult } from '../../src/api/contract.ts';
import { type Failure, search } from '../api.ts';
import { openHit } from '../session.ts';
import { variantOf } from '../ui/glyphs.ts';
import { Bars, Icon, KindMark } from '../ui/marks.tsx';
import { failureText } from '../ui/notices.tsx';
import { say, sayDetail, sayNumber, sayWord } from '../ui/say.ts';

const LIMIT = 8;
const PAUSE_MS = 120;

/** Search as you type: exact identifiers first under a caption of their own, then names; arrows, Enter, Esc. */
export function SearchBox({ large = false }: { large?: boolean }) {
  const [query, setQuery] = useState('');
  const [result, setResult] = useState<SearchResult | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const text = query.trim();
    if (text === '') {
      setResult(null);
      setFailure(null);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void search(text, LIMIT, abort.signal).then((answer) => {
        if (abort.signal.aborted) return;
        setResult(answer.ok ? answer.value : null);
        setFailure(answer.ok ? null : answer.failure);
        setActive(0);
        setOpen(true);
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);

  const hits = result?.hits ?? [];
  const take = (hit: SearchHit | undefined) => {
    if (!hit) return;
    setOpen(false);
    setQuery('');
    void openHit(hit);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (hits.length > 0) setActive((active + step + hits.length) % hits.length);
      setOpen(true);
      event.preventDefault();
    } else if (event.key === 'Enter' && isOpen) take(hits[active]);
    else if (event.key === 'Escape') {
      if (isOpen) setOpen(false);
      else input.current?.blur();
      event.stopPropagation();
    }
  };
  const showList = isOpen && query.trim() !== '' && (result !== null || failure !== null);

  return (
    <search class={`search-box ${large ? 'large' : ''}`}>
      <form
        class="search-field"
        onSubmit={(event) => {
          event.preventDefault();
          take(hits[active]);
        }}
      >
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          autocomplete="off"
          spellcheck={false}
          value={query}
          placeholder={say(large ? 'search.placeholder' : 'search.short')}
          aria-label={say('search.placeholder')}
          aria-expanded={showList}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          // biome-ignore lint/a11y/noRedundantRoles: the role is the list's below, not that of a `datalist`
          role="combobox"
          list={undefined}
          {...(showList && hits.length > 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onFocus={() => setOpen(true)}
          onBlur={() => setTimeout(() => setOpen(false), 150)}
          onKeyDown={keyDown}
        />
        <span class="key" aria-hidden="true">
          /
        </span>
        {large && (
          <button type="submit" class="button primary">
            {say('search.button')}
          </button>
        )}
      </form>
      <div class="hits" id={`${id}-list`} role="listbox" aria-label={say('web.searchResults')} hidden={!showList}>
        {hits.map((hit, index) => (
          <Hit
            key={hit.id}
            hit={hit}
            id={`${id}-${index}`}
            isActive={index === active}
            caption={captionOf(hits, index)}
            take={() => take(hit)}
          />
        ))}
        {failure && <p class="hits-note">{failureText(failure)}</p>}
        {result && hits.length === 0 && <p class="hits-note">{say('search.nothing', { query: result.query })}</p>}
        {result && result.total > hits.length && (
          <p class="hits-note">{say('search.more', { count: sayNumber(result.total - hits.length) })}</p>
        )}
      </div>
    </search>
  );
}

/** A caption where a group of hits begins, if there is more than one group. */
function captionOf(hits: readonly SearchHit[], index: number): string | null {
  const hit = hits[index]!;
  if (!hits.some((one) => one.exact)) return null;
  if (index > 0 && hits[index - 1]!.exact === hit.exact) return null;
  return say(hit.exact ? 'search.exact' : 'search.byName');
}

function Hit(props: { hit: SearchHit; id: string; isActive: boolean; caption: string | null; take: () => void }) {
  const { hit, id, isActive, caption, take } = props;
  return (
    <>
      {caption && (
        <p class="hits-caption" role="presentation">
          {caption}
        </p>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are reached by arrows from its field */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field takes the active option */}
      <div
        id={id}
        role="option"
        aria-selected={isActive}
        class={`hit ${isActive ? 'active' : ''}`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={take}
      >
        <KindMark kind={hit.kind} variant={variantOf(hit.id)} status={hit.status} />
        <span class="hit-name cut">{underlined(hit)}</span>
        {hit.detail && <span class="hit-detail">{sayDetail(hit)}</span>}
        {hit.status !== 'active' && <span class="hit-status">{sayWord('status', hit.status)}</span>}
        <Bars level={hit.level} />
      </div>
    </>
  );
}

function underlined({ label, match }: SearchHit) {
  if (!match) return label;
  const [start, end] = match;
  return (
    <>
      {label.slice(0, start)}
      <u>{label.slice(start, end)}</u>
      {label.slice(end)}
    </>
  );
}
