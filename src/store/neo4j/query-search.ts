import { searchTerms } from '../../model/search-terms.ts';
import { countedRows, type InteractiveQuery } from './interactive-query.ts';

/** Entities by identifier or name, as the explorer's search box finds them. */
export const searchQuery: InteractiveQuery = {
  name: 'search',
  prepare({ text, ...rest }) {
    const { exact, beginnings, words } = searchTerms(String(text));
    // Folded words hold letters and digits only, nothing that the index's query language would read otherwise.
    return { ...rest, exact, beginnings, words: words.length > 0 ? words.map((word) => `+${word}*`).join(' ') : null };
  },
  answer: (rows) => countedRows(rows),
};
