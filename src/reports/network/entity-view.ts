import { accountLabel } from '../../graph/account-label.ts';
import type { Csr } from '../../graph/csr.ts';
import type { Projection } from '../../graph/projection.ts';
import { keyOf } from '../../model/id.ts';
import { NO_DAY } from '../../model/time.ts';
import { ACCOUNT_KINDS, TAINT_LISTS } from '../../model/vocabulary.ts';
import { listingsOf } from '../listings-of.ts';
import { levelOf, type RunIndex } from '../run-index.ts';
import type { ViewNode } from './network-view.ts';

/** An entity as it is drawn: name, kind, state, score. Position 0, 0 and no note; both are set where it is placed. */
export function entityView(projection: Projection, index: RunIndex | null, node: number): ViewNode {
  const { nodes } = projection;
  const id = nodes.id(node);
  const score = index?.entities.get(id)?.score ?? 0;
  return {
    id,
    kind: nodes.kind(node),
    variant: variantOf(projection, node),
    label: labelOf(projection, node),
    note: null,
    score,
    level: index ? levelOf(score, index.run.lines) : 'none',
    status: statusOf(projection, node),
    listed: isListed(projection, node),
    cluster: index?.clusterOf.get(id) ?? null,
    neighbours: neighboursOf(projection, node).size,
    x: 0,
    y: 0,
  };
}

/** What stands for an entity in writing: its name; a card or account by its last four digits; else its key. */
export function labelOf({ nodes, accounts }: Projection, node: number): string {
  const name = nodes.name(node);
  if (name !== null && name.trim() !== '') return name.trim();
  const key = keyOf(nodes.id(node));
  if (nodes.kind(node) === 'account') {
    const kind = ACCOUNT_KINDS[accounts.kind[node - nodes.range.account.start]!];
    return kind === 'atm' || kind === 'cash' ? key : accountLabel(key);
  }
  return nodes.kind(node) === 'contact' ? key.slice(key.indexOf(':') + 1) : key;
}

function variantOf({ nodes, accounts, persons }: Projection, node: number): string | null {
  const id = nodes.id(node);
  switch (nodes.kind(node)) {
    case 'account':
      return ACCOUNT_KINDS[accounts.kind[node - nodes.range.account.start]!] ?? null;
    case 'contact':
      return keyOf(id).split(':')[0] ?? null;
    case 'person':
      return persons.soleTrader[node - nodes.range.person.start] ? 'sole-trader' : null;
    case 'company': {
      const type = /^\d{5}(\d)\d{6}$/.exec(keyOf(id))?.[1];
      return { 1: 'branch', 2: 'representative', 3: 'farm' }[Number(type)] ?? null;
    }
    case 'address':
      return null;
  }
}

function statusOf({ nodes, companies, accounts, asOfDay }: Projection, node: number): ViewNode['status'] {
  const kind = nodes.kind(node);
  if (kind === 'company') {
    const i = node - nodes.range.company.start;
    const dissolved = companies.dissolvedDay[i]!;
    if (dissolved !== NO_DAY && dissolved <= asOfDay) return 'dissolved';
    if (nodes.byReference[node]) return 'reference';
    return companies.active[i] ? 'active' : 'inactive';
  }
  if (kind === 'account') {
    const closed = accounts.closedDay[node - nodes.range.account.start]!;
    if (closed !== NO_DAY && closed <= asOfDay) return 'dissolved';
  }
  return nodes.byReference[node] ? 'reference' : 'active';
}

/** Whether the entity stands today on a list that taints (fake firm, wrong address, sanctions …). */
function isListed(projection: Projection, node: number): boolean {
  return listingsOf(projection, node).some((code) => (TAINT_LISTS as readonly string[]).includes(code));
}

/** Distinct nodes next to a node by any relation or movement of money. */
export function neighboursOf(projection: Projection, node: number): Set<number> {
  const found = new Set<number>();
  const { roles, sites, contacts, holdings, transfers, invoices } = projection;
  for (const columns of [roles, sites, contacts, holdings, transfers, invoices]) {
    collect(columns.out, columns.to, node, found);
    collect(columns.in, columns.from, node, found);
  }
  found.delete(node);
  found.delete(-1);
  return found;
}

function collect({ offsets, edges }: Csr, other: Int32Array, node: number, into: Set<number>): void {
  for (let i = offsets[node]!; i < offsets[node + 1]!; i++) into.add(other[edges[i]!]!);
}
