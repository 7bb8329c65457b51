import type { Detection, Detector, Draft, Family } from '../detectors/detector.ts';
import type { Projection } from '../graph/projection.ts';
import type { StoredRates } from '../model/finding.ts';
import { type Activity, SCORED_KINDS } from './activity.ts';
import { bansOf, FAMILY_CAP_BANS } from './bans.ts';
import { baseRates, type ReferenceClass } from './base-rates.ts';
import type { Holders } from './holders.ts';
import { ratesFrom, storedRates } from './stored-rates.ts';

/** Evidence of one indicator for every node that has any, or a finding; the columns are parallel. */
export interface IndicatorEvidence {
  readonly indicator: string;
  readonly family: Family;
  /** Ascending. */
  readonly node: Int32Array;
  /** Value in [0, 1]. */
  readonly value: Float64Array;
  /** Entities of the same kind with a known value, and how many reach this value. */
  readonly size: Int32Array;
  readonly reach: Int32Array;
  /** The same of the nearest in number of transfers. */
  readonly peers: Int32Array;
  readonly peersReach: Int32Array;
  /** Base rate in (0, 1]. */
  readonly p: Float64Array;
  /** Evidence in bans after materiality, before the family's cap. */
  readonly bans: Float64Array;
}

export interface MeasuredNodes {
  readonly evidence: IndicatorEvidence;
  /** 1 for every node whose value is known. */
  readonly known: Uint8Array;
  /** Base rates of each kind, for later runs. */
  readonly stored: readonly StoredRates[];
}

/**
 * Turns what a rule measured into evidence: values of accounts also count for their holders, base rates are taken within a kind,
 * and a state counts by its value (materiality), an event in full, a statutory fact as its family's cap.
 */
export function indicatorEvidence(
  detector: Detector,
  detection: Detection,
  projection: Projection,
  holders: Holders,
  activity: Activity,
  baseline: readonly StoredRates[] = [],
): MeasuredNodes | null {
  if (!detection.measured) return null;
  const value = new Float64Array(projection.nodes.count).fill(Number.NaN);
  spread(value, detector.indicator, detection.measured);
  countForHolders(value, detector.nature === 'state', projection, holders, activity);
  const shown = nodesOfFindings(detection.findings, projection, holders);
  const stored: StoredRates[] = [];
  const parts = SCORED_KINDS.map((kind) => {
    const bySize = knownOf(activity.bySize[kind], value);
    const values = { value: picked(value, bySize), size: picked(activity.transfers, bySize) };
    const { indicator, version } = detector;
    if (bySize.length > 0) stored.push(storedRates(values, { indicator, version, kind }));
    const known = baseline.find((r) => r.indicator === indicator && r.version === version && r.kind === kind);
    return evidenceOfKind(values, bySize, detector, shown, known);
  });
  const known = new Uint8Array(value.length);
  for (let node = 0; node < value.length; node++) known[node] = Number.isNaN(value[node]!) ? 0 : 1;
  return {
    known,
    stored,
    evidence: {
      indicator: detector.indicator,
      family: detector.family,
      node: joined(
        Int32Array,
        parts.map((part) => part.node),
      ),
      value: joined(
        Float64Array,
        parts.map((part) => part.value),
      ),
      size: joined(
        Int32Array,
        parts.map((part) => part.size),
      ),
      reach: joined(
        Int32Array,
        parts.map((part) => part.reach),
      ),
      peers: joined(
        Int32Array,
        parts.map((part) => part.peers),
      ),
      peersReach: joined(
        Int32Array,
        parts.map((part) => part.peersReach),
      ),
      p: joined(
        Float64Array,
        parts.map((part) => part.p),
      ),
      bans: joined(
        Float64Array,
        parts.map((part) => part.bans),
      ),
    },
  };
}

/** Nodes of a list whose value is known. */
function knownOf(nodes: Int32Array, value: Float64Array): Int32Array {
  const known = new Int32Array(nodes.length);
  let count = 0;
  for (let i = 0; i < nodes.length; i++) {
    if (!Number.isNaN(value[nodes[i]!]!)) known[count++] = nodes[i]!;
  }
  return known.slice(0, count);
}

function picked(column: Float64Array, nodes: Int32Array): Float64Array {
  const values = new Float64Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) values[i] = column[nodes[i]!]!;
  return values;
}

function spread(value: Float64Array, indicator: string, measured: { node: Int32Array; value: Float64Array }): void {
  for (let i = 0; i < measured.node.length; i++) {
    const node = measured.node[i]!;
    const v = measured.value[i]!;
    if (Number.isNaN(v)) continue;
    if (!(v >= 0 && v <= 1)) throw new RangeError(`rule ${indicator} measured ${v} at node ${node}; expected 0 to 1`);
    if (!(value[node]! >= v)) value[node] = v;
  }
}

