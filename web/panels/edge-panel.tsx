import type { ViewEdge } from '../../src/reports/network/network-view.ts';
import { getEntity, getTransactionsBetween } from '../api.ts';
import { board, select } from '../session.ts';
import { MONEY_RELATIONS } from '../state/scene.ts';
import { useLoad } from '../ui/load.ts';
import { Icon, KindMark } from '../ui/marks.tsx';
import { ErrorNotice } from '../ui/notices.tsx';
import { language, say, sayDay, sayMoneyFull, sayWord } from '../ui/say.ts';
import { Period } from './period.tsx';
import { SourceLine } from './source-line.tsx';
import { TransactionList } from './transaction-list.tsx';

/** An edge: who and whom, sums, the transfers or the facts behind it, each with its source. */
export function EdgePanel({ edge }: { edge: ViewEdge }) {
  const isMoney = MONEY_RELATIONS.includes(edge.relation);
  const isTransfer = edge.relation === 'TRANSFERRED';
  return (
    <>
      <header class="panel-head">
        <p class="quiet kicker">
          {sayWord('relation', edge.relation)}
          {edge.inferred && ` · ${say('web.inferred')}`}
          {edge.ended && ` · ${say('web.ended')}`}
        </p>
        <h1 class="edge-title">
          <End id={edge.from} />
          <Icon name="right" size={14} />
          <End id={edge.to} />
        </h1>
        {edge.label && <p>{edge.label}</p>}
        {edge.amounts.map((amount) => (
          <p key={amount.currency} class="key-figure">
            {sayMoneyFull(amount)}
          </p>
        ))}
        {edge.relation === 'POSSIBLY_SAME' ? (
          <p class="quiet">{say('web.possiblySameNote')}</p>
        ) : (
          <p class="quiet">
            {isTransfer ? say('count.transfer', { count: edge.count }) : say('count.row', { count: edge.count })}
            {edge.fromDay &&
              edge.toDay &&
              isMoney &&
              ` · ${say('web.period', { from: sayDay(edge.fromDay), to: sayDay(edge.toDay) })}`}
          </p>
        )}
      </header>
      <div class="panel-body">
        {isTransfer ? (
          <TransactionList
            key={edge.id}
            name={`edge:${edge.id}`}
            load={(offset, limit, signal) => getTransactionsBetween(edge.from, edge.to, offset, limit, signal)}
          />
        ) : (
          !edge.inferred && <Facts key={edge.id} edge={edge} />
        )}
      </div>
    </>
  );
}

function End({ id }: { id: string }) {
  const node = board.value.nodes.get(id);
  return (
    <button type="button" class="end" onClick={() => select(id, { reveal: true })}>
      {node && <KindMark kind={node.kind} variant={node.variant} status={node.status} />}
      {node?.label ?? id}
    </button>
  );
}

/** Facts of a relation come with its first end's relations. */
function Facts({ edge }: { edge: ViewEdge }) {
  const entity = useLoad(`${edge.from}|${language.value}`, (signal) => getEntity(edge.from, signal));
  if (entity.state === 'failed') return <ErrorNotice failure={entity.failure} retry={entity.retry} />;
  if (entity.state === 'loading') return <div class="placeholder" role="status" aria-label={say('state.loading')} />;
  const lines = entity.value.relations.filter(
    (line) => line.direction === 'out' && line.relation === edge.relation && line.other.id === edge.to,
  );
  return (
    <ul class="rows">
      {lines.map((line) => (
        <li key={`${line.from}|${line.to}|${line.detail}|${line.sources[0]?.line}`} class="fact-line">
          <span>{line.detail ?? sayWord('relation', line.relation)}</span>
          <Period from={line.from} to={line.to} />
          {line.sources.map((source) => (
            <SourceLine key={`${source.file}:${source.line}`} source={source} />
          ))}
        </li>
      ))}
      {lines.length === 0 && <li class="empty">{say('web.noSources')}</li>}
    </ul>
  );
}
