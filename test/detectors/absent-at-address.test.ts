import { describe, expect, it } from 'vitest';
import { absentAtAddress } from '../../src/detectors/absent-at-address.ts';
import { missingInputs } from '../../src/detectors/inputs.ts';
import { detect, firm, firms } from './detect.ts';

const entry = (i: number, more: Record<string, string> = {}) => ({
  entity_id: firm(i),
  list: 'WRONG_ADDRESS',
  ...more,
});
const run = (lists: Record<string, string>[], companies = firms(3)) =>
  detect(absentAtAddress, { companies, lists }, { asOf: '2025-06-01' });

describe('absent at the registered address', () => {
  it('finds a firm on the list, with the row and the day', () => {
    const found = run([entry(0, { from: '2025-02-03' })]);
    expect(found.subjects(0)).toEqual([firm(0)]);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.findings[0]!.evidence[0]!.rows).toEqual([{ table: 'lists', row: 0 }]);
    expect(found.sentence(0)).toBe(
      'Firm 1 is on the list of firms not found at their address since 3\u00a0Feb\u00a02025.',
    );
    expect([0, 1].map((i) => found.value(firm(i)))).toEqual([1, 0]);
  });

  it('needs no day', () => {
    expect(run([entry(0)]).sentence(0)).toBe('Firm 1 is on the list of firms not found at their address.');
  });

  it('makes one finding of several entries', () => {
    const found = run([entry(0, { from: '2025-02-03' }), entry(0, { from: '2024-02-03' })]);
    expect(found.findings).toHaveLength(1);
    expect(found.sentence(0)).toContain('since 3\u00a0Feb\u00a02024');
  });

  it('takes an entry until the day it ends, and not on it', () => {
    expect(run([entry(0, { to: '2025-06-02' })]).findings).toHaveLength(1);
    expect(run([entry(0, { to: '2025-06-01' })]).findings).toEqual([]);
  });

  it('stays silent for dissolved firms, about which it knows nothing', () => {
    const found = run(
      [entry(0)],
      firms(2, () => ({ dissolved_at: '2025-01-01' })),
    );
    expect(found.findings).toEqual([]);
    expect(found.value(firm(0))).toBeUndefined();
  });

  it('does not call firms present where the list is not in the data', () => {
    const found = run([{ entity_id: firm(0), list: 'INACTIVE' }]);
    expect(found.measured).toBeNull();
    expect(found.notes?.[0]?.en).toContain('WRONG_ADDRESS is not in the data');
    expect(missingInputs(absentAtAddress, new Set(['companies.id']))).toEqual(['lists.list']);
  });
});
