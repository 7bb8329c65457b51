import type { LiteralTables } from '../graph/projection-of.ts';
import { firm, firms } from './detect.ts';

/** Heads of two clusters of three firms: firms 0 to 2 and 3 to 5. */
export const HEAD = 'person:850101300010';
export const OTHER_HEAD = 'person:860101300017';
/** Holder of the card `c`. */
export const DROP = 'person:870101300014';

/** Two clusters of three firms, each under one head, and two firms of nobody's; account i is firm i's, card c a person's. */
export function cast(transactions: Record<string, string>[], more: LiteralTables = {}): LiteralTables {
  return {
    companies: firms(8),
    accounts: [
      ...Array.from({ length: 8 }, (_, i) => ({ id: `account:${i}`, kind: 'bank', holder_id: firm(i) })),
      { id: 'account:c', kind: 'card', holder_id: DROP },
      { id: 'account:atm', kind: 'atm' },
    ],
    transactions,
    ...more,
    roles: [
      ...[0, 1, 2].map((i) => ({ company_id: firm(i), holder_id: HEAD, role: 'executive' })),
      ...[3, 4, 5].map((i) => ({ company_id: firm(i), holder_id: OTHER_HEAD, role: 'executive' })),
      ...(more.roles ?? []),
    ],
  };
}

let count = 0;
/** A payment in KZT on a day of March 2026. */
export function pay(
  from: number | string,
  to: number | string,
  amount: string | number,
  at: string,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    id: `t-${String(++count).padStart(5, '0')}`,
    from_account: `account:${from}`,
    to_account: `account:${to}`,
    amount: String(amount),
    at: at.length > 5 ? at : `2026-03-${at}:00:00Z`,
    ...more,
  };
}
