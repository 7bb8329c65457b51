import type {
  ApiError,
  ClusterDetail,
  ClusterPage,
  DecisionAnswer,
  EntityDetail,
  FindingPage,
  FindingQuery,
  Neighbours,
  Overview,
  SearchResult,
  SuggestionsDocument,
  TransactionPage,
  WhitelistAnswer,
} from '../src/api/contract.ts';
import type { ClusterKind } from '../src/model/vocabulary.ts';
import { language } from './ui/say.ts';

/** What went wrong, for a reader: from the server's own words, or because it did not answer. */
export interface Failure {
  code: string;
  what: string | null;
  where: string | null;
  todo: string | null;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

const TIMEOUT_MS = 30_000;

/** Asks the API; never throws. An abort from outside gives the code `aborted`, which callers drop silently. */
async function ask<T>(
  path: string,
  query: Record<string, string | number | null>,
  signal?: AbortSignal,
  body?: unknown,
): Promise<Answer<T>> {
  const parameters = new URLSearchParams({ lang: language.peek() });
  for (const [name, value] of Object.entries(query)) if (value !== null) parameters.set(name, String(value));
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(`api/${path}?${parameters}`, {
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    const { error } = answer as Partial<ApiError>;
    return failed(error?.code ?? `http-${response.status}`, error?.what, error?.where, error?.todo);
  } catch (cause) {
    if (signal?.aborted) return failed('aborted');
    return failed(cause instanceof DOMException && cause.name === 'TimeoutError' ? 'timeout' : 'unreachable');
  }
}

function failed(code: string, what?: string, where?: string, todo?: string): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, what: what ?? null, where: where ?? null, todo: todo ?? null } };
}

const path = (...parts: string[]) => parts.map(encodeURIComponent).join('/');

export const getOverview = () => ask<Overview>('overview', {});

export const getLooseFindings = (offset: number, limit: number, signal?: AbortSignal) =>
  ask<FindingPage>('findings', { offset, limit }, signal);

export const getClusters = (kind: ClusterKind | null, offset: number, limit: number, signal?: AbortSignal) =>
  ask<ClusterPage>('clusters', { kind, offset, limit }, signal);

export const getCluster = (id: string, signal?: AbortSignal) => ask<ClusterDetail>(path('clusters', id), {}, signal);

export const getClusterTransactions = (id: string, offset: number, limit: number, signal?: AbortSignal) =>
  ask<TransactionPage>(path('clusters', id, 'transactions'), { offset, limit }, signal);

export const getFindingRows = (id: string, offset: number, limit: number, signal?: AbortSignal) =>
  ask<TransactionPage>(path('findings', id, 'rows'), { offset, limit }, signal);

export const getFindingQuery = (id: string, signal?: AbortSignal) =>
  ask<FindingQuery>(path('findings', id, 'query'), {}, signal);

export const decideFinding = (id: string, verdict: 'confirm' | 'dismiss' | 'withdraw', reason: string) =>
  ask<DecisionAnswer>(path('findings', id, 'decision'), {}, undefined, { verdict, reason });

export const addToWhitelist = (id: string, reason: string, expires: string | null) =>
  ask<WhitelistAnswer>(path('entities', id, 'whitelist'), {}, undefined, { reason, expires });

export const removeFromWhitelist = (entry: string, reason: string) =>
  ask<WhitelistAnswer>(path('whitelist', entry, 'removal'), {}, undefined, { reason });

export const getTransactionsBetween = (from: string, to: string, offset: number, limit: number, signal?: AbortSignal) =>
  ask<TransactionPage>('transactions', { from, to, offset, limit }, signal);

export const getEntity = (id: string, signal?: AbortSignal) => ask<EntityDetail>(path('entities', id), {}, signal);

export const getNeighbours = (
  id: string,
  query: { kind: string | null; limit: number | null; by: 'risk' | 'amount' },
  signal?: AbortSignal,
) => ask<Neighbours>(path('entities', id, 'neighbours'), query, signal);

export const getSuggestions = (id: string, signal?: AbortSignal) =>
  ask<SuggestionsDocument>(path('entities', id, 'suggestions'), {}, signal);

export const search = (q: string, limit: number, signal?: AbortSignal) =>
  ask<SearchResult>('search', { q, limit }, signal);
