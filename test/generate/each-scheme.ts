import { expect } from 'vitest';
import { type Payment, paymentsOf, readGenerated, schemesOf, type Tables } from './read-generated.ts';

/** Small countries, in which every kind of scheme fits once. */
export const worlds = [1, 2, 3].map((seed) => readGenerated({ companies: 1800, transactions: 20_000, seed }));

/** Runs a check on every planted scheme of a kind, in every country given. */
export function forEachScheme(
  kind: string,
  check: (scheme: ReturnType<typeof schemesOf>[number], payments: Payment[], tables: Tables) => void,
  countries: readonly Tables[] = worlds,
): void {
  for (const tables of countries) {
    const schemes = schemesOf(tables, kind);
    expect(schemes.length).toBeGreaterThan(0);
    for (const scheme of schemes) check(scheme, paymentsOf(tables, scheme.id), tables);
  }
}

/** Holder (bare id) of each account. */
export function holders(tables: Tables): Map<string, string> {
  return new Map(tables.accounts.map((row) => [row.id!, row.holder_id!]));
}

export function sum(payments: Payment[]): number {
  return payments.reduce((total, payment) => total + payment.amount, 0);
}
