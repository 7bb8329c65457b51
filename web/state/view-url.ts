import { RELATIONS } from '../../src/model/vocabulary.ts';
import type { Board, RecipeStep } from './board.ts';
import { LEGEND_KINDS } from './legend.ts';

/** What the address holds: enough to bring the same view back. */
export interface ViewAddress {
  recipe: RecipeStep[];
  hiddenNodes: string[];
  /** Legend entries that are switched off: kinds, relations, `ended`, `inferred`. */
  off: string[];
  selected: string | null;
  tab: string | null;
}

export const EMPTY_ADDRESS: ViewAddress = { recipe: [], hiddenNodes: [], off: [], selected: null, tab: null };

/** The address of a view: `#/cluster/c-1?more=…&hide=…&sel=…`; the first screen is `#/`. */
export function writeAddress(address: ViewAddress): string {
  const [first, ...rest] = address.recipe;
  if (!first) return '#/';
  const query = new URLSearchParams();
  for (const step of rest) query.append('do', writeStep(step));
  for (const id of address.hiddenNodes) query.append('hide', id);
  if (address.off.length > 0) query.set('off', address.off.join(','));
  if (address.selected) query.set('sel', address.selected);
  if (address.tab) query.set('tab', address.tab);
  const path = first.add === 'cluster' ? `cluster/${encode(first.id)}` : `entity/${encode(first.id)}`;
  const text = query.toString();
  return `#/${path}${text ? `?${text}` : ''}`;
}

/** Reads an address; what it does not understand it leaves out. */
export function readAddress(hash: string): ViewAddress {
  const match = /^#?\/(cluster|entity)\/([^?]+)(?:\?(.*))?$/.exec(hash);
  if (!match) return EMPTY_ADDRESS;
  const query = new URLSearchParams(match[3] ?? '');
  const first: RecipeStep = { add: match[1] as 'cluster' | 'entity', id: decode(match[2]!) };
  const known = new Set<string>([...LEGEND_KINDS, ...RELATIONS, 'ended', 'inferred']);
  return {
    recipe: [first, ...query.getAll('do').flatMap(readStep)],
    hiddenNodes: query.getAll('hide'),
    off: (query.get('off') ?? '').split(',').filter((name) => known.has(name)),
    selected: query.get('sel'),
    tab: query.get('tab'),
  };
}

/** The address of a board with what is selected in it. */
export function addressOf(board: Board, selected: string | null, tab: string | null): ViewAddress {
  return {
    recipe: [...board.recipe],
    hiddenNodes: [...board.hiddenNodes],
    off: [...board.hiddenKinds, ...board.hiddenRelations, ...board.hiddenLines],
    selected,
    tab,
  };
}

function writeStep(step: RecipeStep): string {
  const id = encode(step.id).replaceAll('~', '%7E');
  if (step.add !== 'neighbours') return `${step.add}~${id}`;
  return `neighbours~${id}~${step.kind ?? ''}~${step.limit ?? ''}~${step.by}`;
}

function readStep(text: string): RecipeStep[] {
  const [add, written, kind, limit, by] = text.split('~');
  if (!written) return [];
  const id = decode(written);
  if (add === 'cluster' || add === 'entity' || add === 'suggestions') return [{ add, id }];
  if (add !== 'neighbours') return [];
  const count = Number(limit);
  return [
    {
      add,
      id,
      kind: kind || null,
      limit: limit && Number.isInteger(count) && count > 0 ? count : null,
      by: by === 'amount' ? 'amount' : 'risk',
    },
  ];
}

/** Colons and commas may stand unescaped: ids stay readable in the address. */
function encode(id: string): string {
  return encodeURIComponent(id).replace(/%3A/g, ':').replace(/%2C/g, ',');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
