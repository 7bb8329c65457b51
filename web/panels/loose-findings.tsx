import { useState } from 'preact/hooks';
import type { FindingView } from '../../src/api/contract.ts';
import { getLooseFindings } from '../api.ts';
import { ruleTitle } from '../ui/contribution-bar.tsx';
import { useLoad } from '../ui/load.ts';
import { Severity } from '../ui/marks.tsx';
import { ErrorNotice } from '../ui/notices.tsx';
import { language, say, sayNumber, sayTexts } from '../ui/say.ts';

const PAGE = 10;
const MORE = 25;

/** What the rules found that belongs to no cluster, strongest first; nothing where everything is in one. */
export function LooseFindings() {
  const [limit, setLimit] = useState(PAGE);
  const page = useLoad(`loose|${limit}|${language.value}`, (signal) =>
    getLooseFindings(0, Math.min(limit, 100), signal),
  );
  if (page.state === 'failed') return <ErrorNotice failure={page.failure} retry={page.retry} />;
  if (page.state !== 'ok' || page.value.total === 0) return null;
  const { findings, total } = page.value;
  const left = Math.min(MORE, Math.min(total, 100) - findings.length);
  return (
    <section class="ranked loose" aria-labelledby="loose-title">
      <header>
        <h2 id="loose-title">{say('start.loose')}</h2>
        <span class="count">{say('web.of', { shown: sayNumber(findings.length), total: sayNumber(total) })}</span>
      </header>
      <ol>
        {findings.map((finding) => (
          <Row key={finding.id} finding={finding} />
        ))}
      </ol>
      {left > 0 && (
        <button type="button" class="button ghost wide" onClick={() => setLimit(limit + MORE)}>
          {say('start.moreFindings', { count: sayNumber(left) })}
        </button>
      )}
    </section>
  );
}

function Row({ finding }: { finding: FindingView }) {
  const [first] = finding.subjects;
  return (
    <li class="loose-row">
      <a href={`#/entity/${encodeURIComponent(first ?? '')}`}>
        <Severity level={finding.severity} />
        <span class="what">
          <b>{ruleTitle(finding.indicator)}</b>
          <span class="summary">{sayTexts(finding.text)}</span>
        </span>
      </a>
    </li>
  );
}
