import { built } from '../built.ts';

/**
 * A program for a child process: `node PROGRAM FILE ROWS [before|after PATTERN NTH]`. It loads transfers and says on
 * stdout how far it is; with a pattern it kills itself (SIGKILL) right before or after the NTH statement that matches.
 */
export const LOAD_PROGRAM = `
import { DuckDBConnection } from '@duckdb/node-api';
import { openDuckDbStore } from '${built('store/duckdb/duckdb-store.js')}';
const [file, rowsText, when, pattern, nthText] = process.argv.slice(2);
const rows = Number(rowsText);
let left = Number(nthText ?? 1);
const die = () => process.kill(process.pid, 'SIGKILL');
if (when) {
  const run = DuckDBConnection.prototype.run;
  DuckDBConnection.prototype.run = async function (sql, ...rest) {
    const hit = new RegExp(pattern).test(sql) && --left === 0;
    if (hit && when === 'before') die();
    const result = await run.call(this, sql, ...rest);
    if (hit) { die(); await new Promise(() => {}); }
    return result;
  };
}
const say = (text) => process.stdout.write(text + '\\n');
const store = await openDuckDbStore(file);
say('open');
if (rows > 0) {
  const session = await store.startLoad({ source: 'bank', snapshot: null });
  const added = await session.addFile({ name: 'many.csv', digest: 'many', reading: 'test', bytes: 1, encoding: 'utf-8' });
  if ('file' in added) {
    const size = 10_000;
    for (let at = 0; at < rows; at += size) {
      const n = Math.min(size, rows - at);
      const of = (make) => Array.from({ length: n }, (_, i) => make(at + i));
      const blank = () => new Array(n).fill(null);
      // Some ids stand in the store already, with the same content (k % 50 = 0) or another (k % 50 = 1).
      await session.append({
        table: 'transactions', length: n, file: added.file, line: Int32Array.from(of((k) => k + 2)),
        columns: {
          id: of((k) => 't-' + k), at: Float64Array.from(of((k) => k % 50 === 1 ? -k : k)), precision: new Int32Array(n),
          from_account: of((k) => 'account:KZ00000000000000000' + (k % 977)), to_account: of((k) => 'account:' + (k % 983)),
          amount: Float64Array.from(of((k) => k * 7919 + 2 ** 40)), currency: of(() => 'KZT'), channel: blank(), purpose: of((k) => 'Оплата ' + k),
          payer_id: blank(), confirmed: blank(), mcc: blank(), invoice_id: blank(), from_name: blank(), to_name: blank(), attrs: blank(),
        },
      });
      say('appended ' + at);
    }
    await session.reject([{ file: added.file, line: rows + 2, action: 'row', table: 'transactions', column: 'at', code: 'bad-date', value: 'x', expected: 'a date', raw: 'x' }]);
    say('publishing');
    const result = await session.publish([{ file: added.file, rows: rows + 1, rejected: 1, skipped: 0, blank: 0, defects: 0 }]);
    say('published ' + JSON.stringify(result.files[0]));
  } else say('already loaded');
}
if (rows === 0) await new Promise((resolve) => process.stdin.once('end', resolve).resume());
await store.close();
say('closed');
`;
