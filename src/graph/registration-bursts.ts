import { NO_DAY } from '../model/time.ts';
import { ROLES } from '../model/vocabulary.ts';
import { ownershipGroups } from './ownership.ts';
import { poissonTail } from './poisson.ts';
import type { Projection, RelationColumns, RowRef } from './projection.ts';
import { rowOf } from './row-ref.ts';

const FOUNDER = ROLES.indexOf('founder');
const EXECUTIVE = ROLES.indexOf('executive');

/** A role or address that began so many days after registration was there from the start. */
const FROM_THE_START_DAYS = 30;

export interface BurstQuery {
  /** Fewest groups of firms in a window. */
  firms: number;
  days: number;
  /** Count the firms of one ownership group once. */
  groups: boolean;
  /** Most bursts that the value's own pace over the data's time would give by chance. */
  chance: number;
}

/** Firms that one person registered, or that were registered at one address, within a few days. */
export interface RegistrationBurst {
  /** A person, company or address. */
  value: number;
  /** Company nodes in order of registration, window after window. */
  windows: { firms: number[]; groups: number; first: number; last: number }[];
  rows: RowRef[];
}

interface Registration {
  firm: number;
  day: number;
  edge: number;
}

/**
 * Finds bursts of registrations under one founder or first head, or at one first address. An address or person with very many
 * registrations has such windows by its mere pace: those that a Poisson process of that pace would show more than `chance` times
 * over the whole time are left out and counted.
 */
export function registrationBursts(
  projection: Projection,
  isExempt: (value: number) => boolean,
  query: BurstQuery,
): { bursts: RegistrationBurst[]; usual: number } {
  const { roles, sites, nodes } = projection;
  const span = registrationSpan(projection);
  const bursts: RegistrationBurst[] = [];
  let usual = 0;
  for (const relation of [roles, sites] as const) {
    const isHolder = relation === roles;
    for (let value = 0; value < nodes.count; value++) {
      const csr = isHolder ? roles.out : sites.in;
      if (csr.offsets[value + 1]! - csr.offsets[value]! < query.firms || isExempt(value)) continue;
      const registrations = registrationsOf(projection, relation, value);
      const windows = windowsOf(projection, registrations, query);
      const rare = windows.filter(({ groups }) => byChance(registrations.length, groups, span, query) <= query.chance);
      if (windows.length > rare.length) usual++;
      if (rare.length === 0) continue;
      const inside = new Set(rare.flatMap(({ firms }) => firms));
      const edges = registrations.filter(({ firm }) => inside.has(firm)).map(({ edge }) => edge);
      bursts.push({ value, windows: rare, rows: edges.map((edge) => rowOf(relation, edge)) });
    }
  }
  return { bursts, usual };
}

/** Days from the first registration in the data to the as-of day, both included. */
function registrationSpan({ companies, asOfDay }: Projection): number {
  let first = asOfDay;
  for (const day of companies.registeredDay) if (day !== NO_DAY && day < first) first = day;
  return asOfDay - first + 1;
}

/** Firms of a founder or first head, or of an address from the start, each once, by day of registration. */
function registrationsOf(projection: Projection, relation: RelationColumns, value: number): Registration[] {
  const { roles, companies, nodes } = projection;
  const { start, end } = nodes.range.company;
  const isHolder = relation === roles;
  const csr = isHolder ? relation.out : relation.in;
  const found: Registration[] = [];
  for (let i = csr.offsets[value]!; i < csr.offsets[value + 1]!; i++) {
    const edge = csr.edges[i]!;
    if (isHolder && roles.role[edge] !== FOUNDER && roles.role[edge] !== EXECUTIVE) continue;
    const firm = isHolder ? relation.to[edge]! : relation.from[edge]!;
    if (firm < start || firm >= end || found.at(-1)?.firm === firm) continue;
    const day = companies.registeredDay[firm - start]!;
    if (day === NO_DAY) continue;
    const from = relation.fromDay[edge]!;
    if (from !== NO_DAY && from > day + FROM_THE_START_DAYS) continue;
    found.push({ firm, day, edge });
  }
  return found.sort((a, b) => a.day - b.day || a.firm - b.firm);
}

/** Disjoint closed windows with enough groups, from the earliest on. */
function windowsOf(projection: Projection, list: readonly Registration[], { firms, days, groups }: BurstQuery) {
  const group = groups ? ownershipGroups(projection) : null;
  const start = projection.nodes.range.company.start;
  const windows: RegistrationBurst['windows'] = [];
  for (let begin = 0; begin < list.length; begin++) {
    let end = begin;
    while (end < list.length && list[end]!.day - list[begin]!.day <= days) end++;
    if (end - begin < firms) continue;
    const inside = list.slice(begin, end).map(({ firm }) => firm);
    const count = group ? new Set(inside.map((firm) => group[firm - start]!)).size : inside.length;
    if (count < firms) continue;
    windows.push({ firms: inside, groups: count, first: list[begin]!.day, last: list[end - 1]!.day });
    begin = end - 1;
  }
  return windows;
}

/** Expected number of windows with so many registrations if `all` of them came at an even pace. */
function byChance(all: number, observed: number, span: number, { days }: BurstQuery): number {
  return all * poissonTail(observed - 1, (all * (days + 1)) / span);
}
