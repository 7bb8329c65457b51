import { countedRows, type InteractiveQuery } from './interactive-query.ts';

/** Money among some entities: one line a pair, direction and currency. */
export const moneyEdgesQuery: InteractiveQuery = {
  name: 'money-edges',
  answer: (rows, plainName) =>
    countedRows(rows.map((row) => ({ ...row, relation: plainName(String(row.relation)), minor: String(row.minor) }))),
};
