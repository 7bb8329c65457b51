import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LedgerEntry, ledgerWriter, openLedger } from '../../src/load/ledger.ts';

test('reads back what was written, over many pages', () => {
  const file = fc.array(
    fc.record({ lines: fc.nat(3), gap: fc.nat(1000), bytes: fc.integer({ min: 1, max: 2 ** 31 - 1 }) }),
    { maxLength: 3000 },
  );
  fc.assert(
    fc.property(fc.array(file, { maxLength: 4 }), (files) => {
      const entries: LedgerEntry[] = files.flatMap((rows, number) => {
        let line = 2;
        let start = 0;
        return rows.map(({ lines, gap, bytes }) => {
          line += lines;
          const entry = { file: number, line, start: start + gap, bytes };
          start = entry.start + bytes;
          return entry;
        });
      });
      const ledger = openLedger();
      const writer = ledgerWriter(ledger.fd);
      for (const { file: number, line, start, bytes } of entries) writer.add(number, line, start, bytes);
      writer.flush();
      expect([...ledger.entries()]).toEqual(entries);
      ledger.close();
    }),
    { numRuns: 20 },
  );
});
