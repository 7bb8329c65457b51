import { board, clusterDetail, select, selected, selectedEdge, selectedNode } from '../session.ts';
import { Icon } from '../ui/marks.tsx';
import { say } from '../ui/say.ts';
import { ClusterPanel } from './cluster-panel.tsx';
import { EdgePanel } from './edge-panel.tsx';
import { EntityPanel } from './entity-panel.tsx';

/** The right panel: what is selected, else the open cluster. */
export function DetailsPanel() {
  const edge = selectedEdge.value;
  const node = selectedNode.value;
  const detail = clusterDetail.value;
  const inside = board.value.recipe[0];
  return (
    <div class="panel">
      {selected.value !== null && detail && inside?.add === 'cluster' && (
        <button type="button" class="back" onClick={() => select(null)}>
          <Icon name="left" size={14} />
          {say('web.back')}
        </button>
      )}
      {edge ? (
        <EdgePanel edge={edge} />
      ) : node !== null ? (
        <EntityPanel id={node} />
      ) : detail ? (
        <ClusterPanel detail={detail} />
      ) : null}
    </div>
  );
}
