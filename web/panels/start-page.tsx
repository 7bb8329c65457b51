import { useEffect } from 'preact/hooks';
import type { ClusterCard, Overview } from '../../src/api/contract.ts';
import { CLUSTER_KINDS } from '../../src/model/vocabulary.ts';
import { loadOverview, openHit, overview, overviewFailure } from '../session.ts';
import { ContributionBar, ruleTitle } from '../ui/contribution-bar.tsx';
import { variantOf } from '../ui/glyphs.ts';
import { Bars, KindMark } from '../ui/marks.tsx';
import { ErrorNotice } from '../ui/notices.tsx';
import { say, sayDay, sayDetail, sayLargest, sayNumber, sayScore, sayTexts, sayWord } from '../ui/say.ts';
import { Thumbnail } from '../ui/thumbnail.tsx';
import { clusterList, levelOf, loadClusters, loadMoreClusters } from './clusters.ts';
import { LooseFindings } from './loose-findings.tsx';
import { SearchBox } from './search-box.tsx';
import { TopBar } from './top-bar.tsx';

const MEMBER_KINDS = ['company', 'person', 'account'] as const;

/** The first screen: one question, three examples, the ranked clusters, and what was read. */
export function StartPage() {
  useEffect(() => {
    if (clusterList.value.total === null) void loadClusters(null);
  }, []);
  const data = overview.value;
  return (
    <div class="start">
      <TopBar>
        <span class="grow" />
        {data?.run && <span class="run-of">{say('nav.runOf', { date: sayDay(data.run.asOf) })}</span>}
      </TopBar>
      <main class="start-columns">
        <section class="ask">
          <h1>{say('start.question')}</h1>
          <SearchBox large />
          {data && data.examples.length > 0 && (
            <ul class="examples" aria-label={say('start.try')}>
              <li class="try" aria-hidden="true">
                {say('start.try')}
              </li>
              {data.examples.map((hit) => (
                <li key={hit.id}>
                  <button type="button" class="example" onClick={() => void openHit(hit)}>
                    <KindMark kind={hit.kind} variant={variantOf(hit.id)} status={hit.status} size={16} />
                    <b>{hit.label}</b>
                    {hit.detail && <span>{sayDetail(hit)}</span>}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </section>
        <div class="lists">
          <Ranked data={data} />
          {data?.run && <LooseFindings />}
        </div>
        {data && <Read data={data} />}
        {overviewFailure.value && <ErrorNotice failure={overviewFailure.value} retry={() => void loadOverview()} />}
      </main>
    </div>
  );
}

function Ranked({ data }: { data: Overview | null }) {
  const { cards, total, kind, failure } = clusterList.value;
  const counts = data?.clusterCounts;
  const all = counts ? CLUSTER_KINDS.reduce((sum, name) => sum + counts[name], 0) : null;
  return (
    <section class="ranked" aria-labelledby="ranked-title">
      <header>
        <h2 id="ranked-title">{say('start.clusters')}</h2>
        {total !== null && total > 0 && <span class="count">{say('web.of', shownOf(cards.length, total))}</span>}
        <span class="grow" />
        {counts && all !== null && all > 0 && (
          <div class="chips">
            <Chip
              label={say('start.filter.all')}
              isOn={kind === null}
              count={all}
              show={() => void loadClusters(null)}
            />
            {CLUSTER_KINDS.filter((name) => counts[name] > 0).map((name) => (
              <Chip
                key={name}
                label={sayWord('clusterKind', name)}
                isOn={kind === name}
                count={counts[name]}
                show={() => void loadClusters(name)}
              />
            ))}
          </div>
        )}
      </header>
      {failure && <ErrorNotice failure={failure} retry={() => void loadClusters(kind)} />}
      {data && !data.run && <p class="empty">{say('start.noRun')}</p>}
      {data?.run && total === 0 && (
        <p class="empty">
          {say(data.run.counts.findings > 0 ? 'start.noClustersButFindings' : 'start.noClusters', {
            date: sayDay(data.run.asOf),
          })}
        </p>
      )}
      <ol>
        {cards.map((card) => (
          <ClusterRow key={card.id} card={card} data={data} />
        ))}
      </ol>
      {total !== null && cards.length < total && (
        <button type="button" class="button ghost wide" onClick={() => void loadMoreClusters()}>
          {say('web.moreClusters', { count: total - cards.length })}
        </button>
      )}
    </section>
  );
}

function shownOf(shown: number, total: number) {
  return { shown: sayNumber(shown), total: sayNumber(total) };
}

function Chip({ label, count, isOn, show }: { label: string; count: number; isOn: boolean; show: () => void }) {
  return (
    <button type="button" class={`chip ${isOn ? 'on' : ''}`} aria-pressed={isOn} onClick={show}>
      {label} <span class="quiet">{sayNumber(count)}</span>
    </button>
  );
}

function ClusterRow({ card, data }: { card: ClusterCard; data: Overview | null }) {
  const level = levelOf(card.score, data?.run?.lines);
  const moved = sayLargest(card.moved);
  const hasPrevious = data?.run?.previous != null;
  return (
    <li class="cluster-row">
      <a href={`#/cluster/${card.id}`}>
        <span class="rank">{sayNumber(card.rank)}</span>
        <Thumbnail card={card} />
        <span class="what">
          <span class="title">
            <b>{sayTexts(card.title)}</b>
            {hasPrevious && card.lineage.change !== 'same' && (
              <span class="change">{sayWord('change', card.lineage.change)}</span>
            )}
          </span>
          <span class="summary">{sayTexts(card.summary)}</span>
          <span class="members">
            <span>{sayWord('clusterKind', card.kind)}</span>
            {MEMBER_KINDS.filter((kind) => card.members[kind] > 0).map((kind) => (
              <span key={kind} class="member-count">
                <KindMark kind={kind} size={14} />
                {say(`count.${kind}`, { count: card.members[kind] })}
              </span>
            ))}
          </span>
        </span>
        <span class="moved">
          {moved && (
            <>
              <b>{moved}</b>
              <span>{say('start.moved')}</span>
            </>
          )}
        </span>
        <span class={`result ${level}`}>
          <span class="figure">
            <Bars level={level} />
            <b>{sayScore(card.score)}</b>
          </span>
          <span class="word">{sayWord('severity', level)}</span>
          <ContributionBar indicators={card.indicators} named={false} />
        </span>
      </a>
    </li>
  );
}

function Read({ data }: { data: Overview }) {
  const { run, sources } = data;
  return (
    <aside class="read">
      <section>
        <h2>{say('start.read')}</h2>
        <ul>
          {sources.map((source) => (
            <li key={source.name}>
              <span class="name cut" title={source.name}>
                {source.name}
              </span>
              <span>{source.snapshot ? sayDay(source.snapshot) : ''}</span>
              <span class="quiet">
                {say('count.row', { count: source.accepted })}
                {source.accepted < source.rows &&
                  ` · ${say('web.rowsOf', { shown: source.accepted, total: source.rows })}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {run && run.notRun.length > 0 && (
        <section>
          <h2>{say('start.notRun')}</h2>
          <ul class="not-run">
            {run.notRun.map((one) => (
              <li key={one.indicator}>
                <span class="name">
                  {ruleTitle(one.indicator)} <span class="quiet">{one.indicator}</span>
                </span>
                <span class="quiet">{sayTexts(one.text)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {run && run.notes.length > 0 && (
        <section class="notes">
          {run.notes.map((note) => (
            <p key={note.en}>{sayTexts(note)}</p>
          ))}
        </section>
      )}
    </aside>
  );
}
