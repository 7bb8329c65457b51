import { type ListedAs, listedOn } from './listings.ts';
import type { Projection } from './projection.ts';

/** Firms on one of these lists on the as-of day, or whose status says that a court dissolved them as fake; by node, ascending. */
export function fakeFirms(
  projection: Projection,
  lists: readonly string[],
  statuses: readonly string[],
): Map<number, ListedAs> {
  const { nodes, companies } = projection;
  const { start, end } = nodes.range.company;
  const wanted = new Set(statuses.map((status) => status.toLowerCase()));
  const listed = listedOn(projection, lists);
  const found = new Map<number, ListedAs>();
  for (let firm = start; firm < end; firm++) {
    const as = listed.get(firm) ?? { lists: [], rows: [], entries: [] };
    const status = companies.status[firm - start]!;
    if (wanted.size > 0 && status >= 0 && wanted.has(companies.text(status).toLowerCase())) {
      as.rows.push({ table: 'companies', row: companies.row[firm - start]! });
    }
    if (as.rows.length > 0) found.set(firm, as);
  }
  return found;
}
