import { expect, test } from 'vitest';
import { openError } from '../../src/store/duckdb/store-errors.ts';

test.each([
  ['IO Error: Could not set lock on file "x": Conflicting lock is held in node (PID 0)', 'store-busy'],
  [
    'IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 3',
    'store-damaged',
  ],
  ['IO Error: The file "x" exists, but it is not a valid DuckDB database file!', 'not-a-store'],
  ['IO Error: Cannot open file "x": Permission denied', 'store-unavailable'],
])('a file that cannot be opened: %s', (message, code) => {
  expect(openError('x', new Error(message))).toMatchObject({ code, exitCode: 3 });
});
