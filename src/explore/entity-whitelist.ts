import type { WhitelistEntry } from '../model/review.ts';
import type { Explorer } from './explorer.ts';

/** Whitelist entries that name an entity, alone or in a pair, in the order in which they were written. */
export function entityWhitelist({ review }: Explorer, id: string): WhitelistEntry[] {
  return review.whitelist.filter(({ of }) => of.includes(id));
}
