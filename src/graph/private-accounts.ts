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
 * Makes the look-up of the private counterparty (party) of an account's transfer, −1 where there is none: not a firm, no cash, not the
 * holder's own account, and nothing bought by card or with a merchant category. An account of which no holder is known passes for a
 * person's: other banks' cards are known by their number alone.
 */
export function createCounterpartyLookup(
  projection: Projection,
): (account: number, edge: number, incoming: boolean) => number {
  const { transfers, nodes } = projection;
  const { from, to, mcc, channel } = transfers;
  const first = nodes.range.account.start;
  const { start, end } = nodes.range.company;
  const parties = accountParties(projection);
  const open = parties.map((party, i) =>
    (party >= start && party < end) || isCashAccount(projection, first + i) ? -1 : party,
  );
  return (account, edge, incoming) => {
    const other = incoming ? from[edge]! : to[edge]!;
    if (other < 0 || (mcc !== null && mcc[edge] !== 0) || (!incoming && channel[edge] === BY_CARD)) return -1;
    const party = open[other - first]!;
    return party === parties[account - first] ? -1 : party;
  };
}
