import { movementTypes, TRANSFER } from '../cash.ts';
import { accountParties } from '../parties.ts';
import type { Projection } from '../projection.ts';
import type { ClusterAccounts } from './cluster-accounts.ts';
import { createFlowTracer } from './flow-tracer.ts';
import { groupOfParty } from './passed-legs.ts';

/** What a cluster's firms paid, in the currency of most of their payments; minor units, own transfers and one owner's apart. */
export interface InsideMoney {
  cluster: number;
  currency: number;
  /** Payments, cash included. */
  debits: number;
  turnoverMinor: number;
  /** To other firms of the cluster, and to others from whom it came back in time. */
  insideMinor: number;
  backMinor: number;
  /** Share of a payment that would go to the cluster if payees were drawn by what they receive. */
  expected: number;
  /** Payments inside; and the way out and back; ascending. */
  inside: number[];
  back: number[];
}

/**
 * Measures every cluster in O(transfers). What comes back goes to one outside account and from there to a firm of the cluster, first in,
 * first out. The expectation is the configuration model's: a payment finds each payee with its share of all money received
 * (Newman, Girvan 2004).
 */
export function insideMoney(projection: Projection, clusters: ClusterAccounts, windowMs: number): InsideMoney[] {
  const { transfers, nodes } = projection;
  const first = nodes.range.account.start;
  const currencies = Math.max(transfers.currencies.length, 1);
  const cells = clusters.count * currencies;
  const cell = (cluster: number, edge: number) => cluster * currencies + transfers.currency[edge]!;
  const types = movementTypes(projection);
  const parties = accountParties(projection);
  const groupOf = groupOfParty(projection);
  const clusterAt = (account: number) => (account < 0 ? -1 : clusters.clusterOf[account - first]!);
  const debits = new Int32Array(cells);
  const turnover = new Float64Array(cells);
  const inside = new Float64Array(cells);
  const back = new Float64Array(cells);
  const received = new Float64Array(cells);
  const all = new Float64Array(currencies);
  const insideEdges: number[][] = Array.from({ length: cells }, () => []);
  const backEdges: Set<number>[] = Array.from({ length: cells }, () => new Set());
  for (let edge = 0; edge < transfers.count; edge++) {
    const [from, to] = [transfers.from[edge]!, transfers.to[edge]!];
    const amount = transfers.amountMinor[edge]!;
    const between = types[edge] === TRANSFER;
    if (between && groupOf(parties[from - first]!) === groupOf(parties[to - first]!)) continue;
    const [payer, payee] = [clusterAt(from), clusterAt(to)];
    if (between) all[transfers.currency[edge]!]! += amount;
    if (between && payee >= 0) received[cell(payee, edge)]! += amount;
    if (payer < 0) continue;
    debits[cell(payer, edge)]!++;
    turnover[cell(payer, edge)]! += amount;
    if (!between || payee !== payer) continue;
    inside[cell(payer, edge)]! += amount;
    insideEdges[cell(payer, edge)]!.push(edge);
  }
  eachReturn(projection, clusters, windowMs, (cluster, credit, debit, minor) => {
    back[cell(cluster, credit)]! += minor;
    backEdges[cell(cluster, credit)]!.add(credit).add(debit);
  });
  const found: InsideMoney[] = [];
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    let main = cluster * currencies;
    for (let i = main; i < (cluster + 1) * currencies; i++) if (debits[i]! > debits[main]!) main = i;
    if (debits[main] === 0 || turnover[main] === 0) continue;
    const currency = main - cluster * currencies;
    found.push({
      cluster,
      currency,
      debits: debits[main]!,
      turnoverMinor: turnover[main]!,
      insideMinor: inside[main]!,
      backMinor: back[main]!,
      expected: all[currency]! > 0 ? received[main]! / all[currency]! : 0,
      inside: insideEdges[main]!,
      back: [...backEdges[main]!].sort((a, b) => a - b),
    });
  }
  return found;
}

/** Money that an outside account took from a cluster's firm and sent to a firm of the same cluster. */
function eachReturn(
  projection: Projection,
  { clusterOf }: ClusterAccounts,
  windowMs: number,
  take: (cluster: number, credit: number, debit: number, minor: number) => void,
): void {
  const { transfers, nodes } = projection;
  const { start, end } = nodes.range.account;
  const types = movementTypes(projection);
  const tracer = createFlowTracer(projection, windowMs, 'fifo');
  const deals = (account: number, csr: { offsets: Int32Array; edges: Int32Array }, other: Int32Array) => {
    for (let i = csr.offsets[account]!; i < csr.offsets[account + 1]!; i++) {
      const node = other[csr.edges[i]!]!;
      if (node >= 0 && clusterOf[node - start]! >= 0) return true;
    }
    return false;
  };
  for (let account = start; account < end; account++) {
    if (!deals(account, transfers.in, transfers.from) || !deals(account, transfers.out, transfers.to)) continue;
    for (const currency of tracer.load(account)) {
      tracer.trace(currency);
      const { links } = tracer;
      for (let i = 0; i < links.count; i++) {
        const [credit, debit] = [links.credit[i]!, links.debit[i]!];
        if (types[credit] !== TRANSFER || types[debit] !== TRANSFER) continue;
        const cluster = clusterOf[transfers.from[credit]! - start]!;
        if (cluster < 0 || cluster === clusterOf[account - start]) continue;
        if (cluster === clusterOf[transfers.to[debit]! - start]) take(cluster, credit, debit, links.amountMinor[i]!);
      }
    }
  }
}
