import { countedRows, type InteractiveQuery } from './interactive-query.ts';

/** Pairs of accounts up to two transfers away from one, largest first. */
export const moneyNeighbourhoodQuery: InteractiveQuery = {
  name: 'money-neighbourhood',
  answer: (rows) => countedRows(rows),
};
