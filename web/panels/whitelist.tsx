import { useEffect, useRef, useState } from 'preact/hooks';
import type { EntityDetail, WhitelistAnswer, WhitelistEntry } from '../../src/api/contract.ts';
import { type Answer, addToWhitelist, type Failure, removeFromWhitelist } from '../api.ts';
import { failureText } from '../ui/notices.tsx';
import { say, sayDay } from '../ui/say.ts';

/** What holds since this page was opened, by entity: entries made here outlive the panel that made them. */
const heldHere = new Map<string, readonly WhitelistEntry[]>();

/** Why an entity or address is to be left alone, by whom and until when; adding and ending both ask for a reason. */
export function Whitelist({ detail: { node, whitelist } }: { detail: EntityDetail }) {
  const [entries, setEntries] = useState(heldHere.get(node.id) ?? whitelist);
  const [asking, setAsking] = useState<'add' | WhitelistEntry | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSaving, setSaving] = useState(false);
  if (node.kind === 'contact') return null;
  const hasOwn = entries.some(({ of }) => of.length === 1);

  async function keep(answered: Promise<Answer<WhitelistAnswer>>) {
    setSaving(true);
    const answer = await answered;
    setSaving(false);
    if (!answer.ok) return setFailure(answer.failure);
    heldHere.set(node.id, answer.value.whitelist);
    setFailure(null);
    setAsking(null);
    setEntries(answer.value.whitelist);
  }

  return (
    <section class="review whitelist">
      {entries.map((entry) => (
        <p key={entry.id} class="decided" role="status">
          {say(entry.expires === null ? 'whitelist.held' : 'whitelist.heldUntil', {
            reason: entry.reason,
            author: entry.author,
            day: sayDay(entry.at),
            until: entry.expires === null ? '' : sayDay(entry.expires),
          })}{' '}
          {asking === null && (
            <button type="button" class="link" onClick={() => setAsking(entry)}>
              {say('whitelist.end')}
            </button>
          )}
        </p>
      ))}
      {asking === null ? (
        !hasOwn && (
          <button type="button" class="button small" onClick={() => setAsking('add')}>
            {say('whitelist.add')}
          </button>
        )
      ) : (
        <EntryForm
          isAddress={node.kind === 'address'}
          isEnding={asking !== 'add'}
          isSaving={isSaving}
          save={(reason, expires) =>
            keep(asking === 'add' ? addToWhitelist(node.id, reason, expires) : removeFromWhitelist(asking.id, reason))
          }
          cancel={() => setAsking(null)}
        />
      )}
      {failure && <p role="alert">{failureText(failure)}</p>}
    </section>
  );
}

function EntryForm(props: {
  isAddress: boolean;
  isEnding: boolean;
  isSaving: boolean;
  save: (reason: string, expires: string | null) => void;
  cancel: () => void;
}) {
  const [reason, setReason] = useState('');
  const [expires, setExpires] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector('input')?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') props.save(reason, expires === '' ? null : expires);
      }}
    >
      <label>
        {say(props.isEnding ? 'whitelist.end' : 'whitelist.add')}. {say('review.reason')}:
        <input
          type="text"
          value={reason}
          maxLength={2000}
          required
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      {!props.isEnding && (
        <>
          <label>
            {say('whitelist.until')}:
            <input type="date" value={expires} onInput={(event) => setExpires(event.currentTarget.value)} />
          </label>
          <p class="quiet">{say(props.isAddress ? 'whitelist.addressEffect' : 'whitelist.entityEffect')}</p>
        </>
      )}
      <div class="card-buttons">
        <button type="submit" class="button small primary" disabled={props.isSaving || reason.trim() === ''}>
          {say('review.save')}
        </button>
        <button type="button" class="button small" onClick={props.cancel}>
          {say('review.cancel')}
        </button>
      </div>
    </form>
  );
}
