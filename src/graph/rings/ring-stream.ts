import { buildRingIndex, type RingInput } from './ring-index.ts';
import { type RingOptions, ringQuery } from './ring-query.ts';
import { createRingSearch } from './ring-search.ts';

const DAY_MS = 86_400_000;
/** Edges after which a search is tried; less would build small indexes again and again. */
const LEAST_BLOCK = 4096;

/** Finds rings while transfers arrive in time order. */
export interface RingStream {
  /** Takes the next transfers, none earlier than those before; columns as of a ring search, node numbers of any size. */
  readonly push: (batch: Omit<RingInput, 'nodeCount'>) => void;
  /** Searches what is left and says how many transfers came and how many were held at most at one time. */
  readonly finish: () => { readonly transfers: number; readonly mostHeld: number };
}

interface Held {
  from: number[];
  to: number[];
  at: number[];
  amount: number[];
  currency: number[];
  day: number[];
  precision: number[];
}

/**
 * Every temporal simple cycle of a stream, first hop by first hop, out of memory that holds about two windows of transfers: a first
 * hop is searched as soon as nothing that is still to come can lie in its window, and what is older than the first hops that wait is
 * forgotten. The rings are those of the search over all transfers at once, in the same order (property test); each transfer is
 * indexed about twice. Edge numbers count from the first transfer pushed.
 */
export function createRingStream(
  options: Omit<RingOptions, 'budget'>,
  onRing: (edges: Int32Array, length: number) => void,
): RingStream {
  const held: Held = { from: [], to: [], at: [], amount: [], currency: [], day: [], precision: [] };
  /** Edge number of the first held transfer, and of the first that was not yet searched as a first hop. */
  let first = 0;
  let next = 0;
  let mostHeld = 0;
  let has = { amount: false, currency: false, precision: false };
  let global = new Int32Array(64);

  function push(batch: Omit<RingInput, 'nodeCount'>): void {
    const { from, to, at, amount, currency, day, precision } = batch;
    if (first + held.at.length === 0) {
      has = { amount: amount !== undefined, currency: currency !== undefined, precision: precision !== undefined };
    }
    const last = held.at[held.at.length - 1] ?? -Infinity;
    if (at.length > 0 && at[0]! < last) {
      throw new RangeError(`transfer ${first + held.at.length} has time ${at[0]}; expected ${last} or later`);
    }
    for (let i = 0; i < at.length; i++) {
      held.from.push(from[i]!);
      held.to.push(to[i]!);
      held.at.push(at[i]!);
      if (amount) held.amount.push(amount[i]!);
      if (currency) held.currency.push(currency[i]!);
      if (precision) {
        held.day.push(day![i]!);
        held.precision.push(precision[i]!);
      }
      if (held.at.length % LEAST_BLOCK === 0) searchComplete();
    }
  }

  /** Searches the first hops whose window has passed, if they are half of what is held. */
  function searchComplete(): void {
    mostHeld = Math.max(mostHeld, held.at.length);
    const newest = held.at[held.at.length - 1]!;
    // A day and an instant are compared by local days, which may lie two days off in milliseconds.
    const margin = options.windowMs + (has.precision ? 2 * DAY_MS : 0);
    let complete = next - first;
    while (complete < held.at.length && held.at[complete]! + margin < newest) complete++;
    if (complete * 2 < held.at.length) return;
    searchUntil(complete);
    forget(complete);
  }

  function searchUntil(end: number): void {
    const begin = next - first;
    if (end <= begin) return;
    const { local, count } = numbered();
    const index = buildRingIndex({
      nodeCount: count,
      from: local.from,
      to: local.to,
      at: Float64Array.from(held.at),
      ...(has.amount && { amount: Float64Array.from(held.amount) }),
      ...(has.currency && { currency: Uint8Array.from(held.currency) }),
      ...(has.precision && { day: Int32Array.from(held.day), precision: Uint8Array.from(held.precision) }),
    });
    const through = options.through === undefined ? undefined : local.of.get(options.through);
    if (options.through === undefined || through !== undefined) {
      const query = ringQuery(index, { ...options, ...(through !== undefined && { through }) });
      const { starts } = index;
      const { search } = createRingSearch(index, query);
      // With mixed precisions first hops are in order of rank, not of arrival: each is searched when its turn has come.
      for (let s = 0; s < starts.length; s++) {
        let stop = s;
        while (stop < starts.length && starts[stop]! >= begin && starts[stop]! < end) stop++;
        if (stop === s) continue;
        search(s, stop, Infinity, (edges, _nodes, length) => {
          if (global.length < length) global = new Int32Array(length * 2);
          for (let i = 0; i < length; i++) global[i] = first + edges[i]!;
          onRing(global, length);
        });
        s = stop;
      }
    }
    next = first + end;
  }

  /** Drops transfers before the first hop that waits; of its own moment and day all are kept. */
  function forget(searched: number): void {
    let drop = searched;
    if (has.precision) while (drop > 0 && held.at[drop - 1]! > held.at[searched]! - 2 * DAY_MS) drop--;
    for (const column of Object.values(held)) if (column.length > 0) column.splice(0, drop);
    first += drop;
  }

  function numbered() {
    const of = new Map<number, number>();
    const number = (node: number) => {
      let known = of.get(node);
      if (known === undefined) of.set(node, (known = of.size));
      return known;
    };
    const local = { from: Int32Array.from(held.from, number), to: Int32Array.from(held.to, number), of };
    return { local, count: of.size };
  }

  return {
    push,
    finish: () => {
      mostHeld = Math.max(mostHeld, held.at.length);
      const transfers = first + held.at.length;
      searchUntil(held.at.length);
      return { transfers, mostHeld };
    },
  };
}
