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

/** Checks options against the index; throws a RangeError that quotes the offending value. */
export function ringQuery(index: RingIndex, options: RingOptions): RingQuery {
  const { windowMs, minLength = 2, maxLength = Infinity, keep = null, through = -1 } = options;
  if (!(windowMs >= 0)) throw new RangeError(`window of ${windowMs} ms; expected 0 or more`);
  if (!(Number.isInteger(minLength) && minLength >= 2))
    throw new RangeError(`shortest ring ${minLength}; expected 2 or more`);
  if (!(maxLength >= minLength)) throw new RangeError(`longest ring ${maxLength}; expected ${minLength} or more`);
  if (keep && !index.amount) throw new RangeError('keep bounds need amounts; the transfers have none');
  return { minLength, maxLength, keep, through, limits: closingLimits(index.ranks, windowMs) };
}
