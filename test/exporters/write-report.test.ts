import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import type { ReportSource } from '../../src/exporters/exporter.ts';
import { csvLine } from '../../src/exporters/output/csv-text.ts';
import { writeReport } from '../../src/exporters/write-report.ts';
import {
  clusterSchema,
  entityScoreSchema,
  findingSchema,
  type RunDocument,
  runSchema,
} from '../../src/model/finding.ts';
import { formatMoment } from '../../src/model/time.ts';
import type { ReportRow } from '../../src/reports/report-input.ts';
import { indexRun } from '../../src/reports/run-index.ts';
import { HOSTILE, sampleProjection, sampleRun, sampleTables } from '../reports/sample.ts';
import { elementsOf } from '../reports/xml.ts';

const projection = sampleProjection();
const made: string[] = [];
const FORMATS = ['json', 'csv', 'xlsx', 'graphml', 'html'];

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tamyr-report-'));
  made.push(dir);
  return dir;
}

afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** Rows of the sample's transfers by id, in time order, as the store would answer them. */
function sourceOf(run: RunDocument): ReportSource {
  const { transfers, nodes } = projection;
  const rows = sampleTables.transactions!;
  const all: ReportRow[] = Array.from({ length: transfers.count }, (_, edge) => {
    const row = transfers.row[edge]!;
    const [from, to] = [nodes.id(transfers.from[edge]!), nodes.id(transfers.to[edge]!)];
    return {
      id: String(rows[row]!.id),
      at: formatMoment({ ms: transfers.at[edge]!, precision: 'instant' }),
      from,
      to,
      fromLabel: HOSTILE,
      toLabel: to,
      amount: { minor: String(transfers.amountMinor[edge]), currency: 'KZT' },
      purpose: '=HYPERLINK("http://evil.example")',
      source: { file: 'transactions-2026-03.csv', line: row + 2 },
    };
  });
  const among = (ids: readonly string[]) => {
    const wanted = new Set(ids);
    return all.filter(({ id }) => wanted.has(id));
  };
  return {
    index: indexRun(run),
    projection,
    rules: {},
    transfers: {
      excerpts: async (lists) =>
        lists.map(({ ids, limit }) => ({ rows: among(ids).slice(0, limit), total: among(ids).length })),
      async *all(ids) {
        yield among(ids);
      },
    },
  };
}

function contents(dir: string, below = ''): Record<string, string> {
  return Object.assign(
    {},
    ...readdirSync(join(dir, below), { withFileTypes: true }).map((entry) => {
      const name = join(below, entry.name);
      return entry.isDirectory() ? contents(dir, name) : { [name]: readFileSync(join(dir, name), 'latin1') };
    }),
  );
}

const csv = (dir: string, name: string): Record<string, string>[] =>
  parse(readFileSync(join(dir, name)), { columns: true, bom: true });
