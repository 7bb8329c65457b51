import { availableParallelism } from 'node:os';
import { openRingWorkers, type RingWorkers } from '../analyze/rings-in-workers.ts';
import { type RingTransfers, ringTransfers } from '../graph/ring-input.ts';
import { buildRingIndex, type RingInput } from '../graph/rings/ring-index.ts';
import type { KeepBounds } from '../graph/rings/ring-query.ts';
import { countStaticRings, visitStaticRings } from '../graph/rings/static-rings.ts';
import type { RingList } from '../graph/rings.ts';
import type { Money } from '../model/money.ts';
import { formatMoment, PRECISION_DAY } from '../model/time.ts';
import type { Explorer } from './explorer.ts';
import { rowsByNumber } from './rows.ts';

/** Transfers from which threads save more than they take to start. */
const WORTH_THREADS = 200_000;

export interface RingQuestion {
  level: 'account' | 'holder';
  windowMs: number;
  minLength: number;
  /** Infinity = up to the longest found. */
  maxLength: number;
  /** Null = amounts do not matter. */
  keep: (KeepBounds & { text: string }) | null;
  /** False = static rings: order and time do not matter. */
  timeOrder: boolean;
  /** Rings listed; Infinity = all. */
  limit: number;
}

/** What `tamyr rings --count` prints. */
export interface RingCountDocument {
  level: 'account' | 'holder';
  windowMs: number;
  keep: string;
  lengths: { length: number; instances: number | null; rings: number }[];
  truncated: boolean;
}

/** What `tamyr rings` prints. */
export interface RingListDocument {
  rings: {
    nodes: string[];
    transactions: string[];
    from: string | null;
    to: string | null;
    amount: Money | null;
    kept: number | null;
  }[];
  shown: number;
  total: number;
  truncated: boolean;
}

/** Counts rings by length: instances, and distinct node sequences up to rotation. */
export async function ringCounts({ projection }: Explorer, question: RingQuestion): Promise<RingCountDocument> {
  const { level, windowMs, keep, minLength, maxLength, timeOrder } = question;
  const { input } = ringTransfers(projection, level);
  const { lengths, truncated } = timeOrder
    ? await inWorkers(input, (workers) => workers.count({ windowMs, minLength, maxLength, keep }))
    : countStaticRings(input, { minLength, maxLength });
  return { level, windowMs, keep: keep?.text ?? 'off', lengths: [...lengths], truncated };
}

/** Lists rings, largest last hop first, then by time. */
export async function ringList(explorer: Explorer, question: RingQuestion): Promise<RingListDocument> {
  const transfers = ringTransfers(explorer.projection, question.level);
  if (!question.timeOrder) return staticRingList(explorer, transfers, question);
  const { windowMs, minLength, maxLength, keep } = question;
  const list = await inWorkers(transfers.input, (workers) => workers.list({ windowMs, minLength, maxLength, keep }));
  const order = byAmountThenTime(list, transfers);
  const shown = order.slice(0, Math.min(question.limit, order.length));
  const { projection } = explorer;
  const hops = shown.map((ring) => [...list.edges.subarray(list.offsets[ring]!, list.offsets[ring + 1]!)]);
  const rowOf = (hop: number) => projection.transfers.row[transfers.edges[hop]!]!;
  const rows = await rowsByNumber(explorer, 'transactions', hops.flat().map(rowOf));
  return {
    rings: hops.map((ring) => {
      const first = transfers.edges[ring[0]!]!;
      const last = transfers.edges[ring.at(-1)!]!;
      const { amountMinor, currency, currencies } = projection.transfers;
      const oneCurrency = ring.every((hop) => currency[transfers.edges[hop]!] === currency[first]);
      return {
        nodes: ring.map((hop) => projection.nodes.id(transfers.input.from[hop]!)),
        transactions: ring.map((hop) => String(rows.get(rowOf(hop))!.values.id)),
        from: moment(explorer, first),
        to: moment(explorer, last),
        amount: { minor: String(amountMinor[last]!), currency: currencies[currency[last]!]! },
        kept: oneCurrency && amountMinor[first]! > 0 ? round6(amountMinor[last]! / amountMinor[first]!) : null,
      };
    }),
    shown: hops.length,
    total: list.count,
    truncated: list.truncated,
  };
}

/** Searches with a thread per processor; the result does not depend on their number. */
async function inWorkers<T>(input: RingInput, search: (workers: RingWorkers) => Promise<T>): Promise<T> {
  const workers = openRingWorkers(
    buildRingIndex(input),
    input.from.length < WORTH_THREADS ? 1 : availableParallelism(),
  );
  try {
    return await search(workers);
  } finally {
    await workers.close();
  }
}

function staticRingList(explorer: Explorer, { input }: RingTransfers, question: RingQuestion): RingListDocument {
  const { minLength, maxLength, limit } = question;
  const rings: RingListDocument['rings'] = [];
  let total = 0;
  const { truncated } = visitStaticRings(input, { minLength, maxLength }, (nodes, length) => {
    if (total++ >= limit) return;
    const ids = [...nodes.subarray(0, length)].map((node) => explorer.projection.nodes.id(node));
    rings.push({ nodes: ids, transactions: [], from: null, to: null, amount: null, kept: null });
  });
  return { rings, shown: rings.length, total, truncated };
}

/** Ring numbers, the largest last hop first, then the earliest, then in the order of their transfers. */
function byAmountThenTime(list: RingList, { input }: RingTransfers): number[] {
  const order = Array.from({ length: list.count }, (_, i) => i);
  const hop = (ring: number, i: number) => list.edges[list.offsets[ring]! + i]!;
  const last = (ring: number) => list.edges[list.offsets[ring + 1]! - 1]!;
  return order.sort(
    (a, b) =>
      input.amount![last(b)]! - input.amount![last(a)]! ||
      input.at[hop(a, 0)]! - input.at[hop(b, 0)]! ||
      input.at[last(a)]! - input.at[last(b)]! ||
      a - b,
  );
}

function moment({ projection: { transfers } }: Explorer, edge: number): string {
  const precision = transfers.precision[edge] === PRECISION_DAY ? 'day' : 'instant';
  return formatMoment({ ms: transfers.at[edge]!, precision });
}

function round6(value: number): number {
  return Number(value.toFixed(6));
}
