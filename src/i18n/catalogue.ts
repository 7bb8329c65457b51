import type { Texts } from '../model/vocabulary.ts';
import { columns } from './catalogue/columns.ts';
import { explorer } from './catalogue/explorer.ts';
import { load } from './catalogue/load.ts';
import { report } from './catalogue/report.ts';
import { web } from './catalogue/web.ts';
import { words } from './catalogue/words.ts';

/** Every text of the product by key, each in all three languages: a text that lacks one does not compile. */
export const catalogue = { ...words, ...columns, ...load, ...report, ...explorer, ...web } satisfies Record<
  string,
  Texts
>;

export type TextKey = keyof typeof catalogue;
