import type { Family } from '../detectors/detector.ts';
import { buildCsr, type Csr } from '../graph/csr.ts';
import type { StoredRates } from '../model/finding.ts';
import { byCodePoint } from '../model/order.ts';
import type { Activity } from './activity.ts';
import { FAMILY_CAP_BANS } from './bans.ts';
import { dealScore } from './contributions.ts';
import type { Holders } from './holders.ts';
import type { IndicatorEvidence, MeasuredNodes } from './indicator-evidence.ts';
import type { Ground } from './rule-result.ts';

/** Evidence of one family per node. */
interface FamilyEvidence {
  readonly family: Family;
  /** Bans by node: the strongest indicator, at most the cap. */
  readonly bans: Float64Array;
  /** 1 where at least one indicator of the family has a known value. */
  readonly known: Uint8Array;
}

export interface Scores {
  /** By code. */
  readonly indicators: readonly IndicatorEvidence[];
  /** By name. */
  readonly families: readonly FamilyEvidence[];
  /** Summed evidence by node, in bans. */
  readonly bans: Float64Array;
  /** 1 for nodes about which at least one indicator knows something. */
  readonly known: Uint8Array;
  /** Entries of `entries` by node. */
  readonly entriesOf: Csr;
  readonly entries: { readonly indicator: Int32Array; readonly row: Int32Array };
  /** Base rates of this population, by indicator, then kind. */
  readonly stored: readonly StoredRates[];
  readonly holders: Holders;
  readonly activity: Activity;
}

/** Collects the evidence of rules in any order, so that what each of them knows need not be kept. */
export interface Scoring {
  /** Takes the evidence of the rule at a position in the order of codes. */
  add(position: number, measured: MeasuredNodes): void;
  finish(): Scores;
}

/**
 * Scores every company, person and account: evidence of each indicator from how rare its value is among comparable entities, the
 * strongest of each family, at most 1.9 bans a family, summed (docs/method.md).
 */
export function startScoring({ projection, holders, activity }: Ground): Scoring {
  const taken: [position: number, evidence: IndicatorEvidence, stored: readonly StoredRates[]][] = [];
  const families = new Map<Family, FamilyEvidence>();
  const known = new Uint8Array(projection.nodes.count);
  return {
    add(position, measured) {
      taken.push([position, measured.evidence, measured.stored]);
      const family = familyOf(families, measured.evidence.family, projection.nodes.count);
      for (let node = 0; node < known.length; node++) {
        if (measured.known[node]) known[node] = family.known[node] = 1;
      }
      const { node, bans } = measured.evidence;
      for (let i = 0; i < node.length; i++) {
        const at = node[i]!;
        family.bans[at] = Math.min(FAMILY_CAP_BANS, Math.max(family.bans[at]!, bans[i]!));
      }
    },
    finish() {
      taken.sort(([a], [b]) => a - b);
      const indicators = taken.map(([, evidence]) => evidence);
      const ordered = [...families.values()].sort((a, b) => byCodePoint(a.family, b.family));
      const bans = new Float64Array(projection.nodes.count);
      for (const family of ordered) for (let node = 0; node < bans.length; node++) bans[node]! += family.bans[node]!;
      return {
        indicators,
        families: ordered,
        bans,
        known,
        stored: taken.flatMap(([, , stored]) => stored),
        holders,
        activity,
        ...indexEntries(indicators, bans.length),
      };
    },
  };
}

function familyOf(families: Map<Family, FamilyEvidence>, family: Family, nodes: number): FamilyEvidence {
  let found = families.get(family);
  if (!found) {
    found = { family, bans: new Float64Array(nodes), known: new Uint8Array(nodes) };
    families.set(family, found);
  }
  return found;
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
  return { entriesOf: buildCsr(nodes, nodeOf), entries: { indicator, row } };
}

/** One indicator's evidence at one node, and its part of the score. */
export interface NodeEvidence {
  /** Position in `Scores.indicators`, and row of its columns. */
  readonly indicator: number;
  readonly row: number;
  readonly contribution: number;
  /** Position of the family's strongest indicator where that is another one. */
  readonly countedIn: number | null;
}

/** Score of a node in whole millionths with the parts of its indicators, which add up to it; indicators by code. */
export function nodeScore(scores: Scores, node: number): { score: number; parts: NodeEvidence[] } {
  const { entriesOf, entries, indicators } = scores;
  const own: { indicator: number; row: number; bans: number }[] = [];
  for (let i = entriesOf.offsets[node]!; i < entriesOf.offsets[node + 1]!; i++) {
    const entry = entriesOf.edges[i]!;
    const indicator = entries.indicator[entry]!;
    const row = entries.row[entry]!;
    own.push({ indicator, row, bans: indicators[indicator]!.bans[row]! });
  }
  const strongest = new Map<Family, { indicator: number; bans: number }>();
  for (const { indicator, bans } of own) {
    const { family } = indicators[indicator]!;
    const best = strongest.get(family);
    if (bans > 0 && (!best || bans > best.bans)) strongest.set(family, { indicator, bans });
  }
  const leaders = [...strongest.values()].sort((a, b) => a.indicator - b.indicator);
  const dealt = dealScore(leaders.map(({ bans }) => Math.min(FAMILY_CAP_BANS, bans)));
  const partOf = new Map(leaders.map(({ indicator }, i) => [indicator, dealt.parts[i]!]));
  return {
    score: dealt.score,
    parts: own.map(({ indicator, row, bans }) => {
      const leader = strongest.get(indicators[indicator]!.family);
      const counted = bans > 0 && leader && leader.indicator !== indicator ? leader.indicator : null;
      return { indicator, row, contribution: partOf.get(indicator) ?? 0, countedIn: counted };
    }),
  };
}
