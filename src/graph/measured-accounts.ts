/** What can be measured of the graph of accounts that paid each other, directions and cash left aside. */
export const GRAPH_MEASURES = ['communities', 'components', 'degree', 'betweenness'] as const;
export type GraphMeasure = (typeof GRAPH_MEASURES)[number];

/** One number per account: of communities and components the number of its group, else the measure itself. */
export interface MeasuredAccounts {
  ids: readonly string[];
  values: Float64Array;
  /** Pairs of payer and payee. */
  pairs: number;
  /** Of communities. */
  modularity: number | null;
}
