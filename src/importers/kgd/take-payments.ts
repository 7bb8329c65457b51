import { sha256 } from '../../model/digest.ts';
import { byCodePoint } from '../../model/order.ts';
import { registerDay } from '../partial-date.ts';
import { createFactTaker } from '../rows/fact-taker.ts';
import type { OccurrenceCounter } from '../rows/occurrences.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import type { Entry } from './take-entry.ts';

/** Columns of the committee's answer about one firm's payments to the budget. */
export const PAYMENT_COLUMNS = ['bin', 'kbk', 'receiptdate', 'summa'] as const;

interface Month {
  line: number;
  payments: number;
  /** Hundredths of a tenge. */
  tiyn: bigint;
}

/** Adds payments up to a firm's month, which is what a tax return's `taxes_paid` is; the sums are taken at the end. */
export function createPayments(writer: RowWriter, occurrences: OccurrenceCounter) {
  const months = new Map<string, Month>();
  const seen = new Set<string>();
  const take = createFactTaker(writer, occurrences);
  const refuse = (column: string, code: Parameters<RowWriter['refuse']>[2], value: string, expected: string) =>
    writer.refuse('tax_returns', column, code, value, expected);

  return {
    add(entry: Entry): void {
      const bin = entry.bin!.trim();
      const day = registerDay(entry.receiptdate || entry.writeoffdate || '');
      const sum = entry.summa!.replace(/[\s\u00a0]/g, '').replace(',', '.');
      if (!/^\d{12}$/.test(bin))
        refuse('bin', bin === '' ? 'blank-required' : 'not-twelve-digits', bin, 'twelve digits');
      else if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
        refuse('receiptdate', day === '' ? 'blank-required' : 'bad-date', day, 'a date');
      else if (sum.startsWith('-')) refuse('summa', 'negative-amount', sum, 'a sum that is not negative');
      else if (!/^\d+(\.\d{1,2})?$/.test(sum))
        refuse('summa', sum === '' ? 'blank-required' : 'not-a-number', sum, 'a sum of KZT');
      else {
        const whole = sha256(JSON.stringify(entry));
        if (entry.paynum && seen.has(whole)) {
          refuse('paynum', 'duplicate', entry.paynum, 'each payment once');
          return;
        }
        seen.add(whole);
        writer.note('payment-kind', [entry.paytype, entry.entrytype].filter(Boolean).join(', ') || '–');
        const key = `${bin} ${day.slice(0, 7)}`;
        const month = months.get(key) ?? { line: writer.line, payments: 0, tiyn: 0n };
        const [tenge, cents = ''] = sum.split('.');
        month.payments++;
        month.tiyn += BigInt(tenge!) * 100n + BigInt(cents.padEnd(2, '0'));
        months.set(key, month);
      }
    },
    /** Takes a record for each firm and month, from the line of its first payment. */
    async finish(): Promise<void> {
      for (const key of [...months.keys()].sort(byCodePoint)) {
        const { line, payments, tiyn } = months.get(key)!;
        const [company_id, period] = key.split(' ');
        const taxes_paid = `${tiyn / 100n}.${String(tiyn % 100n).padStart(2, '0')}`;
        writer.beginRow(line, () => '');
        take('tax_returns', { company_id, period, taxes_paid }, { payments: String(payments) });
        writer.keepRecords();
        await writer.flush();
      }
    },
  };
}
