import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  announce,
  board,
  canDraw,
  failure,
  history,
  mode,
  overview,
  redoLast,
  selected,
  sheet,
  sheetSize,
  showMode,
  undoLast,
} from '../session.ts';
import { Icon } from '../ui/marks.tsx';
import { ErrorNotice } from '../ui/notices.tsx';
import { say } from '../ui/say.ts';
import { CanvasView } from './canvas-view.tsx';
import { clusterList, loadClusters } from './clusters.ts';
import { DetailsPanel } from './details-panel.tsx';
import { ExpandMenu } from './expand-menu.tsx';
import { LegendPanel } from './legend-panel.tsx';
import { RailClusters } from './rail-clusters.tsx';
import { SearchBox } from './search-box.tsx';
import { StatusLine } from './status-line.tsx';
import { TableTwin } from './table-twin.tsx';
import { TopBar } from './top-bar.tsx';

/** On middling screens the rail is a strip that opens over the canvas. */
const isRailOpen = signal(false);

/** The explorer: rail, canvas or table, details, status line. */
export function ExplorerPage() {
  useEffect(() => {
    if (clusterList.value.total === null) void loadClusters(null);
  }, []);
  const isTable = mode.value === 'table';
  return (
    <div class={`explorer sheet-${sheet.value} size-${sheetSize.value}`}>
      <TopBar>
        <UndoRedo />
        <span class="grow" />
        <CopyLink />
        <button
          type="button"
          class="button ghost square keys"
          aria-label={say('nav.help')}
          title={say('web.keys')}
          onClick={() => announce(say('web.keys'))}
        >
          <Icon name="help" />
        </button>
      </TopBar>
      <nav class={`rail ${isRailOpen.value ? 'open' : ''}`} aria-label={say('web.rail')}>
        <button
          type="button"
          class="rail-toggle"
          aria-expanded={isRailOpen.value}
          aria-label={say('web.rail')}
          title={say('web.rail')}
          onClick={() => (isRailOpen.value = !isRailOpen.value)}
        >
          <Icon name={isRailOpen.value ? 'left' : 'search'} />
        </button>
        <SearchBox />
        <div class="rail-clusters">
          <RailClusters />
        </div>
        <LegendPanel />
      </nav>
      <main class="stage" aria-label={say('web.main')}>
        <div class="stage-bar">
          <fieldset class="switch">
            <legend class="unseen">{say('web.view')}</legend>
            {(['graph', 'table'] as const).map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={mode.value === name}
                class={mode.value === name ? 'on' : ''}
                onClick={() => showMode(name)}
              >
                <Icon name={name} size={15} />
                {say(`canvas.${name}`)}
              </button>
            ))}
          </fieldset>
        </div>
        <div class={isTable ? 'picture away' : 'picture'}>{canDraw.value && <CanvasView />}</div>
        {isTable && <TableTwin />}
        {failure.value && (
          <div class="stage-notice">
            <ErrorNotice failure={failure.value.failure} retry={failure.value.retry} />
          </div>
        )}
        {board.value.nodes.size === 0 && !failure.value && <EmptyCanvas />}
        <ExpandMenu />
      </main>
      <aside class="details" aria-label={say('web.details')} key={selected.value ?? 'cluster'}>
        <SheetHandle />
        <DetailsPanel />
      </aside>
      <StatusLine />
      <TabBar />
    </div>
  );
}

function EmptyCanvas() {
  if (overview.value === null) return null;
  return <p class="stage-empty">{say('canvas.empty')}</p>;
}

function UndoRedo() {
  const { past, future } = history.value;
  const last = past.at(-1);
  const next = future[0];
  const undoText = last ? say('web.undoWhat', { what: say(last.name.key, last.name.values) }) : say('canvas.undo');
  const redoText = next ? say('web.redoWhat', { what: say(next.name.key, next.name.values) }) : say('canvas.redo');
  return (
    <div class="undo">
      <button
        type="button"
        class="button ghost square"
        disabled={!last}
        aria-label={undoText}
        title={undoText}
        onClick={undoLast}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="button ghost square"
        disabled={!next}
        aria-label={redoText}
        title={redoText}
        onClick={redoLast}
      >
        <Icon name="redo" />
      </button>
      {last && <span class="last cut">{say(last.name.key, last.name.values)}</span>}
    </div>
  );
}

function CopyLink() {
  return (
    <button
      type="button"
      class="button square"
      aria-label={say('canvas.link')}
      title={say('canvas.link')}
      onClick={() => {
        void navigator.clipboard?.writeText(location.href).then(() => {
          announce(say('web.linkCopied'));
        });
      }}
    >
      <Icon name="link" />
    </button>
  );
}

/** The handle of the bottom sheet on narrow screens: low, half, full. */
function SheetHandle() {
  const order = { low: 'half', half: 'full', full: 'low' } as const;
  return (
    <button
      type="button"
      class="sheet-handle"
      aria-label={say('web.sheetSize')}
      onClick={() => (sheetSize.value = order[sheetSize.value])}
    >
      <i />
    </button>
  );
}

const TABS = [
  { name: 'graph', icon: 'graph' },
  { name: 'details', icon: 'file' },
  { name: 'table', icon: 'table' },
  { name: 'clusters', icon: 'clusters' },
  { name: 'legend', icon: 'menu' },
] as const;

/** The bar of narrow screens. */
function TabBar() {
  const show = (name: (typeof TABS)[number]['name']) => {
    if (name === 'table') {
      showMode('table');
      sheet.value = 'none';
      return;
    }
    showMode('graph');
    if (name === 'graph') {
      sheet.value = 'details';
      sheetSize.value = 'low';
    } else {
      sheet.value = name;
      sheetSize.value = 'half';
    }
  };
  const current =
    mode.value === 'table'
      ? 'table'
      : sheet.value === 'details'
        ? sheetSize.value === 'low'
          ? 'graph'
          : 'details'
        : sheet.value;
  const words = {
    graph: say('canvas.graph'),
    table: say('canvas.table'),
    details: say('web.tab.details'),
    clusters: say('web.tab.clusters'),
    legend: say('web.tab.legend'),
  };
  return (
    <nav class="tab-bar" aria-label={say('web.view')}>
      {TABS.map(({ name, icon }) => (
        <button
          key={name}
          type="button"
          aria-pressed={current === name}
          class={current === name ? 'on' : ''}
          onClick={() => show(name)}
        >
          <Icon name={icon} />
          {words[name]}
        </button>
      ))}
    </nav>
  );
}
