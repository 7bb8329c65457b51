import { CHANNELS } from '../../model/vocabulary.ts';
import { movementTypes, TRANSFER, WITHDRAWAL } from '../cash.ts';
import type { Projection } from '../projection.ts';
import { isValidNow } from '../valid-now.ts';

/** How money leaves the accounts that the data show. */
export const NO_EXIT = 0;
export const CASH_EXIT = 1;
const VASP_EXIT = 2;

const CRYPTO_CHANNEL = CHANNELS.indexOf('crypto');

const exitsOf = new WeakMap<Projection, Uint8Array>();

/**
 * Exit of each transfer: cash taken out; money sent to an account whose holder (or which itself) is on the list VASP, licensed or
 * not, or through the channel crypto; else none.
 */
export function moneyExits(projection: Projection): Uint8Array {
  const known = exitsOf.get(projection);
  if (known) return known;
  const { transfers, accounts, nodes, listings } = projection;
  const first = nodes.range.account.start;
  const provider = new Uint8Array(nodes.count);
  const code = listings.codes.indexOf('VASP');
  for (let i = 0; i < listings.count; i++) {
    if (listings.list[i] === code && isValidNow(projection, listings, i)) provider[listings.entity[i]!] = 1;
  }
  const types = movementTypes(projection);
  const exits = new Uint8Array(transfers.count);
  for (let e = 0; e < transfers.count; e++) {
    if (types[e] === WITHDRAWAL) exits[e] = CASH_EXIT;
    else if (types[e] === TRANSFER) {
      const to = transfers.to[e]!;
      const holder = to < 0 ? -1 : accounts.holder[to - first]!;
      const isVasp = to >= 0 && (provider[to] === 1 || (holder >= 0 && provider[holder] === 1));
      if (isVasp || transfers.channel[e] === CRYPTO_CHANNEL) exits[e] = VASP_EXIT;
    }
  }
  exitsOf.set(projection, exits);
  return exits;
}
