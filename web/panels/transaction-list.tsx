import { useState } from 'preact/hooks';
import type { TransactionPage, TransactionRow } from '../../src/api/contract.ts';
import type { Answer } from '../api.ts';
import { select } from '../session.ts';
import { useLoad } from '../ui/load.ts';
import { Icon } from '../ui/marks.tsx';
import { ErrorNotice } from '../ui/notices.tsx';
import { language, say, sayMoment, sayMoney, sayMoneyFull, sayNumber, sayWord } from '../ui/say.ts';
import { SourceLine } from './source-line.tsx';

interface Props {
  /** Names what is listed, so that a change loads anew. */
  name: string;
  title?: string;
  pageSize?: number;
  /** Evidence of a finding: sums short, in full on pointing. */
  short?: boolean;
  load: (offset: number, limit: number, signal: AbortSignal) => Promise<Answer<TransactionPage>>;
}

const MORE = 50;

/** Transfers in time order with their sources; the head says how many of how many are shown. */
export function TransactionList({ name, title, pageSize = 25, short = false, load }: Props) {
  const [limit, setLimit] = useState(pageSize);
  const [kept, setKept] = useState<TransactionPage | null>(null);
  // Each request asks for what is still missing; what is there stays on the page meanwhile.
  const have = kept?.rows.length ?? 0;
  const page = useLoad(`${name}|${limit}|${language.value}`, async (signal) => {
    const from = kept && have < limit ? have : 0;
    const answer = await load(from, Math.min(200, limit - from), signal);
    if (!answer.ok) return answer;
    const rows = from > 0 && kept ? [...kept.rows, ...answer.value.rows] : answer.value.rows;
    const value = { ...answer.value, rows };
    setKept(value);
    return { ok: true as const, value };
  });
  if (page.state === 'failed') return <ErrorNotice failure={page.failure} retry={page.retry} />;
  const shown = page.state === 'ok' ? page.value : kept;
  if (!shown) return <div class="placeholder" role="status" aria-label={say('state.loading')} />;
  if (shown.total === 0) return <p class="empty">{say('web.noTransfers')}</p>;
  const left = shown.total - shown.rows.length;
  // Within a card that has a title of its own, else straight under the panel's.
  const Heading = title ? 'h3' : 'h2';
  return (
    <div class="transactions">
      <div class="list-head">
        <Heading>{title ?? say('panel.transfers')}</Heading>
        <span class="quiet">{say('web.rowsByTime', { shown: shown.rows.length, total: sayNumber(shown.total) })}</span>
      </div>
      <ul>
        {shown.rows.map((row) => (
          <Row key={row.id} row={row} short={short} />
        ))}
      </ul>
      {left > 0 && (
        <button type="button" class="link" onClick={() => setLimit(shown.rows.length + MORE)}>
          {say('panel.showRows', { count: Math.min(MORE, left) })}
        </button>
      )}
    </div>
  );
}

function Row({ row, short }: { row: TransactionRow; short: boolean }) {
  const [date, time] = splitMoment(sayMoment(row.at));
  return (
    <li class="transaction">
      <span class="when" title={say('web.almatyTime')}>
        {date}
        {time && <br />}
        {time}
      </span>
      <span class="who">
        <Party id={row.from} label={row.fromLabel} />
        <span class="to">
          <Icon name="right" size={12} />
          <Party id={row.to} label={row.toLabel} />
        </span>
      </span>
      <b class="amount" title={sayMoneyFull(row.amount)}>
        {short ? sayMoney(row.amount) : sayMoneyFull(row.amount)}
      </b>
      <span class="more">
        {[row.channel && sayWord('channel', row.channel), row.purpose].filter(Boolean).join(' · ')}
      </span>
      <SourceLine source={row.source} />
    </li>
  );
}

/** The day over the time: "14.03.2026" and "09:41". */
function splitMoment(text: string): [string, string | null] {
  const match = /^(.*?),?\u00a0?(\d{2}:\d{2})$/.exec(text);
  return match ? [match[1]!.trim(), match[2]!] : [text, null];
}

function Party({ id, label }: { id: string | null; label: string | null }) {
  if (id === null) return <span class="party">{label ?? sayWord('channel', 'cash')}</span>;
  return (
    <button type="button" class="party" onClick={() => select(id, { reveal: true })}>
      {label ?? id.slice(id.indexOf(':') + 1)}
    </button>
  );
}
