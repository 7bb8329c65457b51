import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatMoneyCount } from '../../src/i18n/format.ts';
import { NetworkCanvas } from '../canvas/network-canvas.ts';
import {
  announce,
  board,
  canDraw,
  clusterDetail,
  expand,
  fitRequest,
  marked,
  mode,
  revealRequest,
  run,
  scene,
  select,
  selectedEdge,
  selectedNode,
  theme,
} from '../session.ts';
import type { SceneEdge } from '../state/scene.ts';
import { Icon } from '../ui/marks.tsx';
import { language, say, sayTexts, sayWord } from '../ui/say.ts';
import { clusterList } from './clusters.ts';

/** Puts the canvas on the page and keeps it in step with the state; all drawing is the canvas's own. */
export function CanvasView() {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<NetworkCanvas | null>(null);
  const done = useRef({ fit: fitRequest.peek(), reveal: revealRequest.peek() });

  useEffect(() => {
    const toTable = () => {
      mode.value = 'table';
      canDraw.value = false;
      announce(say('error.webgl'));
    };
    try {
      canvas.current = new NetworkCanvas(host.current!, {
        selectNode: (id) => select(id),
        selectEdge: (id) => select(`edge~${id}`),
        expand: (id) => void expand(id),
        moved: (id, x, y) => run({ type: 'move', id, x, y, label: board.value.nodes.get(id)?.label ?? id }),
        lost: toTable,
      });
    } catch (cause) {
      console.error(cause);
      toTable();
      return;
    }
    canvas.current.setTexts({ edgeLabel, hullTitle });
    canvas.current.show(scene.peek());
    canvas.current.fit(undefined, false);
    return () => {
      canvas.current?.kill();
      canvas.current = null;
    };
  }, []);

  // One effect, so that the camera never moves to a picture that is not there yet.
  useSignalEffect(() => {
    const shown = scene.value;
    const fit = fitRequest.value;
    const reveal = revealRequest.value;
    if (!canvas.current) return;
    canvas.current.show(shown);
    if (fit !== done.current.fit) canvas.current.fit(fit.ids ?? undefined, fit.animated);
    if (reveal && reveal !== done.current.reveal) canvas.current.reveal(reveal.id);
    done.current = { fit, reveal };
  });
  useSignalEffect(() => {
    const emphasis = {
      selected: selectedNode.value,
      selectedEdge: selectedEdge.value?.id ?? null,
      marked: marked.value,
    };
    canvas.current?.emphasize(emphasis);
  });
  useSignalEffect(() => {
    void theme.value;
    canvas.current?.refreshTheme();
  });
  useSignalEffect(() => {
    void language.value;
    void clusterDetail.value;
    void clusterList.value;
    canvas.current?.setTexts({ edgeLabel, hullTitle });
  });

  const { nodes, edges } = scene.value;
  return (
    <>
      <div
        ref={host}
        class="sigma"
        role="img"
        aria-label={say('web.graphLabel', { nodes: nodes.length, edges: edges.length })}
      />
      <div class="zoom">
        <button
          type="button"
          aria-label={say('canvas.zoomIn')}
          title={say('canvas.zoomIn')}
          onClick={() => canvas.current?.zoomBy(1.4)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          aria-label={say('canvas.zoomOut')}
          title={say('canvas.zoomOut')}
          onClick={() => canvas.current?.zoomBy(1 / 1.4)}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          aria-label={say('canvas.fit')}
          title={`${say('canvas.fit')} (F)`}
          onClick={() => canvas.current?.fit()}
        >
          <Icon name="fit" />
        </button>
      </div>
    </>
  );
}

/** "42.1 m ₸ · 18" on money, the share on OWNS, the role or relation when pointed at. */
function edgeLabel({ edge }: SceneEdge, isHovered: boolean): string | null {
  const money = [...edge.amounts].sort((a, b) => Number(b.minor) - Number(a.minor))[0];
  if (money) {
    const rest = edge.amounts.length > 1 ? ' +' : '';
    return formatMoneyCount(money, edge.count, language.peek()) + rest;
  }
  if (edge.relation === 'OWNS' && edge.label) return edge.label;
  if (!isHovered) return null;
  return edge.label ?? sayWord('relation', edge.relation);
}

function hullTitle(cluster: string): string | null {
  const detail = clusterDetail.peek();
  if (detail?.id === cluster) return sayTexts(detail.title);
  const card = clusterList.peek().cards.find((one) => one.id === cluster);
  return card ? sayTexts(card.title) : cluster;
}
