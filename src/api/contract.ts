import type { Cluster, Contribution, Finding, Run } from '../model/finding.ts';
import type { Money } from '../model/money.ts';
import type { ClusterKind, NodeKind, Texts } from '../model/vocabulary.ts';
import type { NetworkView, ViewNode } from '../reports/network/network-view.ts';

/** What the API answers; the explorer imports these types and nothing else of the server. */

/** GET /api/overview */
export interface Overview {
  product: { name: string; version: string };
  /** Null while no run exists: the page then says how to make one. */
  run: Run | null;
  /** Catalogue entries of all rules, by code. */
  indicators: Record<string, IndicatorInfo>;
  /** What was read. */
  sources: { name: string; files: number; rows: number; accepted: number; snapshot: string | null }[];
  clusterCounts: Record<ClusterKind, number>;
  examples: SearchHit[];
}

export interface IndicatorInfo {
  name: string;
  family: string;
  title: Texts;
  definition: Texts;
  source: string;
  evidence: Record<string, Texts>;
}

/** GET /api/clusters?kind=&offset=&limit= */
export interface ClusterPage {
  total: number;
  offset: number;
  clusters: ClusterCard[];
}

export interface ClusterCard {
  id: string;
  rank: number;
  kind: ClusterKind;
  score: number;
  title: Texts;
  summary: Texts;
  members: Record<'company' | 'person' | 'account', number>;
  /** Money that moved within and through, by currency. */
  moved: Money[];
  indicators: Contribution[];
  lineage: Cluster['lineage'];
  /** Positions and kinds only, for the thumbnail; at most 24 nodes, by risk. */
  thumbnail: { nodes: { kind: NodeKind; level: ViewNode['level']; x: number; y: number }[]; edges: [number, number][] };
}

/** GET /api/clusters/:id */
export interface ClusterDetail extends ClusterCard {
  cluster: Cluster;
  findings: FindingView[];
  network: NetworkView;
  memberRows: MemberRow[];
}

export interface MemberRow {
  id: string;
  kind: NodeKind;
  label: string;
  score: number;
  indicators: Contribution[];
}

/** A finding with labels for the ids in it. */
export interface FindingView extends Finding {
  labels: Record<string, string>;
}

/** GET /api/findings/:id/rows?offset=&limit= and GET /api/clusters/:id/transactions, GET /api/transactions?from=&to= */
export interface TransactionPage {
  total: number;
  offset: number;
  rows: TransactionRow[];
}

export interface TransactionRow {
  id: string;
  at: string;
  /** Account id, or null for cash without an account. */
  from: string | null;
  to: string | null;
  fromLabel: string | null;
  toLabel: string | null;
  amount: Money;
  channel: string | null;
  purpose: string | null;
  source: { file: string; line: number; load: string; digest: string };
}

/** GET /api/entities/:id */
export interface EntityDetail {
  node: ViewNode;
  /** Facts in reading order: caption key, value, and where it stands. */
  facts: FactLine[];
  score: number;
  indicators: Contribution[];
  findings: FindingView[];
  cluster: { id: string; title: Texts } | null;
  relations: RelationLine[];
  /** Other names that appear in the data. */
  names: string[];
}

export interface FactLine {
  /** Column of the canonical table, `registered_at`; captions come from the texts. */
  key: string;
  value: string;
  sources: { file: string; line: number }[];
}

export interface RelationLine {
  relation: string;
  /** Role or share. */
  detail: string | null;
  direction: 'out' | 'in';
  other: { id: string; kind: NodeKind; label: string; score: number };
  from: string | null;
  to: string | null;
  ended: boolean;
  sources: { file: string; line: number }[];
}

/** GET /api/entities/:id/neighbours?kind=&limit=&by=risk|amount */
export interface Neighbours {
  /** Neighbours by kind, before any cut. */
  counts: Record<NodeKind, number>;
  network: NetworkView;
}

/** GET /api/search?q=&limit= */
export interface SearchResult {
  query: string;
  total: number;
  hits: SearchHit[];
}

export interface SearchHit {
  id: string;
  kind: NodeKind;
  label: string;
  /** Shown beside the label: BIN, masked account, "27 firms". */
  detail: string | null;
  score: number;
  level: ViewNode['level'];
  status: ViewNode['status'];
  cluster: string | null;
  /** Exact hit of an identifier, listed under its own caption. */
  exact: boolean;
  /** Start and end of the hit within the label, null where the fold does not map back. */
  match: [number, number] | null;
}

/** GET /api/path?a=&b=&kind=control|money|any&hops= — the document of `tamyr path`, with labels. */
export interface PathAnswer {
  from: string;
  to: string;
  kind: string;
  paths: { nodes: string[]; hops: PathHop[] }[];
  none: 'not-connected' | 'too-far' | 'budget' | null;
  labels: Record<string, string>;
  network: NetworkView;
}

export interface PathHop {
  relation: string;
  from: string;
  to: string;
  interval: { from: string | null; to: string | null };
  transactions: string[];
  amount: Money | null;
  sources: { file: string; line: number }[];
}

/** Every error: what, where, what to do, in the words of `TamyrError`. */
export interface ApiError {
  error: { code: string; what: string; where?: string; expected?: string; todo?: string };
}
