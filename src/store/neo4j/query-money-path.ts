import { type InteractiveQuery, momentOf } from './interactive-query.ts';

/** The path of fewest transfers, then of earliest arrival, that money can have taken; no rows where there is none. */
export const moneyPathQuery: InteractiveQuery = {
  name: 'money-path',
  answer: (rows) => ({
    total: null,
    truncated: rows.some(({ truncated }) => truncated === true),
    rows: rows
      .filter(({ nodes }) => nodes !== null)
      .map(({ nodes, transactions, at, hops }) => ({
        nodes,
        transactions,
        at: (at as unknown[]).map(momentOf),
        hops,
      })),
  }),
};
