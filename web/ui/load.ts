import { useEffect, useState } from 'preact/hooks';
import type { Answer, Failure } from '../api.ts';

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'ok'; value: T }
  | { state: 'failed'; failure: Failure; retry: () => void };

/** Loads what `key` names and again when it changes; an answer that comes too late is dropped. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<Answer<T>>): Loaded<T> {
  const [result, setResult] = useState<{ key: string; answer: Answer<T> } | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    void load(abort.signal).then((answer) => {
      if (!abort.signal.aborted) setResult({ key, answer });
    });
    return () => abort.abort();
  }, [key, attempt]);
  if (result === null || result.key !== key) return { state: 'loading' };
  const { answer } = result;
  if (answer.ok) return { state: 'ok', value: answer.value };
  return {
    state: 'failed',
    failure: answer.failure,
    retry: () => {
      setResult(null);
      setAttempt(attempt + 1);
    },
  };
}
