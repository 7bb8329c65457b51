import { computed, signal } from '@preact/signals';
import type { ClusterDetail, Overview, SearchHit } from '../src/api/contract.ts';
import { LANGUAGES, type Language, type NodeKind } from '../src/model/vocabulary.ts';
import type { NetworkView } from '../src/reports/network/network-view.ts';
import { type Answer, type Failure, getCluster, getNeighbours, getOverview, getSuggestions } from './api.ts';
import type { RecipeStep } from './state/board.ts';
import type { Command } from './state/commands.ts';
import { EMPTY_HISTORY, type History, perform, redo, relabel, undo } from './state/history.ts';
import { legendOf } from './state/legend.ts';
import { clustersInView, sceneOf } from './state/scene.ts';
import { addressOf, readAddress, type ViewAddress, writeAddress } from './state/view-url.ts';
import { moreToExpand, visibleOf } from './state/visible.ts';
import { language, say, sayTexts } from './ui/say.ts';

/** What is on the page: signals that the parts read, and the actions that change them. State that is pure lives in `state/`. */

export type Tab = 'findings' | 'members' | 'transfers';
export type Theme = 'light' | 'dark';
/** Neighbours that one expand adds without asking. */
export const EXPAND_ALL = 25;
/** Most that the server gives at once. */
export const EXPAND_MOST = 500;

export const overview = signal<Overview | null>(null);
export const overviewFailure = signal<Failure | null>(null);
export const history = signal<History>(EMPTY_HISTORY);
export const clusterDetail = signal<ClusterDetail | null>(null);
/** An entity's id, or `edge~` and an edge's id; null = the cluster. */
export const selected = signal<string | null>(null);
export const tab = signal<Tab>('findings');
export const mode = signal<'graph' | 'table'>('graph');
export const marked = signal<ReadonlySet<string>>(new Set());
export const theme = signal<Theme>('light');
export const busy = signal(false);
export const failure = signal<{ failure: Failure; retry: () => void } | null>(null);
/** A line that is read out and shown for a moment. */
export const remark = signal<string | null>(null);
/** The node whose expand menu is open, with what is next to it. */
export const expandMenu = signal<{ id: string; label: string; counts: Record<NodeKind, number> } | null>(null);
/** Bumped when the camera should take in everything, or the given nodes. */
export const fitRequest = signal<{ ids: readonly string[] | null; animated: boolean }>({ ids: null, animated: false });
/** The entity that should come into sight. */
export const revealRequest = signal<{ id: string } | null>(null);
/** False once drawing failed; choosing the graph again tries again. */
export const canDraw = signal(true);
export const isExplorer = signal(false);
/** On narrow screens, which part lies over the canvas, and how high. */
export const sheet = signal<'none' | 'details' | 'clusters' | 'legend'>('details');
export const sheetSize = signal<'low' | 'half' | 'full'>('low');

export const board = computed(() => history.value.present);
export const visible = computed(() => visibleOf(board.value));
export const scene = computed(() => sceneOf(board.value, clustersInView(board.value)));
export const legend = computed(() => legendOf(board.value));
export const selectedEdge = computed(() =>
  selected.value?.startsWith('edge~') ? (board.value.edges.get(selected.value.slice(5)) ?? null) : null,
);
export const selectedNode = computed(() =>
  selected.value !== null && !selected.value.startsWith('edge~') ? selected.value : null,
);

let silence: ReturnType<typeof setTimeout> | undefined;

/** Shows and reads out a line for a moment. */
export function announce(text: string): void {
  remark.value = text;
  clearTimeout(silence);
  silence = setTimeout(() => {
    remark.value = null;
  }, 4000);
}

export async function loadOverview(): Promise<void> {
  overviewFailure.value = null;
  const answer = await getOverview();
  if (answer.ok) overview.value = answer.value;
  else overviewFailure.value = answer.failure;
}

/** A change to the board that undo can take back. */
export function run(command: Command): void {
  history.value = perform(history.value, command);
  keepAddress();
}

export function undoLast(): void {
  history.value = undo(history.value);
  dropLostSelection();
}

export function redoLast(): void {
  history.value = redo(history.value);
  dropLostSelection();
}

function dropLostSelection(): void {
  const id = selectedNode.value;
  if (id !== null && !board.value.nodes.has(id)) selected.value = null;
  keepAddress();
}

export function select(id: string | null, options: { reveal?: boolean } = {}): void {
  selected.value = id;
  if (marked.value.size > 0) marked.value = new Set();
  if (id !== null && options.reveal) revealRequest.value = { id };
  keepAddress();
}

export function showTab(name: Tab): void {
  tab.value = name;
  keepAddress();
}

export function showMode(name: 'graph' | 'table'): void {
  if (name === 'graph') canDraw.value = true;
  mode.value = name;
}

/** Marks entities on the canvas and brings them into view; those that are not on it are named by the caller. */
export function showOnGraph(ids: readonly string[]): void {
  const known = ids.filter((id) => board.value.nodes.has(id));
  marked.value = new Set(known);
  mode.value = 'graph';
  if (known.length > 0) fitRequest.value = { ids: known, animated: true };
}

