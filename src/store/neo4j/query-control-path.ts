import type { InteractiveQuery } from './interactive-query.ts';

/** Shortest ways between two entities over control, addresses and contacts, with the rows behind each step. */
export const controlPathQuery: InteractiveQuery = {
  name: 'control-path',
  answer(rows, plainName) {
    const steps = (evidence: unknown) =>
      (evidence as { type: string }[][]).map((facts) => facts.map((fact) => ({ ...fact, type: plainName(fact.type) })));
    return {
      total: null,
      truncated: rows.some(({ truncated }) => truncated === true),
      rows: rows.map(({ nodes, length, evidence }) => ({ nodes, length, steps: steps(evidence) })),
    };
  },
};
