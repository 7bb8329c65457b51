/** Length of a day in milliseconds; day-precision times differ by whole multiples of it. */
const DAY_MS = 86_400_000;

/** The time columns of a transfer table, sorted by `at`. */
export interface TimeColumns {
  /** Milliseconds since 1970 UTC; for day precision the local day number × 86,400,000. */
  readonly at: Float64Array;
  /** Local day number of each transfer; needed only where `precision` is given. */
  readonly day?: Int32Array;
  /** 1 = the transfer is known by day only; left out when all have the same precision. */
  readonly precision?: Uint8Array;
}

/**
 * Times as small integers: edge a is strictly before edge b exactly when `high[a] < low[b]`. An instant has
 * low = high; a day-precision edge spans all instants of its local day, and so is neither before nor after any of them.
 */
export interface TimeRanks {
  readonly low: Int32Array;
  /** The same array as `low` where precisions are not mixed. */
  readonly high: Int32Array;
  /** 1 = day precision; null where precisions are not mixed. */
  readonly byDay: Uint8Array | null;
  /** Per rank, in milliseconds. */
  readonly rankAt: Float64Array;
  /** Per rank, local day number; null where precisions are not mixed. */
  readonly rankDay: Int32Array | null;
}

/** Ranks sorted times; throws a RangeError that names the first edge out of order. */
export function rankTimes({ at, day, precision }: TimeColumns): TimeRanks {
  for (let e = 0; e < at.length; e++) {
    if (!(at[e]! >= (e > 0 ? at[e - 1]! : -Infinity))) {
      throw new RangeError(`edge ${e} has time ${at[e]}; expected edges sorted by time, after ${at[e - 1]}`);
    }
  }
  return precision && isMixed(precision) ? rankMixed(at, day, precision) : rankSingle(at);
}

function isMixed(precision: Uint8Array): boolean {
  for (let e = 1; e < precision.length; e++) if (precision[e] !== precision[0]) return true;
  return false;
}

function rankSingle(at: Float64Array): TimeRanks {
  const low = new Int32Array(at.length);
  const rankAt = new Float64Array(at.length);
  let ranks = 0;
  for (let e = 0; e < at.length; e++) {
    if (e === 0 || at[e] !== at[e - 1]) rankAt[ranks++] = at[e]!;
    low[e] = ranks - 1;
  }
  return { low, high: low, byDay: null, rankAt: rankAt.slice(0, ranks), rankDay: null };
}

function rankMixed(at: Float64Array, day: Int32Array | undefined, byDay: Uint8Array): TimeRanks {
  if (!day) throw new RangeError('times of mixed precision need their local day numbers');
  const low = new Int32Array(at.length);
  const high = new Int32Array(at.length);
  const rankAt = new Float64Array(at.length);
  const rankDay = new Int32Array(at.length);
  let ranks = 0;
  for (let start = 0; start < at.length; ) {
    let end = start;
    while (end < at.length && day[end] === day[start]) end++;
    if (end < at.length && day[end]! < day[start]!) {
      throw new RangeError(
        `edge ${end} is of day ${day[end]}; expected days that rise with the time, after ${day[start]}`,
      );
    }
    const first = ranks;
    let last = Number.NaN;
    for (let e = start; e < end; e++) {
      if (byDay[e]) continue;
      if (at[e] !== last) {
        last = at[e]!;
        rankAt[ranks] = last;
        rankDay[ranks++] = day[e]!;
      }
      low[e] = ranks - 1;
      high[e] = ranks - 1;
    }
    if (ranks === first) {
      rankAt[ranks] = at[start]!;
      rankDay[ranks++] = day[start]!;
    }
    for (let e = start; e < end; e++) {
      if (!byDay[e]) continue;
      low[e] = first;
      high[e] = ranks - 1;
    }
    start = end;
  }
  return { low, high, byDay, rankAt: rankAt.slice(0, ranks), rankDay: rankDay.slice(0, ranks) };
}

/** The last rank at which a ring may close that starts at the given rank; quick where ranks are asked for in rising order. */
export interface ClosingLimits {
  /** When both ends are instants. */
  readonly instant: (rank: number) => number;
  /** When either end has day precision; the same function where precisions are not mixed. */
  readonly day: (rank: number) => number;
}

/**
 * Last rank within `windowMs` of a rank: by milliseconds, and by whole days of 24 hours. Nothing is worked out ahead, so that each of
 * several threads does so for its own share of the ranks only.
 */
export function closingLimits(ranks: TimeRanks, windowMs: number): ClosingLimits {
  const instant = lastWithin(ranks.rankAt, windowMs);
  return { instant, day: ranks.rankDay ? lastWithin(ranks.rankDay, Math.floor(windowMs / DAY_MS)) : instant };
}

function lastWithin(values: Float64Array | Int32Array, span: number): (rank: number) => number {
  let asked = 0;
  let reach = 0;
  return (rank) => {
    if (rank < asked || reach < rank) reach = rank;
    asked = rank;
    const limit = values[rank]! + span;
    while (reach < values.length && values[reach]! <= limit) reach++;
    return reach - 1;
  };
}