export function openCluster(id: string): Promise<void> {
  return go({ recipe: [{ add: 'cluster', id }], hiddenNodes: [], off: [], selected: null, tab: null });
}

/** A hit of the search: on the canvas it is added and selected; from the first screen it opens with what is round it. */
export async function openHit(hit: SearchHit): Promise<void> {
  if (!isExplorer.value) {
    await go({ recipe: [{ add: 'entity', id: hit.id }], hiddenNodes: [], off: [], selected: hit.id, tab: null });
    return;
  }
  if (!board.value.nodes.has(hit.id)) {
    const step: RecipeStep = { add: 'entity', id: hit.id };
    const command = await fetchCommand(step, false, hit.label);
    if (command) run(command);
  }
  if (board.value.nodes.has(hit.id)) select(hit.id, { reveal: true });
}

/** Expands a node: everything where that is little, else a menu with counts. */
export async function expand(id: string): Promise<void> {
  const node = board.value.nodes.get(id);
  if (!node) return;
  const more = moreToExpand(board.value).get(id) ?? 0;
  if (more === 0) {
    announce(say('web.expandedAll', { name: node.label }));
    return;
  }
  if (more <= EXPAND_ALL) {
    await expandBy(id, { kind: null, limit: EXPAND_MOST, by: 'risk' });
    return;
  }
  const answer = await working(
    () => getNeighbours(id, { kind: null, limit: 0, by: 'risk' }),
    () => void expand(id),
  );
  if (answer) expandMenu.value = { id, label: node.label, counts: answer.counts };
}

export async function expandBy(
  id: string,
  query: { kind: string | null; limit: number; by: 'risk' | 'amount' },
): Promise<void> {
  expandMenu.value = null;
  const label = board.value.nodes.get(id)?.label ?? id;
  const command = await fetchCommand({ add: 'neighbours', id, ...query }, false, label);
  if (command) run(command);
}

/** Draws who may be the same as an entity, dotted. */
export async function showSuggestions(id: string): Promise<void> {
  const label = board.value.nodes.get(id)?.label ?? id;
  const command = await fetchCommand({ add: 'suggestions', id }, false, label);
  if (command) run(command);
}

/** Brings the page to an address and writes it there; the way back stays open. */
async function go(address: ViewAddress): Promise<void> {
  const hash = writeAddress(address);
  if (location.hash !== hash) window.history.pushState(null, '', hash);
  await openAddress(address);
}

/** Opens what the address bar says. */
export function openLocation(): Promise<void> {
  return openAddress(readAddress(location.hash));
}

let opening = 0;

/** Replays an address: fetches every step in order, then filters and selection. The last call wins. */
async function openAddress(address: ViewAddress): Promise<void> {
  const turn = ++opening;
  const [first] = address.recipe;
  isExplorer.value = first !== undefined;
  failure.value = null;
  expandMenu.value = null;
  marked.value = new Set();
  if (!first) return;
  let next: History = EMPTY_HISTORY;
  let detail: ClusterDetail | null = null;
  for (const step of address.recipe) {
    const command = await fetchCommand(step, step === first, null, next, (value) => {
      detail ??= value;
    });
    if (turn !== opening) return;
    if (!command) break;
    next = perform(next, command);
  }
  next = withFilters(next, address);
  clusterDetail.value = detail;
  history.value = { past: [], present: next.present, future: [] };
  tab.value = isTab(address.tab) ? address.tab : 'findings';
  selected.value = address.selected ?? (first.add === 'entity' ? first.id : null);
  fitRequest.value = { ids: null, animated: false };
}

function isTab(name: string | null): name is Tab {
  return name === 'findings' || name === 'members' || name === 'transfers';
}

function withFilters(history: History, { off, hiddenNodes }: ViewAddress): History {
  let next = history;
  for (const name of off) {
    if (name === 'ended' || name === 'inferred') next = perform(next, { type: 'toggle-line', line: name, label: '' });
    else if (/^[A-Z]/.test(name)) {
      next = perform(next, { type: 'toggle-relation', relation: name as never, label: '' });
    } else next = perform(next, { type: 'toggle-kind', kind: name as never, label: '' });
  }
  return hiddenNodes.length > 0 ? perform(next, { type: 'hide', ids: hiddenNodes, label: '' }) : next;
}

