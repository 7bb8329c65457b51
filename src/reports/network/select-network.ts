import type { Projection } from '../../graph/projection.ts';
import type { Cluster } from '../../model/finding.ts';
import { byCodePoint } from '../../model/order.ts';
import { ACCOUNT_KINDS, NODE_KINDS, type NodeKind } from '../../model/vocabulary.ts';
import type { RunIndex } from '../run-index.ts';
import { type ActorOf, collectEdges } from './collect-edges.ts';
import { entityView, neighboursOf } from './entity-view.ts';
import { layoutNetwork } from './layout.ts';
import { sizeOf } from './money-sums.ts';
import type { NetworkView, ViewEdge, ViewNode } from './network-view.ts';

/** Parties outside a cluster that are drawn with it: the largest payers and recipients, and what several members share. */
const CONTEXT_PARTIES = 6;
const CONTEXT_SHARED = 4;
const SHARED_BY_AT_LEAST = 3;
/** Outside parties below this share of the largest on their side say little. */
const CONTEXT_LEAST = 0.1;
/** Lines that a picture can carry: some for any, more for more nodes; relations first, then money by amount. */
const MAX_EDGES = (nodes: number) => Math.max(30, Math.round(nodes * 1.6));

const ONLY_ITSELF = new Set(['card', 'wallet', 'atm', 'cash'].map((kind) => ACCOUNT_KINDS.indexOf(kind as 'card')));

/** Accounts stand for their holder, except cards, wallets and cash ends of people, which are steps of their own. */
function actorOf(projection: Projection): ActorOf {
  const { accounts, nodes } = projection;
  const { start, end } = nodes.range.account;
  const people = nodes.range.person.start;
  return (account) => {
    if (account < start || account >= end) return account;
    const holder = accounts.holder[account - start]!;
    if (holder < 0) return account;
    return ONLY_ITSELF.has(accounts.kind[account - start]!) && holder >= people ? account : holder;
  };
}

/**
 * The picture of a cluster: members by risk (firms' accounts folded into the firm, cards and cash ends as steps of their
 * own), the outside parties with the largest amounts, addresses and contacts that at least three members share.
 * At most `maxNodes` nodes; `total` counts all members, all outside parties and everything shared, drawn or not.
 */
export function clusterNetwork(
  projection: Projection,
  index: RunIndex,
  cluster: Cluster,
  options: { maxNodes?: number; maxEdges?: number } = {},
): NetworkView {
  const maxNodes = options.maxNodes ?? 40;
  const actor = actorOf(projection);
  const accountsOf = new Map<number, Set<number>>();
  for (const id of cluster.members) {
    const node = projection.nodes.find(id);
    if (node >= 0) addTo(accountsOf, actor(node), node);
  }
  for (const node of [...accountsOf.keys()]) {
    const { offsets, edges } = projection.holdings.out;
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      const account = projection.holdings.to[edges[i]!]!;
      if (actor(account) === node) addTo(accountsOf, node, account);
    }
  }
  const organisers = new Set(cluster.organisers);
  const members = [...accountsOf.keys()].map((node) => entityView(projection, index, node));
  for (const member of members) member.cluster = cluster.id;
  members.sort(
    (a, b) =>
      Number(organisers.has(b.id)) - Number(organisers.has(a.id)) || b.score - a.score || byCodePoint(a.id, b.id),
  );
  const { context, outside } = contextOf(projection, index, accountsOf, actor);
  const room = Math.max(1, maxNodes - Math.min(context.length, Math.ceil(maxNodes / 4)));
  const shownMembers = members.slice(0, Math.max(room, maxNodes - context.length));
  const shown = [...shownMembers, ...context.slice(0, maxNodes - shownMembers.length)];
  const collector = collectEdges(projection);
  const inPicture = new Set(shown.map((node) => projection.nodes.find(node.id)));
  for (const node of inPicture) {
    collector.relationsOf(node, (other) => inPicture.has(other));
    const own = accountsOf.get(node);
    if (own) for (const part of withNode(own, node)) collector.moneyOf(part, actor, (other) => inPicture.has(other));
  }
  const edges = withoutDoubles(collector.finish());
  const cutEdges = cutByAmount(edges, options.maxEdges ?? MAX_EDGES(shown.length));
  return placed({
    nodes: connectedOnly(shown, cutEdges, cluster.id),
    edges: cutEdges,
    total: { nodes: members.length + outside, edges: edges.length },
    cutBy: shownMembers.length < members.length ? 'risk' : context.length < outside ? 'amount' : null,
  });
}

