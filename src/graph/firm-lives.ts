import { type Day, NO_DAY } from '../model/time.ts';
import { partiesOfTransfer } from './businesses.ts';
import { transferDays } from './months.ts';
import type { Projection, RowRef } from './projection.ts';
import { isValidNow } from './valid-now.ts';

/** How a company's life ended, the earliest of what is known. */
export interface FirmEnd {
  readonly day: Day;
  readonly how: 'dissolved' | 'inactive' | 'silent';
  /** Row that says so; null for silence, which no row says. */
  readonly row: RowRef | null;
}

/**
 * Says which companies are gone (domain: conventions) and since when: dissolved, on INACTIVE, or without a movement for
 * `silentDays` before the data's last one. A company without any movement in the data is not silent: it is unseen.
 */
export function createLifeFinder(projection: Projection, silentDays: number): (company: number) => FirmEnd | null {
  const { companies, listings, nodes } = projection;
  const { last, lastOfAll } = lastMovements(projection);
  const code = listings.codes.indexOf('INACTIVE');
  const inactive = new Map<number, { day: Day; row: number }>();
  for (let i = 0; i < listings.count; i++) {
    if (code < 0 || listings.list[i] !== code || !isValidNow(projection, listings, i)) continue;
    const day = listings.fromDay[i]!;
    const known = inactive.get(listings.entity[i]!);
    if (!known || (day !== NO_DAY && (known.day === NO_DAY || day < known.day)))
      inactive.set(listings.entity[i]!, { day, row: listings.row[i]! });
  }
  return (company) => {
    const at = company - nodes.range.company.start;
    const lastMovement = last[company]!;
    const ends: FirmEnd[] = [];
    const dissolved = companies.dissolvedDay[at]!;
    if (dissolved !== NO_DAY) {
      ends.push({ day: dissolved, how: 'dissolved', row: { table: 'companies', row: companies.row[at]! } });
    }
    const listing = inactive.get(company);
    // Since when it is inactive may be unknown: then its last movement is the latest day of its life that is known.
    const day = listing?.day === NO_DAY ? lastMovement : listing?.day;
    if (listing && day !== undefined && day !== NO_DAY) {
      ends.push({ day, how: 'inactive', row: { table: 'lists', row: listing.row } });
    }
    if (lastMovement !== NO_DAY && lastMovement + silentDays <= lastOfAll) {
      ends.push({ day: lastMovement, how: 'silent', row: null });
    }
    return ends.sort((a, b) => a.day - b.day)[0] ?? null;
  };
}

/** Last day with a transfer or an invoice, by node and over all; NO_DAY without any. */
function lastMovements(projection: Projection): { last: Int32Array; lastOfAll: Day } {
  const { transfers, invoices, nodes } = projection;
  const last = new Int32Array(nodes.count).fill(NO_DAY);
  let lastOfAll: Day = NO_DAY;
  const see = (node: number, day: Day) => {
    if (node >= 0 && day > last[node]!) last[node] = day;
    if (day > lastOfAll) lastOfAll = day;
  };
  const days = transferDays(transfers);
  for (let e = 0; e < transfers.count; e++) {
    const { payer, payee } = partiesOfTransfer(projection, e);
    see(payer, days[e]!);
    see(payee, days[e]!);
  }
  const issued = transferDays(invoices);
  for (let i = 0; i < invoices.count; i++) {
    see(invoices.from[i]!, issued[i]!);
    see(invoices.to[i]!, issued[i]!);
  }
  return { last, lastOfAll };
}
