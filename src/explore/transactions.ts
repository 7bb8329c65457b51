import type { z } from 'zod';
import type { transactionPage } from '../api/schemas.ts';
import { formatMoment, PRECISION_DAY } from '../model/time.ts';
import type { Explorer } from './explorer.ts';
import { rowsByNumber } from './rows.ts';

type TransactionPage = z.infer<typeof transactionPage>;

/** A page of transfers (edge numbers in time order) with names and source rows. */
export async function transactionPageOf(
  explorer: Explorer,
  edges: readonly number[],
  offset: number,
  limit: number,
): Promise<TransactionPage> {
  const { transfers } = explorer.projection;
  const shown = edges.slice(offset, offset + limit);
  const rows = await rowsByNumber(
    explorer,
    'transactions',
    shown.map((edge) => transfers.row[edge]!),
  );
  return {
    total: edges.length,
    offset,
    rows: shown.map((edge) => {
      const row = rows.get(transfers.row[edge]!)!;
      const { values, file, line, load, digest } = row;
      return {
        id: String(values.id),
        at: formatMoment({
          ms: transfers.at[edge]!,
          precision: transfers.precision[edge] === PRECISION_DAY ? 'day' : 'instant',
        }),
        from: textOf(values.from_account),
        to: textOf(values.to_account),
        fromLabel: partyLabel(explorer, transfers.from[edge]!, textOf(values.from_name)),
        toLabel: partyLabel(explorer, transfers.to[edge]!, textOf(values.to_name)),
        amount: {
          minor: String(transfers.amountMinor[edge]!),
          currency: transfers.currencies[transfers.currency[edge]!]!,
        },
        channel: textOf(values.channel),
        purpose: textOf(values.purpose),
        source: { file, line, load, digest },
      };
    }),
  };
}

/** Who is behind an account: its holder's name, else the name in the row, else the account's own. */
function partyLabel({ projection }: Explorer, account: number, nameInRow: string | null): string | null {
  if (account < 0) return nameInRow;
  const { nodes, accounts } = projection;
  const holder = accounts.holder[account - nodes.range.account.start]!;
  return (holder >= 0 ? nodes.name(holder) : null) ?? nameInRow ?? nodes.name(account);
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Transfers between any two of the accounts, and those that leave or enter the set, in time order. */
export function transfersOfAccounts({ projection: { transfers } }: Explorer, accounts: ReadonlySet<number>): number[] {
  const edges = new Set<number>();
  for (const account of accounts) {
    for (const csr of [transfers.out, transfers.in]) {
      for (let i = csr.offsets[account]!; i < csr.offsets[account + 1]!; i++) edges.add(csr.edges[i]!);
    }
  }
  return [...edges].sort((a, b) => a - b);
}
