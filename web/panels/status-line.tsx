import { board, legend, overview, run, visible } from '../session.ts';
import { Icon } from '../ui/marks.tsx';
import { say, sayDay, sayNumber } from '../ui/say.ts';

/** What is shown of what, what is hidden, and of which data and run this is. */
export function StatusLine() {
  const { nodes, hidden } = visible.value;
  const { kinds, relations, lines } = legend.value;
  const filters = [...kinds, ...relations, ...lines].filter((entry) => entry.hidden).length;
  const data = overview.value?.run;
  return (
    <footer class="status-line">
      {nodes.length > 0 && <b>{say('web.onCanvas', { count: nodes.length })}</b>}
      {board.value.cuts.slice(-2).map((cut) => (
        <span key={cut.source} class="cut-note">
          {say('web.cutOf', { name: cut.label, shown: cut.shown, total: sayNumber(cut.total), by: cut.by })}
        </span>
      ))}
      {filters > 0 && (
        <span>
          <Icon name="menu" size={14} />
          {say('status.filters', { count: filters })}
        </span>
      )}
      {(hidden > 0 || filters > 0) && (
        <span>
          <Icon name="eyeoff" size={14} />
          {say('canvas.hidden', { count: sayNumber(hidden) })}
          <button type="button" class="link" onClick={() => run({ type: 'restore' })}>
            {say('canvas.restore')}
          </button>
        </span>
      )}
      <span class="grow" />
      {data && <span class="run-note">{say('status.data', { date: sayDay(data.asOf), run: data.id })}</span>}
    </footer>
  );
}
