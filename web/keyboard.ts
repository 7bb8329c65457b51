import {
  announce,
  board,
  expand,
  expandMenu,
  fitRequest,
  isExplorer,
  marked,
  mode,
  redoLast,
  run,
  select,
  selected,
  selectedNode,
  showMode,
  undoLast,
} from './session.ts';
import { say } from './ui/say.ts';

/** The page's keys: `/` search, F all, E expand, T table, X hide, Ctrl+Z undo, Ctrl+Shift+Z or Ctrl+Y redo, Esc close. */
export function keyPressed(event: KeyboardEvent): void {
  const target = event.target as HTMLElement | null;
  const isTyping = target?.closest('input, textarea, select, [contenteditable]') != null;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !isTyping) {
    const key = event.key.toLowerCase();
    if (key === 'z') (event.shiftKey ? redoLast : undoLast)();
    else if (key === 'y') redoLast();
    else return;
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  if (event.key === '/') {
    document.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
    event.preventDefault();
    return;
  }
  if (!isExplorer.value) return;
  const node = selectedNode.value;
  switch (event.key.toLowerCase()) {
    case 'f':
      fitRequest.value = { ids: null, animated: true };
      break;
    case 't':
      showMode(mode.value === 'graph' ? 'table' : 'graph');
      break;
    case 'e':
      if (node) void expand(node);
      break;
    case 'x':
      if (node) hideNode(node);
      break;
    case '?':
      announce(say('web.keys'));
      break;
    case 'escape':
      if (expandMenu.value) expandMenu.value = null;
      else if (marked.value.size > 0) marked.value = new Set();
      else if (selected.value) select(null);
      break;
  }
}

/** Hides a node of the canvas; undo or "restore" bring it back. */
export function hideNode(id: string): void {
  run({ type: 'hide', ids: [id], label: board.value.nodes.get(id)?.label ?? id });
  select(null);
}
