import { accountParties } from './parties.ts';
import type { Projection } from './projection.ts';

/** Whether a node trades: a company, or a person marked as a sole trader. */
export function isBusiness({ nodes, persons }: Projection, node: number): boolean {
  const { company, person } = nodes.range;
  if (node >= company.start && node < company.end) return true;
  return node >= person.start && node < person.end && persons.soleTrader[node - person.start] === 1;
}

/** Who pays and who receives a transfer: the only holder of each account, else the account; −1 where that side is cash. */
export function partiesOfTransfer(projection: Projection, edge: number): { payer: number; payee: number } {
  const { transfers, nodes } = projection;
  const parties = accountParties(projection);
  const first = nodes.range.account.start;
  const from = transfers.from[edge]!;
  const to = transfers.to[edge]!;
  return { payer: from < 0 ? -1 : parties[from - first]!, payee: to < 0 ? -1 : parties[to - first]! };
}
