import { ACCOUNT_KINDS, CHANNELS } from '../model/vocabulary.ts';
import type { Projection } from './projection.ts';

/** What a movement is: between accounts, cash out of an account, cash into one; 3 = cash on both sides. */
export const TRANSFER = 0;
export const WITHDRAWAL = 1;
const DEPOSIT = 2;

const ATM_KIND = ACCOUNT_KINDS.indexOf('atm');
const CASH_KIND = ACCOUNT_KINDS.indexOf('cash');
const ATM_CHANNEL = CHANNELS.indexOf('atm');
const CASH_CHANNEL = CHANNELS.indexOf('cash');

const typesOf = new WeakMap<Projection, Uint8Array>();

/** Whether an account node is a till or a cash machine: cash ends take no part in rings, hubs and communities. */
export function isCashAccount({ accounts, nodes }: Projection, node: number): boolean {
  const kind = accounts.kind[node - nodes.range.account.start];
  return kind === ATM_KIND || kind === CASH_KIND;
}

/**
 * Type of each transfer by the contract's rule: a withdrawal goes to an account of kind atm or cash, or has channel atm or cash
 * and no other side; a deposit is the reverse.
 */
export function movementTypes(projection: Projection): Uint8Array {
  const known = typesOf.get(projection);
  if (known) return known;
  const { transfers } = projection;
  const types = new Uint8Array(transfers.count);
  for (let e = 0; e < transfers.count; e++) {
    const byCash = transfers.channel[e] === ATM_CHANNEL || transfers.channel[e] === CASH_CHANNEL;
    const from = transfers.from[e]!;
    const to = transfers.to[e]!;
    const fromCash = from < 0 ? byCash : isCashAccount(projection, from);
    const toCash = to < 0 ? byCash : isCashAccount(projection, to);
    types[e] = (toCash ? WITHDRAWAL : TRANSFER) | (fromCash ? DEPOSIT : TRANSFER);
  }
  typesOf.set(projection, types);
  return types;
}
