import type { Projection } from '../graph/projection.ts';
import { isValidNow } from '../graph/valid-now.ts';

/** Codes of the lists on which an entity stands on the as-of day, in the order of the data; listings are sorted by entity. */
export function listingsOf(projection: Projection, node: number): string[] {
  const { listings } = projection;
  let low = 0;
  let high = listings.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (listings.entity[middle]! < node) low = middle + 1;
    else high = middle;
  }
  const codes: string[] = [];
  for (let i = low; i < listings.count && listings.entity[i] === node; i++) {
    if (isValidNow(projection, listings, i)) codes.push(listings.codes[listings.list[i]!]!);
  }
  return codes;
}
