import { csvExporter } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { graphmlExporter } from './graphml.ts';
import { htmlExporter } from './html.ts';
import { jsonExporter } from './json.ts';
import { xlsxExporter } from './xlsx.ts';

/** Every format of a report, in the order in which they are written; a new one is one file and one line here. */
export const exporters: readonly Exporter[] = [jsonExporter, csvExporter, xlsxExporter, graphmlExporter, htmlExporter];
