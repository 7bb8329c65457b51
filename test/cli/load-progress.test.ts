import { expect, test } from 'vitest';
import { loadProgressLine } from '../../src/cli/load-progress.ts';
import type { LoadProgress } from '../../src/load.ts';

const reason = (code: string, count: number, action: 'row' | 'cell' = 'row') => ({
  code,
  count,
  action,
  text: { en: '', kk: '', ru: '' },
  samples: [],
});
const at = (more: Partial<LoadProgress>): LoadProgress => ({
  phase: 'read',
  file: 'a.csv',
  bytesDone: 25,
  bytesTotal: 100,
  records: 50_000,
  reasons: () => [],
  ...more,
});

test('how far, how fast, how long still', () => {
  expect(loadProgressLine(at({}), 10_000)).toBe('Reading a.csv … 25 % · 5,000 records/s · about 30 s left');
  expect(loadProgressLine(at({ bytesDone: 1 }), 10_000)).toBe('Reading a.csv … 1 % · 5,000 records/s');
  expect(loadProgressLine(at({ phase: 'digest', records: 0 }), 500)).toBe('Looking at a.csv … 25 %');
  expect(loadProgressLine(at({ bytesDone: 10 }), 60_000)).toContain('about 9 min left');
});

test('what was refused so far, by reason; emptied cells are no refusals', () => {
  const reasons = () => [
    reason('bad-date', 40),
    reason('bad-amount', 2, 'cell'),
    reason('blank', 3),
    reason('other', 1),
  ];
  expect(loadProgressLine(at({ reasons }), 10_000)).toMatch(/· 44 refused \(bad-date 40, blank 3, 1 other reason\)$/);
  expect(loadProgressLine(at({ phase: 'publish', reasons }), 10_000)).toMatch(
    /^Checking .* · 50,000 records · 44 refused/,
  );
});

test('how far publishing is, where the store tells', () => {
  expect(loadProgressLine(at({ phase: 'publish', published: { rows: 300, of: 1200 } }), 10_000)).toBe(
    'Publishing … 25 % · 1,200 records',
  );
  expect(loadProgressLine(at({ phase: 'publish', published: { rows: 0, of: 0 } }), 10_000)).toContain('Checking');
});