/** Fetches what a step adds and makes the command of it; null where that failed (the page says so). */
async function fetchCommand(
  step: RecipeStep,
  isFirst: boolean,
  name: string | null,
  on: History = history.value,
  keepDetail?: (detail: ClusterDetail) => void,
): Promise<Command | null> {
  const retry = () => {
    if (overview.value === null) void loadOverview();
    void openLocation();
  };
  if (step.add === 'cluster') {
    const detail = await working((signal) => getCluster(step.id, signal), retry);
    if (!detail) return null;
    keepDetail?.(detail);
    const label = sayTexts(detail.title);
    return isFirst
      ? { type: 'open', step, network: detail.network, label }
      : { type: 'add', step, source: null, network: detail.network, label };
  }
  if (step.add === 'entity') {
    const limit = isFirst ? EXPAND_ALL : EXPAND_MOST;
    const answer = await working((signal) => getNeighbours(step.id, { kind: null, limit, by: 'risk' }, signal), retry);
    if (!answer) return null;
    const label = name ?? answer.network.nodes.find((node) => node.id === step.id)?.label ?? step.id;
    if (isFirst) return { type: 'open', step, network: answer.network, label };
    const known = onlyKnown(answer.network, new Set([...on.present.nodes.keys(), step.id]));
    return { type: 'add', step, source: null, network: known, label, cut: false };
  }
  if (step.add === 'suggestions') {
    const answer = await working((signal) => getSuggestions(step.id, signal), retry);
    if (!answer) return null;
    const label = name ?? on.present.nodes.get(step.id)?.label ?? step.id;
    return { type: 'add', step, source: step.id, network: answer.network, label };
  }
  const query = { kind: step.kind, limit: step.limit ?? EXPAND_MOST, by: step.by };
  const answer = await working((signal) => getNeighbours(step.id, query, signal), retry);
  if (!answer) return null;
  const label = name ?? on.present.nodes.get(step.id)?.label ?? step.id;
  return { type: 'add', step, source: step.id, network: answer.network, label };
}

/** Of a network only what is between known nodes. */
function onlyKnown(network: NetworkView, known: ReadonlySet<string>): NetworkView {
  const nodes = network.nodes.filter((node) => known.has(node.id));
  const edges = network.edges.filter((edge) => known.has(edge.from) && known.has(edge.to));
  return { ...network, nodes, edges };
}

/** Runs a request with the loading bar, and keeps its failure for the page. */
async function working<T>(load: (signal: AbortSignal) => Promise<Answer<T>>, retry: () => void): Promise<T | null> {
  busy.value = true;
  const answer = await load(new AbortController().signal);
  busy.value = false;
  if (answer.ok) {
    failure.value = null;
    return answer.value;
  }
  failure.value = {
    failure: answer.failure,
    retry: () => {
      failure.value = null;
      retry();
    },
  };
  return null;
}

/** The address follows the view without filling the browser's history. */
function keepAddress(): void {
  if (!isExplorer.value || board.value.recipe.length === 0) return;
  const shownTab = tab.value === 'findings' ? null : tab.value;
  const hash = writeAddress(addressOf(board.value, selected.value, shownTab));
  if (location.hash !== hash) window.history.replaceState(null, '', hash);
}

/** Changes the language and asks again for what the server words; nodes stay where they are. */
export async function setLanguage(next: Language): Promise<void> {
  language.value = next;
  document.documentElement.lang = next;
  store('tamyr.language', next);
  dropParameter('lang');
  void loadOverview();
  if (!isExplorer.value) return;
  const networks: NetworkView[] = [];
  for (const step of board.value.recipe) {
    if (step.add === 'cluster') {
      const answer = await getCluster(step.id);
      if (!answer.ok) continue;
      networks.push(answer.value.network);
      if (clusterDetail.value?.id === step.id) clusterDetail.value = answer.value;
    } else if (step.add === 'suggestions') {
      const answer = await getSuggestions(step.id);
      if (answer.ok) networks.push(answer.value.network);
    } else {
      const kind = step.add === 'neighbours' ? step.kind : null;
      const by = step.add === 'neighbours' ? step.by : 'risk';
      const limit = step.add === 'neighbours' ? (step.limit ?? EXPAND_MOST) : EXPAND_MOST;
      const answer = await getNeighbours(step.id, { kind, by, limit });
      if (answer.ok) networks.push(answer.value.network);
    }
    if (language.value !== next) return;
  }
  history.value = relabel(history.value, networks);
}

export function setTheme(next: Theme): void {
  theme.value = next;
  document.documentElement.dataset.theme = next;
  store('tamyr.theme', next);
  dropParameter('theme');
}

/** Language and theme of the last visit, else the browser's. */
export function restorePreferences(): void {
  const query = new URLSearchParams(location.search);
  const wanted = [query.get('lang'), recall('tamyr.language'), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  language.value =
    wanted.find((tag): tag is Language => (LANGUAGES as readonly (string | null)[]).includes(tag)) ?? 'en';
  document.documentElement.lang = language.value;
  const chosen = query.get('theme') ?? recall('tamyr.theme');
  if (chosen === 'dark' || chosen === 'light') {
    theme.value = chosen;
    document.documentElement.dataset.theme = chosen;
    return;
  }
  const system = matchMedia('(prefers-color-scheme: dark)');
  theme.value = system.matches ? 'dark' : 'light';
  system.addEventListener('change', ({ matches }) => {
    if (document.documentElement.dataset.theme === undefined) theme.value = matches ? 'dark' : 'light';
  });
}

/** A choice made on the page outlives the one that came with the link. */
function dropParameter(name: string): void {
  const address = new URL(location.href);
  if (!address.searchParams.has(name)) return;
  address.searchParams.delete(name);
  window.history.replaceState(null, '', address);
}

/** Storage may be forbidden; then the choice lives as long as the page. */
function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {}
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
