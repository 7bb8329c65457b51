import { transferDays } from './months.ts';
import { eachPayerPair } from './payer-pairs.ts';
import type { Projection } from './projection.ts';

/** The same sum from one payer to one account on consecutive calendar days (Almaty). */
export interface EqualRun {
  payer: number;
  account: number;
  days: number;
  amountMinor: number;
  currency: number;
  /** The transfers of that sum on those days, ascending. */
  edges: number[];
}

/** Every run of at least `days` consecutive days with a transfer of the same sum, in the order of accounts. O(transfers log transfers) at worst. */
export function equalRuns(projection: Projection, days: number): EqualRun[] {
  const { transfers } = projection;
  const dayOf = transferDays(transfers);
  const runs: EqualRun[] = [];
  eachPayerPair(projection, days, (payer, account, edges) => {
    const bySum = Int32Array.from(edges).sort(
      (a, b) =>
        transfers.currency[a]! - transfers.currency[b]! ||
        transfers.amountMinor[a]! - transfers.amountMinor[b]! ||
        a - b,
    );
    for (let begin = 0, end = 0; begin < bySum.length; begin = end) {
      const first = bySum[begin]!;
      let run = 1;
      for (end = begin + 1; end < bySum.length; end++) {
        const edge = bySum[end]!;
        if (transfers.amountMinor[edge] !== transfers.amountMinor[first]) break;
        if (transfers.currency[edge] !== transfers.currency[first]) break;
        const gap = dayOf[edge]! - dayOf[bySum[end - 1]!]!;
        if (gap > 1) break;
        run += gap;
      }
      if (run < days || transfers.amountMinor[first] === 0) continue;
      runs.push({
        payer,
        account,
        days: run,
        amountMinor: transfers.amountMinor[first]!,
        currency: transfers.currency[first]!,
        edges: [...bySum.subarray(begin, end)],
      });
    }
  });
  return runs;
}
