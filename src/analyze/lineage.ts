import { shortDigest } from '../model/digest.ts';
import type { Cluster, Run } from '../model/finding.ts';
import { byCodePoint } from '../model/order.ts';
import type { Texts } from '../model/vocabulary.ts';

type Lineage = Cluster['lineage'];

/** A cluster by its members' ids. */
export interface ClusterOfIds {
  /** Sorted by code point. */
  readonly members: readonly string[];
}

export interface Descent {
  /** Id and lineage of each cluster of this run. */
  readonly clusters: { id: string; lineage: Lineage }[];
  /** Clusters of the predecessor whose id nobody carries on. */
  readonly gone: Run['gone'];
}

interface Overlap {
  readonly current: number;
  readonly previous: number;
  readonly shared: number;
}

/** Id of a cluster that has no predecessor: hash of its members. */
export function clusterHash(members: readonly string[]): string {
  return `c-${shortDigest(members.join('\n'), 12)}`;
}

/**
 * Carries ids on from the predecessor run: the largest overlap of members first, each id once (ties: the smaller id, then the smaller
 * hash). A cluster that holds at least half of two or more is *merged*; of several that hold most of, or come mostly from, the same one
 * each is *split*; else it is *same*, *grown* or *shrunk* by its members, or *new*.
 */
export function traceLineage(
  current: readonly ClusterOfIds[],
  previous: readonly { id: string; members: readonly string[] }[],
): Descent {
  const hashes = current.map(({ members }) => clusterHash(members));
  const overlaps = findOverlaps(current, previous, hashes);
  const ancestor = new Map<number, Overlap>();
  const heir = new Map<number, Overlap>();
  const carried = new Map<number, number>();
  const taken = new Set<number>();
  for (const overlap of overlaps) {
    if (!ancestor.has(overlap.current)) ancestor.set(overlap.current, overlap);
    if (!heir.has(overlap.previous)) heir.set(overlap.previous, overlap);
    if (!carried.has(overlap.current) && !taken.has(overlap.previous) && ancestor.get(overlap.current) === overlap) {
      carried.set(overlap.current, overlap.previous);
      taken.add(overlap.previous);
    }
  }
  const isMost = (part: number, of: readonly string[]) => 2 * part >= of.length;
  const inherited = new Map<number, string[]>();
  for (const o of heir.values()) {
    if (!isMost(o.shared, previous[o.previous]!.members)) continue;
    const ids = inherited.get(o.current);
    if (ids) ids.push(previous[o.previous]!.id);
    else inherited.set(o.current, [previous[o.previous]!.id]);
  }
  const heirs = new Map<number, number>();
  for (const o of ancestor.values()) {
    const mostOfEither =
      isMost(o.shared, previous[o.previous]!.members) || isMost(o.shared, current[o.current]!.members);
    if (mostOfEither) heirs.set(o.previous, (heirs.get(o.previous) ?? 0) + 1);
    else if (!carried.has(o.current)) ancestor.delete(o.current);
  }
  const used = new Set([...carried.values()].map((p) => previous[p]!.id));
  const clusters = current.map(({ members }, i) => {
    const from = carried.get(i);
    const id = from === undefined ? unusedId(hashes[i]!, members, used) : previous[from]!.id;
    used.add(id);
    return { id, lineage: lineageOf(members, previous, ancestor.get(i), inherited.get(i) ?? [], heirs) };
  });
  const gone = previous.flatMap(({ id }, p) => {
    if (taken.has(p)) return [];
    const text = whyGone(heir.get(p), previous[p]!.members.length, clusters);
    return [{ id, reason: text.en, text }];
  });
  return { clusters, gone: gone.sort((a, b) => byCodePoint(a.id, b.id)) };
}

function whyGone(into: Overlap | undefined, size: number, clusters: readonly { id: string }[]): Texts {
  if (!into) {
    return {
      en: 'none of its members is in a cluster of this run',
      kk: 'мүшелерінің ешқайсысы осы есептің кластерінде жоқ',
      ru: 'никого из его участников нет в кластерах этого расчёта',
    };
  }
  const { id } = clusters[into.current]!;
  if (2 * into.shared >= size) return { en: `merged into ${id}`, kk: `${id} кластеріне қосылды`, ru: `вошёл в ${id}` };
  return {
    en: `fell apart: at most ${into.shared} of its ${size} members together, in ${id}`,
    kk: `ыдырады: ${size} мүшесінің ең көбі ${into.shared} бірге, ${id} кластерінде`,
    ru: `распался: вместе не больше ${into.shared} из ${size} участников, в ${id}`,
  };
}

/** Pairs of clusters that share members, largest overlap first. */
function findOverlaps(
  current: readonly ClusterOfIds[],
  previous: readonly { id: string; members: readonly string[] }[],
  hashes: readonly string[],
): Overlap[] {
  const clusterOf = new Map<string, number>();
  for (const [i, { members }] of current.entries()) for (const member of members) clusterOf.set(member, i);
  const overlaps = previous.flatMap(({ members }, p) => {
    const shared = new Map<number, number>();
    for (const member of members) {
      const i = clusterOf.get(member);
      if (i !== undefined) shared.set(i, (shared.get(i) ?? 0) + 1);
    }
    return [...shared].map(([i, count]) => ({ current: i, previous: p, shared: count }));
  });
  return overlaps.sort(
    (a, b) =>
      b.shared - a.shared ||
      byCodePoint(previous[a.previous]!.id, previous[b.previous]!.id) ||
      byCodePoint(hashes[a.current]!, hashes[b.current]!),
  );
}

function lineageOf(
  members: readonly string[],
  previous: readonly { id: string; members: readonly string[] }[],
  main: Overlap | undefined,
  inherited: readonly string[],
  heirs: ReadonlyMap<number, number>,
): Lineage {
  if (!main) return { previous: [], change: 'new' };
  const own = previous[main.previous]!;
  const all = [...new Set([own.id, ...inherited])].sort(byCodePoint);
  if (inherited.length >= 2) return { previous: all, change: 'merged' };
  if ((heirs.get(main.previous) ?? 0) >= 2) return { previous: all, change: 'split' };
  const before = new Set(own.members);
  const added = members.filter((member) => !before.has(member)).length;
  const left = own.members.length - (members.length - added);
  if (added === 0 && left === 0) return { previous: all, change: 'same' };
  return { previous: all, change: added >= left ? 'grown' : 'shrunk' };
}

/** The hash itself, or the first of its hash chain that no cluster of this run bears. */
function unusedId(hash: string, members: readonly string[], used: ReadonlySet<string>): string {
  let id = hash;
  for (let n = 2; used.has(id); n++) id = clusterHash([...members, `#${n}`]);
  return id;
}
