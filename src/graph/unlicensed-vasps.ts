import { NO_DAY } from '../model/time.ts';
import { isCashAccount } from './cash.ts';
import { listedOn } from './listings.ts';
import { transferDays } from './months.ts';
import { accountParties } from './parties.ts';
import type { Projection, RowRef } from './projection.ts';

export interface VaspQuery {
  /** Lists of virtual-asset providers, and of those with a licence. */
  providers: readonly string[];
  licensed: readonly string[];
  /** Merchant categories whose receivers are providers. */
  categories: readonly string[];
}

/** A provider without a licence on the days of these transfers. */
export interface UnlicensedVasp {
  /** Who is listed: a holder or an account. */
  provider: number;
  /** Its accounts in the transfers, ascending. */
  accounts: number[];
  /** Transfers with others while it had no licence, ascending. */
  edges: number[];
  /** Accounts of the other side, ascending. */
  clients: number[];
  /** Its entries on the lists. */
  rows: RowRef[];
}

/** Providers by node. A licence counts on each day of its interval, of the provider, its account or the account's holder; unknown ends are open. */
export function unlicensedVasps(projection: Projection, query: VaspQuery): UnlicensedVasp[] {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const listed = listedOn(projection, query.providers);
  const parties = accountParties(projection);
  const isLicensed = licences(projection, query.licensed);
  const days = transferDays(transfers);
  const categories = new Set(query.categories.map((text) => transfers.mccs.indexOf(text)).filter((code) => code > 0));
  const found = new Map<number, { accounts: Set<number>; edges: Set<number>; clients: Set<number> }>();
  if (listed.size === 0 && categories.size === 0) return [];

  const look = (account: number, other: number, edge: number, byCategory: boolean) => {
    if (account < 0 || isCashAccount(projection, account)) return;
    const party = parties[account - first]!;
    if (other >= 0 && parties[other - first] === party) return;
    const provider = listed.has(party) ? party : listed.has(account) ? account : byCategory ? party : -1;
    if (provider < 0 || isLicensed(provider, days[edge]!) || isLicensed(account, days[edge]!)) return;
    if (isLicensed(party, days[edge]!)) return;
    let vasp = found.get(provider);
    if (!vasp) found.set(provider, (vasp = { accounts: new Set(), edges: new Set(), clients: new Set() }));
    vasp.accounts.add(account);
    vasp.edges.add(edge);
    if (other >= 0 && !isCashAccount(projection, other)) vasp.clients.add(other);
  };
  for (let edge = 0; edge < transfers.count; edge++) {
    const byCategory = categories.size > 0 && transfers.mcc !== null && categories.has(transfers.mcc[edge]!);
    look(transfers.to[edge]!, transfers.from[edge]!, edge, byCategory);
    look(transfers.from[edge]!, transfers.to[edge]!, edge, false);
  }
  const ascending = (set: Set<number>) => [...set].sort((a, b) => a - b);
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([provider, { accounts, edges, clients }]) => ({
      provider,
      accounts: ascending(accounts),
      edges: ascending(edges),
      clients: ascending(clients),
      rows: listed.get(provider)?.rows ?? [],
    }));
}

/** Says whether a node has a licence on a day. */
function licences({ listings }: Projection, lists: readonly string[]): (node: number, day: number) => boolean {
  const wanted = new Set(lists);
  const entries = new Map<number, number[]>();
  for (let i = 0; i < listings.count; i++) {
    if (!wanted.has(listings.codes[listings.list[i]!]!)) continue;
    const of = entries.get(listings.entity[i]!) ?? [];
    of.push(i);
    entries.set(listings.entity[i]!, of);
  }
  return (node, day) =>
    (entries.get(node) ?? []).some((i) => {
      const from = listings.fromDay[i]!;
      const to = listings.toDay[i]!;
      return (from === NO_DAY || from <= day) && (to === NO_DAY || day < to);
    });
}
