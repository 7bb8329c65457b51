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
}

/** Counts defects by code. */
export function createReasons() {
  const reasons = new Map<string, Reason>();
  return {
    count(rejects: readonly Reject[]): void {
      for (const { code, action } of rejects) {
        const key = `${action} ${code}`;
        const known = reasons.get(key);
        if (known) known.count++;
        else reasons.set(key, { code, action, count: 1, text: textOf(code) });
      }
    },
    /** The most frequent first, then by code. */
    list: (): Reason[] =>
      [...reasons.values()].sort(
        (a, b) => b.count - a.count || byCodePoint(a.code, b.code) || byCodePoint(a.action, b.action),
      ),
  };
}

function textOf(code: string): Texts {
  const known: Readonly<Record<string, Texts>> = REJECT_CODES;
  return known[code] ?? { en: code, kk: code, ru: code };
}
