import { ROLES } from '../../model/vocabulary.ts';
import { movementTypes, TRANSFER } from '../cash.ts';
import { buildCsr, type Csr } from '../csr.ts';
import { accountParties, accountsByHolder } from '../parties.ts';
import type { Projection, RowRef } from '../projection.ts';
import { rowOf } from '../row-ref.ts';
import { isValidNow } from '../valid-now.ts';
import type { ClusterAccounts } from './cluster-accounts.ts';
import type { ClusterExit } from './cluster-exits.ts';
import type { RelayedExit } from './relayed-exits.ts';

/** A person on the shortest ways from a cluster's firms to those who turn its money into cash or crypto. */
export interface Organiser {
  cluster: number;
  person: number;
  /** Share of the shortest ways that lead over the person, mean over the firms that have one; in [0, 1]. */
  between: number;
  /** Roles in the cluster's firms that say so, and transfers that the person started on accounts of others. */
  roles: RowRef[];
  acted: number[];
  firms: number;
  exits: number;
}

const ACCOUNTANT = ROLES.indexOf('accountant');

export interface OrganiserQuery {
  /** Exits by cluster: who takes its money and turns it into cash or crypto. */
  exits: ReadonlyMap<number, readonly ClusterExit[]>;
  /** By cluster: those who cash its money after one other passed it on. */
  relays: ReadonlyMap<number, readonly RelayedExit[]>;
  /** Most edges of one cluster's neighbourhood. */
  budget: number;
}

export interface Organisers {
  found: Organiser[];
  /** Clusters that were looked at, and those whose neighbourhood was larger than the budget: they were not. */
  searched: number;
  cut: number;
}

/**
 * Betweenness of persons between the firms of a cluster and its exits (Brandes, *A faster algorithm for betweenness centrality*, 2001,
 * restricted to these ends). The ways: firm and person by role (an accountant serves many and ties nobody), payer to payee by
 * transfer, person to the holder of an account on which the person acted. By cluster, then person.
 */
export function organisers(projection: Projection, clusters: ClusterAccounts, query: OrganiserQuery): Organisers {
  const { transfers, nodes, roles } = projection;
  const firstAccount = nodes.range.account.start;
  const types = movementTypes(projection);
  const parties = accountParties(projection);
  const accounts = accountsByHolder(projection);
  const actors = actions(projection, parties);
  const found: Organiser[] = [];
  let searched = 0;
  let cut = 0;
  for (const [cluster, firms] of clusters.firms.entries()) {
    const exits = query.exits.get(cluster);
    const relays = query.relays.get(cluster) ?? [];
    if (firms.length === 0 || (!exits && relays.length === 0)) continue;
    const targets = new Set([...(exits ?? []), ...relays].map(({ party }) => party));
    const graph = neighbourhood(firms, targets, relays);
    if (!graph) {
      cut++;
      continue;
    }
    searched++;
    for (const [person, between] of betweenPersons(firms, targets, graph)) {
      const own = rolesIn(person, new Set(firms));
      found.push({ cluster, person, between, ...own, acted: actedFor(person, graph), exits: targets.size });
    }
  }
  return { found: found.sort((a, b) => a.cluster - b.cluster || a.person - b.person), searched, cut };

  /** Ways of everyone within reach: from firms and their people over payees and actors to the exits. */
  function neighbourhood(
    firms: readonly number[],
    targets: ReadonlySet<number>,
    relays: readonly RelayedExit[],
  ): Map<number, number[]> | null {
    const ways = new Map<number, number[]>();
    let edges = 0;
    const add = (from: number, to: number) => {
      const known = ways.get(from);
      if (!known) ways.set(from, [to]);
      else known.push(to);
      edges++;
    };
    const inside = new Set(firms);
    const people = new Set<number>();
    const vias = new Set(relays.map(({ via }) => via));
    for (const { via, party } of relays) if (via !== party) add(via, party);
    for (const firm of firms) {
      for (let i = roles.in.offsets[firm]!; i < roles.in.offsets[firm + 1]!; i++) {
        const role = roles.in.edges[i]!;
        const person = roles.from[role]!;
        if (nodes.kind(person) !== 'person' || roles.role[role] === ACCOUNTANT || !isValidNow(projection, roles, role))
          continue;
        add(firm, person);
        add(person, firm);
        people.add(person);
      }
      const payees = new Set<number>();
      eachPayment(firm, (payee) => payees.add(payee));
      for (const payee of payees) if (inside.has(payee) || targets.has(payee) || vias.has(payee)) add(firm, payee);
      if (edges > query.budget) return null;
    }
    for (const target of targets) {
      for (const person of actors.of(target)) {
        if (person !== target) add(person, target);
      }
    }
    for (const person of people) {
      const payees = new Set<number>();
      eachPayment(person, (payee) => payees.add(payee));
      for (const payee of payees) if (targets.has(payee)) add(person, payee);
      if (edges > query.budget) return null;
    }
    for (const [from, to] of ways)
      ways.set(
        from,
        [...new Set(to)].sort((a, b) => a - b),
      );
    return ways;
  }

  function eachPayment(party: number, take: (payee: number) => void): void {
    for (let a = accounts.offsets[party]!; a < accounts.offsets[party + 1]!; a++) {
      const account = firstAccount + accounts.edges[a]!;
      for (let i = transfers.out.offsets[account]!; i < transfers.out.offsets[account + 1]!; i++) {
        const edge = transfers.out.edges[i]!;
        if (types[edge] === TRANSFER) take(parties[transfers.to[edge]! - firstAccount]!);
      }
    }
  }

  function betweenPersons(
    firms: readonly number[],
    targets: ReadonlySet<number>,
    ways: ReadonlyMap<number, readonly number[]>,
  ): [number, number][] {
    const sum = new Map<number, number>();
    let reaching = 0;
    for (const firm of firms) {
      const { order, paths, before, reached } = shortestWays(firm, targets, ways);
      if (reached === 0) continue;
      reaching++;
      const share = new Map<number, number>();
      for (let i = order.length - 1; i >= 0; i--) {
        const node = order[i]!;
        const through = (share.get(node) ?? 0) + (targets.has(node) ? 1 / reached : 0);
        for (const previous of before.get(node) ?? []) {
          share.set(previous, (share.get(previous) ?? 0) + (through * paths.get(previous)!) / paths.get(node)!);
        }
        if (node !== firm && nodes.kind(node) === 'person')
          sum.set(node, (sum.get(node) ?? 0) + (share.get(node) ?? 0));
      }
    }
    return [...sum].filter(([, between]) => between > 0).map(([person, between]) => [person, between / reaching]);
  }

  function rolesIn(person: number, firms: ReadonlySet<number>): { roles: RowRef[]; firms: number } {
    const rows: RowRef[] = [];
    const held = new Set<number>();
    for (let i = roles.out.offsets[person]!; i < roles.out.offsets[person + 1]!; i++) {
      const role = roles.out.edges[i]!;
      if (!firms.has(roles.to[role]!) || roles.role[role] === ACCOUNTANT || !isValidNow(projection, roles, role))
        continue;
      rows.push(rowOf(roles, role));
      held.add(roles.to[role]!);
    }
    return { roles: rows, firms: held.size };
  }

  function actedFor(person: number, ways: ReadonlyMap<number, readonly number[]>): number[] {
    const to = new Set(ways.get(person) ?? []);
    return actors.edges(person).filter((edge) => to.has(parties[transfers.from[edge]! - firstAccount]!));
  }
}

