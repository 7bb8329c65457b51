import { REJECT_CODES } from '../importers/reject-codes.ts';
import { byCodePoint } from '../model/order.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Reject } from '../store/graph-store.ts';

/** How often one defect occurred in a load, what it is and what to do about it. */
export interface Reason {
  code: string;
  action: Reject['action'];
  count: number;
  text: Texts;
  /** The first places where it occurred, at most `SAMPLES`. */
  samples: { file: string; line: number; column: string; value: string; expected: string }[];
}

const SAMPLES = 5;
/** A longer value is cut in a sample; `rejects.csv` has it whole. */
const VALUE_CHARS = 200;

/** Counts defects by code. */
export function createReasons() {
  const reasons = new Map<string, Reason>();
  return {
    /** @param nameOf name of a file by its number in the load */
    count(rejects: readonly Reject[], nameOf: (file: number) => string): void {
      for (const { code, action, file, line, column, value, expected } of rejects) {
        const key = `${action} ${code}`;
        let known = reasons.get(key);
        if (!known) reasons.set(key, (known = { code, action, count: 0, text: textOf(code), samples: [] }));
        known.count++;
        if (known.samples.length === SAMPLES) continue;
        known.samples.push({ file: nameOf(file), line, column, value: shortened(value), expected });
      }
    },
    /** The most frequent first, then by code. */
    list: (): Reason[] =>
      [...reasons.values()].sort(
        (a, b) => b.count - a.count || byCodePoint(a.code, b.code) || byCodePoint(a.action, b.action),
      ),
  };
}

function shortened(value: string): string {
  return value.length > VALUE_CHARS ? `${value.slice(0, VALUE_CHARS)} … (${value.length} characters)` : value;
}

function textOf(code: string): Texts {
  const known: Readonly<Record<string, Texts>> = REJECT_CODES;
  return known[code] ?? { en: code, kk: code, ru: code };
}
