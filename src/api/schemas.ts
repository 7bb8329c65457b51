import { z } from 'zod';
import {
  clusterSchema,
  contributionSchema,
  findingSchema,
  moneySchema,
  runSchema,
  sourceSchema,
} from '../model/finding.ts';
import { VERDICTS, WHITELIST_KINDS } from '../model/review.ts';
import { CLUSTER_KINDS, MITIGATION_KINDS, NODE_KINDS, RELATIONS } from '../model/vocabulary.ts';

/** What the API takes and answers, as schemas: routes declare them, tests hold every answer against them. */

const texts = z.object({ en: z.string(), kk: z.string(), ru: z.string() });
const nodeKind = z.enum(NODE_KINDS);
const level = z.enum(['high', 'medium', 'low', 'none']);
const status = z.enum(['active', 'dissolved', 'inactive', 'reference']);
const count = z.int().nonnegative();

const viewNode = z.object({
  id: z.string(),
  kind: nodeKind,
  variant: z.string().nullable(),
  label: z.string(),
  note: z.string().nullable(),
  score: z.number(),
  level,
  status,
  listed: z.boolean(),
  cluster: z.string().nullable(),
  neighbours: count,
  x: z.number(),
  y: z.number(),
});

const viewEdge = z.object({
  id: z.string(),
  relation: z.enum([...RELATIONS, 'POSSIBLY_SAME']),
  from: z.string(),
  to: z.string(),
  label: z.string().nullable(),
  count,
  amounts: z.array(moneySchema),
  fromDay: z.string().nullable(),
  toDay: z.string().nullable(),
  ended: z.boolean(),
  inferred: z.boolean(),
});

const networkView = z.object({
  nodes: z.array(viewNode),
  edges: z.array(viewEdge),
  total: z.object({ nodes: count, edges: count }),
  cutBy: z.enum(['risk', 'amount']).nullable(),
});

const searchHit = z.object({
  id: z.string(),
  kind: nodeKind,
  label: z.string(),
  detail: z.string().nullable(),
  /** What `detail` is: a BIN, an IIN, or something else. */
  detailKind: z.enum(['bin', 'iin', 'other']),
  score: z.number(),
  level,
  status,
  cluster: z.string().nullable(),
  exact: z.boolean(),
  match: z.tuple([z.number(), z.number()]).nullable(),
});

export const searchResult = z.object({ query: z.string(), total: count, hits: z.array(searchHit) });

export const overview = z.object({
  product: z.object({ name: z.string(), version: z.string() }),
  run: runSchema.nullable(),
  indicators: z.record(
    z.string(),
    z.object({
      name: z.string(),
      family: z.string(),
      title: texts,
      definition: texts,
      source: z.string(),
      evidence: z.record(z.string(), texts),
    }),
  ),
  sources: z.array(
    z.object({ name: z.string(), files: count, rows: count, accepted: count, snapshot: z.string().nullable() }),
  ),
  clusterCounts: z.record(z.enum(CLUSTER_KINDS), count),
  examples: z.array(searchHit),
});

const clusterCard = z.object({
  id: z.string(),
  rank: count,
  kind: z.enum(CLUSTER_KINDS),
  score: z.number(),
  title: texts,
  summary: texts,
  members: z.object({ company: count, person: count, account: count }),
  moved: z.array(moneySchema),
  indicators: z.array(contributionSchema),
  lineage: clusterSchema.shape.lineage,
  thumbnail: z.object({
    nodes: z.array(z.object({ kind: nodeKind, level, x: z.number(), y: z.number() })),
    edges: z.array(z.tuple([count, count])),
  }),
});

export const clusterPage = z.object({ total: count, offset: count, clusters: z.array(clusterCard) });

const standing = z.object({
  verdict: z.enum(VERDICTS),
  reason: z.string(),
  author: z.string(),
  at: z.string(),
  changed: z.boolean(),
});
const whitelistEntry = z.object({
  id: z.string(),
  kind: z.enum(WHITELIST_KINDS),
  of: z.array(z.string()),
  reason: z.string(),
  author: z.string(),
  expires: z.string().nullable(),
  at: z.string(),
});
const findingView = findingSchema.extend({
  labels: z.record(z.string(), z.string()),
  decision: standing.nullable(),
  exempt: z.array(whitelistEntry),
});

