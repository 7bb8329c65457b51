import type { ClusterDetail, FindingView } from '../../src/api/contract.ts';
import { getClusterTransactions } from '../api.ts';
import { overview, select, showTab, type Tab, tab } from '../session.ts';
import { ContributionBar } from '../ui/contribution-bar.tsx';
import { KindMark, Score, Severity } from '../ui/marks.tsx';
import { say, sayNumber, sayScore, sayTexts, sayWord } from '../ui/say.ts';
import { levelOf } from './clusters.ts';
import { FindingCard } from './finding-card.tsx';
import { NoFindings } from './no-findings.tsx';
import { Tabs } from './tabs.tsx';
import { TransactionList } from './transaction-list.tsx';

/** A cluster: name, score with its contributions, findings, members, transfers. */
export function ClusterPanel({ detail }: { detail: ClusterDetail }) {
  const level = levelOf(detail.score, overview.value?.run?.lines);
  const counts = overview.value?.clusterCounts;
  const total = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : null;
  return (
    <>
      <header class="panel-head">
        <p class="quiet kicker">
          <i class="swatch h-1" aria-hidden="true" />
          <span>
            {total !== null &&
              `${say('report.clusterOf', { rank: sayNumber(detail.rank), total: sayNumber(total) })} · `}
            {sayWord('clusterKind', detail.kind)}
          </span>
        </p>
        <h1>{sayTexts(detail.title)}</h1>
        <p class="summary">{sayTexts(detail.summary)}</p>
        <div class={`head-score ${level}`}>
          <b>{sayScore(detail.score)}</b>
          <Severity level={level} />
          <span class="grow" />
          <span class="quiet">{say('panel.contributions')}</span>
        </div>
        <ContributionBar indicators={detail.indicators} />
      </header>
      <Tabs<Tab>
        current={tab.value}
        show={showTab}
        tabs={[
          { name: 'findings', label: say('panel.findings'), count: detail.findings.length },
          { name: 'members', label: say('panel.members'), count: detail.memberRows.length },
          { name: 'transfers', label: say('panel.transfers'), count: null },
        ]}
      />
      <div class="panel-body" role="tabpanel" id="tabpanel" aria-labelledby={`tab-${tab.value}`}>
        {tab.value === 'findings' && <DecidedCount findings={detail.findings} />}
        {tab.value === 'findings' &&
          detail.findings.map((finding, index) => (
            <FindingCard
              key={finding.id}
              finding={finding}
              rank={index + 1}
              total={detail.findings.length}
              isOpen={index === 0}
            />
          ))}
        {tab.value === 'findings' && detail.findings.length === 0 && <NoFindings />}
        {tab.value === 'members' && <Members detail={detail} />}
        {tab.value === 'transfers' && (
          <TransactionList
            key={detail.id}
            name={`cluster:${detail.id}`}
            load={(offset, limit, signal) => getClusterTransactions(detail.id, offset, limit, signal)}
          />
        )}
      </div>
    </>
  );
}

const SHOWN = 200;

function Members({ detail }: { detail: ClusterDetail }) {
  const lines = overview.value?.run?.lines;
  const nodes = new Map(detail.network.nodes.map((node) => [node.id, node]));
  return (
    <>
      <ul class="rows">
        {detail.memberRows.slice(0, SHOWN).map((row) => (
          <li key={row.id}>
            <button type="button" class="row-button" onClick={() => select(row.id, { reveal: true })}>
              <KindMark
                kind={row.kind}
                variant={nodes.get(row.id)?.variant ?? null}
                status={nodes.get(row.id)?.status ?? 'active'}
              />
              <span class="name">{row.label}</span>
              <Score score={row.score} level={levelOf(row.score, lines)} />
            </button>
          </li>
        ))}
      </ul>
      {detail.memberRows.length > SHOWN && (
        <p class="cut-line">
          {say('status.shown', { shown: SHOWN, total: sayNumber(detail.memberRows.length), by: 'risk' })}
        </p>
      )}
    </>
  );
}

/** How many of a cluster's findings people have confirmed and dismissed; nothing while nobody did. */
function DecidedCount({ findings }: { findings: readonly FindingView[] }) {
  const count = (verdict: string) => findings.filter(({ decision }) => decision?.verdict === verdict).length;
  const [confirmed, dismissed] = [count('confirm'), count('dismiss')];
  if (confirmed + dismissed === 0) return null;
  return (
    <p class="quiet">
      {say('review.count', {
        confirmed: sayNumber(confirmed),
        dismissed: sayNumber(dismissed),
        total: sayNumber(findings.length),
      })}
    </p>
  );
}
