import { ACCOUNT_KINDS, CHANNELS } from '../model/vocabulary.ts';
import { isCashAccount } from './cash.ts';
import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';

const CARD = ACCOUNT_KINDS.indexOf('card');
const WALLET = ACCOUNT_KINDS.indexOf('wallet');
const BY_CARD = CHANNELS.indexOf('card');

/** Whether an account is a bank card. */
export function isCard({ accounts, nodes }: Projection, account: number): boolean {
  return accounts.kind[account - nodes.range.account.start] === CARD;
}

/** A person's account: a card or wallet that no firm holds, or another account whose only holder is a person and no sole trader. */
export function isPrivateAccount(projection: Projection, account: number): boolean {
  const { accounts, nodes, persons } = projection;
  const at = account - nodes.range.account.start;
  const kind = accounts.kind[at];
  const holder = accounts.holder[at]!;
  if (kind === CARD || kind === WALLET) return holder < 0 || nodes.kind(holder) === 'person';
  if (holder < 0 || nodes.kind(holder) !== 'person' || isCashAccount(projection, account)) return false;
  return !persons.soleTrader[holder - nodes.range.person.start];
}

/**
 * The private counterparty (party) of an account's transfer, −1 where there is none: not a firm, no cash, not the holder's own account, and
 * nothing bought by card or with a merchant category. An account of which no holder is known passes for a person's: other banks' cards
 * are known by their number alone.
 */
export function privateCounterparty(projection: Projection, account: number, edge: number, incoming: boolean): number {
  const { transfers, nodes } = projection;
  const other = incoming ? transfers.from[edge]! : transfers.to[edge]!;
  if (other < 0 || transfers.mcc?.[edge] || isCashAccount(projection, other)) return -1;
  if (!incoming && transfers.channel[edge] === BY_CARD) return -1;
  const parties = accountParties(projection);
  const first = nodes.range.account.start;
  const party = parties[other - first]!;
  if (party === parties[account - first] || nodes.kind(party) === 'company') return -1;
  return party;
}
