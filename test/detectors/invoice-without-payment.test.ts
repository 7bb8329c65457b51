import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { invoiceWithoutPayment } from '../../src/detectors/invoice-without-payment.ts';
import { detect, firm, firms } from './detect.ts';

const accounts = [0, 1, 2].map((i) => ({ id: `account:${i}`, holder_id: firm(i) }));
let made = 0;
const pay = (from: number | string, to: number | string, at: string, amount: string, invoice_id?: string) => ({
  id: `t-${++made}`,
  at,
  from_account: `account:${from}`,
  to_account: `account:${to}`,
  amount,
  ...(invoice_id && { invoice_id }),
});
const bill = (id: string, at: string, amount: string, seller = 0, buyer = 1) => ({
  id,
  at,
  seller_id: firm(seller),
  buyer_id: firm(buyer),
  amount,
});
/** The buyer pays somebody now and then, so that its payments are seen over the whole time. */
const seen = [pay(1, 'x', '2026-01-01', '7'), pay(1, 'x', '2026-06-30', '8')];
const run = (invoices: ReturnType<typeof bill>[], transactions: ReturnType<typeof pay>[] = []) =>
  detect(invoiceWithoutPayment, { companies: firms(3), accounts, invoices, transactions: [...seen, ...transactions] });

describe('invoices that are not paid', () => {
  it('must be more than half of the sum: exactly half is not', () => {
    const half = [bill('a', '2026-02-01', '50'), bill('b', '2026-02-02', '50')];
    expect(run(half, [pay(1, 0, '2026-02-10', '50', 'a')]).findings).toEqual([]);
    const more = [bill('a', '2026-02-01', '49.99'), bill('b', '2026-02-02', '50.01')];
    expect(run(more, [pay(1, 0, '2026-02-10', '49.99', 'a')]).findings).toHaveLength(2);
  });

  it('is a finding for the buyer and for the seller, with the sums', () => {
    const found = run([bill('a', '2026-02-01', '100')]);
    expect([found.subjects(0), found.subjects(1)]).toEqual([[firm(0)], [firm(1)]]);
    expect(found.evidence(0, 'share')).toBe(1);
    expect(found.evidence(0, 'missing')).toBe(10_000);
    expect(found.sentence(0)).toMatch(/^Firm 1 was not paid by its buyers .*100/);
    expect(found.sentence(1)).toMatch(/^Firm 2 did not pay its sellers/);
  });

  it('waits 90 days: the last day of the transfers may be the 90th', () => {
    expect(run([bill('a', '2026-04-01', '100')]).findings).toHaveLength(2);
    const young = run([bill('a', '2026-04-02', '100')]);
    expect(young.findings).toEqual([]);
    expect(young.value(firm(0))).toBeUndefined();
  });

  it('takes an equal sum between the same two within 90 days for the payment, before or after', () => {
    const invoice = [bill('a', '2026-03-31', '100')];
    expect(run(invoice, [pay(1, 0, '2026-06-29', '100')]).findings).toEqual([]);
    expect(run(invoice, [pay(1, 0, '2026-06-30', '100')]).findings).toHaveLength(2);
    expect(run([bill('a', '2026-04-01', '100')], [pay(1, 0, '2026-01-01', '100')]).findings).toEqual([]);
    expect(run([bill('a', '2026-04-01', '100')], [pay(1, 0, '2025-12-31', '100')]).findings).toHaveLength(2);
    expect(run(invoice, [pay(1, 0, '2026-04-10', '99.99')]).findings).toHaveLength(2);
    expect(run(invoice, [pay(2, 0, '2026-04-10', '100')]).findings).toHaveLength(2);
  });

  it('lets one transfer pay one invoice only', () => {
    const found = run(
      [bill('a', '2026-02-01', '100'), bill('b', '2026-02-01', '100')],
      [pay(1, 0, '2026-02-05', '100')],
    );
    expect(found.findings).toEqual([]);
    expect(found.value(firm(0))).toBeGreaterThan(0);
  });

  it('takes payments that name the invoice whenever they come and adds parts up', () => {
    const late = [pay(1, 0, '2026-02-10', '40', 'a'), pay(1, 0, '2026-06-20', '60', 'a')];
    const found = run([bill('a', '2026-02-01', '100')], late);
    expect(found.findings).toEqual([]);
    expect(found.value(firm(0))).toBe(0);
  });

  it('says so where the money went to a third party', () => {
    const found = run([bill('a', '2026-02-01', '100')], [pay(1, 2, '2026-02-10', '100', 'a')]);
    expect(found.evidence(0, 'elsewhere')).toBe(1);
    expect(found.findings[0]!.transfers).toHaveLength(1);
    expect(found.sentence(0)).toContain('1 was paid to a third party');
  });

  it('knows nothing where the receiver is not known, the buyer’s payments are not seen, or the seller holds no account', () => {
    const unknown = run([bill('a', '2026-02-01', '100')], [pay(1, 'unheld', '2026-02-10', '100', 'a')]);
    expect(unknown.value(firm(0))).toBeUndefined();
    expect(run([bill('a', '2026-02-01', '100', 0, 2)]).value(firm(0))).toBeUndefined();
    const noAccount = detect(invoiceWithoutPayment, {
      companies: firms(3),
      accounts: accounts.slice(1),
      invoices: [bill('a', '2026-02-01', '100')],
      transactions: seen,
    });
    expect(noAccount.value(firm(0))).toBeUndefined();
  });

  it('stays low for a seller with one bad debtor among many', () => {
    const bills = Array.from({ length: 20 }, (_, i) => bill(`a-${i}`, '2026-02-01', '100'));
    const paid = bills.slice(1).map(({ id }) => pay(1, 0, '2026-03-01', '100', id));
    const found = run(bills, paid);
    expect(found.findings).toEqual([]);
    expect(found.value(firm(0))).toBeLessThan(0.05);
  });

  it('names what it lacks', () => {
    const known = new Set(['invoices.seller_id', 'invoices.buyer_id', 'invoices.amount', 'accounts.holder_id']);
    expect(missingInputs(invoiceWithoutPayment, known)).toEqual(['transactions.at', 'transactions.amount']);
  });
});
