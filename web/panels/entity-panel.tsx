import { signal } from '@preact/signals';
import type { EntityDetail, FactLine, RelationLine } from '../../src/api/contract.ts';
import { parseAmount } from '../../src/model/money.ts';
import { getEntity } from '../api.ts';
import { hideNode } from '../keyboard.ts';
import { board, expand, openCluster, openHit, overview, select } from '../session.ts';
import { moreToExpand } from '../state/visible.ts';
import { ContributionBar, ruleTitle } from '../ui/contribution-bar.tsx';
import { variantOf } from '../ui/glyphs.ts';
import { useLoad } from '../ui/load.ts';
import { Icon, KindMark, Score, Severity } from '../ui/marks.tsx';
import { ErrorNotice } from '../ui/notices.tsx';
import { language, say, sayDay, sayMoneyFull, sayNumber, sayScore, sayTexts, sayWord } from '../ui/say.ts';
import { levelOf } from './clusters.ts';
import { FindingCard } from './finding-card.tsx';
import { NoFindings } from './no-findings.tsx';
import { Period } from './period.tsx';
import { SourceLine } from './source-line.tsx';
import { Suggestions } from './suggestions.tsx';
import { Tabs } from './tabs.tsx';
import { Whitelist } from './whitelist.tsx';

type EntityTab = 'facts' | 'findings' | 'relations';
const entityTab = signal<EntityTab>('facts');

/** An entity: who it is, its score, facts with file and line, findings, relations. */
export function EntityPanel({ id }: { id: string }) {
  const entity = useLoad(`${id}|${language.value}`, (signal) => getEntity(id, signal));
  const node = board.value.nodes.get(id);
  if (entity.state === 'failed') return <ErrorNotice failure={entity.failure} retry={entity.retry} />;
  if (entity.state === 'loading') {
    return (
      <header class="panel-head" aria-busy="true">
        <h1>{node?.label ?? ''}</h1>
        <div class="placeholder" role="status" aria-label={say('state.loading')} />
      </header>
    );
  }
  return <Entity detail={entity.value} />;
}

function Entity({ detail }: { detail: EntityDetail }) {
  const { node, findings, relations, relationTotal, facts } = detail;
  return (
    <>
      <Head detail={detail} />
      <Tabs<EntityTab>
        current={entityTab.value}
        show={(name) => (entityTab.value = name)}
        tabs={[
          { name: 'facts', label: say('panel.facts'), count: facts.length },
          { name: 'findings', label: say('panel.findings'), count: findings.length },
          { name: 'relations', label: say('panel.relations'), count: relationTotal },
        ]}
      />
      <div class="panel-body" role="tabpanel" id="tabpanel" aria-labelledby={`tab-${entityTab.value}`}>
        {entityTab.value === 'facts' && (
          <>
            <Facts detail={detail} />
            <Whitelist key={node.id} detail={detail} />
            <Suggestions detail={detail} />
          </>
        )}
        {entityTab.value === 'findings' &&
          (findings.length > 0 ? (
            findings.map((finding, index) => (
              <FindingCard
                key={`${node.id}|${finding.id}`}
                finding={finding}
                rank={index + 1}
                total={findings.length}
                isOpen={index === 0}
              />
            ))
          ) : (
            <NoFindings />
          ))}
        {entityTab.value === 'relations' && <Relations relations={relations} total={relationTotal} />}
      </div>
    </>
  );
}

function Head({ detail }: { detail: EntityDetail }) {
  const { node, score, indicators, mitigations, cluster } = detail;
  const level = levelOf(score, overview.value?.run?.lines);
  const isOn = board.value.nodes.has(node.id);
  const more = isOn ? (moreToExpand(board.value).get(node.id) ?? 0) : 0;
  const kind = node.variant ? sayWord('variant', node.variant) : sayWord('kind', node.kind);
  return (
    <header class="panel-head">
      <p class="quiet kicker">
        <KindMark kind={node.kind} variant={node.variant} status={node.status} size={18} />
        {hasStatus(node) ? `${kind} · ${sayWord('status', node.status)}` : kind}
        {node.listed && <span class="listed">{say('web.dissolvedList')}</span>}
      </p>
      <h1>{node.label}</h1>
      <p class="identifier">{identifierOf(node.id)}</p>
      {score > 0 && (
        <>
          <div class={`head-score ${level}`}>
            <b>{sayScore(score)}</b>
            <Severity level={level} />
            <span class="grow" />
            <span class="quiet">{say('panel.contributions')}</span>
          </div>
          <ContributionBar indicators={indicators} />
          <References indicators={indicators} />
        </>
      )}
      {mitigations.map(({ kind, text }) => (
        <p key={kind} class="quiet">
          {sayTexts(text)}
        </p>
      ))}
      {cluster && (
        <p class="in-cluster">
          <span class="quiet">{say('web.inCluster')}</span>{' '}
          <button type="button" class="link" onClick={() => void openCluster(cluster.id)}>
            {sayTexts(cluster.title)}
          </button>
        </p>
      )}
      <div class="head-buttons">
        {isOn && more > 0 && (
          <button type="button" class="button small" onClick={() => void expand(node.id)} title="E">
            <Icon name="expand" size={14} />
            {say('canvas.expand')} <span class="quiet">+{sayNumber(more)}</span>
          </button>
        )}
        {isOn ? (
          <button type="button" class="button small" onClick={() => hideNode(node.id)} title="X">
            <Icon name="eyeoff" size={14} />
            {say('canvas.hide')}
          </button>
        ) : (
          <button
            type="button"
            class="button small"
            onClick={() => void openHit({ ...node, detail: null, detailKind: 'other', exact: false, match: null })}
          >
            <Icon name="plus" size={14} />
            {say('panel.showOnGraph')}
          </button>
        )}
      </div>
    </header>
  );
}

