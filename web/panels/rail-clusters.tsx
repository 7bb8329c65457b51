import type { ClusterCard } from '../../src/api/contract.ts';
import { clusterDetail, overview } from '../session.ts';
import { Bars } from '../ui/marks.tsx';
import { ErrorNotice } from '../ui/notices.tsx';
import { say, sayLargest, sayNumber, sayScore, sayTexts, sayWord } from '../ui/say.ts';
import { clusterList, levelOf, loadClusters, loadMoreClusters } from './clusters.ts';

/** The ranked clusters in the rail; the open one stands out. */
export function RailClusters() {
  const { cards, total, failure, kind } = clusterList.value;
  return (
    <>
      <div class="rail-head">
        <h2>{say('start.clusters')}</h2>
        {total !== null && total > 0 && (
          <span class="quiet">{say('web.of', { shown: sayNumber(cards.length), total: sayNumber(total) })}</span>
        )}
      </div>
      {failure && <ErrorNotice failure={failure} retry={() => void loadClusters(kind)} />}
      <ol class="rail-list">
        {cards.map((card) => (
          <li key={card.id}>
            <RailCluster card={card} isOpen={clusterDetail.value?.id === card.id} />
          </li>
        ))}
        {total !== null && cards.length < total && (
          <li>
            <button type="button" class="more-clusters" onClick={() => void loadMoreClusters()}>
              {say('web.moreClusters', { count: total - cards.length })}
            </button>
          </li>
        )}
      </ol>
    </>
  );
}

function RailCluster({ card, isOpen }: { card: ClusterCard; isOpen: boolean }) {
  const moved = sayLargest(card.moved);
  const members = card.members.company + card.members.person + card.members.account;
  const hasPrevious = overview.value?.run?.previous != null;
  return (
    <a
      href={`#/cluster/${card.id}`}
      class={`rail-cluster ${isOpen ? 'open' : ''}`}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span class="rank">
        {sayNumber(card.rank)}
        <Bars level={levelOf(card.score, overview.value?.run?.lines)} />
      </span>
      <span class="what">
        <span class="first">
          <b class="title">{sayTexts(card.title)}</b>
          <b>{sayScore(card.score)}</b>
        </span>
        <span class="summary">{sayTexts(card.summary)}</span>
        <span class="facts">
          <span>
            {say('count.member', { count: members })}
            {moved && ` · ${moved}`}
          </span>
          {hasPrevious && card.lineage.change !== 'same' && (
            <span class="change">{sayWord('change', card.lineage.change)}</span>
          )}
        </span>
      </span>
    </a>
  );
}
