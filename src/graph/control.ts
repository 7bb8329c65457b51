import { ROLES } from '../model/vocabulary.ts';
import { buildCsr } from './csr.ts';
import { growingInt32, growingRows } from './growing.ts';
import type { Projection } from './projection.ts';
import { isValidNow } from './valid-now.ts';
import { whitelistedAddresses } from './whitelist.ts';

/** What two firms share, as bits: a head or founder, an address unit, a contact, an account, an accountant. */
const SHARED_HOLDER = 1;
const SHARED_UNIT = 2;
const SHARED_CONTACT = 4;
const SHARED_ACCOUNT = 8;
const SHARED_ACCOUNTANT = 16;

const EXECUTIVE = ROLES.indexOf('executive');
const FOUNDER = ROLES.indexOf('founder');
const ACCOUNTANT = ROLES.indexOf('accountant');
const REPRESENTATIVE = ROLES.indexOf('representative');

export interface ControlQuery {
  /** Values shared by more firms than this say nothing and are cut. */
  maxFirms: number;
  /** Least weight of a tie over addresses and contacts alone. */
  minWeight: number;
  /** Fewest different addresses and contacts that tie two firms without a common holder or account. */
  minShared: number;
}

/** Ties of common control between companies; ends are positions (node − first company), `from` < `to`, sorted. */
export interface ControlLinks {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Σ over shared values of 1 / ln(1 + number of firms that share it). */
  readonly weight: Float64Array;
  /** Kinds of shared values, the bits above. */
  readonly kinds: Uint8Array;
  /** Nodes that too many firms share, left out, ascending. */
  readonly cut: Int32Array;
}

/**
 * Ties between companies over shared heads and founders, address units, contacts and accounts that hold on the as-of day,
 * weighted by how few share each value (domain: N01). A head, founder or account ties by itself. Addresses and contacts tie
 * only where enough different ones are shared, weigh enough together (one alone: by at most six firms, 1 / ln 7 = 0.51), and
 * no common accountant or representative explains them. Whitelisted addresses do not count.
 */
export function controlLinks(projection: Projection, query: ControlQuery): ControlLinks {
  const { companies } = projection;
  const shared = sharedValues(projection, query.maxFirms);
  const { valuesOf, firmsOf, weight, kind } = shared;
  const sum = new Float64Array(companies.count);
  const values = new Int32Array(companies.count);
  const kinds = new Uint8Array(companies.count);
  const touched = new Int32Array(companies.count);
  const links: { from: number[]; to: number[]; weight: number[]; kinds: number[] } = {
    from: [],
    to: [],
    weight: [],
    kinds: [],
  };
  for (let a = 0; a < companies.count; a++) {
    let others = 0;
    for (let i = valuesOf.offsets[a]!; i < valuesOf.offsets[a + 1]!; i++) {
      const value = shared.value[valuesOf.edges[i]!]!;
      if (kind[value] === 0) continue;
      for (let j = firmsOf.offsets[value]!; j < firmsOf.offsets[value + 1]!; j++) {
        const b = shared.firm[firmsOf.edges[j]!]!;
        if (b <= a) continue;
        if (kinds[b] === 0) touched[others++] = b;
        kinds[b]! |= kind[value]!;
        sum[b]! += weight[value]!;
        if (weight[value]! > 0) values[b]!++;
      }
    }
    for (const b of touched.subarray(0, others).sort()) {
      if (isLink(kinds[b]!, values[b]!, sum[b]!, query)) {
        links.from.push(a);
        links.to.push(b);
        links.weight.push(sum[b]!);
        links.kinds.push(kinds[b]! & ~SHARED_ACCOUNTANT);
      }
      kinds[b] = 0;
      values[b] = 0;
      sum[b] = 0;
    }
  }
  return {
    count: links.from.length,
    from: Int32Array.from(links.from),
    to: Int32Array.from(links.to),
    weight: Float64Array.from(links.weight),
    kinds: Uint8Array.from(links.kinds),
    cut: Int32Array.from(shared.cut),
  };
}

function isLink(kinds: number, values: number, weight: number, { minWeight, minShared }: ControlQuery): boolean {
  if (kinds & (SHARED_HOLDER | SHARED_ACCOUNT)) return true;
  return (kinds & SHARED_ACCOUNTANT) === 0 && values >= minShared && weight >= minWeight;
}

