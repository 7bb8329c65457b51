import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../src/graph/mulberry32.ts';
import { breakTies, orderByMoment, tiedRows, tiesOf } from '../../src/store/order-by-moment.ts';
import { packTexts } from '../../src/store/packed-texts.ts';

const YEAR_MS = 31_536_000_000;

describe('the order of payments', () => {
  it.each([0, 1, 2, 1_000, 70_000])('%d rows are as a comparing sort puts them', (count) => {
    const random = mulberry32(count);
    const at = Float64Array.from({ length: count }, () => {
      const kind = random();
      if (kind < 0.1) return Number.NaN;
      // Years before 1970 and after 2200, and many on the same days.
      return kind < 0.5 ? Math.floor((random() - 0.5) * 500 * YEAR_MS) : Math.floor(random() * 1_000) * 86_400_000;
    });
    const ids = Array.from({ length: count }, (_, i) => `${i % 3 ? 'Ж' : 'T'}-${Math.floor(random() * 1e6)}-${i}`);
    const rows = Int32Array.from({ length: count }, (_, i) => i);

    const order = orderByMoment(at, rows);
    const ties = tiesOf(at, order);
    const tied = tiedRows(order, ties);
    breakTies(order, ties, packTexts(ids));

    const key = (row: number) => (Number.isNaN(at[row]) ? Number.NEGATIVE_INFINITY : at[row]!);
    const expected = [...rows].sort(
      (a, b) => key(a) - key(b) || Buffer.compare(Buffer.from(ids[a]!), Buffer.from(ids[b]!)),
    );
    expect([...order]).toEqual(expected);
    const times = new Map<number, number>();
    for (const row of rows) times.set(key(row), (times.get(key(row)) ?? 0) + 1);
    expect([...tied].sort((a, b) => a - b)).toEqual([...rows].filter((row) => times.get(key(row))! > 1));
  });

  it('takes only the rows that are there', () => {
    const at = Float64Array.of(5, 9, 1, 7);

    expect([...orderByMoment(at, Int32Array.of(0, 2, 3))]).toEqual([2, 0, 3]);
  });

  it('keeps rows of one moment as they come where none has an id', () => {
    const at = Float64Array.of(3, 3, 3);
    const order = orderByMoment(at, Int32Array.of(0, 1, 2));

    breakTies(order, tiesOf(at, order), packTexts([null, null, null]));

    expect([...order]).toEqual([0, 1, 2]);
  });
});
