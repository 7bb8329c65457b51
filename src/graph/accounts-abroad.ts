import { byCodePoint } from '../model/order.ts';
import { NO_DAY } from '../model/time.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { isValidNow } from './valid-now.ts';

/** A firm whose open accounts are all outside the country in which it is registered. */
export interface AccountsAbroad {
  firm: number;
  /** Country of registration and those of the accounts, ISO 3166 alpha-2. */
  country: string;
  countries: string[];
  /** Account nodes, ascending. */
  accounts: number[];
  /** Rows of the company and of its accounts. */
  rows: RowRef[];
}

/** `XX` stands for an unknown country in the canonical tables. */
const UNKNOWN = 'XX';

/** Firms by node. One account of unknown country, or an unknown country of the firm, and nothing is known. */
export function accountsAbroad(projection: Projection): AccountsAbroad[] {
  const { nodes, companies, accounts, holdings, asOfDay } = projection;
  const found: AccountsAbroad[] = [];
  const textOf = (code: number) => (code < 0 ? UNKNOWN : companies.text(code));
  for (let company = 0; company < companies.count; company++) {
    const country = textOf(companies.country[company]!);
    if (country === UNKNOWN || !companies.active[company]) continue;
    const firm = nodes.range.company.start + company;
    const row = companies.row[company]!;
    const rows: RowRef[] = row < 0 ? [] : [{ table: 'companies', row }];
    const abroad: AccountsAbroad = { firm, country, countries: [], accounts: [], rows };
    let isAbroad = true;
    for (let i = holdings.out.offsets[firm]!; i < holdings.out.offsets[firm + 1]! && isAbroad; i++) {
      const edge = holdings.out.edges[i]!;
      if (!isValidNow(projection, holdings, edge)) continue;
      const account = holdings.to[edge]!;
      const at = account - nodes.range.account.start;
      if (accounts.closedDay[at] !== NO_DAY && accounts.closedDay[at]! <= asOfDay) continue;
      const where = textOf(accounts.country[at]!);
      isAbroad = where !== UNKNOWN && where !== country;
      abroad.countries.push(where);
      rows.push(rowOf(holdings, edge));
      if (abroad.accounts[abroad.accounts.length - 1] !== account) abroad.accounts.push(account);
    }
    if (!isAbroad || abroad.accounts.length === 0) continue;
    abroad.countries = [...new Set(abroad.countries)].sort(byCodePoint);
    found.push(abroad);
  }
  return found;
}
