import { signal } from '@preact/signals';
import type { ClusterCard } from '../../src/api/contract.ts';
import type { ClusterKind } from '../../src/model/vocabulary.ts';
import { type Failure, getClusters } from '../api.ts';

/** The ranked list, as far as it has been asked for; first screen and rail share it. */
export const clusterList = signal<{
  kind: ClusterKind | null;
  cards: ClusterCard[];
  total: number | null;
  failure: Failure | null;
}>({ kind: null, cards: [], total: null, failure: null });

const PAGE = 20;
let turn = 0;

/** Shows the first clusters of a kind (null = all). */
export async function loadClusters(kind: ClusterKind | null): Promise<void> {
  const mine = ++turn;
  const answer = await getClusters(kind, 0, PAGE);
  if (mine !== turn) return;
  clusterList.value = answer.ok
    ? { kind, cards: answer.value.clusters, total: answer.value.total, failure: null }
    : { ...clusterList.value, kind, failure: answer.failure };
}

/** Adds the next page. */
export async function loadMoreClusters(): Promise<void> {
  const { kind, cards } = clusterList.value;
  const mine = ++turn;
  const answer = await getClusters(kind, cards.length, PAGE);
  if (mine !== turn) return;
  clusterList.value = answer.ok
    ? { kind, cards: [...cards, ...answer.value.clusters], total: answer.value.total, failure: null }
    : { ...clusterList.value, failure: answer.failure };
}

/** Level of a score by the run's lines. */
export function levelOf(
  score: number,
  lines: { high: number; medium: number } | undefined,
): 'high' | 'medium' | 'low' | 'none' {
  if (score >= (lines?.high ?? 0.5)) return 'high';
  if (score >= (lines?.medium ?? 0.35)) return 'medium';
  return score > 0 ? 'low' : 'none';
}