const lines = (dir: string, name: string): unknown[] =>
  readFileSync(join(dir, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('writeReport', () => {
  it('writes every format, and the same bytes again whatever was there before', async () => {
    const [one, two] = [folder(), folder()];
    const written = await writeReport(one, FORMATS, sourceOf(sampleRun()));
    expect(written.pages).toEqual({ written: 1, total: 1 });
    for (const file of written.files) expect(Object.keys(contents(one))).toContain(file);
    await writeReport(two, FORMATS, sourceOf(sampleRun()));
    await writeReport(two, FORMATS, sourceOf(sampleRun()));
    expect(contents(two)).toEqual(contents(one));
    expect(Object.keys(contents(one)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('puts the fonts with the Kazakh letters and the tenge sign beside the pages', async () => {
    const dir = folder();
    await writeReport(dir, ['html'], sourceOf(sampleRun()));
    const assets = readdirSync(join(dir, 'assets'));
    expect(assets.filter((name) => name.endsWith('.woff2'))).toHaveLength(12);
    const css = readFileSync(join(dir, 'assets/report.css'), 'utf8');
    for (const [, name] of css.matchAll(/url\("([^"]+)"\)/g)) expect(assets).toContain(name);
    expect(css).not.toMatch(/https?:/);
  });

  it('takes away pages of clusters that are no longer there, and nothing else', async () => {
    const dir = folder();
    const run = sampleRun();
    run.clusters.push({ ...run.clusters[0]!, id: 'c-other', score: 0.2 });
    await writeReport(dir, ['html'], sourceOf(run));
    expect(readdirSync(join(dir, 'clusters'))).toEqual(['c-5e1fa2.html', 'c-other.html']);
    await writeReport(dir, ['html'], sourceOf(run), { pages: 1 });
    expect(readdirSync(join(dir, 'clusters'))).toEqual(['c-5e1fa2.html']);
    expect(readFileSync(join(dir, 'index.html'), 'utf8')).toContain('Pages were written for 1 of 2 clusters');
  });

  it('refuses a format that it does not know', async () => {
    await expect(writeReport(folder(), ['docx'], sourceOf(sampleRun()))).rejects.toThrow('no report format "docx"');
  });
});

describe('JSON', () => {
  it('reads back as the run that was written', async () => {
    const dir = folder();
    const run = sampleRun();
    await writeReport(dir, ['json'], sourceOf(run));
    expect(runSchema.parse(JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8')))).toEqual(run.run);
    expect(lines(dir, 'findings.jsonl').map((line) => findingSchema.parse(line))).toEqual(run.findings);
    expect(lines(dir, 'clusters.jsonl').map((line) => clusterSchema.parse(line))).toEqual(run.clusters);
    expect(lines(dir, 'entities.jsonl').map((line) => entityScoreSchema.parse(line))).toEqual(run.entities);
    expect(JSON.parse(readFileSync(join(dir, 'timings.json'), 'utf8'))).toEqual(run.timings);
  });
});

describe('CSV', () => {
  it('has a mark, one row per cluster, member, finding and transfer, and exact amounts', async () => {
    const dir = folder();
    const run = sampleRun();
    await writeReport(dir, ['csv'], sourceOf(run));
    expect(readFileSync(join(dir, 'clusters.csv')).subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(csv(dir, 'clusters.csv')[0]).toMatchObject({
      rank: '1',
      id: 'c-5e1fa2',
      score: '0.91',
      level: 'high',
      companies: '5',
      turnover_in: '186400000.00 KZT',
      title_kk: '5 карта арқылы қолма-қол ақшаға айналдыру',
    });
    expect(csv(dir, 'members.csv').map(({ id }) => id)).toEqual(run.clusters[0]!.members);
    expect(csv(dir, 'findings.csv')[0]).toMatchObject({
      id: 'f-1',
      cluster: 'c-5e1fa2',
      transactions: '348',
      sources: 'transactions-2026-03.csv:11842',
    });
    const transactions = csv(dir, 'transactions.csv');
    expect(transactions).toHaveLength(348);
    expect(transactions.map(({ at }) => at)).toEqual(transactions.map(({ at }) => at).sort());
    expect(transactions.at(-1)!.findings).toBe('f-1; f-2');
    expect(transactions[0]).toMatchObject({ from_name: HOSTILE, file: 'transactions-2026-03.csv' });
  });

  it('lets no spreadsheet run a cell', async () => {
    expect(csvLine(['=1+1', '+7', '-x', '@a', '\tb', 'a"b', 'a,b', null, -5, 0.5])).toBe(
      `'=1+1,'+7,'-x,'@a,'\tb,"a""b","a,b",,-5,0.5\r\n`,
    );
    const dir = folder();
    await writeReport(dir, ['csv'], sourceOf(sampleRun()));
    expect(csv(dir, 'transactions.csv')[0]!.purpose).toBe(`'=HYPERLINK("http://evil.example")`);
  });
});

describe('GraphML', () => {
  it('is well-formed, with members as nodes and every edge between two of them', async () => {
    const dir = folder();
    const run = sampleRun();
    await writeReport(dir, ['graphml'], sourceOf(run));
    const text = readFileSync(join(dir, 'clusters.graphml'), 'utf8');
    const names = elementsOf(text);
    expect(names.filter((name) => name === 'node')).toHaveLength(run.clusters[0]!.members.length);
    const nodes = new Set([...text.matchAll(/<node id="([^"]+)"/g)].map(([, id]) => id));
    const edges = [...text.matchAll(/<edge id="[^"]+" source="([^"]+)" target="([^"]+)"/g)];
    expect(edges.length).toBeGreaterThan(0);
    for (const [, from, to] of edges) expect(nodes.has(from) && nodes.has(to)).toBe(true);
    const keys = new Set([...text.matchAll(/<key id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, key] of text.matchAll(/<data key="([^"]+)"/g)) expect(keys).toContain(key);
    expect(text).not.toContain('\u202e');
  });
});

/** Files of a ZIP archive by name, read by its central directory, check sums checked. */
function unzip(archive: Buffer): Record<string, string> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files: Record<string, string> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < archive.readUInt16LE(end + 10); i++) {
    const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const length = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const name = archive.subarray(at + 46, at + 46 + length).toString('utf8');
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(start, start + packed));
    expect([content.length, crc32(content)], name).toEqual([size, crc]);
    files[name] = content.toString('utf8');
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

describe('XLSX', () => {
  it('holds the same tables as the CSV files, text as text', async () => {
    const dir = folder();
    await writeReport(dir, ['csv', 'xlsx'], sourceOf(sampleRun()));
    const files = unzip(readFileSync(join(dir, 'run.xlsx')));
    for (const [name, content] of Object.entries(files)) expect(elementsOf(content).length, name).toBeGreaterThan(0);
    const names = [...files['xl/workbook.xml']!.matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name!);
    expect(names).toEqual(['clusters', 'members', 'findings', 'transactions']);
    names.forEach((name, i) => {
      const rows = [...files[`xl/worksheets/sheet${i + 1}.xml`]!.matchAll(/<row>(.*?)<\/row>/gs)];
      expect(rows, name).toHaveLength(csv(dir, `${name}.csv`).length + 1);
      const widths = new Set(rows.map(([, row]) => row!.match(/<c[ />]/g)!.length));
      expect(widths, name).toEqual(new Set([Object.keys(csv(dir, `${name}.csv`)[0]!).length]));
    });
    const transfers = files['xl/worksheets/sheet4.xml']!;
    expect(transfers).toContain('=HYPERLINK(&quot;http://evil.example&quot;)');
    expect(transfers).not.toContain('<f>');
    expect(transfers).not.toContain('\u202e');
  });
});
