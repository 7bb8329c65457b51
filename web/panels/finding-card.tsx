import { useState } from 'preact/hooks';
import type { FindingView } from '../../src/api/contract.ts';
import { formatShare } from '../../src/i18n/format.ts';
import { formatDuration } from '../../src/i18n/format-duration.ts';
import type { Evidence } from '../../src/model/finding.ts';
import { getFindingRows } from '../api.ts';
import { board, overview, showOnGraph } from '../session.ts';
import { ruleTitle } from '../ui/contribution-bar.tsx';
import { Icon, Severity } from '../ui/marks.tsx';
import { language, say, sayDay, sayMoney, sayNumber, sayTexts } from '../ui/say.ts';
import { FindingQuery } from './finding-query.tsx';
import { FindingReview } from './finding-review.tsx';
import { SourceLine } from './source-line.tsx';
import { TransactionList } from './transaction-list.tsx';

const DAY_MS = 86_400_000;

/** Why something was flagged: the rule, one plain sentence, measured against threshold, the rows behind it. */
export function FindingCard(props: { finding: FindingView; rank: number; total: number; isOpen: boolean }) {
  const { finding, rank, total } = props;
  const [isOpen, setOpen] = useState(props.isOpen);
  const title = ruleTitle(finding.indicator);
  if (!isOpen) {
    return (
      <button type="button" class="card closed" aria-expanded={false} onClick={() => setOpen(true)}>
        <Severity level={finding.severity} />
        <span class="grow cut">{title}</span>
        <Icon name="chevron" />
      </button>
    );
  }
  const info = overview.value?.indicators[finding.indicator];
  const onCanvas = finding.subjects.some((id) => board.value.nodes.has(id));
  return (
    <article class="card">
      <div class="card-kicker">
        <Severity level={finding.severity} />
        <span class="quiet">{finding.indicator}</span>
        <span class="grow" />
        <span class="quiet">{say('panel.findingOf', { rank: sayNumber(rank), total: sayNumber(total) })}</span>
      </div>
      <h2>
        <button type="button" class="card-title" aria-expanded={true} onClick={() => setOpen(false)}>
          {title}
        </button>
      </h2>
      <p>{sayTexts(finding.text)}</p>
      <EvidenceTable evidence={finding.evidence} captions={info?.evidence ?? {}} />
      {finding.transactions.length > 0 ? (
        <TransactionList
          name={`finding:${finding.id}`}
          title={say('web.evidence')}
          pageSize={4}
          short
          load={(offset, limit, signal) => getFindingRows(finding.id, offset, limit, signal)}
        />
      ) : (
        <EvidenceSources evidence={finding.evidence} />
      )}
      <FindingReview finding={finding} />
      <FindingQuery id={finding.id} />
      {onCanvas && (
        <div class="card-buttons">
          <button type="button" class="button primary" onClick={() => showOnGraph(finding.subjects)}>
            <Icon name="graph" />
            {say('panel.showOnGraph')}
          </button>
        </div>
      )}
    </article>
  );
}

function EvidenceTable({
  evidence,
  captions,
}: {
  evidence: readonly Evidence[];
  captions: Record<string, { en: string; kk: string; ru: string }>;
}) {
  if (evidence.length === 0) return null;
  return (
    <table class="evidence">
      <thead>
        <tr>
          <th scope="col">{say('web.measured')}</th>
          <th scope="col">{say('web.found')}</th>
          <th scope="col">{say('web.threshold')}</th>
        </tr>
      </thead>
      <tbody>
        {evidence.map((one) => (
          <tr key={one.what}>
            <th scope="row">{captions[one.what] ? sayTexts(captions[one.what]!) : one.what}</th>
            <td>
              <b>{valueText(one.value, one)}</b>
            </td>
            <td>{one.threshold === undefined ? '' : valueText(one.threshold, one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A measured value in its unit, as a reader expects it. */
function valueText(value: number | string, { unit, currency }: Evidence): string {
  if (unit === 'date') return sayDay(String(value));
  if (unit === 'minor') return sayMoney({ minor: String(value), currency: currency ?? 'KZT' });
  if (typeof value === 'string') return value;
  if (unit === 'share') return formatShare(value, language.value);
  if (unit === 'ms') return formatDuration(value, language.value);
  if (unit === 'days') return formatDuration(value * DAY_MS, language.value);
  return sayNumber(value);
}

const SOURCES = 6;

function EvidenceSources({ evidence }: { evidence: readonly Evidence[] }) {
  const sources = evidence.flatMap((one) => one.sources ?? []);
  const [all, setAll] = useState(false);
  if (sources.length === 0) return null;
  const shown = all ? sources : sources.slice(0, SOURCES);
  return (
    <div class="sources">
      <div class="list-head">
        <h3>{say('web.evidence')}</h3>
        <span class="quiet">{say('web.rowsOf', { shown: shown.length, total: sayNumber(sources.length) })}</span>
      </div>
      <ul>
        {shown.map((source) => (
          <li key={`${source.file}:${source.line}`}>
            <SourceLine source={source} />
          </li>
        ))}
      </ul>
      {shown.length < sources.length && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          {say('panel.showRows', { count: sources.length - shown.length })}
        </button>
      )}
    </div>
  );
}
