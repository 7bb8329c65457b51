import { buildCsr, type Csr } from './csr.ts';
import type { Projection } from './projection.ts';

const partiesOf = new WeakMap<Projection, Int32Array>();

/** Who stands behind each account (by node − first account): its only holder, else the account itself. */
export function accountParties(projection: Projection): Int32Array {
  const known = partiesOf.get(projection);
  if (known) return known;
  const { accounts, nodes } = projection;
  const first = nodes.range.account.start;
  const parties = new Int32Array(accounts.count);
  for (let i = 0; i < accounts.count; i++) parties[i] = accounts.holder[i]! >= 0 ? accounts.holder[i]! : first + i;
  partiesOf.set(projection, parties);
  return parties;
}

const accountsOf = new WeakMap<Projection, Csr>();

/** Positions (node − first account) of the accounts whose only holder is a node. */
export function accountsByHolder(projection: Projection): Csr {
  const known = accountsOf.get(projection);
  if (known) return known;
  const { accounts, nodes } = projection;
  const held = new Int32Array(accounts.count);
  let count = 0;
  for (let i = 0; i < accounts.count; i++) if (accounts.holder[i]! >= 0) held[count++] = i;
  const byHolder = buildCsr(nodes.count, accounts.holder, { order: held.subarray(0, count) });
  accountsOf.set(projection, byHolder);
  return byHolder;
}
