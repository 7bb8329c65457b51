import { countedRows, type InteractiveQuery } from './interactive-query.ts';

/** Neighbours of an entity by amount or risk, with counts by kind before any cut. */
export const neighbourhoodQuery: InteractiveQuery = {
  name: 'neighbourhood',
  answer(rows) {
    const counts = (rows[0]?.counts ?? []) as [kind: string, count: number][];
    const { rows: all, ...rest } = countedRows(rows, ['counts']);
    return { ...rest, counts: Object.fromEntries(counts), rows: all.filter(({ id }) => id !== null) };
  },
};
