import { canonicalJson } from '../model/canonical-json.ts';
import type { Exporter } from './exporter.ts';

/** Lines that are joined before they are written. */
const BATCH = 1000;

/** Canonical JSON: the run, then one finding, cluster or entity a line; timings apart, because they differ every time. */
export const jsonExporter: Exporter = {
  format: 'json',
  files: ['run.json', 'findings.jsonl', 'clusters.jsonl', 'entities.jsonl', 'base-rates.jsonl', 'timings.json'],
  async write({ index: { document } }, out) {
    await out.write('run.json', `${canonicalJson(document.run)}\n`);
    await out.write('findings.jsonl', jsonLines(document.findings));
    await out.write('clusters.jsonl', jsonLines(document.clusters));
    await out.write('entities.jsonl', jsonLines(document.entities));
    await out.write('base-rates.jsonl', jsonLines(document.baseRates ?? []));
    await out.write('timings.json', `${canonicalJson(document.timings)}\n`);
  },
};

function* jsonLines(records: readonly unknown[]): Generator<string> {
  for (let i = 0; i < records.length; i += BATCH) {
    yield records
      .slice(i, i + BATCH)
      .map((record) => `${canonicalJson(record)}\n`)
      .join('');
  }
}