/** Which firm has which value, once each, and what each value weighs; a value is the node that is shared. */
function sharedValues(projection: Projection, maxFirms: number) {
  const { nodes, companies } = projection;
  const columns = { firm: growingInt32(), value: growingInt32() };
  const rows = growingRows(columns);
  eachValue(projection, (company, of, isAccountant) => {
    const at = rows.next();
    columns.firm.data[at] = company;
    columns.value.data[at] = isAccountant ? nodes.count + of : of;
  });
  const valueCount = 2 * nodes.count;
  const all = rows.finish();
  const firmsOf = buildCsr(valueCount, all.value, { order: withoutRepeats(all, valueCount, companies.count) });
  const weight = new Float64Array(valueCount);
  const kind = new Uint8Array(valueCount);
  const cut: number[] = [];
  for (let v = 0; v < valueCount; v++) {
    const firms = firmsOf.offsets[v + 1]! - firmsOf.offsets[v]!;
    if (firms < 2) continue;
    if (firms > maxFirms) {
      if (v < nodes.count) cut.push(v);
      continue;
    }
    kind[v] = v >= nodes.count ? SHARED_ACCOUNTANT : kindOf(projection, v);
    if (v < nodes.count) weight[v] = 1 / Math.log(1 + firms);
  }
  const valuesOf = buildCsr(companies.count, all.firm, { order: firmsOf.edges });
  return { ...all, firmsOf, valuesOf, weight, kind, cut };
}

/** Rows (firm, value) without repetitions, by value and then by firm. */
function withoutRepeats(
  { firm, value }: { firm: Int32Array; value: Int32Array },
  values: number,
  firms: number,
): Int32Array {
  const byFirm = buildCsr(firms, firm).edges;
  const sorted = buildCsr(values, value, { order: byFirm }).edges;
  return sorted.filter((e, i) => i === 0 || value[e] !== value[sorted[i - 1]!] || firm[e] !== firm[sorted[i - 1]!]);
}

function kindOf({ nodes }: Projection, value: number): number {
  switch (nodes.kind(value)) {
    case 'address':
      return SHARED_UNIT;
    case 'contact':
      return SHARED_CONTACT;
    case 'account':
      return SHARED_ACCOUNT;
    default:
      return SHARED_HOLDER;
  }
}

/** Every value of every company that holds on the as-of day, with the relation it comes from. */
export function eachValue(
  projection: Projection,
  take: (
    company: number,
    value: number,
    isAccountant: boolean,
    relation: 'roles' | 'sites' | 'contacts' | 'holdings',
    row: number,
  ) => void,
): void {
  const { nodes, roles, sites, contacts, holdings } = projection;
  const { start, end } = nodes.range.company;
  const exempt = whitelistedAddresses(projection);
  for (let i = 0; i < roles.count; i++) {
    const role = roles.role[i]!;
    const isAccountant = role === ACCOUNTANT || role === REPRESENTATIVE;
    if (!isAccountant && role !== EXECUTIVE && role !== FOUNDER) continue;
    if (!isValidNow(projection, roles, i)) continue;
    const holder = roles.from[i]!;
    take(roles.to[i]! - start, holder, isAccountant, 'roles', i);
    // A company that heads or founded another is tied to it, as if both had it in common.
    if (!isAccountant && holder >= start && holder < end) take(holder - start, holder, false, 'roles', i);
  }
  for (let i = 0; i < sites.count; i++) {
    const firm = sites.from[i]!;
    if (firm < start || firm >= end || exempt.has(sites.to[i]!) || exempt.has(sites.building[i]!)) continue;
    if (isValidNow(projection, sites, i)) take(firm - start, sites.to[i]!, false, 'sites', i);
  }
  for (const [name, relation] of [
    ['contacts', contacts],
    ['holdings', holdings],
  ] as const) {
    for (let i = 0; i < relation.count; i++) {
      const firm = relation.from[i]!;
      if (firm < start || firm >= end || !isValidNow(projection, relation, i)) continue;
      take(firm - start, relation.to[i]!, false, name, i);
    }
  }
}