/**
 * A holder that the rule did not judge itself gets its accounts' value: of an event the highest, of a state the mean weighted by
 * turnover, so that a trifle in a large firm stays a trifle.
 */
function countForHolders(
  value: Float64Array,
  isState: boolean,
  { nodes }: Projection,
  holders: Holders,
  { turnover, transfers }: Activity,
): void {
  const { start, end } = nodes.range.account;
  const { offsets, ends } = holders.byAccount;
  const seen = new Uint8Array(nodes.count);
  const found: number[] = [];
  const values: number[] = [];
  for (let account = start; account < end; account++) {
    if (Number.isNaN(value[account]!)) continue;
    for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
      const holder = ends[i]!;
      if (seen[holder] || !Number.isNaN(value[holder]!)) continue;
      seen[holder] = 1;
      const accounts = holders.accountsOf(holder);
      const byTurnover = isState ? weightedMean(accounts, value, turnover) : Number.NaN;
      const byTransfers = isState && Number.isNaN(byTurnover) ? weightedMean(accounts, value, transfers) : byTurnover;
      found.push(holder);
      values.push(Number.isNaN(byTransfers) ? highest(accounts, value) : byTransfers);
    }
  }
  for (let i = 0; i < found.length; i++) value[found[i]!] = Math.min(1, values[i]!);
}

/** Of the accounts with a known value; NaN where none of them weighs anything. */
function weightedMean(accounts: Int32Array, value: Float64Array, weight: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (const account of accounts) {
    if (Number.isNaN(value[account]!)) continue;
    sum += value[account]! * weight[account]!;
    total += weight[account]!;
  }
  return total > 0 ? sum / total : Number.NaN;
}

function highest(accounts: Int32Array, value: Float64Array): number {
  let max = 0;
  for (const account of accounts) if (value[account]! > max) max = value[account]!;
  return max;
}

/** Subjects of a rule's findings, and the holders of those that are accounts. */
function nodesOfFindings(findings: readonly Draft[], { nodes }: Projection, holders: Holders): Set<number> {
  const found = new Set<number>();
  for (const { subjects } of findings) {
    for (const node of subjects) {
      found.add(node);
      if (nodes.kind(node) === 'account') for (const holder of holders.holdersOf(node)) found.add(holder);
    }
  }
  return found;
}

function evidenceOfKind(
  values: ReferenceClass,
  bySize: Int32Array,
  { nature, inputs }: Detector,
  shown: ReadonlySet<number>,
  baseline: StoredRates | undefined,
) {
  const { value, size } = values;
  const rates = baseline ? ratesFrom(baseline, values) : baseRates(values);
  const transfers = baseline ? baseline.transfers : size.reduce((sum, own) => sum + own, 0);
  const byMoney =
    nature === 'event' && transfers > 0 && inputs.flat().some((input) => input.startsWith('transactions.'));
  const p = rates.p.map((base, i) => {
    const chance = byMoney ? chanceOfEvent(rates.reach[i]!, transfers, size[rates.position[i]!]!) : 0;
    return Math.max(base, chance);
  });
  const bans = p.map((rate, i) => {
    if (nature === 'statutory') return FAMILY_CAP_BANS;
    return nature === 'state' ? bansOf(rate) * value[rates.position[i]!]! : bansOf(rate);
  });
  const nodeOf = (i: number) => bySize[rates.position[i]!]!;
  const order = Array.from(bans.keys()).filter((i) => bans[i]! > 0 || shown.has(nodeOf(i)));
  order.sort((a, b) => nodeOf(a) - nodeOf(b));
  return {
    node: Int32Array.from(order, nodeOf),
    value: Float64Array.from(order, (i) => value[rates.position[i]!]!),
    size: new Int32Array(order.length).fill(baseline ? baseline.all.size + 1 : bySize.length),
    reach: Int32Array.from(order, (i) => rates.reach[i]!),
    peers: Int32Array.from(order, (i) => rates.peers[i]!),
    peersReach: Int32Array.from(order, (i) => rates.peersReach[i]!),
    p: Float64Array.from(order, (i) => p[i]!),
    bans: Float64Array.from(order, (i) => bans[i]!),
  };
}

/**
 * An event needs an expectation, not only a base rate: if `reach` entities with `all` transfers in total have one, somebody with `own`
 * transfers has at least one by chance with 1 − exp(−reach · own / all) (Poisson). Writing every transfer twice changes nothing.
 */
export function chanceOfEvent(reach: number, all: number, own: number): number {
  return -Math.expm1((-reach * own) / all);
}

function joined<T extends Int32Array | Float64Array>(make: new (length: number) => T, parts: readonly T[]): T {
  const all = new make(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part as never, at);
    at += part.length;
  }
  return all;
}
