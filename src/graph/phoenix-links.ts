import { NO_DAY } from '../model/time.ts';
import { ROLES } from '../model/vocabulary.ts';
import { monthsAfter } from './months.ts';
import type { Projection, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';
import { topCounterparties } from './top-counterparties.ts';

const FOUNDER = ROLES.indexOf('founder');
const EXECUTIVE = ROLES.indexOf('executive');

/** Kinds of things that a new firm may have from a dissolved one, as bits. */
export const PHOENIX_KINDS = { head: 1, founder: 2, unit: 4, contact: 8, oked: 16, partners: 32 } as const;
/** Shared top counterparties are counted above the bits. */
const PARTNER = 64;

export interface PhoenixQuery {
  /** Months after a dissolution in which a new firm may be its continuation. */
  months: number;
  /** Fewest kinds in common. */
  kinds: number;
  /** Values that more firms than this had say nothing and are cut. */
  maxFirms: number;
  /** Days before the end of the old and after the start of the new firm in which a tie belongs to it. */
  near: number;
  /** Largest counterparties of each firm that are compared, and how many must be the same. */
  top: number;
  partners: number;
}

/** A new firm and the dissolved ones that it continues. */
export interface PhoenixLink {
  firm: number;
  /** Dissolved firms, ascending. */
  old: number[];
  /** Kinds shared with the one with which it shares most (the first of equals). */
  kinds: number;
  count: number;
  best: number;
  rows: RowRef[];
}

/** What a firm had at its start or end: the value, the kind, and the row that says so. */
interface Tie {
  value: number;
  kind: number;
  row: RowRef | null;
}

/**
 * Finds new firms that share enough kinds of things with a firm dissolved in the months before. Pairs come from an index by shared
 * value, in which a value of many firms is cut; the kind of business alone makes no pair. O(ties + pairs within the cut).
 */
export function phoenixLinks(projection: Projection, query: PhoenixQuery): { links: PhoenixLink[]; cut: number } {
  const { companies, nodes } = projection;
  const start = nodes.range.company.start;
  const partnersOf = topCounterparties(projection, query.top);
  const index = indexOldFirms(projection, query, partnersOf);
  const first = companies.dissolvedDay.reduce((least, day) => (day === NO_DAY || day > least ? least : day), Infinity);
  for (let i = 0; i < companies.count; i++) {
    if (companies.registeredDay[i] === NO_DAY) continue;
    const isYoung = companies.registeredDay[i]! >= first;
    const isOld = companies.dissolvedDay[i] !== NO_DAY;
    for (const { value, kind } of distinct(tiesOf(projection, start + i, query, partnersOf))) {
      const entry = index.get(value * PARTNER + kind);
      if (!entry) continue;
      if (!isOld) entry.firms++;
      if (isYoung) entry.young.push(i);
    }
  }
  const pairs = new Map<number, number>();
  let cut = 0;
  for (const { old, young, firms, kind } of index.values()) {
    if (firms > query.maxFirms) {
      cut++;
      continue;
    }
    for (const before of old) {
      const dissolved = companies.dissolvedDay[before]!;
      const last = monthsAfter(dissolved, query.months);
      for (const after of young) {
        const registered = companies.registeredDay[after]!;
        if (after === before || registered < dissolved || registered > last) continue;
        const key = after * companies.count + before;
        const known = pairs.get(key) ?? 0;
        pairs.set(key, kind === PHOENIX_KINDS.partners ? known + PARTNER : known | kind);
      }
    }
  }
  const byFirm = new Map<number, { old: number; kinds: number }[]>();
  for (const [key, state] of pairs) {
    const after = Math.floor(key / companies.count);
    const before = key - after * companies.count;
    const kinds = kindsOf(projection, state, after, before, query.partners);
    if (bitCount(kinds) < query.kinds) continue;
    const known = byFirm.get(after);
    if (known) known.push({ old: before, kinds });
    else byFirm.set(after, [{ old: before, kinds }]);
  }
  const links = [...byFirm]
    .sort(([a], [b]) => a - b)
    .map(([after, olds]): PhoenixLink => {
      olds.sort((a, b) => a.old - b.old);
      const best = olds.reduce((most, one) => (bitCount(one.kinds) > bitCount(most.kinds) ? one : most));
      return {
        firm: start + after,
        old: olds.map(({ old }) => start + old),
        kinds: best.kinds,
        count: bitCount(best.kinds),
        best: start + best.old,
        rows: olds.flatMap(({ old }) => sharedRows(projection, start + after, start + old, query, partnersOf)),
      };
    });
  return { links, cut };
}

/** What dissolved firms had, by value and kind: who had it, and how many firms did. */
function indexOldFirms(
  projection: Projection,
  query: PhoenixQuery,
  partnersOf: (firm: number) => readonly number[],
): Map<number, { old: number[]; young: number[]; firms: number; kind: number }> {
  const { companies, nodes } = projection;
  const index = new Map<number, { old: number[]; young: number[]; firms: number; kind: number }>();
  for (let i = 0; i < companies.count; i++) {
    if (companies.dissolvedDay[i] === NO_DAY) continue;
    for (const { value, kind } of distinct(tiesOf(projection, nodes.range.company.start + i, query, partnersOf))) {
      const key = value * PARTNER + kind;
      let entry = index.get(key);
      if (!entry) index.set(key, (entry = { old: [], young: [], firms: 0, kind }));
      entry.old.push(i);
      entry.firms++;
    }
  }
  return index;
}

function kindsOf({ companies }: Projection, state: number, after: number, before: number, partners: number): number {
  let kinds = state % PARTNER;
  if (Math.floor(state / PARTNER) >= partners) kinds |= PHOENIX_KINDS.partners;
  if (companies.oked[after]! >= 0 && companies.oked[after] === companies.oked[before]) kinds |= PHOENIX_KINDS.oked;
  return kinds;
}

function bitCount(bits: number): number {
  return Object.values(PHOENIX_KINDS).filter((bit) => bits & bit).length;
}

/** Ties of a dissolved firm that held near its end, of any other firm near its start. */
function tiesOf(
  { roles, sites, contacts, companies, nodes }: Projection,
  firm: number,
  { near }: PhoenixQuery,
  partnersOf: (firm: number) => readonly number[],
): Tie[] {
  const at = firm - nodes.range.company.start;
  const registered = companies.registeredDay[at]!;
  const dissolved = companies.dissolvedDay[at]!;
  const isNear = (fromDay: number, toDay: number) => {
    if (dissolved !== NO_DAY) return toDay === NO_DAY || toDay >= dissolved - near;
    return fromDay === NO_DAY || fromDay <= registered + near;
  };
  const ties: Tie[] = [];
  for (let i = roles.in.offsets[firm]!; i < roles.in.offsets[firm + 1]!; i++) {
    const edge = roles.in.edges[i]!;
    const role = roles.role[edge]!;
    if ((role !== FOUNDER && role !== EXECUTIVE) || !isNear(roles.fromDay[edge]!, roles.toDay[edge]!)) continue;
    const kind = role === FOUNDER ? PHOENIX_KINDS.founder : PHOENIX_KINDS.head;
    ties.push({ value: roles.from[edge]!, kind, row: rowOf(roles, edge) });
  }
  for (const relation of [sites, contacts]) {
    for (let i = relation.out.offsets[firm]!; i < relation.out.offsets[firm + 1]!; i++) {
      const edge = relation.out.edges[i]!;
      const value = relation.to[edge]!;
      if (!isNear(relation.fromDay[edge]!, relation.toDay[edge]!)) continue;
      if (relation === contacts && !/^contact:(phone|email):/.test(nodes.id(value))) continue;
      const kind = relation === sites ? PHOENIX_KINDS.unit : PHOENIX_KINDS.contact;
      ties.push({ value, kind, row: rowOf(relation, edge) });
    }
  }
  for (const value of partnersOf(firm)) ties.push({ value, kind: PHOENIX_KINDS.partners, row: null });
  return ties;
}

function distinct(ties: readonly Tie[]): Tie[] {
  return ties.filter(({ value, kind }, i) => ties.findIndex((tie) => tie.value === value && tie.kind === kind) === i);
}

/** Rows of what two firms have in common, and of the firms themselves. */
function sharedRows(
  projection: Projection,
  after: number,
  before: number,
  query: PhoenixQuery,
  partnersOf: (firm: number) => readonly number[],
): RowRef[] {
  const { companies, nodes } = projection;
  const [own, other] = [after, before].map((firm) => tiesOf(projection, firm, query, partnersOf));
  const inBoth = (ties: readonly Tie[], others: readonly Tie[]) =>
    ties.filter((tie) => tie.row && others.some(({ value, kind }) => value === tie.value && kind === tie.kind));
  return [
    ...[after, before].map(
      (firm): RowRef => ({ table: 'companies', row: companies.row[firm - nodes.range.company.start]! }),
    ),
    ...[...inBoth(own!, other!), ...inBoth(other!, own!)].map(({ row }) => row!),
  ];
}
