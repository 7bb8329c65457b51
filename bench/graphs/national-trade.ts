import { mulberry32 } from '../../src/graph/mulberry32.ts';
import { DAY_MS } from '../../src/model/time.ts';

/** Invoices behind a third of the transfers among firms, and what the transfers say of them, by position. */
export interface Trade {
  /** Id of the invoice that a transfer pays, or null. */
  readonly invoiceIds: (string | null)[];
  readonly confirmed: (string | null)[];
  readonly channel: (string | null)[];
  /** Transfers that have an invoice, in the order of the invoices' days. */
  readonly billed: Int32Array;
  /** Midnight of each of those invoices. */
  readonly at: Float64Array;
  /** VAT as a share of the amount: 12 of 112, or none. */
  readonly vat: Float64Array;
}

/** Draws the trade of a table of transfers, by a seed of its own so that the transfers stay as they are. */
export function nationalTrade(
  seconds: Float64Array | Int32Array,
  firstDay: number,
  isTrade: (i: number) => boolean,
): Trade {
  const random = mulberry32(43);
  const day = new Float64Array(seconds.length);
  const billed: number[] = [];
  const channel: (string | null)[] = [];
  for (let i = 0; i < seconds.length; i++) {
    day[i] = firstDay + Math.floor(seconds[i]! / 86_400) - Math.floor(random() * 28);
    if (isTrade(i) && random() < 1 / 3) billed.push(i);
    channel.push(random() < 0.03 ? 'topup' : null);
  }
  billed.sort((a, b) => day[a]! - day[b]! || a - b);
  const invoiceIds = new Array<string | null>(seconds.length).fill(null);
  for (const i of billed) invoiceIds[i] = `i-${i}`;
  return {
    invoiceIds,
    channel,
    confirmed: channel.map((each) => (each === null ? null : random() < 0.1 ? 'no' : 'yes')),
    billed: Int32Array.from(billed),
    at: Float64Array.from(billed, (i) => day[i]! * DAY_MS),
    vat: Float64Array.from(billed, () => (random() < 0.7 ? 12 / 112 : 0)),
  };
}
