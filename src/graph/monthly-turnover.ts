import { movementTypes, WITHDRAWAL } from './cash.ts';
import { growingFloat64, growingInt32, growingRows, growingUint8 } from './growing.ts';
import { transferMonths } from './months.ts';
import { accountParties, accountsByHolder } from './parties.ts';
import type { Projection } from './projection.ts';

/**
 * Debit turnover of firms (all accounts that are theirs alone) by month and currency, cash included, without transfers between a
 * firm's own accounts. One row per firm, currency and month with a debit; sorted by firm, then month, then currency.
 */
export interface MonthlyTurnover {
  readonly count: number;
  readonly firm: Int32Array;
  /** Numbered as in months.ts, Asia/Almaty. */
  readonly month: Int32Array;
  readonly currency: Uint8Array;
  readonly debitMinor: Float64Array;
  /** Cash withdrawn, part of the debits. */
  readonly cashMinor: Float64Array;
  readonly debits: Int32Array;
}

const turnoverOf = new WeakMap<Projection, MonthlyTurnover>();

/** Sums the turnover of all firms in O(transfers + firms × months touched). */
export function monthlyTurnover(projection: Projection): MonthlyTurnover {
  const known = turnoverOf.get(projection);
  if (known) return known;
  const { transfers, nodes } = projection;
  const monthOfEdge = transferMonths(transfers);
  const types = movementTypes(projection);
  const accounts = accountsByHolder(projection);
  const currencies = Math.max(transfers.currencies.length, 1);
  const { first, last } = monthRange(monthOfEdge);
  const cells = Math.max(0, last - first + 1) * currencies;
  const debit = new Float64Array(cells);
  const cash = new Float64Array(cells);
  const debits = new Int32Array(cells);
  const columns = {
    firm: growingInt32(),
    month: growingInt32(),
    currency: growingUint8(),
    debitMinor: growingFloat64(),
    cashMinor: growingFloat64(),
    debits: growingInt32(),
  };
  const rows = growingRows(columns);
  for (let firm = nodes.range.company.start; firm < nodes.range.company.end; firm++) {
    let low = cells;
    let high = -1;
    for (let a = accounts.offsets[firm]!; a < accounts.offsets[firm + 1]!; a++) {
      const account = nodes.range.account.start + accounts.edges[a]!;
      for (let i = transfers.out.offsets[account]!; i < transfers.out.offsets[account + 1]!; i++) {
        const e = transfers.out.edges[i]!;
        if (isOwnTransfer(projection, e)) continue;
        const cell = (monthOfEdge[e]! - first) * currencies + transfers.currency[e]!;
        if (cell < low) low = cell;
        if (cell > high) high = cell;
        debit[cell]! += transfers.amountMinor[e]!;
        if (types[e] === WITHDRAWAL) cash[cell]! += transfers.amountMinor[e]!;
        debits[cell]!++;
      }
    }
    for (let cell = low; cell <= high; cell++) {
      if (debits[cell] === 0) continue;
      const row = rows.next();
      columns.firm.data[row] = firm;
      columns.month.data[row] = first + Math.floor(cell / currencies);
      columns.currency.data[row] = cell % currencies;
      columns.debitMinor.data[row] = debit[cell]!;
      columns.cashMinor.data[row] = cash[cell]!;
      columns.debits.data[row] = debits[cell]!;
      debit[cell] = 0;
      cash[cell] = 0;
      debits[cell] = 0;
    }
  }
  const turnover = rows.finish();
  turnoverOf.set(projection, turnover);
  return turnover;
}

/** Debits of a firm that its turnover counts, in time order; `take` chooses by month and currency. */
export function turnoverEdges(
  projection: Projection,
  firm: number,
  take: (month: number, currency: number) => boolean,
): number[] {
  const { transfers, nodes, accounts } = projection;
  const monthOfEdge = transferMonths(transfers);
  const edges: number[] = [];
  const { holdings } = projection;
  const seen = new Set<number>();
  for (let h = holdings.out.offsets[firm]!; h < holdings.out.offsets[firm + 1]!; h++) {
    const account = holdings.to[holdings.out.edges[h]!]!;
    if (seen.has(account) || accounts.holder[account - nodes.range.account.start] !== firm) continue;
    seen.add(account);
    for (let i = transfers.out.offsets[account]!; i < transfers.out.offsets[account + 1]!; i++) {
      const e = transfers.out.edges[i]!;
      if (!isOwnTransfer(projection, e) && take(monthOfEdge[e]!, transfers.currency[e]!)) edges.push(e);
    }
  }
  return edges.sort((a, b) => a - b);
}

/** Whether both ends belong to the same holder (or are the same account). */
function isOwnTransfer(projection: Projection, edge: number): boolean {
  const { transfers, nodes } = projection;
  const from = transfers.from[edge]!;
  const to = transfers.to[edge]!;
  if (from < 0 || to < 0) return false;
  const parties = accountParties(projection);
  const first = nodes.range.account.start;
  return parties[from - first] === parties[to - first];
}

function monthRange(months: Uint16Array): { first: number; last: number } {
  if (months.length === 0) return { first: 0, last: -1 };
  let first = months[0]!;
  let last = first;
  for (const month of months) {
    if (month < first) first = month;
    if (month > last) last = month;
  }
  return { first, last };
}
