import type { ColumnVector, FactBatch } from '../../src/model/facts.ts';

/** Transfers among 100,000 accounts as an importer gives them; the same at every run. */
export function madeTransfers(first: number, count: number, file: number): FactBatch {
  const text: string[] = [];
  const at = new Float64Array(count);
  const amount = new Float64Array(count);
  const line = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const n = first + i;
    const from = scramble(n) % 100_000;
    const to = scramble(n + 77_777_777) % 100_000;
    text.push(
      `T-${n}|account:KZ12345678${1_000_000_000 + from}|account:KZ12345678${1_000_000_000 + to}|KZT|transfer|Contract ${from % 5000}`,
    );
    at[i] = 1_700_000_000_000 + (scramble(n + 5) % 31_536_000) * 1000;
    amount[i] = scramble(n + 9) % 1_000_000_000;
    line[i] = n + 2;
  }
  const cells = text.map((row) => row.split('|'));
  const column = (k: number): ColumnVector => cells.map((row) => row[k]!);
  const blank = (): ColumnVector => new Array<null>(count).fill(null);
  return {
    table: 'transactions',
    length: count,
    file,
    line,
    columns: {
      id: column(0),
      at,
      precision: new Int32Array(count),
      from_account: column(1),
      to_account: column(2),
      amount,
      currency: column(3),
      channel: column(4),
      purpose: column(5),
      payer_id: blank(),
      confirmed: blank(),
      mcc: blank(),
      invoice_id: blank(),
      from_name: blank(),
      to_name: blank(),
      attrs: blank(),
    },
  };
}

/** A fixed mixing of a number (Murmur's finaliser), so that every run loads the same rows. */
function scramble(n: number): number {
  let x = n | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
