import { ACCOUNT_KINDS, CHANNELS } from '../model/vocabulary.ts';
import { convertedThreshold, leastOfTop, type ThresholdBasis } from './money-thresholds.ts';
import { transferDays } from './months.ts';
import type { Projection } from './projection.ts';

const TOPUP = CHANNELS.indexOf('topup');
const OTHER_KINDS = ['bank', 'atm', 'cash'].map((kind) => (ACCOUNT_KINDS as readonly string[]).indexOf(kind));

/** One top-up over the threshold, or several of a day that are over it only together. */
export interface UnnamedTopup {
  readonly kind: 'single' | 'split';
  readonly currency: string;
  readonly sumMinor: number;
  readonly thresholdMinor: number;
  readonly basis: ThresholdBasis;
  /** In time order. */
  readonly edges: readonly number[];
}

/**
 * Hands over every card or wallet that was topped up, with its top-ups over a threshold in KZT whose payer is not named or that were
 * not confirmed. A blank payer counts where the data name payers at all: else nothing is known. O(transfers).
 */
export function eachToppedUpCard(
  projection: Projection,
  thresholdMinor: number,
  topShare: number,
  visit: (card: number, topups: number, found: readonly UnnamedTopup[]) => void,
): void {
  const { transfers, nodes, accounts, inputs } = projection;
  const days = transferDays(transfers);
  const namesPayers = inputs.has('transactions.payer_id');
  const isUnnamed = (e: number) => transfers.confirmed?.[e] === 0 || (namesPayers && transfers.payer[e]! < 0);
  const ranked = highestTopups(projection, topShare);
  const { start, end } = nodes.range.account;
  for (let card = start; card < end; card++) {
    if (OTHER_KINDS.includes(accounts.kind[card - start]!)) continue;
    let topups = 0;
    const byDay = new Map<string, number[]>();
    for (let i = transfers.in.offsets[card]!; i < transfers.in.offsets[card + 1]!; i++) {
      const e = transfers.in.edges[i]!;
      if (transfers.channel[e] !== TOPUP) continue;
      topups++;
      if (!isUnnamed(e)) continue;
      const key = `${days[e]} ${transfers.currency[e]}`;
      const known = byDay.get(key);
      if (known) known.push(e);
      else byDay.set(key, [e]);
    }
    if (topups === 0) continue;
    const found: UnnamedTopup[] = [];
    for (const edges of byDay.values()) {
      const currency = transfers.currencies[transfers.currency[edges[0]!]!]!;
      const least = convertedThreshold(projection, currency, thresholdMinor, days[edges[0]!]!, 'over') ?? {
        minor: ranked.get(currency) ?? Infinity,
        basis: 'rank' as const,
      };
      const isOver = (e: number) => transfers.amountMinor[e]! >= least.minor;
      const shared = { currency, thresholdMinor: least.minor - (least.basis === 'rank' ? 0 : 1), basis: least.basis };
      for (const e of edges.filter(isOver)) {
        found.push({ kind: 'single', sumMinor: transfers.amountMinor[e]!, edges: [e], ...shared });
      }
      const parts = edges.filter((e) => !isOver(e));
      const sumMinor = parts.reduce((sum, e) => sum + transfers.amountMinor[e]!, 0);
      if (parts.length > 1 && sumMinor >= least.minor) found.push({ kind: 'split', sumMinor, edges: parts, ...shared });
    }
    visit(card, topups, found);
  }
}

function highestTopups({ transfers }: Projection, topShare: number): Map<string, number> {
  const amounts = transfers.currencies.map((): number[] => []);
  const tenge = transfers.currencies.indexOf('KZT');
  for (let e = 0; e < transfers.count; e++) {
    if (transfers.channel[e] !== TOPUP || transfers.currency[e] === tenge) continue;
    amounts[transfers.currency[e]!]!.push(transfers.amountMinor[e]!);
  }
  return new Map(transfers.currencies.map((currency, code) => [currency, leastOfTop(amounts[code]!, topShare)]));
}
