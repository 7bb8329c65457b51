import type { Projection } from '../graph/projection.ts';
import type { ClusterKind } from '../model/vocabulary.ts';
import type { DetectorRuns } from './choose-rules.ts';
import { type Holders, isCashEnd } from './holders.ts';

/** What a cluster grows from: one finding. */
export interface Seed {
  readonly kind: ClusterKind;
  /** Position in `DetectorRuns.drafts`. */
  readonly draft: number;
  readonly score: number;
  /** Nodes the finding is about: two seeds that share one belong together. Ascending; no cash ends. */
  readonly core: readonly number[];
  /** Nodes that are on it without it being about them: who only paid in, a hub's regular counterparties. They join, but link nothing. */
  readonly rim: readonly number[];
}

/** Indicators that make a company under common control a shell (contracts: Kinds). */
const SHELL_INDICATORS: ReadonlySet<string> = new Set(
  'R07 R08 R09 R10 R11 R12 R13 R14 T01 T02 T03 T05 T06 T07 T08 N02 N07 M01'.split(' '),
);
const CHAINS: ReadonlySet<string> = new Set(['M04', 'M15', 'M20']);
const HUBS: ReadonlySet<string> = new Set(['M16', 'M17']);
/** Rings and motifs: closed paths, and money split and rejoined or moved in layers. */
const RINGS: ReadonlySet<string> = new Set(['M06', 'M07', 'M08', 'T06']);

/** A counterparty is regular from this many transfers with the hub (ours). */
const REGULAR_TRANSFERS = 3;
/** Firms under common control that a shell-cluster needs. */
export const LEAST_COMPANIES = 3;

/** Seeds of all kinds, in the order of the findings. */
export function clusterSeeds(projection: Projection, runs: DetectorRuns, holders: Holders): Seed[] {
  const shells = nodesWithShellIndicator(projection, runs, holders);
  const seeds: Seed[] = [];
  for (const [position, { rule, draft, subjects }] of runs.drafts.entries()) {
    const { indicator } = runs.ran[rule]!.detector;
    const add = (kind: ClusterKind, core: Iterable<number>, rim: Iterable<number> = []) => {
      const inside = kind === 'shell-cluster' ? new Set(core) : withHolders(projection, holders, core);
      if (inside.size === 0) return;
      const outside = withHolders(projection, holders, rim);
      for (const node of inside) outside.delete(node);
      seeds.push({ kind, draft: position, score: draft.score, core: ascending(inside), rim: ascending(outside) });
    };
    if (CHAINS.has(indicator)) {
      const { core, rim } = chainEnds(projection, subjects, draft.transfers ?? []);
      add('cash-out-group', core, rim);
    } else if (HUBS.has(indicator)) {
      add('exchange-hub', subjects, regularCounterparties(projection, holders, subjects));
    } else if (indicator === 'N01') {
      const companies = subjects.filter((node) => projection.nodes.kind(node) === 'company');
      if (companies.length >= LEAST_COMPANIES && companies.some((node) => shells.has(node)))
        add('shell-cluster', companies);
    } else if (RINGS.has(indicator)) {
      add('laundering-ring', [...subjects, ...parties(projection, draft.transfers ?? [])]);
    }
  }
  return seeds;
}

/** Companies that are a subject of a shell indicator's finding, themselves or through an account. */
function nodesWithShellIndicator(projection: Projection, runs: DetectorRuns, holders: Holders): Set<number> {
  const found = new Set<number>();
  for (const { rule, subjects } of runs.drafts) {
    if (!SHELL_INDICATORS.has(runs.ran[rule]!.detector.indicator)) continue;
    for (const node of withHolders(projection, holders, subjects)) found.add(node);
  }
  return found;
}

/** Who only paid in is the rim; who received, or took out cash, is the core. A chain without transfers is all core. */
function chainEnds(projection: Projection, subjects: readonly number[], edges: readonly number[]) {
  const { from, to } = projection.transfers;
  const onIt = new Set<number>();
  const core = new Set<number>();
  for (const edge of edges) {
    const source = from[edge]!;
    const target = to[edge]!;
    if (source >= 0) onIt.add(source);
    if (target >= 0) onIt.add(target);
    if (target < 0 || isCashEnd(projection, target)) core.add(source);
    else core.add(target);
  }
  for (const node of subjects) {
    if (projection.nodes.kind(node) !== 'account' || !onIt.has(node)) core.add(node);
  }
  const rim = [...onIt].filter((node) => !core.has(node));
  const holdsRim = new Set(rim);
  for (const node of subjects) {
    // A holder named as a subject is on the rim where all its accounts on the chain are.
    if (projection.nodes.kind(node) === 'account') continue;
    const { offsets, edges: holdings } = projection.holdings.out;
    let own = 0;
    let paying = 0;
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      const account = projection.holdings.to[holdings[i]!]!;
      if (onIt.has(account)) own++;
      if (holdsRim.has(account)) paying++;
    }
    if (own > 0 && own === paying) {
      core.delete(node);
      rim.push(node);
    }
  }
  core.delete(-1);
  return { core, rim };
}

function parties({ transfers }: Projection, edges: readonly number[]): number[] {
  return edges.flatMap((edge) => [transfers.from[edge]!, transfers.to[edge]!]);
}

function regularCounterparties(projection: Projection, holders: Holders, subjects: readonly number[]): number[] {
  const { transfers, nodes } = projection;
  const count = new Map<number, number>();
  for (const subject of subjects) {
    const accounts = nodes.kind(subject) === 'account' ? [subject] : holders.accountsOf(subject);
    for (const account of accounts) {
      for (const [csr, other] of [
        [transfers.out, transfers.to],
        [transfers.in, transfers.from],
      ] as const) {
        for (let i = csr.offsets[account]!; i < csr.offsets[account + 1]!; i++) {
          const node = other[csr.edges[i]!]!;
          if (node >= 0) count.set(node, (count.get(node) ?? 0) + 1);
        }
      }
    }
  }
  return [...count].filter(([, n]) => n >= REGULAR_TRANSFERS).map(([node]) => node);
}

/** Companies, persons and accounts among the nodes, with the holders of those accounts; without cash ends. */
function withHolders(projection: Projection, holders: Holders, nodes: Iterable<number>): Set<number> {
  const all = new Set<number>();
  for (const node of nodes) {
    if (node < 0 || isCashEnd(projection, node)) continue;
    const kind = projection.nodes.kind(node);
    if (kind === 'address' || kind === 'contact') continue;
    all.add(node);
    if (kind === 'account') for (const holder of holders.holdersOf(node)) all.add(holder);
  }
  return all;
}

function ascending(nodes: Iterable<number>): number[] {
  return [...nodes].sort((a, b) => a - b);
}
