import type { Nodes } from '../graph/projection.ts';
import type { Contribution, EntityScore, Finding } from '../model/finding.ts';
import { byCodePoint } from '../model/order.ts';
import { SCORED_KINDS } from './activity.ts';
import type { DetectorRuns } from './choose-rules.ts';
import { MICRO } from './contributions.ts';
import { explainedBy, mitigationText, unexplained } from './mitigations.ts';
import { type NodeEvidence, nodeMillionths, nodeScore, type Scores } from './score.ts';

/** Findings by node: those it is a subject of, and those of the accounts it holds. */
function findingsByNode(nodes: Nodes, { drafts }: DetectorRuns, { holders }: Scores): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  const add = (node: number, position: number) => {
    const known = found.get(node);
    if (known) known.add(position);
    else found.set(node, new Set([position]));
  };
  for (const [position, { subjects }] of drafts.entries()) {
    for (const node of subjects) {
      add(node, position);
      if (nodes.kind(node) === 'account') for (const holder of holders.holdersOf(node)) add(holder, position);
    }
  }
  return found;
}

/** Entities with a score, each made when it is walked to: all of a country would not fit into memory at once. */
export interface EntityRecords extends Iterable<EntityScore> {
  readonly count: number;
}

/** Every company, person and account with a score above 0: highest first, then by id. */
export function entityRecords(
  nodes: Nodes,
  runs: DetectorRuns,
  scores: Scores,
  findings: readonly Finding[],
  clusterIdOf: (node: number) => string | null,
): EntityRecords {
  const byNode = findingsByNode(nodes, runs, scores);
  const order = nodesByScore(nodes, scores);
  return {
    count: order.length,
    *[Symbol.iterator]() {
      for (const node of order) {
        const { score, parts } = nodeScore(scores, node);
        const ids = findingIdsByIndicator(byNode.get(node) ?? [], findings);
        const indicators = contributionsAt(scores, node, parts, ids);
        const mitigations = mitigationsAt(scores, node);
        yield { id: nodes.id(node), score, cluster: clusterIdOf(node), indicators, ...mitigations };
      }
    },
  };
}

/** Nodes are numbered in the order of their ids; one number holds score and node, so that the native sort of floats orders both. */
function nodesByScore(nodes: Nodes, scores: Scores): Int32Array {
  const keys = new Float64Array(nodes.count);
  let count = 0;
  for (const kind of SCORED_KINDS) {
    const { start, end } = nodes.range[kind];
    for (let node = start; node < end; node++) {
      if (!(scores.bans[node]! > 0)) continue;
      const millionths = nodeMillionths(scores, node);
      if (millionths > 0) keys[count++] = (MICRO - millionths) * nodes.count + node;
    }
  }
  const sorted = keys.subarray(0, count).sort();
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = sorted[i]! % nodes.count;
  return order;
}

function contributionsAt(
  scores: Scores,
  node: number,
  parts: readonly NodeEvidence[],
  ids: Map<string, string[]>,
): Contribution[] {
  const indicators: Contribution[] = parts.flatMap(({ indicator, row, contribution, countedIn }) => {
    const evidence = scores.indicators[indicator]!;
    const own = ids.get(evidence.indicator);
    ids.delete(evidence.indicator);
    if (!own && !(evidence.bans[row]! > 0)) return [];
    return {
      indicator: evidence.indicator,
      contribution,
      findings: own ?? [],
      value: evidence.value[row]!,
      reference: { size: evidence.size[row]!, reach: evidence.reach[row]! },
      peers: { size: evidence.peers[row]!, reach: evidence.peersReach[row]! },
      p: evidence.p[row]!,
      bans: evidence.bans[row]!,
      ...explained(scores, node, evidence.indicator),
      ...(countedIn === null ? {} : { countedIn: scores.indicators[countedIn]!.indicator }),
    };
  });
  for (const [indicator, own] of ids) indicators.push({ indicator, contribution: 0, findings: own });
  return indicators.sort(byContribution);
}

function explained({ mitigations }: Scores, node: number, indicator: string): Pick<Contribution, 'explained'> {
  if (!mitigations.has(node)) return {};
  const left = unexplained(mitigations, node, indicator);
  return left < 1 ? { explained: 1 - left } : {};
}

function mitigationsAt({ mitigations }: Scores, node: number): Pick<EntityScore, 'mitigations'> {
  const own = mitigations.get(node);
  if (!own) return {};
  const records = own.map((mitigation) => ({
    kind: mitigation.kind,
    share: mitigation.share,
    indicators: explainedBy(mitigation.kind),
    text: mitigationText(mitigation),
  }));
  return { mitigations: records.sort((a, b) => byCodePoint(a.kind, b.kind)) };
}

/** Ids of findings by indicator, sorted. */
export function findingIdsByIndicator(
  positions: Iterable<number>,
  findings: readonly Finding[],
): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const position of positions) {
    const { indicator, id } = findings[position]!;
    const known = ids.get(indicator);
    if (known) known.push(id);
    else ids.set(indicator, [id]);
  }
  for (const own of ids.values()) own.sort(byCodePoint);
  return ids;
}

/** Largest contribution first, then by code. */
export function byContribution(a: Contribution, b: Contribution): number {
  return b.contribution - a.contribution || byCodePoint(a.indicator, b.indicator);
}
