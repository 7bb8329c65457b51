import { useEffect, useRef, useState } from 'preact/hooks';
import type { FindingView } from '../../src/api/contract.ts';
import { decideFinding, type Failure } from '../api.ts';
import { failureText } from '../ui/notices.tsx';
import { say, sayDay } from '../ui/say.ts';

type Verdict = 'confirm' | 'dismiss';

/** What stands about each finding since this page was opened: decisions made here outlive the card that made them. */
const decidedHere = new Map<string, FindingView['decision']>();

/** What was decided about a finding and who of it is whitelisted; confirm and dismiss ask for a reason, undo takes the decision back. */
export function FindingReview({ finding }: { finding: FindingView }) {
  const known = decidedHere.has(finding.id) ? decidedHere.get(finding.id)! : finding.decision;
  const [decision, setDecision] = useState(known);
  const [asking, setAsking] = useState<Verdict | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSaving, setSaving] = useState(false);

  async function send(verdict: Verdict | 'withdraw', reason: string) {
    setSaving(true);
    const answer = await decideFinding(finding.id, verdict, reason);
    setSaving(false);
    if (!answer.ok) return setFailure(answer.failure);
    decidedHere.set(finding.id, answer.value.decision);
    setFailure(null);
    setAsking(null);
    setDecision(answer.value.decision);
  }

  return (
    <div class="review">
      {finding.exempt.map(({ id, of, reason, author, expires }) => (
        <p key={id} class="quiet">
          {say(expires === null ? 'review.whitelisted' : 'review.whitelistedUntil', {
            who: of.map((one) => finding.labels[one] ?? one).join(' – '),
            reason,
            author,
            until: expires === null ? '' : sayDay(expires),
          })}
        </p>
      ))}
      {decision && !asking && (
        <p class="decided" role="status">
          {say(decision.verdict === 'confirm' ? 'review.confirmed' : 'review.dismissed', {
            author: decision.author,
            day: sayDay(decision.at),
            reason: decision.reason,
          })}
          {decision.changed && <b> {say('review.changed')}</b>}
        </p>
      )}
      {asking ? (
        <ReasonForm
          verdict={asking}
          isSaving={isSaving}
          save={(reason) => send(asking, reason)}
          cancel={() => setAsking(null)}
        />
      ) : (
        <div class="card-buttons">
          {decision && (
            <button type="button" class="button small" disabled={isSaving} onClick={() => send('withdraw', '')}>
              {say('review.undo')}
            </button>
          )}
          {(['confirm', 'dismiss'] as const)
            .filter((verdict) => !decision || decision.changed || verdict !== decision.verdict)
            .map((verdict) => (
              <button key={verdict} type="button" class="button small" onClick={() => setAsking(verdict)}>
                {say(`review.${verdict}`)}
              </button>
            ))}
        </div>
      )}
      {failure && <p role="alert">{failureText(failure)}</p>}
    </div>
  );
}

function ReasonForm(props: {
  verdict: Verdict;
  isSaving: boolean;
  save: (reason: string) => void;
  cancel: () => void;
}) {
  const [reason, setReason] = useState('');
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
        if (reason.trim() !== '') props.save(reason);
      }}
    >
      <label>
        {say(`review.${props.verdict}`)}. {say('review.reason')}:
        <input
          type="text"
          value={reason}
          maxLength={2000}
          required
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <p class="quiet">{say('review.noScore')}</p>
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
