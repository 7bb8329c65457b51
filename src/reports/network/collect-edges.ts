import type { Projection, RelationColumns } from '../../graph/projection.ts';
import { isValidNow } from '../../graph/valid-now.ts';
import { DAY_MS, formatDay, localDayOfInstant, NO_DAY } from '../../model/time.ts';
import { type Relation, ROLES } from '../../model/vocabulary.ts';
import { addAmount, emptySums, type MoneySums, moneyOf } from './money-sums.ts';
import type { ViewEdge } from './network-view.ts';

/** Facts of one pair, direction and relation while they are added up. */
interface Bundle {
  relation: Relation;
  from: number;
  to: number;
  count: number;
  sums: MoneySums;
  firstDay: number;
  lastDay: number;
  /** True while every fact behind it has ended. */
  ended: boolean;
  shares: Set<number>;
  roles: Set<string>;
}

/** Who acts for an account in a picture: itself, or its holder where accounts are folded into holders. */
export type ActorOf = (account: number) => number;

/** Adds up the facts between nodes into one edge per pair, direction and relation. */
export interface EdgeCollector {
  /** Roles, sites, contacts and holdings between a node and others that `takes` both ends. */
  relationsOf(node: number, takes: (other: number) => boolean): void;
  /** Transfers and invoices of a node; `actorOf` folds accounts, `takes` says which other ends count. */
  moneyOf(node: number, actorOf: ActorOf, takes: (actor: number) => boolean): void;
  finish(): ViewEdge[];
}

