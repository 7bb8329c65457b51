import { foldName } from './fold.ts';
import { foldCompanyName } from './fold-company-name.ts';

/** What a text typed into a search box can mean. */
export interface SearchTerms {
  /** Full ids that the text is, should they exist. */
  exact: string[];
  /** Beginnings of full ids; none where the text is too short to be part of one. */
  beginnings: string[];
  /** Folded words, each the beginning of a word of a name. */
  words: string[];
}

/** Reads a text as identifiers (a BIN, IIN, account, phone in any spelling, e-mail, full id) and as folded words of a name. */
export function searchTerms(query: string): SearchTerms {
  const text = query.trim();
  if (text === '') return { exact: [], beginnings: [], words: [] };
  const digits = text.replace(/[\s()+-]/g, '');
  const phone = /^\d{10,11}$/.test(digits) ? digits.replace(/^8(?=\d{10}$)/, '7') : digits;
  const ids = [text, ...['company', 'person', 'account'].map((kind) => `${kind}:${text}`)];
  ids.push(`contact:phone:${phone}`, `contact:email:${text.toLowerCase()}`);
  const kinds = /^[\w-]{4,}$/.test(text) ? ['company', 'person', 'account', 'contact:phone'] : [];
  return {
    exact: [...new Set(ids)],
    beginnings: kinds.map((kind) => `${kind}:${text}`),
    words: (foldCompanyName(text) || foldName(text)).split(' ').filter((word) => word !== ''),
  };
}