/** Breadth first from one firm: nodes in order, number of shortest ways to each, and what comes just before it. */
function shortestWays(
  source: number,
  targets: ReadonlySet<number>,
  ways: ReadonlyMap<number, readonly number[]>,
): { order: number[]; paths: Map<number, number>; before: Map<number, number[]>; reached: number } {
  const depth = new Map([[source, 0]]);
  const paths = new Map([[source, 1]]);
  const before = new Map<number, number[]>();
  const order = [source];
  let reached = 0;
  for (let i = 0; i < order.length; i++) {
    const node = order[i]!;
    if (targets.has(node)) {
      reached++;
      continue;
    }
    for (const next of ways.get(node) ?? []) {
      if (!depth.has(next)) {
        depth.set(next, depth.get(node)! + 1);
        order.push(next);
      }
      if (depth.get(next) !== depth.get(node)! + 1) continue;
      paths.set(next, (paths.get(next) ?? 0) + paths.get(node)!);
      const known = before.get(next);
      if (known) known.push(node);
      else before.set(next, [node]);
    }
  }
  return { order, paths, before, reached };
}

/** Who acted (`payer_id`) on accounts of others. */
function actions(
  { transfers, nodes }: Projection,
  parties: Int32Array,
): { of: (party: number) => number[]; edges: (person: number) => number[] } {
  const { start, end } = nodes.range.person;
  const partyOf = new Int32Array(transfers.count).fill(-1);
  const personOf = new Int32Array(transfers.count).fill(-1);
  for (let edge = 0; edge < transfers.count; edge++) {
    const payer = transfers.payer[edge]!;
    const from = transfers.from[edge]!;
    if (payer < start || payer >= end || from < 0) continue;
    const party = parties[from - nodes.range.account.start]!;
    if (party === payer) continue;
    partyOf[edge] = party;
    personOf[edge] = payer;
  }
  const byParty = buildCsr(nodes.count, partyOf, { skipBlank: true });
  const byPerson = buildCsr(nodes.count, personOf, { skipBlank: true });
  const slice = ({ offsets, edges }: Csr, node: number) => [...edges.subarray(offsets[node]!, offsets[node + 1]!)];
  return {
    of: (party) => [...new Set(slice(byParty, party).map((edge) => transfers.payer[edge]!))].sort((a, b) => a - b),
    edges: (person) => slice(byPerson, person),
  };
}