/** Outside parties by amount, then what members share by how many share it; each list in a fixed order. */
function contextOf(
  projection: Projection,
  index: RunIndex,
  accountsOf: ReadonlyMap<number, ReadonlySet<number>>,
  actor: ActorOf,
): { context: ViewNode[]; outside: number } {
  const { transfers, sites, contacts } = projection;
  const amount = { in: new Map<number, number>(), out: new Map<number, number>() };
  const sharedBy = new Map<number, number>();
  for (const [member, accounts] of accountsOf) {
    for (const part of withNode(accounts, member)) {
      for (const [way, csr, other] of [
        ['out', transfers.out, transfers.to],
        ['in', transfers.in, transfers.from],
      ] as const) {
        for (let i = csr.offsets[part]!; i < csr.offsets[part + 1]!; i++) {
          const edge = csr.edges[i]!;
          const party = other[edge]! < 0 ? -1 : actor(other[edge]!);
          if (party < 0 || accountsOf.has(party)) continue;
          const money = [
            { minor: String(transfers.amountMinor[edge]), currency: transfers.currencies[transfers.currency[edge]!]! },
          ];
          amount[way].set(party, (amount[way].get(party) ?? 0) + sizeOf(money));
        }
      }
    }
    for (const columns of [sites, contacts]) {
      const around = new Set<number>();
      for (let i = columns.out.offsets[member]!; i < columns.out.offsets[member + 1]!; i++) {
        around.add(columns.to[columns.out.edges[i]!]!);
      }
      for (const node of around) sharedBy.set(node, (sharedBy.get(node) ?? 0) + 1);
    }
  }
  const top = (sums: Map<number, number>, limit: number) => {
    const sorted = [...sums].sort(([a, x], [b, y]) => y - x || a - b);
    const least = (sorted[0]?.[1] ?? 0) * CONTEXT_LEAST;
    return sorted
      .filter(([, amount]) => amount >= least)
      .slice(0, limit)
      .map(([node]) => node);
  };
  const common = new Map([...sharedBy].filter(([, count]) => count >= SHARED_BY_AT_LEAST));
  const parties = new Set([...top(amount.in, CONTEXT_PARTIES), ...top(amount.out, CONTEXT_PARTIES)]);
  return {
    context: [...parties, ...top(common, CONTEXT_SHARED)].map((node) => entityView(projection, index, node)),
    outside: new Set([...amount.in.keys(), ...amount.out.keys()]).size + common.size,
  };
}

/**
 * Neighbours of nodes: how many of each kind the data has, and a network of the nodes with the first `limit` neighbours
 * by risk or by amount, everything between those shown included.
 */
export function neighbourhood(
  projection: Projection,
  index: RunIndex | null,
  nodeIds: readonly string[],
  options: { kinds?: readonly NodeKind[]; limit?: number; by?: 'risk' | 'amount' } = {},
): { counts: Record<NodeKind, number>; network: NetworkView } {
  const { nodes } = projection;
  const centre = new Set(nodeIds.map((id) => nodes.find(id)).filter((node) => node >= 0));
  const around = new Set<number>();
  for (const node of centre)
    for (const other of neighboursOf(projection, node)) if (!centre.has(other)) around.add(other);
  const counts = Object.fromEntries(NODE_KINDS.map((kind) => [kind, 0])) as Record<NodeKind, number>;
  for (const node of around) counts[nodes.kind(node)]++;
  const wanted = [...around].filter((node) => !options.kinds || options.kinds.includes(nodes.kind(node)));
  const by = options.by ?? 'risk';
  const limit = options.limit ?? 25;
  const rank = by === 'amount' ? amountsWith(projection, centre) : scoresOf(projection, index, wanted);
  wanted.sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0) || a - b);
  const shown = new Set([...centre, ...wanted.slice(0, limit)]);
  const network = networkAmong(projection, index, shown);
  return {
    counts,
    network: {
      ...network,
      total: { nodes: centre.size + wanted.length, edges: network.edges.length },
      cutBy: wanted.length > limit ? by : null,
    },
  };
}

