import type { Projection } from '../graph/projection.ts';
import type { Cluster } from '../model/finding.ts';
import { civilOf, DAY_MS, dayOf, localDayOfInstant, NO_DAY, parseDay } from '../model/time.ts';
import type { RunIndex } from './run-index.ts';

/** A cluster in time, by day, week or month. */
export interface ClusterTimeline {
  unit: 'day' | 'week' | 'month';
  /** First day of each bar, one after the other. */
  starts: number[];
  /** Transfers of the members' accounts in each bar. */
  counts: number[];
  total: number;
  /** First and last day of the findings, joined where they overlap. */
  findings: { from: number; to: number }[];
  registrations: number[];
  roles: number[];
}

/** When the members' accounts moved money; null where they have no transfer. */
export function clusterTimeline(
  projection: Projection,
  { findings }: RunIndex,
  cluster: Cluster,
): ClusterTimeline | null {
  const { nodes, transfers, companies, roles, holdings } = projection;
  const members = cluster.members.map((id) => nodes.find(id)).filter((node) => node >= 0);
  const accounts = new Set<number>();
  for (const node of members) {
    if (nodes.kind(node) === 'account') accounts.add(node);
    else
      for (let i = holdings.out.offsets[node]!; i < holdings.out.offsets[node + 1]!; i++)
        accounts.add(holdings.to[holdings.out.edges[i]!]!);
  }
  const edges = new Set<number>();
  for (const account of accounts) {
    for (const csr of [transfers.out, transfers.in]) {
      for (let i = csr.offsets[account]!; i < csr.offsets[account + 1]!; i++) edges.add(csr.edges[i]!);
    }
  }
  if (edges.size === 0) return null;
  const days = Int32Array.from(edges, (edge) =>
    transfers.precision[edge] ? Math.round(transfers.at[edge]! / DAY_MS) : localDayOfInstant(transfers.at[edge]!),
  ).sort();
  const { unit, starts } = barsOf(days[0]!, days.at(-1)!);
  const counts = starts.map(() => 0);
  let bar = 0;
  for (const day of days) {
    while (bar + 1 < starts.length && starts[bar + 1]! <= day) bar++;
    counts[bar]!++;
  }
  const changes = new Set<number>();
  for (const node of members) {
    if (nodes.kind(node) !== 'company') continue;
    for (let i = roles.in.offsets[node]!; i < roles.in.offsets[node + 1]!; i++) {
      const edge = roles.in.edges[i]!;
      for (const day of [roles.fromDay[edge]!, roles.toDay[edge]!]) if (day !== NO_DAY) changes.add(day);
    }
  }
  const registered = members
    .filter((node) => nodes.kind(node) === 'company')
    .map((node) => companies.registeredDay[node - nodes.range.company.start]!)
    .filter((day) => day !== NO_DAY);
  const [first, last] = [days[0]!, days.at(-1)!];
  const within = (list: Iterable<number>) =>
    [...new Set(list)].filter((day) => day >= first && day <= last).sort((a, b) => a - b);
  return {
    unit,
    starts,
    counts,
    total: days.length,
    findings: joined(
      cluster.findings.flatMap((id) => {
        const finding = findings.get(id);
        const from = finding?.interval ? parseDay(finding.interval.from) : null;
        const to = finding?.interval ? parseDay(finding.interval.to) : null;
        return from === null || to === null || finding!.transactions.length === 0 ? [] : [{ from, to }];
      }),
    ),
    registrations: within(registered),
    roles: within(changes),
  };
}

/** At most about 120 bars from the first to the last day: days, weeks from Monday, or months. */
function barsOf(first: number, last: number): { unit: ClusterTimeline['unit']; starts: number[] } {
  const span = last - first + 1;
  const starts: number[] = [];
  if (span <= 120) {
    for (let day = first; day <= last; day++) starts.push(day);
    return { unit: 'day', starts };
  }
  if (span <= 7 * 120) {
    // 1970-01-01 was a Thursday.
    for (let day = first - ((((first + 3) % 7) + 7) % 7); day <= last; day += 7) starts.push(day);
    return { unit: 'week', starts };
  }
  let { year, month } = civilOf(first);
  for (let day = dayOf(year, month, 1); day <= last; day = dayOf(year, month, 1)) {
    starts.push(day);
    month++;
    if (month > 12) {
      month = 1;
      year++;
    }
  }
  return { unit: 'month', starts };
}

function joined(spans: { from: number; to: number }[]): { from: number; to: number }[] {
  const result: { from: number; to: number }[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1);
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}
