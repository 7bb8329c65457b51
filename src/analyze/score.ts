import type { Family } from '../detectors/detector.ts';
import { buildCsr, type Csr } from '../graph/csr.ts';
import type { StoredRates } from '../model/finding.ts';
import { byCodePoint } from '../model/order.ts';
import type { Activity } from './activity.ts';
import { FAMILY_CAP_BANS } from './bans.ts';
import type { DetectorRuns } from './choose-rules.ts';
import { dealScore, millionthsOf } from './contributions.ts';
import { chooseCounted } from './counted-evidence.ts';
import type { Holders } from './holders.ts';
import type { IndicatorEvidence, MeasuredNodes } from './indicator-evidence.ts';
import { type Mitigations, mitigationsOf, unexplained } from './mitigations.ts';
import type { Ground } from './rule-result.ts';
import { type SameRows, sameRowsIn } from './shared-rows.ts';

/** Evidence of one family: what counts, node by node. */
interface FamilyEvidence {
  readonly family: Family;
  /** Its bit in `Scores.known`. */
  readonly bit: number;
  /** Nodes with evidence that counts, ascending. */
  readonly node: Int32Array;
  /** Bans beside them: of the indicator that counts, at most the cap. */
  readonly bans: Float64Array;
}

/** Evidence of all indicators, one entry each for a node and an indicator; the columns are parallel. */
interface Entries {
  readonly indicator: Int32Array;
  /** Row of the indicator's columns. */
  readonly row: Int32Array;
  /** Bans that count: of a family the strongest, of evidence on the same rows one, without what is explained; else 0. */
  readonly counted: Float64Array;
  /** Position of the indicator in which it is counted; its own where it counts, −1 where it weighs nothing. */
  readonly countedIn: Int32Array;
}

export interface Scores {
  /** By code. */
  readonly indicators: readonly IndicatorEvidence[];
  /** By name. */
  readonly families: readonly FamilyEvidence[];
  /** Summed evidence by node, in bans. */
  readonly bans: Float64Array;
  /** By node, the bits of the families of which at least one indicator knows something; 0 where none does. */
  readonly known: Uint16Array;
  /** Entries of `entries` by node. */
  readonly entriesOf: Csr;
  readonly entries: Entries;
  /** Base rates of this population, by indicator, then kind. */
  readonly stored: readonly StoredRates[];
  readonly holders: Holders;
  readonly mitigations: Mitigations;
  readonly activity: Activity;
}

/** Collects the evidence of rules in any order, so that what each of them knows need not be kept. */
export interface Scoring {
  /** Takes the evidence of the rule at a position in the order of codes. */
  add(position: number, measured: MeasuredNodes): void;
  /** Decides what counts, given what was found. */
  finish(runs: DetectorRuns): Scores;
}

/**
 * Scores every company, person and account: evidence of each indicator from how rare its value is among comparable entities, less what
 * a legitimate structure explains; of a family and of evidence on the same rows the strongest, at most 1.9 bans each, summed
 * (docs/method.md).
 */
export function startScoring({ projection, holders, activity }: Ground): Scoring {
  const taken: [position: number, evidence: IndicatorEvidence, stored: readonly StoredRates[]][] = [];
  const bitOf = new Map<Family, number>();
  const nodes = projection.nodes.count;
  const known = new Uint16Array(nodes);
  return {
    add(position, measured) {
      const { family } = measured.evidence;
      taken.push([position, measured.evidence, measured.stored]);
      if (!bitOf.has(family)) bitOf.set(family, 1 << bitOf.size);
      const bit = bitOf.get(family)!;
      for (let node = 0; node < nodes; node++) if (measured.known[node]) known[node]! |= bit;
    },
    finish(runs) {
      taken.sort(([a], [b]) => a - b);
      const indicators = taken.map(([, evidence]) => evidence);
      const mitigations = mitigationsOf(projection, holders);
      const { entriesOf, entries } = indexEntries(indicators, nodes);
      countEntries(indicators, entriesOf, entries, mitigations, sameRowsIn(projection, runs, holders));
      const families = [...bitOf]
        .sort(([a], [b]) => byCodePoint(a, b))
        .map(([family, bit]) => ({ family, bit, ...evidenceOfFamily(family, indicators, entriesOf, entries) }));
      const bans = new Float64Array(nodes);
      for (const family of families) {
        for (let i = 0; i < family.node.length; i++) bans[family.node[i]!]! += family.bans[i]!;
      }
      const stored = taken.flatMap(([, , rates]) => rates);
      return { indicators, families, bans, known, stored, holders, mitigations, activity, entriesOf, entries };
    },
  };
}

