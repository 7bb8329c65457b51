import { readOptions } from '../src/detectors/options.ts';
import { detectors } from '../src/detectors/registry.ts';
import { nationalShape } from './graphs/national-shape.ts';
import { measure, printTable, seconds } from './measure.ts';

// Wall and CPU seconds of every rule by itself on 100 k firms, 120 k accounts, 1 M transfers with their invoices; shared columns are built by the first
// rule that needs them. `npm run bench -- detectors [TRANSFERS] [CODES]`
const words = process.argv.slice(2);
const transfers = Number(words.find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const codes = words.filter((word) => /^[RTMN]\d\d$/.test(word));
const projection = nationalShape(100_000, 120_000, transfers, { trade: true });
const rows = [['rule', 'name', 'wall s', 'CPU s', 'findings', 'measured']];
for (const detector of detectors) {
  if (codes.length > 0 && !codes.includes(detector.indicator)) continue;
  const { wallSeconds, cpuSeconds, result } = measure(1, () => detector.detect(projection, readOptions(detector, {})));
  const { findings, measured } = result;
  const known = measured ? String(measured.node.length) : '–';
  rows.push([
    detector.indicator,
    detector.name,
    seconds(wallSeconds),
    seconds(cpuSeconds),
    String(findings.length),
    known,
  ]);
}
console.log(
  `${projection.nodes.count} nodes, ${projection.transfers.count} transfers, ${projection.invoices.count} invoices`,
);
printTable(rows);
