import { useState } from 'preact/hooks';
import type { FindingQuery as Query } from '../../src/api/contract.ts';
import { getFindingQuery } from '../api.ts';
import { announce } from '../session.ts';
import { useLoad } from '../ui/load.ts';
import { Icon } from '../ui/marks.tsx';
import { failureText } from '../ui/notices.tsx';
import { say } from '../ui/say.ts';

/** The Cypher query behind a finding's rule, shown on demand and copied whole: it runs as it is in Neo4j's browser. */
export function FindingQuery({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="query">
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {say(isOpen ? 'web.hideQuery' : 'web.showQuery')}
      </button>
      {isOpen && <LoadedQuery id={id} />}
    </div>
  );
}

function LoadedQuery({ id }: { id: string }) {
  const loaded = useLoad(id, (signal) => getFindingQuery(id, signal));
  if (loaded.state === 'loading') return <p class="quiet">{say('web.queryLoading')}</p>;
  if (loaded.state === 'failed') return <p class="quiet">{failureText(loaded.failure)}</p>;
  const { text, agrees, file, indicator } = loaded.value;
  if (text === null || agrees === null) return <p class="quiet">{say('web.noQuery', { rule: indicator })}</p>;
  return (
    <>
      <p class="quiet">
        {say(AGREEMENT[agrees])} {say('web.queryFile', { file: file ?? '' })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reached by keyboard */}
      <section tabIndex={0} aria-label={say('web.query')}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      <button type="button" class="button small" onClick={() => copy(text)}>
        <Icon name="file" size={14} />
        {say('web.copyQuery')}
      </button>
    </>
  );
}

const AGREEMENT = {
  equal: 'web.queryEqual',
  covers: 'web.queryCovers',
  within: 'web.queryWithin',
} as const satisfies Record<NonNullable<Query['agrees']>, string>;

function copy(text: string): void {
  void navigator.clipboard?.writeText(text).then(() => announce(say('web.queryCopied')));
}
