import type { Projection } from './projection.ts';
import { isValidNow } from './valid-now.ts';

/** Address nodes (units and buildings) on the whitelist on the as-of day; a listed building exempts all its units. */
export function whitelistedAddresses(projection: Projection): Set<number> {
  const { listings } = projection;
  const code = listings.codes.indexOf('WHITELISTED_ADDRESS');
  const exempt = new Set<number>();
  if (code < 0) return exempt;
  for (let i = 0; i < listings.count; i++) {
    if (listings.list[i] === code && isValidNow(projection, listings, i)) exempt.add(listings.entity[i]!);
  }
  return exempt;
}
