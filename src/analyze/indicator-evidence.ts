import type { Detection, Detector, Draft, Family } from '../detectors/detector.ts';
import { gathered } from '../graph/gathered.ts';
import { giveBackUnknown, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import type { StoredRates } from '../model/finding.ts';
import { type Activity, SCORED_KINDS } from './activity.ts';
import { bansOf, FAMILY_CAP_BANS } from './bans.ts';
import { baseRates, type ReferenceClass } from './base-rates.ts';
import type { Adjacency, Holders } from './holders.ts';
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

/** Turns what a rule measured into evidence; null where it measured nobody. */
export type EvidenceMaker = (detector: Detector, detection: Detection) => MeasuredNodes | null;

/**
 * Makes evidence of what rules measured: values of accounts also count for their holders, base rates are taken within a kind,
 * and a state counts by its value (materiality), an event in full, a statutory fact as its family's cap. The work grows with the
 * entities that a rule knows, not with all there are.
 */
export function evidenceMaker(
  { nodes }: Projection,
  holders: Holders,
  activity: Activity,
  baseline: readonly StoredRates[] = [],
): EvidenceMaker {
  /** 1 for subjects of a rule's findings and their holders; blank between rules. */
  const shown = new Uint8Array(nodes.count);
  return (detector, detection) => {
    if (!detection.measured) return null;
    const { indicator, version } = detector;
    const value = unknownValues(nodes.count);
    const known = new Uint8Array(nodes.count);
    spread(value, indicator, detection.measured);
    const judged = detection.measured.node;
    const held = countForHolders(value, detector.nature === 'state', nodes, holders, activity);
    const named = nodesOfFindings(detection.findings, nodes, holders);
    for (const node of named) shown[node] = 1;
    const stored: StoredRates[] = [];
    const parts = SCORED_KINDS.map((kind) => {
      const { bySize, values } = referenceClass(activity, kind, value);
      if (bySize.length > 0) stored.push(storedRates(values, { indicator, version, kind }));
      const rates = baseline.find((r) => r.indicator === indicator && r.version === version && r.kind === kind);
      return evidenceOfKind(values, bySize, detector, shown, rates);
    });
    for (const list of [judged, held]) {
      for (let i = 0; i < list.length; i++) {
        const node = list[i]!;
        if (!Number.isNaN(value[node]!)) known[node] = 1;
        value[node] = Number.NaN;
      }
    }
    giveBackUnknown(value);
    for (const node of named) shown[node] = 0;
    return { known, stored, evidence: { indicator, family: detector.family, ...joinedParts(parts) } };
  };
}

/** Nodes of a kind whose value is known, by number of transfers, with their values. */
function referenceClass(
  { bySize, sizes }: Activity,
  kind: (typeof SCORED_KINDS)[number],
  value: Float64Array,
): { bySize: Int32Array; values: ReferenceClass } {
  const all = bySize[kind];
  const transfers = sizes[kind];
  const node = new Int32Array(all.length);
  const known = new Float64Array(all.length);
  const size = new Float64Array(all.length);
  let count = 0;
  for (let i = 0; i < all.length; i++) {
    const v = value[all[i]!]!;
    if (Number.isNaN(v)) continue;
    node[count] = all[i]!;
    known[count] = v;
    size[count++] = transfers[i]!;
  }
  return {
    bySize: node.subarray(0, count),
    values: { value: known.subarray(0, count), size: size.subarray(0, count) },
  };
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
 * turnover, so that a trifle in a large firm stays a trifle. Answers those holders.
 */
function countForHolders(
  value: Float64Array,
  isState: boolean,
  nodes: Projection['nodes'],
  { byAccount, byHolder }: Holders,
  { turnover, transfers }: Activity,
): readonly number[] {
  const { start, end } = nodes.range.account;
  const { offsets, ends } = byAccount;
  const found: number[] = [];
  for (let account = start; account < end; account++) {
    if (Number.isNaN(value[account]!)) continue;
    for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
      const holder = ends[i]!;
      if (!Number.isNaN(value[holder]!)) continue;
      const byTurnover = isState ? weightedMean(byHolder, holder, value, turnover) : Number.NaN;
      const byTransfers =
        isState && Number.isNaN(byTurnover) ? weightedMean(byHolder, holder, value, transfers) : byTurnover;
      value[holder] = Math.min(1, Number.isNaN(byTransfers) ? highest(byHolder, holder, value) : byTransfers);
      found.push(holder);
    }
  }
  return found;
}

/** Of a holder's accounts with a known value; NaN where none of them weighs anything. */
function weightedMean(
  { offsets, ends }: Adjacency,
  holder: number,
  value: Float64Array,
  weight: Float64Array | Int32Array,
): number {
  let sum = 0;
  let total = 0;
  for (let i = offsets[holder]!; i < offsets[holder + 1]!; i++) {
    const account = ends[i]!;
    if (Number.isNaN(value[account]!)) continue;
    sum += value[account]! * weight[account]!;
    total += weight[account]!;
  }
  return total > 0 ? sum / total : Number.NaN;
}

function highest({ offsets, ends }: Adjacency, holder: number, value: Float64Array): number {
  let max = 0;
  for (let i = offsets[holder]!; i < offsets[holder + 1]!; i++) if (value[ends[i]!]! > max) max = value[ends[i]!]!;
  return max;
}

/** Subjects of a rule's findings, and the holders of those that are accounts. */
function nodesOfFindings(findings: readonly Draft[], nodes: Projection['nodes'], holders: Holders): Set<number> {
  const found = new Set<number>();
  for (const { subjects } of findings) {
    for (const node of subjects) {
      found.add(node);
      if (nodes.kind(node) === 'account') for (const holder of holders.holdersOf(node)) found.add(holder);
    }
  }
  return found;
}

type Columns = Omit<IndicatorEvidence, 'indicator' | 'family'>;

/** Evidence of the entities of one kind that have any, or a finding, in node order. */
function evidenceOfKind(
  { value, size }: ReferenceClass,
  bySize: Int32Array,
  { nature, inputs }: Detector,
  shown: Uint8Array,
  baseline: StoredRates | undefined,
): Columns {
  const rates = baseline ? ratesFrom(baseline, { value, size }) : baseRates({ value, size });
  const transfers = baseline ? baseline.transfers : sumOf(size);
  const byMoney =
    nature === 'event' && transfers > 0 && inputs.flat().some((input) => input.startsWith('transactions.'));
  const count = rates.position.length;
  const p = new Float64Array(count);
  const bans = new Float64Array(count);
  const keys = new Float64Array(count);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const at = rates.position[i]!;
    const chance = byMoney ? chanceOfEvent(rates.reach[i]!, transfers, size[at]!) : 0;
    p[i] = Math.max(rates.p[i]!, chance);
    if (nature === 'statutory') bans[i] = FAMILY_CAP_BANS;
    else bans[i] = nature === 'state' ? bansOf(p[i]!) * value[at]! : bansOf(p[i]!);
    // One number holds node and entry, so that the native sort of floats orders both.
    if (bans[i]! > 0 || shown[bySize[at]!]) keys[kept++] = bySize[at]! * count + i;
  }
  const sorted = keys.subarray(0, kept).sort();
  const order = new Int32Array(kept);
  for (let i = 0; i < kept; i++) order[i] = sorted[i]! % count;
  const at = gathered(rates.position, order);
  return {
    node: gathered(bySize, at),
    value: gathered(value, at),
    size: new Int32Array(kept).fill(baseline ? baseline.all.size + 1 : bySize.length),
    reach: gathered(rates.reach, order),
    peers: gathered(rates.peers, order),
    peersReach: gathered(rates.peersReach, order),
    p: gathered(p, order),
    bans: gathered(bans, order),
  };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Columns of several kinds one after the other. */
function joinedParts(parts: readonly Columns[]): Columns {
  const ints = (name: 'node' | 'size' | 'reach' | 'peers' | 'peersReach') =>
    joined(
      Int32Array,
      parts.map((part) => part[name]),
    );
  const floats = (name: 'value' | 'p' | 'bans') =>
    joined(
      Float64Array,
      parts.map((part) => part[name]),
    );
  return {
    node: ints('node'),
    value: floats('value'),
    size: ints('size'),
    reach: ints('reach'),
    peers: ints('peers'),
    peersReach: ints('peersReach'),
    p: floats('p'),
    bans: floats('bans'),
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
