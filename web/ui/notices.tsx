import type { Failure } from '../api.ts';
import { Icon } from './marks.tsx';
import { say } from './say.ts';

/** What went wrong, where, and what to do: the server's own words where it has some. */
export function failureText(failure: Failure): string {
  if (failure.code === 'timeout') return say('error.timeout', { seconds: 30 });
  if (failure.code === 'unreachable' || (failure.what === null && failure.code.startsWith('http-5'))) {
    return say('error.offline');
  }
  return [failure.what, failure.where, failure.todo].filter(Boolean).join(' ') || say('web.error');
}

export function ErrorNotice({ failure, retry }: { failure: Failure; retry?: () => void }) {
  return (
    <div class="notice error" role="alert">
      <Icon name="alert" />
      <p>{failureText(failure)}</p>
      {retry && (
        <button type="button" class="button small" onClick={retry}>
          {say('state.retry')}
        </button>
      )}
    </div>
  );
}

/** A 2 px bar that shows itself only when something takes longer than 300 ms. */
export function LoadingBar() {
  return (
    <div class="loading" role="status">
      <span class="unseen">{say('state.loading')}</span>
    </div>
  );
}
