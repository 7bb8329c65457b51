import { describe, expect, it } from 'vitest';
import { buildRingIndex, type RingInput } from '../../src/graph/rings/ring-index.ts';
import type { RingOptions } from '../../src/graph/rings/ring-query.ts';
import { createRingStream } from '../../src/graph/rings/ring-stream.ts';
import { listRings } from '../../src/graph/rings.ts';
import { seeded } from './brute-rings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A year of transfers among few nodes, some simultaneous, some known by the day only. */
function year(random: () => number, count: number, mixed: boolean): RingInput {
  const below = (n: number) => Math.floor(random() * n);
  const rows = Array.from({ length: count }, () => {
    const day = below(365);
    const byDay = mixed && random() < 0.3 ? 1 : 0;
    const at = byDay ? day * DAY : day * DAY - 5 * HOUR + below(48) * (HOUR / 2);
    return { from: below(150), to: below(150), day, byDay, at };
  }).sort((a, b) => a.at - b.at);
  return {
    nodeCount: 150,
    from: Int32Array.from(rows, (row) => row.from),
    to: Int32Array.from(rows, (row) => row.to),
    at: Float64Array.from(rows, (row) => row.at),
    ...(mixed && {
      day: Int32Array.from(rows, (row) => row.day),
      precision: Uint8Array.from(rows, (row) => row.byDay),
    }),
  };
}

function streamed(input: RingInput, options: RingOptions, batch: number) {
  const rings: string[] = [];
  const stream = createRingStream(options, (edges, length) => rings.push(edges.subarray(0, length).join()));
  for (let i = 0; i < input.at.length; i += batch) {
    const slice = <T extends Int32Array | Float64Array | Uint8Array>(column: T) => column.subarray(i, i + batch) as T;
    const { day, precision } = input;
    stream.push({
      from: slice(input.from),
      to: slice(input.to),
      at: slice(input.at),
      ...(day && precision && { day: slice(day), precision: slice(precision) }),
    });
  }
  return { rings, ...stream.finish() };
}

function whole(input: RingInput, options: RingOptions): string[] {
  const { count, offsets, edges } = listRings(buildRingIndex(input), options);
  return Array.from({ length: count }, (_, i) => edges.subarray(offsets[i]!, offsets[i + 1]!).join());
}

describe('rings of a stream', () => {
  it('are those of all transfers at once, in the same order, whatever the batches', () => {
    const random = seeded(5);
    let rings = 0;
    for (const [count, windowMs] of [
      [20_000, 2 * DAY],
      [30_000, DAY],
      [9000, 40 * DAY],
    ] as const) {
      const input = year(random, count, false);
      const options = { windowMs, maxLength: windowMs > 9 * DAY ? 3 : 6 };
      const expected = whole(input, options);
      rings += expected.length;
      for (const batch of [1, 1000, count]) expect(streamed(input, options, batch).rings).toEqual(expected);
    }
    expect(rings).toBeGreaterThan(1000);
  });

  it('are complete where some transfers are known by the day only', () => {
    const input = year(seeded(9), 20_000, true);
    const expected = whole(input, { windowMs: 3 * DAY, maxLength: 5 });
    expect(expected.length).toBeGreaterThan(100);
    expect(streamed(input, { windowMs: 3 * DAY, maxLength: 5 }, 500).rings.sort()).toEqual(expected.sort());
  });

  it('hold about two windows of transfers, not the year', () => {
    const input = year(seeded(3), 60_000, false);
    const { transfers, mostHeld } = streamed(input, { windowMs: 5 * DAY, maxLength: 3 }, 1000);
    expect(transfers).toBe(60_000);
    // Five days hold about 820; a search is tried every 4,096 transfers.
    expect(mostHeld).toBeLessThanOrEqual(2 * 4096);
  });

  it('refuse a transfer that comes too late', () => {
    const stream = createRingStream({ windowMs: 1 }, () => {});
    const one = (at: number) => ({ from: Int32Array.of(0), to: Int32Array.of(1), at: Float64Array.of(at) });
    stream.push(one(5));
    expect(() => stream.push(one(4))).toThrow(/transfer 1 has time 4/);
  });
});