/** What a decision left standing; null after it was withdrawn. */
export const decisionAnswer = z.object({ decision: standing.nullable() });

export const findingPage = z.object({ total: count, offset: count, findings: z.array(findingView) });

const memberRow = z.object({
  id: z.string(),
  kind: nodeKind,
  label: z.string(),
  score: z.number(),
  indicators: z.array(contributionSchema),
});

export const clusterDetail = clusterCard.extend({
  cluster: clusterSchema,
  findings: z.array(findingView),
  network: networkView,
  memberRows: z.array(memberRow),
});

export const transactionPage = z.object({
  total: count,
  offset: count,
  rows: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      fromLabel: z.string().nullable(),
      toLabel: z.string().nullable(),
      amount: moneySchema,
      channel: z.string().nullable(),
      purpose: z.string().nullable(),
      source: z.object({ file: z.string(), line: z.int(), load: z.string(), digest: z.string() }),
    }),
  ),
});

const suggestionList = z.object({
  total: count,
  shown: z.array(
    z.object({
      kind: z.enum(['same-name', 'similar-name', 'similar-address']),
      other: z.object({ id: z.string(), kind: nodeKind, label: z.string(), score: z.number() }),
      /** Companies of that person, or at that address, now and before. */
      companies: count,
    }),
  ),
});

export const entityDetail = z.object({
  node: viewNode,
  facts: z.array(z.object({ key: z.string(), value: z.string(), sources: z.array(sourceSchema) })),
  score: z.number(),
  indicators: z.array(contributionSchema),
  /** Legitimate structures that lower the score, with the reason. */
  mitigations: z.array(z.object({ kind: z.enum(MITIGATION_KINDS), text: texts })),
  findings: z.array(findingView),
  cluster: z.object({ id: z.string(), title: texts }).nullable(),
  relations: z.array(
    z.object({
      relation: z.string(),
      detail: z.string().nullable(),
      direction: z.enum(['out', 'in']),
      other: z.object({ id: z.string(), kind: nodeKind, label: z.string(), score: z.number() }),
      from: z.string().nullable(),
      to: z.string().nullable(),
      ended: z.boolean(),
      sources: z.array(sourceSchema),
    }),
  ),
  /** Relations in the data; `relations` has the first 500 of them. */
  relationTotal: count,
  names: z.array(z.string()),
  /** Entities that may be the same, likeliest first: guesses for the reader, which no rule counts; the first 5 of `total`. */
  suggestions: suggestionList,
  /** Whitelist entries that name it, alone or in a pair. */
  whitelist: z.array(whitelistEntry),
});

/** The entries that name an entity after one was added or ended. */
export const whitelistAnswer = z.object({ whitelist: z.array(whitelistEntry) });

/** `network` joins the entity with those shown, dotted. */
export const suggestions = suggestionList.extend({ network: networkView });

export const neighbours = z.object({ counts: z.record(nodeKind, count), network: networkView });

export const pathDocument = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.string(),
  paths: z.array(
    z.object({
      nodes: z.array(z.string()),
      hops: z.array(
        z.object({
          relation: z.string(),
          from: z.string(),
          to: z.string(),
          interval: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
          transactions: z.array(z.string()),
          amount: moneySchema.nullable(),
          sources: z.array(sourceSchema),
        }),
      ),
    }),
  ),
  none: z.enum(['not-connected', 'too-far', 'budget']).nullable(),
});

export const pathAnswer = pathDocument.extend({ labels: z.record(z.string(), z.string()), network: networkView });

export const findingQuery = z.object({
  indicator: z.string(),
  file: z.string().nullable(),
  agrees: z.enum(['equal', 'covers', 'within']).nullable(),
  text: z.string().nullable(),
});