export function collectEdges(projection: Projection): EdgeCollector {
  const { nodes, roles, sites, contacts, holdings, transfers, invoices } = projection;
  const bundles = new Map<string, Bundle>();
  const seen = {
    roles: new Set<number>(),
    sites: new Set<number>(),
    contacts: new Set<number>(),
    holdings: new Set<number>(),
    transfers: new Set<number>(),
    invoices: new Set<number>(),
  };

  const bundle = (relation: Relation, from: number, to: number): Bundle => {
    const key = `${relation} ${from} ${to}`;
    let found = bundles.get(key);
    if (!found) {
      found = {
        relation,
        from,
        to,
        count: 0,
        sums: emptySums(),
        firstDay: NO_DAY,
        lastDay: NO_DAY,
        ended: true,
        shares: new Set(),
        roles: new Set(),
      };
      bundles.set(key, found);
    }
    return found;
  };

  const addRelation = (relation: Relation, columns: RelationColumns, edge: number): Bundle => {
    const into = bundle(relation, columns.from[edge]!, columns.to[edge]!);
    const from = columns.fromDay[edge]!;
    const valid = isValidNow(projection, columns, edge);
    if (from !== NO_DAY && (into.firstDay === NO_DAY || from < into.firstDay)) into.firstDay = from;
    if (valid) into.ended = false;
    else into.lastDay = Math.max(into.lastDay, columns.toDay[edge]!);
    into.count++;
    return into;
  };

  const addRole = (edge: number) => {
    const role = ROLES[roles.role[edge]!]!;
    const share = roles.share[edge]!;
    const known = !Number.isNaN(share);
    if (role === 'founder') addRelation('FOUNDED', roles, edge);
    if (role === 'owner' || role === 'beneficiary' || (role === 'founder' && known)) {
      const owns = addRelation('OWNS', roles, edge);
      if (known) owns.shares.add(share);
    } else if (role !== 'founder') addRelation('MANAGES', roles, edge).roles.add(role);
  };

  const each = (
    columns: RelationColumns,
    done: Set<number>,
    node: number,
    takes: (other: number) => boolean,
    add: (edge: number) => void,
  ) => {
    for (const [csr, other] of [
      [columns.out, columns.to],
      [columns.in, columns.from],
    ] as const) {
      for (let i = csr.offsets[node]!; i < csr.offsets[node + 1]!; i++) {
        const edge = csr.edges[i]!;
        if (done.has(edge) || !takes(other[edge]!)) continue;
        done.add(edge);
        add(edge);
      }
    }
  };

  const addMoney = (relation: Relation, from: number, to: number, day: number, currency: string, minor: number) => {
    const into = bundle(relation, from, to);
    into.count++;
    into.ended = false;
    addAmount(into.sums, currency, minor);
    if (into.firstDay === NO_DAY || day < into.firstDay) into.firstDay = day;
    into.lastDay = Math.max(into.lastDay, day);
  };

  const dayAt = (columns: { at: Float64Array; precision: Uint8Array }, edge: number) =>
    columns.precision[edge] ? Math.round(columns.at[edge]! / DAY_MS) : localDayOfInstant(columns.at[edge]!);

  return {
    relationsOf(node, takes) {
      each(roles, seen.roles, node, takes, addRole);
      each(sites, seen.sites, node, takes, (e) => addRelation('REGISTERED_AT', sites, e));
      each(contacts, seen.contacts, node, takes, (e) => addRelation('REACHED_BY', contacts, e));
      each(holdings, seen.holdings, node, takes, (e) => addRelation('HOLDS', holdings, e));
    },
    moneyOf(node, actorOf, takes) {
      for (const [csr, other] of [
        [transfers.out, transfers.to],
        [transfers.in, transfers.from],
      ] as const) {
        for (let i = csr.offsets[node]!; i < csr.offsets[node + 1]!; i++) {
          const edge = csr.edges[i]!;
          if (other[edge]! < 0 || seen.transfers.has(edge)) continue;
          const actor = actorOf(other[edge]!);
          if (actor === actorOf(node) || !takes(actor)) continue;
          seen.transfers.add(edge);
          const currency = transfers.currencies[transfers.currency[edge]!]!;
          const from = actorOf(transfers.from[edge]!);
          const to = actorOf(transfers.to[edge]!);
          addMoney('TRANSFERRED', from, to, dayAt(transfers, edge), currency, transfers.amountMinor[edge]!);
        }
      }
      for (const [csr, other] of [
        [invoices.out, invoices.to],
        [invoices.in, invoices.from],
      ] as const) {
        for (let i = csr.offsets[node]!; i < csr.offsets[node + 1]!; i++) {
          const edge = csr.edges[i]!;
          if (seen.invoices.has(edge) || other[edge] === node || !takes(other[edge]!)) continue;
          seen.invoices.add(edge);
          const currency = invoices.currencies[invoices.currency[edge]!]!;
          // The seller invoices the buyer; the columns run with the money, from the buyer to the seller.
          addMoney(
            'INVOICED',
            invoices.to[edge]!,
            invoices.from[edge]!,
            dayAt(invoices, edge),
            currency,
            invoices.amountMinor[edge]!,
          );
        }
      }
    },
    finish: () =>
      [...bundles.values()]
        .sort((a, b) => a.from - b.from || a.to - b.to || (a.relation < b.relation ? -1 : 1))
        .map((b) => ({
          id: `${b.relation}:${nodes.id(b.from)}>${nodes.id(b.to)}`,
          relation: b.relation,
          from: nodes.id(b.from),
          to: nodes.id(b.to),
          label: labelOf(b),
          count: b.count,
          amounts: moneyOf(b.sums),
          fromDay: b.firstDay === NO_DAY ? null : formatDay(b.firstDay),
          toDay: b.lastDay === NO_DAY || (!b.ended && b.sums.part.size === 0) ? null : formatDay(b.lastDay),
          ended: b.ended,
          inferred: false,
        })),
  };
}

/** A share in per cent as data (`60`), or the roles in order; null where there is neither. */
function labelOf({ shares, roles }: Bundle): string | null {
  if (shares.size > 0)
    return [...shares]
      .sort((a, b) => a - b)
      .map((share) => `${trim(share)}\u00a0%`)
      .join(', ');
  if (roles.size > 0) return ROLES.filter((role) => roles.has(role)).join(', ');
  return null;
}

function trim(share: number): string {
  return share.toFixed(2).replace(/\.?0+$/, '');
}
