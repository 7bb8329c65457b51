import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Cluster } from '../model/finding.ts';
import { clusterPage } from '../reports/cluster-page.ts';
import { indexPage } from '../reports/index-page.ts';
import { reportCss } from '../reports/report-css.ts';
import { type ClusterInput, pageName, type ReportInput } from '../reports/report-input.ts';
import { MAX_FINDINGS } from '../reports/sections/evidence.ts';
import type { Exporter, OutputFolder, ReportSource } from './exporter.ts';

const ROWS_PER_FINDING = 5;
const ROWS_PER_CLUSTER = 25;
/** Clusters whose rows are read together. */
const CLUSTERS_AT_ONCE = 20;
const FONT = '@fontsource/noto-sans';
/** Letters of the three languages with ₸, Ә Ғ Қ Ң Ө Ү Һ (Unicode ranges of the font's own subsets). */
const SUBSETS: Readonly<Record<string, string>> = {
  'cyrillic-ext': 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F',
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
};

/** Pages in three languages that open from a disk: an index, one page per cluster, style and fonts beside them. */
export const htmlExporter: Exporter = {
  format: 'html',
  files: ['index.html'],
  async write(source, out, { pages, files }) {
    const { clusters } = source.index.document;
    const count = pages === 'all' ? clusters.length : Math.min(pages, clusters.length);
    const input: ReportInput = { ...source, pages: count, files: files.filter((file) => file !== 'index.html') };
    await out.write('assets/report.css', reportCss(await copyFonts(out)));
    for (let i = 0; i < count; i += CLUSTERS_AT_ONCE) {
      const batch = clusters.slice(i, Math.min(i + CLUSTERS_AT_ONCE, count));
      for (const own of await clusterInputs(source, batch, i + 1)) {
        await out.write(pageName(own.cluster.id), clusterPage(input, own));
      }
    }
    const kept = new Set(clusters.slice(0, count).map(({ id }) => `${id}.html`));
    await out.sweep('clusters', /^c-[0-9a-z-]+\.html$/, kept);
    await out.write('index.html', indexPage(input));
  },
};

/** The rows that the pages of some clusters show, read with one question. */
async function clusterInputs(
  { index, transfers }: ReportSource,
  clusters: readonly Cluster[],
  firstRank: number,
): Promise<ClusterInput[]> {
  const behind = (id: string) => index.findings.get(id)?.transactions ?? [];
  const lists = clusters.flatMap(({ findings }) => [
    ...findings.slice(0, MAX_FINDINGS).map((id) => ({ ids: behind(id), limit: ROWS_PER_FINDING })),
    { ids: [...new Set(findings.flatMap(behind))], limit: ROWS_PER_CLUSTER },
  ]);
  const excerpts = await transfers.excerpts(lists);
  let at = 0;
  return clusters.map((cluster, i) => {
    const shown = cluster.findings.slice(0, MAX_FINDINGS);
    const evidenceRows = new Map(shown.map((id) => [id, excerpts[at++]!]));
    return { cluster, rank: firstRank + i, evidenceRows, transfers: excerpts[at++]! };
  });
}

/** Copies the fonts into the report and answers their `@font-face` rules; without the package the system's fonts serve. */
async function copyFonts(out: OutputFolder): Promise<string> {
  let folder: string;
  try {
    folder = join(dirname(createRequire(import.meta.url).resolve(`${FONT}/package.json`)), 'files');
  } catch {
    return '';
  }
  await out.write('assets/noto-sans-license.txt', await readFile(join(folder, '..', 'LICENSE')));
  const faces: string[] = [];
  for (const weight of [400, 500, 600]) {
    for (const [subset, range] of Object.entries(SUBSETS)) {
      const name = `noto-sans-${subset}-${weight}-normal.woff2`;
      await out.write(`assets/${name}`, await readFile(join(folder, name)));
      faces.push(
        `@font-face { font-family: "Noto Sans"; font-style: normal; font-weight: ${weight}; font-display: swap; src: url("${name}") format("woff2"); unicode-range: ${range} }\n`,
      );
    }
  }
  return faces.join('');
}
