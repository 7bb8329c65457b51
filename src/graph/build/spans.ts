import { NO_DAY } from '../../model/time.ts';
import { type EntityRows, latestRows, valueAt } from './attributes.ts';

/** One stretch of days over which extracts say the same; half-open, `NO_DAY` = since ever, still so. */
export interface Span {
  from: number;
  to: number;
  /** Position in `EntityRows` of the newest row that says so. */
  at: number;
}

/**
 * When an attribute had each of its values, as snapshots of a source tell: what ended by the as-of day with its end, and
 * what the latest extract says. Touching stretches of one value are one: a new name is no move to the same address.
 */
export function valueSpans(rows: EntityRows, column: string, asOfDay: number): ReadonlyMap<string | number, Span[]> {
  const spanAt = (at: number): Span => {
    const ended = rows.ended[at]!;
    return { from: rows.began[at]!, to: ended !== NO_DAY && ended <= asOfDay ? ended : NO_DAY, at };
  };
  if (rows.row.length === 1) {
    const only = valueAt(rows, 0, column);
    return only === null || only === -1 ? NO_SPANS : new Map([[only, [spanAt(0)]]]);
  }
  const latest = new Set(latestRows(rows));
  const byValue = new Map<string | number, Span[]>();
  for (let at = 0; at < rows.row.length; at++) {
    const value = valueAt(rows, at, column);
    const span = spanAt(at);
    if (value === null || value === -1 || !(span.to !== NO_DAY || latest.has(at))) continue;
    const spans = byValue.get(value) ?? [];
    spans.push(span);
    byValue.set(value, spans);
  }
  for (const [value, spans] of byValue) byValue.set(value, merged(spans));
  return byValue;
}

const NO_SPANS: ReadonlyMap<string | number, Span[]> = new Map();

function merged(spans: Span[]): Span[] {
  // NO_DAY is the smallest number, so that "since ever" sorts first.
  const sorted = [...spans].sort((a, b) => a.from - b.from || a.at - b.at);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (!last || (last.to !== NO_DAY && span.from !== NO_DAY && span.from > last.to)) {
      result.push({ ...span });
      continue;
    }
    const longer = span.to === NO_DAY || (last.to !== NO_DAY && span.to > last.to);
    if (longer) {
      last.to = span.to;
      last.at = span.at;
    }
  }
  return result;
}
