import { countedRows, type InteractiveQuery, momentOf } from './interactive-query.ts';

/** Money rings through one entity, largest last hop first. */
export const ringsQuery: InteractiveQuery = {
  name: 'rings',
  answer(rows) {
    const found = countedRows(rows, ['rows']);
    return {
      ...found,
      rows: found.rows
        .filter(({ nodes }) => nodes !== null)
        .map(({ at, minor, ...row }) => ({ ...row, at: (at as unknown[]).map(momentOf), minor: String(minor) })),
    };
  },
};
