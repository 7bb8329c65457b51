import type { Explorer } from '../explore/explorer.ts';
import { type WrittenReport, writeReport } from '../exporters/write-report.ts';
import { openReportSource } from '../open-report-source.ts';

/** Writes the report of the explorer's run into a folder, in the formats asked for. */
export async function writeRunReport(
  explorer: Explorer,
  dir: string,
  formats: readonly string[],
  options: { pages?: number | 'all' } = {},
): Promise<WrittenReport> {
  return writeReport(dir, formats, openReportSource(explorer), options);
}
