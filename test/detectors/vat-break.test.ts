import { describe, expect, it } from 'vitest';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { vatBreak } from '../../src/detectors/vat-break.ts';
import { detect, firm, firms } from './detect.ts';

let made = 0;
const bill = (seller: number, buyer: number, amount: string, vat: string | null, currency = 'KZT') => ({
  id: `i-${++made}`,
  at: '2026-03-01',
  seller_id: firm(seller),
  buyer_id: firm(buyer),
  amount,
  vat,
  currency,
});
const sale = (amount: string, vat: string | null) => bill(0, 1, amount, vat);
const purchase = (amount: string, vat: string | null) => bill(2, 0, amount, vat);
const run = (invoices: ReturnType<typeof bill>[]) => detect(vatBreak, { companies: firms(4), invoices });

describe('VAT that breaks off at a firm', () => {
  it('needs half of the sales with VAT, not just under', () => {
    const bought = purchase('100', '0');
    expect(run([sale('50', '6.9'), sale('50', '0'), bought]).subjects(0)).toEqual([firm(0)]);
    expect(run([sale('49.99', '6.9'), sale('50.01', '0'), bought]).findings).toEqual([]);
  });

  it('needs half of the purchases without VAT, not just under', () => {
    const sold = sale('100', '13.79');
    expect(run([sold, purchase('50', '0'), purchase('50', '6.9')]).findings).toHaveLength(1);
    expect(run([sold, purchase('49.99', '0'), purchase('50.01', '6.9')]).findings).toEqual([]);
  });

  it('says both shares, of how much, and names the invoices', () => {
    const found = run([sale('80', '9'), sale('20', '0'), purchase('60', '0'), purchase('40', '4')]);
    expect(found.evidence(0, 'with')).toBe(0.8);
    expect(found.evidence(0, 'without')).toBe(0.6);
    expect(found.findings[0]!.invoices).toEqual([0, 1, 2, 3]);
    expect(found.sentence(0)).toMatch(/^Firm 1 sold with VAT 80.% of .*100.* and bought without VAT 60.%/);
  });

  it('stays low for an exporter: zero-rated sales, purchases with VAT', () => {
    const exporter = run([...Array(10)].flatMap(() => [sale('100', '0'), purchase('80', '11')]));
    expect(exporter.findings).toEqual([]);
    expect(exporter.value(firm(0))).toBe(0);
  });

  it('stays low for a trader who buys and sells with VAT, and for one who is not registered for it', () => {
    expect(run([sale('100', '13'), purchase('80', '11')]).value(firm(0))).toBe(0);
    expect(run([sale('100', '0'), purchase('80', '0')]).value(firm(0))).toBe(0);
  });

  it('takes a blank VAT for unknown, not for none', () => {
    const found = run([sale('100', '13'), purchase('80', null)]);
    expect(found.findings).toEqual([]);
    expect(found.value(firm(0))).toBeUndefined();
  });

  it('knows nothing of a firm whose purchases or sales are not in the data', () => {
    expect(run([sale('100', '13')]).value(firm(0))).toBeUndefined();
  });

  it('compares within one currency', () => {
    expect(run([sale('100', '13'), bill(2, 0, '80', '0', 'USD')]).value(firm(0))).toBeUndefined();
  });

  it('does not count two invoices as certainly as forty', () => {
    const few = run([sale('100', '13'), purchase('80', '0')]).value(firm(0))!;
    const many = run([...Array(20)].flatMap(() => [sale('100', '13'), purchase('80', '0')])).value(firm(0))!;
    expect(few).toBeLessThan(0.25);
    expect(many).toBeGreaterThan(0.8);
  });

  it('names what it lacks', () => {
    const known = new Set(['invoices.seller_id', 'invoices.buyer_id', 'invoices.amount']);
    expect(missingInputs(vatBreak, known)).toEqual(['invoices.vat']);
  });
});
