import type { z } from 'zod';
import type * as schemas from './schemas.ts';

/** What the API answers, as types; the explorer imports these and nothing else of the server. Routes are in `routes/`. */

/** GET /api/overview. `run` is null while no run exists: the page then says how to make one. */
export type Overview = z.infer<typeof schemas.overview>;

/** GET /api/clusters?kind=&offset=&limit= */
export type ClusterPage = z.infer<typeof schemas.clusterPage>;
/** `moved` is money within and through, by currency; `thumbnail` has at most 24 nodes, by risk. */
export type ClusterCard = ClusterPage['clusters'][number];

/** GET /api/clusters/:id */
export type ClusterDetail = z.infer<typeof schemas.clusterDetail>;
/** A finding with labels for the ids in it. */
export type FindingView = ClusterDetail['findings'][number];

/** POST /api/findings/:id/decision {verdict: confirm|dismiss|withdraw, reason}: what stands then. */
export type DecisionAnswer = z.infer<typeof schemas.decisionAnswer>;

/** GET /api/findings/:id/query: `text` is null where Cypher cannot say what the rule looks for. */
export type FindingQuery = z.infer<typeof schemas.findingQuery>;

/** GET /api/findings?offset=&limit= — findings outside clusters, best first */
export type FindingPage = z.infer<typeof schemas.findingPage>;

/** GET /api/findings/:id/rows, /api/clusters/:id/transactions, /api/transactions?from=&to=, each with offset= and limit= */
export type TransactionPage = z.infer<typeof schemas.transactionPage>;
/** `from`, `to`: account id, or null for cash without an account. */
export type TransactionRow = TransactionPage['rows'][number];

/** GET /api/entities/:id. Facts are in reading order; `key` is the column of the canonical table. */
export type EntityDetail = z.infer<typeof schemas.entityDetail>;
/** An entry of the whitelist; `expires`: first day on which it no longer holds, null = until removed. */
export type WhitelistEntry = EntityDetail['whitelist'][number];
export type FactLine = EntityDetail['facts'][number];
export type RelationLine = EntityDetail['relations'][number];

/** POST /api/entities/:id/whitelist {reason, expires?} adds, POST /api/whitelist/:id/removal {reason} ends: what holds then. */
export type WhitelistAnswer = z.infer<typeof schemas.whitelistAnswer>;

/** GET /api/entities/:id/suggestions?limit=: who may be the same; `total` is before any cut. */
export type SuggestionsDocument = z.infer<typeof schemas.suggestions>;

/** GET /api/entities/:id/neighbours?kind=&limit=&by=risk|amount. `counts` are before any cut. */
export type Neighbours = z.infer<typeof schemas.neighbours>;

/** GET /api/search?q=&limit= */
export type SearchResult = z.infer<typeof schemas.searchResult>;
/** `exact`: an identifier hit, under its own caption; `match`: where the hit lies in the label, null where unknown. */
export type SearchHit = SearchResult['hits'][number];

/** Every error: what, where, what to do, in the words of `TamyrError`. */
export interface ApiError {
  error: { code: string; what: string; where?: string; expected?: string; todo?: string };
}
