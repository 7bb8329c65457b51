import { NO_DAY } from '../model/time.ts';
import type { ListingColumns, Projection } from './projection.ts';

const CODE = 'WHITELISTED_ADDRESS';

/** The projection as if these addresses (nodes) stood on the list of whitelisted ones; their entries come from no row (−1). */
export function withExemptAddresses(projection: Projection, addresses: readonly number[]): Projection {
  if (addresses.length === 0) return projection;
  const { listings } = projection;
  const codes = [...new Set([...listings.codes, CODE])].sort((a, b) => (a < b ? -1 : 1));
  const rank = listings.codes.map((code) => codes.indexOf(code));
  const rows = Array.from({ length: listings.count }, (_, i) => ({
    entity: listings.entity[i]!,
    list: rank[listings.list[i]!]!,
    fromDay: listings.fromDay[i]!,
    toDay: listings.toDay[i]!,
    row: listings.row[i]!,
  }));
  for (const entity of addresses)
    rows.push({ entity, list: codes.indexOf(CODE), fromDay: NO_DAY, toDay: NO_DAY, row: -1 });
  rows.sort((a, b) => a.entity - b.entity || a.list - b.list || a.fromDay - b.fromDay || a.row - b.row);
  const extended: ListingColumns = {
    count: rows.length,
    entity: Int32Array.from(rows, (r) => r.entity),
    list: Uint16Array.from(rows, (r) => r.list),
    codes,
    fromDay: Int32Array.from(rows, (r) => r.fromDay),
    toDay: Int32Array.from(rows, (r) => r.toDay),
    row: Int32Array.from(rows, (r) => r.row),
  };
  return { ...projection, listings: extended };
}