/** Nodes where something of a family counts, with its bans; of a family one indicator counts. */
function evidenceOfFamily(
  family: Family,
  indicators: readonly IndicatorEvidence[],
  { offsets, edges }: Csr,
  { indicator, counted }: Entries,
): Pick<FamilyEvidence, 'node' | 'bans'> {
  const isOwn = indicators.map((one) => one.family === family);
  let most = 0;
  for (const [code, { node }] of indicators.entries()) if (isOwn[code]) most += node.length;
  const found = { node: new Int32Array(most), bans: new Float64Array(most) };
  let count = 0;
  for (let node = 0; node + 1 < offsets.length; node++) {
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      const entry = edges[i]!;
      if (!isOwn[indicator[entry]!] || !(counted[entry]! > 0)) continue;
      found.node[count] = node;
      found.bans[count++] = counted[entry]!;
    }
  }
  return { node: found.node.slice(0, count), bans: found.bans.slice(0, count) };
}

function indexEntries(indicators: readonly IndicatorEvidence[], nodes: number): Pick<Scores, 'entries' | 'entriesOf'> {
  const count = indicators.reduce((sum, { node }) => sum + node.length, 0);
  const nodeOf = new Int32Array(count);
  const indicator = new Int32Array(count);
  const row = new Int32Array(count);
  let at = 0;
  for (const [code, { node }] of indicators.entries()) {
    for (let i = 0; i < node.length; i++, at++) {
      nodeOf[at] = node[i]!;
      indicator[at] = code;
      row[at] = i;
    }
  }
  const entries = { indicator, row, counted: new Float64Array(count), countedIn: new Int32Array(count).fill(-1) };
  return { entriesOf: buildCsr(nodes, nodeOf), entries };
}

/** Fills `counted` and `countedIn`, entity by entity. */
function countEntries(
  indicators: readonly IndicatorEvidence[],
  { offsets, edges }: Csr,
  entries: Entries,
  mitigations: Mitigations,
  sameRows: SameRows,
): void {
  for (let node = 0; node + 1 < offsets.length; node++) {
    const own = edges.subarray(offsets[node]!, offsets[node + 1]!);
    if (own.length === 0) continue;
    const evidence = Array.from(own, (entry) => {
      const { family, indicator, bans } = indicators[entries.indicator[entry]!]!;
      const left = mitigations.has(node) ? unexplained(mitigations, node, indicator) : 1;
      return { family, indicator, bans: Math.min(FAMILY_CAP_BANS, bans[entries.row[entry]!]! * left) };
    });
    const counted = chooseCounted(evidence, (a, b) => sameRows(node, evidence[a]!.indicator, evidence[b]!.indicator));
    for (const [i, entry] of own.entries()) {
      if (counted[i]! < 0) continue;
      entries.countedIn[entry] = entries.indicator[own[counted[i]!]!]!;
      if (counted[i] === i) entries.counted[entry] = evidence[i]!.bans;
    }
  }
}

/** One indicator's evidence at one node, and its part of the score. */
export interface NodeEvidence {
  /** Position in `Scores.indicators`, and row of its columns. */
  readonly indicator: number;
  readonly row: number;
  readonly contribution: number;
  /** Position of the indicator in which it is counted, where that is another one. */
  readonly countedIn: number | null;
}

/** Score of a node in whole millionths with the parts of its indicators, which add up to it; indicators by code. */
export function nodeScore({ entriesOf, entries }: Scores, node: number): { score: number; parts: NodeEvidence[] } {
  const own = entriesOf.edges.subarray(entriesOf.offsets[node]!, entriesOf.offsets[node + 1]!);
  const leaders = [...own].filter((entry) => entries.counted[entry]! > 0);
  const dealt = dealScore(leaders.map((entry) => entries.counted[entry]!));
  const partOf = new Map(leaders.map((entry, i) => [entry, dealt.parts[i]!]));
  const parts = Array.from(own, (entry): NodeEvidence => {
    const indicator = entries.indicator[entry]!;
    const countedIn = entries.countedIn[entry]!;
    return {
      indicator,
      row: entries.row[entry]!,
      contribution: partOf.get(entry) ?? 0,
      countedIn: countedIn < 0 || countedIn === indicator ? null : countedIn,
    };
  });
  return { score: dealt.score, parts };
}

/** Score of a node in whole millionths, as `nodeScore` has it. */
export function nodeMillionths({ entriesOf, entries }: Scores, node: number): number {
  let total = 0;
  for (let i = entriesOf.offsets[node]!; i < entriesOf.offsets[node + 1]!; i++) {
    const counted = entries.counted[entriesOf.edges[i]!]!;
    if (counted > 0) total += counted;
  }
  return millionthsOf(total);
}
