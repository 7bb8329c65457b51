import { civilOf, localMinuteOfInstant, PRECISION_DAY } from '../model/time.ts';
import { ACCOUNT_KINDS } from '../model/vocabulary.ts';
import { monthOf, transferDays } from './months.ts';
import { accountParties } from './parties.ts';
import { poissonTail } from './poisson.ts';
import type { Projection } from './projection.ts';
import { createUnionFind } from './union-find.ts';

const ATM = ACCOUNT_KINDS.indexOf('atm');
const HOUR_MS = 3_600_000;

export interface CrewQuery {
  /** Fewest holders whose cards are at one machine in a window. */
  cards: number;
  windowMs: number;
  /** Largest number of such windows to be expected in the machine's whole life at its own rate. */
  chance: number;
}

/** Cards of different holders at one cash machine within minutes. */
export interface CrewEpisode {
  atm: number;
  /** Withdrawals in time order. */
  edges: number[];
  /** Who the cards belong to (only holder, else the account), ascending. */
  parties: number[];
}

/** Cards that were together, at one machine or several. */
export interface CashCrew {
  /** Paying accounts, ascending. */
  cards: number[];
  /** In time order. */
  episodes: CrewEpisode[];
}

export interface CashCrews {
  crews: CashCrew[];
  /** Groups left out because they come like a works' people on payday. */
  paydays: number;
  /** Withdrawals at known machines of which only the day is known. */
  dayOnly: number;
  /** Paying accounts with a withdrawal at a known machine and moment, 1 by position (node − first account). */
  seen: Uint8Array;
}

/**
 * Finds windows in which cards of many holders take cash from one machine, more than its other customers alone would bring: a busy
 * machine has them all day. Windows that overlap are one episode; episodes with two holders in common are one crew.
 */
export function cashCrews(projection: Projection, query: CrewQuery): CashCrews {
  const { transfers, nodes, accounts } = projection;
  const { start, end } = nodes.range.account;
  const seen = new Uint8Array(end - start);
  const episodes: CrewEpisode[] = [];
  let dayOnly = 0;
  for (let atm = start; atm < end; atm++) {
    if (accounts.kind[atm - start] !== ATM) continue;
    const edges: number[] = [];
    for (let i = transfers.in.offsets[atm]!; i < transfers.in.offsets[atm + 1]!; i++) {
      const edge = transfers.in.edges[i]!;
      const card = transfers.from[edge]!;
      if (card < 0 || accounts.kind[card - start] === ATM) continue;
      if (transfers.precision[edge] === PRECISION_DAY) {
        dayOnly++;
        continue;
      }
      seen[card - start] = 1;
      edges.push(edge);
    }
    if (edges.length >= query.cards) episodes.push(...episodesAt(projection, atm, edges, query));
  }
  const all = joined(projection, episodes);
  const crews = all.filter((crew) => !isPayday(projection, crew));
  return { crews, paydays: all.length - crews.length, dayOnly, seen };
}

function episodesAt(projection: Projection, atm: number, edges: readonly number[], query: CrewQuery): CrewEpisode[] {
  const { transfers, nodes } = projection;
  const parties = accountParties(projection);
  const partyOf = (i: number) => parties[transfers.from[edges[i]!]! - nodes.range.account.start]!;
  const rate = rateOf(projection, edges, partyOf, query.windowMs);
  const inside = new Map<number, number>();
  const found: { begin: number; end: number }[] = [];
  let begin = 0;
  let ofInside = 0;
  for (let end = 0; end < edges.length; end++) {
    const party = partyOf(end);
    const count = inside.get(party) ?? 0;
    if (count === 0) ofInside += rate.total(party);
    inside.set(party, count + 1);
    while (transfers.at[edges[end]!]! - transfers.at[edges[begin]!]! > query.windowMs) {
      const gone = partyOf(begin++);
      const left = inside.get(gone)! - 1;
      if (left > 0) inside.set(gone, left);
      else {
        inside.delete(gone);
        ofInside -= rate.total(gone);
      }
    }
    if (inside.size < query.cards || rate.chance(inside, ofInside, edges[end]!) > query.chance) continue;
    const last = found[found.length - 1];
    if (last && begin < last.end) last.end = end + 1;
    else found.push({ begin, end: end + 1 });
  }
  return found.map(({ begin, end }) => ({
    atm,
    edges: edges.slice(begin, end),
    parties: ascending(Array.from({ length: end - begin }, (_, i) => partyOf(begin + i))),
  }));
}

