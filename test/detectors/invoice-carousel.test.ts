import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { invoiceCarousel } from '../../src/detectors/invoice-carousel.ts';
import { formatDay, parseDay } from '../../src/model/time.ts';
import { detect, firm, firms } from './detect.ts';

let made = 0;
const bill = (seller: number, buyer: number, at: string, amount = '1000', currency = 'KZT') => ({
  id: `i-${++made}`,
  at,
  seller_id: firm(seller),
  buyer_id: firm(buyer),
  amount,
  currency,
});
/** Sells round `length` firms, one invoice every `step` days. */
const carousel = (length: number, step = 1) =>
  Array.from({ length }, (_, i) => bill(i, (i + 1) % length, formatDay(parseDay('2026-03-01')! + i * step)));
const run = (invoices: ReturnType<typeof bill>[], set: Record<string, string> = {}) =>
  detect(invoiceCarousel, { companies: firms(40), invoices }, { set });

describe('goods invoiced in a circle', () => {
  it('has three to eight firms', () => {
    expect(run(carousel(2)).findings).toEqual([]);
    expect(run(carousel(3)).subjects(0)).toEqual([firm(0), firm(1), firm(2)]);
    expect(run(carousel(8)).evidence(0, 'hops')).toBe(8);
    expect(run(carousel(9)).findings).toEqual([]);
  });

  it('closes within sixty days, the sixtieth included', () => {
    expect(run(carousel(3, 30)).evidence(0, 'duration')).toBe(60 * 86_400_000);
    expect(run([bill(0, 1, '2026-03-01'), bill(1, 2, '2026-03-31'), bill(2, 0, '2026-05-01')]).findings).toEqual([]);
  });

  it('runs forward in time: a day has no order within it, and going back is no ring', () => {
    expect(run([bill(0, 1, '2026-03-01'), bill(1, 2, '2026-03-01'), bill(2, 0, '2026-03-02')]).findings).toEqual([]);
    expect(run([bill(1, 0, '2026-03-01'), bill(2, 1, '2026-03-02'), bill(0, 2, '2026-03-03')]).findings).toEqual([]);
  });

  it('goes with the goods, and says who sold first and what the last invoice came to', () => {
    const found = run([
      bill(0, 1, '2026-03-01', '2000000'),
      bill(1, 2, '2026-03-02', '2050000'),
      bill(2, 0, '2026-03-05', '2100000'),
    ]);
    expect(found.sentence(0)).toMatch(
      /^What Firm 1 sold came back to it through 3 invoices in 4.days, the last of 2\.1/,
    );
    expect(found.findings[0]!.amount).toEqual({ minor: '210000000', currency: 'KZT' });
    expect(found.findings[0]!.invoices).toEqual([0, 1, 2]);
  });

  it('keeps about its price at each step: 80 to 125 % (ours), in one currency', () => {
    const priced = (second: string, currency = 'KZT') =>
      run([bill(0, 1, '2026-03-01'), bill(1, 2, '2026-03-02', second, currency), bill(2, 0, '2026-03-03', second)])
        .findings.length;
    expect([priced('800'), priced('799.99'), priced('1250'), priced('1250.01'), priced('1000', 'USD')]).toEqual([
      1, 0, 1, 0, 0,
    ]);
  });

  it('tells overlapping rings once', () => {
    const found = run([...carousel(3), bill(2, 0, '2026-03-04', '990')]);
    expect(found.findings).toHaveLength(1);
    expect(found.evidence(0, 'rings')).toBe(2);
  });

  it('measures the share of a firm’s invoices that lie on rings, and calls a ring in a thick trade chance', () => {
    const shell = run([...carousel(3), ...carousel(3, 2)]);
    const crowd = Array.from({ length: 30 }, (_, i) => bill(1, 5 + i, '2026-03-02', '1000'));
    const trader = run([...carousel(3), ...crowd]);
    expect(trader.findings[0]!.severity).toBe('low');
    expect(trader.value(firm(1))!).toBeLessThan(shell.value(firm(1))! / 10);
    expect(trader.value(firm(10))).toBe(0);
  });

  it('stays silent for a supply chain that only goes one way', () => {
    const chain = [
      bill(0, 1, '2026-03-01'),
      bill(1, 2, '2026-03-05'),
      bill(2, 3, '2026-03-09'),
      bill(0, 2, '2026-03-03'),
    ];
    expect(run(chain).findings).toEqual([]);
    expect(run(chain).value(firm(0))).toBe(0);
  });

  it('says where its budget ended the search, and refuses bounds that exclude all', () => {
    const cut = run(carousel(3), { budget: '1' });
    expect(cut.truncated).toBe(true);
    expect(cut.notes?.[0]?.en).toContain('0 of 3 invoices');
    expect(() => run([], { minHops: '5', maxHops: '4' })).toThrow(/minHops 5 above maxHops 4/);
  });

  it('names what it lacks', () => {
    expect(missingInputs(invoiceCarousel, new Set(['invoices.at', 'invoices.seller_id', 'invoices.buyer_id']))).toEqual(
      ['invoices.amount'],
    );
  });
});