/** The nodes and everything that the data has between them, uncut. */
export function networkAmong(projection: Projection, index: RunIndex | null, shown: ReadonlySet<number>): NetworkView {
  const collector = collectEdges(projection);
  const itself: ActorOf = (account) => account;
  for (const node of shown) {
    collector.relationsOf(node, (other) => shown.has(other));
    collector.moneyOf(node, itself, (other) => shown.has(other));
  }
  const edges = collector.finish();
  const nodes = [...shown].sort((a, b) => a - b).map((node) => entityView(projection, index, node));
  return placed({ nodes, edges, total: { nodes: nodes.length, edges: edges.length }, cutBy: null });
}

function scoresOf({ nodes }: Projection, index: RunIndex | null, of: readonly number[]): Map<number, number> {
  return new Map(of.map((node) => [node, index?.entities.get(nodes.id(node))?.score ?? 0]));
}

/** Money between the centre and each neighbour, in whole units. */
function amountsWith({ transfers, invoices }: Projection, centre: ReadonlySet<number>): Map<number, number> {
  const sums = new Map<number, number>();
  for (const columns of [transfers, invoices]) {
    for (const node of centre) {
      for (const [csr, other] of [
        [columns.out, columns.to],
        [columns.in, columns.from],
      ] as const) {
        for (let i = csr.offsets[node]!; i < csr.offsets[node + 1]!; i++) {
          const edge = csr.edges[i]!;
          const money = [
            { minor: String(columns.amountMinor[edge]), currency: columns.currencies[columns.currency[edge]!]! },
          ];
          sums.set(other[edge]!, (sums.get(other[edge]!) ?? 0) + sizeOf(money));
        }
      }
    }
  }
  return sums;
}

/** Who founded and owns is drawn once, as owner: the share says more. */
function withoutDoubles(edges: ViewEdge[]): ViewEdge[] {
  const owned = new Set(edges.filter(({ relation }) => relation === 'OWNS').map(({ from, to }) => `${from} ${to}`));
  return edges.filter(({ relation, from, to }) => relation !== 'FOUNDED' || !owned.has(`${from} ${to}`));
}

/** Relations first, then money by amount; in the order they were given. */
function cutByAmount(edges: readonly ViewEdge[], limit: number): ViewEdge[] {
  const ranked = [...edges].sort(
    (a, b) =>
      Number(a.amounts.length > 0) - Number(b.amounts.length > 0) ||
      sizeOf(b.amounts) - sizeOf(a.amounts) ||
      byCodePoint(a.id, b.id),
  );
  const kept = new Set(ranked.slice(0, limit));
  return edges.filter((edge) => kept.has(edge));
}

/** Context that no line reaches says nothing and is left out; members stay. */
function connectedOnly(nodes: readonly ViewNode[], edges: readonly ViewEdge[], cluster: string): ViewNode[] {
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return nodes.filter((node) => node.cluster === cluster || ends.has(node.id));
}

function placed(view: NetworkView): NetworkView {
  const { x, y, width, height } = layoutNetwork(view, { width: 690 });
  const half = Math.max(width, height) / 2;
  const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
  return {
    ...view,
    nodes: view.nodes.map((node, i) => ({
      ...node,
      x: rounded((x[i]! - width / 2) / half),
      y: rounded((y[i]! - height / 2) / half),
    })),
  };
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

function withNode(accounts: ReadonlySet<number>, node: number): Set<number> {
  return new Set([...accounts, node]);
}
