import { localMinuteOfInstant, PRECISION_DAY } from '../model/time.ts';
import { DROP_DEFAULTS, type DropAccount, type DropMonth, eachDropAccount, signCount } from './drop-cards.ts';
import { listedOn } from './listings.ts';
import { relatedParties } from './ownership.ts';
import { accountParties } from './parties.ts';
import { createCounterpartyLookup } from './private-accounts.ts';
import type { Projection } from './projection.ts';
import { ratioOfDecimal } from './ratio.ts';

export interface HubQuery {
  /** Fewest signs of a drop card in the month. */
  signs: number;
  /** Fewest unrelated counterparties in a month, in and out each. */
  counterparties: number;
  /** Fewest different hours of the day with operations. */
  hours: number;
  /** How often some sum must come again in the month. */
  repeats: number;
  providers: readonly string[];
  licensed: readonly string[];
}

/** What one month of an account has of an exchange. */
export interface HubMonth extends DropMonth {
  payers: number;
  payees: number;
  /** Different hours of the day in Almaty; 0 where only days are known. */
  hours: number;
  /** Most operations of one sum and currency. */
  repeats: number;
}

export interface HubAccount {
  account: number;
  /** Months that have everything. */
  months: HubMonth[];
  /** True where a month was left out only because its hours are not known. */
  hoursUnknown: boolean;
  ledger: DropAccount['ledger'];
}

/** Walks private accounts of people without a licence, with the months in which each works as an exchange. O(transfers). */
export function eachHubAccount(projection: Projection, query: HubQuery, take: (hub: HubAccount) => void): void {
  const { nodes, accounts } = projection;
  const licensed = listedOn(projection, query.licensed);
  const drop = {
    ...DROP_DEFAULTS,
    quickShare: ratioOfDecimal(String(DROP_DEFAULTS.quickShare)),
    balance: ratioOfDecimal(String(DROP_DEFAULTS.balance)),
  };
  const partyOf = createCounterpartyLookup(projection);
  const isProvider = providerAccounts(projection, query.providers);
  // Each movement has one counterparty at most.
  const least = 2 * Math.ceil(query.counterparties);
  const takeAccount = ({ account, months, ledger }: DropAccount) => {
    if (licensed.has(account) || licensed.has(accounts.holder[account - nodes.range.account.start]!)) return;
    const hub: HubAccount = { account, months: [], hoursUnknown: false, ledger };
    for (const month of months) {
      if (signCount(month.signs) < query.signs) continue;
      const full = hubMonth(projection, account, ledger, month, { isProvider, partyOf });
      if (full.payers < query.counterparties || full.payees < query.counterparties) continue;
      if (full.repeats < query.repeats) continue;
      if (full.hours >= query.hours) hub.months.push(full);
      else if (full.hours === 0) hub.hoursUnknown = true;
    }
    take(hub);
  };
  eachDropAccount(projection, drop, takeAccount, least);
}

function hubMonth(
  projection: Projection,
  account: number,
  ledger: DropAccount['ledger'],
  month: DropMonth,
  lookup: { isProvider: (account: number) => boolean; partyOf: ReturnType<typeof createCounterpartyLookup> },
): HubMonth {
  const { transfers, nodes } = projection;
  const related = relatedParties(projection);
  const own = related[accountParties(projection)[account - nodes.range.account.start]!]!;
  const payers = new Set<number>();
  const payees = new Set<number>();
  const hours = new Set<number>();
  const sums = new Map<string, number>();
  for (let p = month.begin; p < month.end; p++) {
    const edge = ledger.edges[p]!;
    const incoming = ledger.incoming[p] === 1;
    if (transfers.precision[edge] !== PRECISION_DAY)
      hours.add(Math.floor(localMinuteOfInstant(transfers.at[edge]!) / 60));
    let party = lookup.partyOf(account, edge, incoming);
    if (party < 0 && !incoming && transfers.to[edge]! >= 0 && lookup.isProvider(transfers.to[edge]!)) {
      party = accountParties(projection)[transfers.to[edge]! - nodes.range.account.start]!;
    }
    if (party < 0 || related[party] === own) continue;
    (incoming ? payers : payees).add(party);
    const sum = `${transfers.currency[edge]} ${transfers.amountMinor[edge]}`;
    sums.set(sum, (sums.get(sum) ?? 0) + 1);
  }
  const repeats = Math.max(0, ...sums.values());
  return { ...month, payers: payers.size, payees: payees.size, hours: hours.size, repeats };
}

function providerAccounts(projection: Projection, lists: readonly string[]): (account: number) => boolean {
  const listed = listedOn(projection, lists);
  const parties = accountParties(projection);
  const first = projection.nodes.range.account.start;
  return (account) => listed.has(account) || listed.has(parties[account - first]!);
}
