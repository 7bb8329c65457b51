import { TamyrError } from '../model/errors.ts';
import type { Exporter, ReportSource } from './exporter.ts';
import { outputFolder } from './output/output-folder.ts';
import { exporters } from './registry.ts';

/** Clusters that get a page unless told otherwise: more is rarely read and quickly heavy. */
const DEFAULT_PAGES = 200;

export interface WrittenReport {
  /** Files at the report's root, relative names. */
  files: string[];
  /** Cluster pages written, and clusters of the run; null where no pages were asked for. */
  pages: { written: number; total: number } | null;
}

/** Writes a report of a run into a folder in the formats asked for. Throws `TamyrError` for an unknown format. */
export async function writeReport(
  dir: string,
  formats: readonly string[],
  source: ReportSource,
  options: { pages?: number | 'all' } = {},
): Promise<WrittenReport> {
  const chosen = chooseExporters(formats);
  const files = chosen.flatMap((exporter) => exporter.files);
  const pages = options.pages ?? DEFAULT_PAGES;
  const out = outputFolder(dir);
  for (const exporter of chosen) await exporter.write(source, out, { pages, files });
  const total = source.index.document.clusters.length;
  const hasPages = chosen.some(({ format }) => format === 'html');
  return { files, pages: hasPages ? { written: pages === 'all' ? total : Math.min(pages, total), total } : null };
}

function chooseExporters(formats: readonly string[]): Exporter[] {
  const known = exporters.map(({ format }) => format);
  for (const format of formats) {
    if (known.includes(format)) continue;
    throw new TamyrError({
      code: 'unknown-format',
      what: `There is no report format "${format}".`,
      where: '--format',
      expected: `one or more of ${known.join(', ')}`,
    });
  }
  return exporters.filter(({ format }) => formats.includes(format));
}
