import { board, select, selectedNode, visible } from '../session.ts';
import { moreToExpand } from '../state/visible.ts';
import { KindMark, Score } from '../ui/marks.tsx';
import { say, sayNumber, sayWord } from '../ui/say.ts';

/** The same as the canvas in rows: also the accessible form of the picture. */
export function TableTwin() {
  const { nodes, edges } = visible.value;
  const more = moreToExpand(board.value);
  const degree = new Map<string, number>();
  for (const edge of edges) {
    degree.set(edge.from, (degree.get(edge.from) ?? 0) + 1);
    degree.set(edge.to, (degree.get(edge.to) ?? 0) + 1);
  }
  const rows = [...nodes].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return (
    <section class="table-twin" aria-label={say('canvas.table')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div class="scroller" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('web.objects')}</th>
              <th scope="col">{say('column.kind')}</th>
              <th scope="col">{say('column.status')}</th>
              <th scope="col" class="number">
                {say('panel.relations')}
              </th>
              <th scope="col" class="number">
                {say('web.neighbours')}
              </th>
              <th scope="col" class="number">
                {say('web.risk')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((node) => (
              <tr key={node.id} class={node.id === selectedNode.value ? 'selected' : ''}>
                <th scope="row">
                  <button type="button" class="row-button" onClick={() => select(node.id)}>
                    <KindMark kind={node.kind} variant={node.variant} status={node.status} />
                    <span class="name">{node.label}</span>
                  </button>
                </th>
                <td>{node.variant ? sayWord('variant', node.variant) : sayWord('kind', node.kind)}</td>
                <td>{node.kind === 'company' || node.status !== 'active' ? sayWord('status', node.status) : ''}</td>
                <td class="number">{sayNumber(degree.get(node.id) ?? 0)}</td>
                <td class="number">
                  {sayNumber(node.neighbours)}
                  {more.has(node.id) && <span class="quiet"> +{sayNumber(more.get(node.id)!)}</span>}
                </td>
                <td class="number">
                  <Score score={node.score} level={node.level} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="table-note">{say('web.tableNote', { count: rows.length })}</p>
    </section>
  );
}
