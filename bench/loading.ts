/**
 * All figures of loading, one bench after the other on a machine that does nothing else: 5 M rows with its peers, with 1 % of
 * them broken and the cost of origins; memory at 2 M and 20 M rows; workbooks and Parquet. `npm run bench -- loading`
 */
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';

const BENCHES = [
  ['load', '--rows', '5000000'],
  ['load', '--memory', '2000000,20000000'],
  ['workbooks', '--rows', '100000'],
];

for (const args of BENCHES) {
  console.log(`\n${new Date().toISOString()} ${args.join(' ')}, load average ${loadavg()[0]!.toFixed(1)}`);
  const { status } = spawnSync(process.execPath, [join('bench', 'run.js'), ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