/** Of each part of a score: among how many it was compared, and how many of them reach it. */
function References({ indicators }: { indicators: EntityDetail['indicators'] }) {
  const parts = indicators.filter(({ contribution, reference }) => contribution > 0 && reference);
  if (parts.length === 0) return null;
  return (
    <p class="quiet">
      {parts
        .map(
          ({ indicator, reference }) =>
            `${ruleTitle(indicator)}: ${say('report.why.rarity', { reach: reference!.reach, size: reference!.size })}.`,
        )
        .join(' ')}
    </p>
  );
}

/** People, addresses and accounts are not "active"; only what is unusual about them is said. */
function hasStatus(node: EntityDetail['node']): boolean {
  return node.kind === 'company' || node.status !== 'active';
}

/** BIN, IIN or key, unbroken. */
function identifierOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

function Facts({ detail }: { detail: EntityDetail }) {
  if (detail.facts.length === 0 && detail.names.length === 0) return <p class="empty">{say('web.noFacts')}</p>;
  return (
    <dl class="facts">
      {detail.facts.map((fact) => (
        <div key={`${fact.key}|${fact.value}`}>
          <dt>{captionOf(fact, detail.node.kind)}</dt>
          <dd>
            <span class="value">{valueText(fact)}</span>
            {fact.sources.slice(0, 3).map((source) => (
              <SourceLine key={`${source.file}:${source.line}`} source={source} />
            ))}
          </dd>
        </div>
      ))}
      {detail.names.length > 0 && (
        <div>
          <dt>{say('web.otherNames')}</dt>
          <dd>
            {detail.names.map((name) => (
              <span key={name} class="value">
                {name}
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

function captionOf({ key }: FactLine, kind: string): string {
  return sayWord('column', key === 'name' && kind === 'person' ? 'person_name' : key);
}

function valueText({ key, value }: FactLine): string {
  if (key === 'list')
    return value.replace(/^[A-Z_0-9]+/, (code) => sayWord('list', code)).replace(/\d{4}-\d{2}-\d{2}/g, sayDay);
  if (key === 'size_class') return sayWord('size', value);
  if (key === 'status') return sayWord('status', value);
  if (key === 'kind') return sayWord('variant', value);
  const money = /^(\d+(?:\.\d+)?) ([A-Z][A-Z0-9]{2,4})$/.exec(value);
  if (money) {
    const amount = parseAmount(money[1]!, money[2]!);
    if ('minor' in amount) return sayMoneyFull({ minor: String(amount.minor), currency: money[2]! });
  }
  return /^\d{4}-\d{2}-\d{2}/.test(value) ? sayDay(value) : value;
}

function Relations({ relations, total }: { relations: readonly RelationLine[]; total: number }) {
  const lines = overview.value?.run?.lines;
  if (relations.length === 0) return <p class="empty">{say('web.noRelations')}</p>;
  return (
    <ul class="rows">
      {relations.length < total && (
        <li class="quiet">{say('web.of', { shown: sayNumber(relations.length), total: sayNumber(total) })}</li>
      )}
      {relations.map((line) => (
        <li
          key={`${line.relation}|${line.direction}|${line.other.id}|${line.from}|${line.detail}`}
          class={line.ended ? 'relation ended' : 'relation'}
        >
          <button type="button" class="row-button" onClick={() => select(line.other.id, { reveal: true })}>
            <Icon name={line.direction === 'out' ? 'right' : 'left'} size={12} />
            <KindMark kind={line.other.kind} variant={variantOf(line.other.id)} />
            <span class="name">{line.other.label}</span>
            {line.other.score > 0 && <Score score={line.other.score} level={levelOf(line.other.score, lines)} />}
          </button>
          <p class="relation-facts">
            <span>
              {sayWord('relation', line.relation)}
              {line.detail && `, ${sayWord('role', line.detail)}`}
            </span>
            <Period from={line.from} to={line.to} />
            {line.ended && <span>{say('web.ended')}</span>}
          </p>
          {line.sources.slice(0, 2).map((source) => (
            <SourceLine key={`${source.file}:${source.line}`} source={source} />
          ))}
        </li>
      ))}
    </ul>
  );
}