/**
 * How many windows as full as one a machine's other customers would bring: at their rate over its life, or at that of the hour of the day
 * if higher. What the holders in the window withdrew at other times is no expectation, so that a crew that comes daily excuses nothing.
 */
function rateOf({ transfers }: Projection, edges: readonly number[], partyOf: (i: number) => number, windowMs: number) {
  const days = transferDays(transfers);
  const totals = new Map<number, number>();
  const byHour = new Map<number, number>();
  const hourOf = (edge: number) => Math.floor(localMinuteOfInstant(transfers.at[edge]!) / 60);
  const hourKey = (party: number, hour: number) => (party + 1) * 24 + hour;
  for (const [i, edge] of edges.entries()) {
    const party = partyOf(i);
    totals.set(party, (totals.get(party) ?? 0) + 1);
    for (const key of [hourKey(party, hourOf(edge)), hourKey(EVERYBODY, hourOf(edge))])
      byHour.set(key, (byHour.get(key) ?? 0) + 1);
  }
  const first = edges[0]!;
  const last = edges[edges.length - 1]!;
  const lifeMs = transfers.at[last]! - transfers.at[first]!;
  const lifeDays = days[last]! - days[first]! + 1;
  const windows = Math.max(1, lifeMs / windowMs);
  return {
    total: (party: number) => totals.get(party)!,
    /** `own` withdrawals of the machine are those holders'. */
    chance(holders: ReadonlyMap<number, number>, own: number, edge: number): number {
      const hour = hourOf(edge);
      let others = byHour.get(hourKey(EVERYBODY, hour))!;
      for (const party of holders.keys()) others -= byHour.get(hourKey(party, hour)) ?? 0;
      const hourly = (others / lifeDays) * (windowMs / HOUR_MS);
      const overall = ((edges.length - own) * windowMs) / Math.max(lifeMs - windowMs, windowMs);
      return windows * poissonTail(holders.size, Math.max(overall, hourly));
    },
  };
}

const EVERYBODY = -1;

/**
 * Whether people meet at one machine about the same day of the month (within five days, month's end and beginning being near), in at least
 * three different months and never twice in one: wages have that rhythm, runners do not (ours).
 */
function isPayday({ transfers }: Projection, { episodes }: CashCrew): boolean {
  if (episodes.length < 3 || new Set(episodes.map(({ atm }) => atm)).size > 1) return false;
  const days = episodes.map(({ edges }) => transferDays(transfers)[edges[0]!]!);
  if (new Set(days.map(monthOf)).size < days.length) return false;
  const ofMonth = days.map((day) => civilOf(day).dayOfMonth).sort((a, b) => a - b);
  const gaps = ofMonth.map((day, i) => (i + 1 < ofMonth.length ? ofMonth[i + 1]! - day : ofMonth[0]! + 31 - day));
  return 31 - Math.max(...gaps) < PAYDAY_DAYS;
}

const PAYDAY_DAYS = 5;

/** Joins episodes that have two holders in common: a crew that goes from machine to machine, or comes back. */
function joined({ transfers }: Projection, episodes: readonly CrewEpisode[]): CashCrew[] {
  const sets = createUnionFind(episodes.length);
  const firstWith = new Map<number, number[]>();
  for (const [i, { parties }] of episodes.entries()) {
    const common = new Map<number, number>();
    for (const party of parties) {
      const others = firstWith.get(party) ?? [];
      for (const other of others) common.set(other, (common.get(other) ?? 0) + 1);
      firstWith.set(party, [...others.slice(-RECENT + 1), i]);
    }
    for (const [other, count] of common) if (count >= 2) sets.union(i, other);
  }
  const { label } = sets.labels();
  const crews = new Map<number, CrewEpisode[]>();
  for (const [i, episode] of episodes.entries()) {
    const crew = crews.get(label[i]!);
    if (crew) crew.push(episode);
    else crews.set(label[i]!, [episode]);
  }
  return [...crews.values()].map((all) => ({
    cards: ascending(all.flatMap(({ edges }) => edges.map((edge) => transfers.from[edge]!))),
    episodes: all.sort((a, b) => a.edges[0]! - b.edges[0]!),
  }));
}

/** Episodes of a holder that a later one is compared with: enough for any crew, and bounded for who is at machines every day. */
const RECENT = 200;

function ascending(nodes: readonly number[]): number[] {
  return [...new Set(nodes)].sort((a, b) => a - b);
}
