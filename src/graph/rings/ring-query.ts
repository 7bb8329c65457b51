import type { Ratio } from '../ratio.ts';
import type { RingIndex } from './ring-index.ts';
import { type ClosingLimits, closingLimits } from './time-ranks.ts';

/** What each hop must keep of the hop before, bounds included, as exact fractions. */
export interface KeepBounds {
  readonly min: Ratio;
  readonly max: Ratio;
}

/** What counts as a ring; lengths are numbers of hops and of distinct nodes. */
export interface RingOptions {
  /** Longest time between first and last hop, bound included. */
  readonly windowMs: number;
  /** Default 2. */
  readonly minLength?: number;
  /** Default Infinity. */
  readonly maxLength?: number;
  /** Bounds on each hop's amount over the one before, within one currency; null or left out = amounts do not matter. */
  readonly keep?: KeepBounds | null;
  /** Only rings through this node. */
  readonly through?: number;
  /** Most edge visits over the whole search; default Infinity. The result says what it left out. */
  readonly budget?: number;
}

/** Options with defaults filled in and windows turned into ranks. */
export interface RingQuery {
  readonly minLength: number;
  readonly maxLength: number;
  readonly keep: KeepBounds | null;
  readonly through: number;
  readonly limits: ClosingLimits;
}

/** Longest hop limit for which sweeping by hops beats sweeping by time (measured; both are exact). */
export const HOP_SWEEP_MAX_LENGTH = 4;

/** Throws a RangeError that quotes the first option that makes no sense for the index. */
export function checkRingOptions(index: RingIndex, options: RingOptions): void {
  const { windowMs, minLength = 2, maxLength = Infinity, keep, through, budget = Infinity } = options;
  if (!(windowMs >= 0)) throw new RangeError(`window of ${windowMs} ms; expected 0 or more`);
  if (!(Number.isInteger(minLength) && minLength >= 2)) {
    throw new RangeError(`shortest ring of ${minLength} hops; expected a whole number from 2`);
  }
  if (!(maxLength >= minLength))
    throw new RangeError(`longest ring of ${maxLength} hops; expected ${minLength} or more`);
  if (keep && !index.amount) throw new RangeError('keep bounds need amounts; the transfers have none');
  if (through !== undefined && !(through >= 0 && through < index.nodeCount)) {
    throw new RangeError(`no node ${through}; expected 0 to ${index.nodeCount - 1}`);
  }
  if (!(budget >= 0)) throw new RangeError(`budget of ${budget} edge visits; expected 0 or more`);
}

/** Checks the options and prepares them for the index. */
export function ringQuery(index: RingIndex, options: RingOptions): RingQuery {
  checkRingOptions(index, options);
  const { windowMs, minLength = 2, maxLength = Infinity, keep = null, through = -1 } = options;
  return { minLength, maxLength, keep, through, limits: closingLimits(index.ranks, windowMs) };
}
