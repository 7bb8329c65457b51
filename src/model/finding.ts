import { z } from 'zod';
import type { JsonLines } from './json-lines.ts';
import { CLUSTER_KINDS, MITIGATION_KINDS, SEVERITIES } from './vocabulary.ts';

/** Shapes of what a run gives, as they stand in `findings.jsonl`, `clusters.jsonl`, `entities.jsonl` and `run.json`. */

export const moneySchema = z.object({ minor: z.string().regex(/^-?\d+$/), currency: z.string() });
export const sourceSchema = z.object({ file: z.string(), line: z.int() });
export type Source = z.infer<typeof sourceSchema>;

const textsSchema = z.object({ en: z.string(), kk: z.string(), ru: z.string() });

export const evidenceSchema = z.object({
  /** What was measured, a key of the detector's texts. */
  what: z.string(),
  value: z.union([z.number(), z.string()]),
  threshold: z.union([z.number(), z.string()]).optional(),
  /** How value and threshold are to be read: a count, a share of 1, milliseconds, days, minor units, a date, a text. */
  unit: z.enum(['count', 'share', 'ms', 'days', 'minor', 'date', 'text']).optional(),
  currency: z.string().optional(),
  sources: z.array(sourceSchema).optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const findingSchema = z.object({
  id: z.string().startsWith('f-'),
  /** The rule's name, `ring`. */
  detector: z.string(),
  /** The catalogue's code, `M07`. */
  indicator: z.string(),
  version: z.int(),
  score: z.number().min(0).max(1),
  severity: z.enum(SEVERITIES),
  subjects: z.array(z.string()),
  transactions: z.array(z.string()),
  interval: z.object({ from: z.string(), to: z.string() }).nullable(),
  amount: moneySchema.nullable(),
  evidence: z.array(evidenceSchema),
  text: textsSchema,
});
export type Finding = z.infer<typeof findingSchema>;

/** One indicator's part of a score, with what a reader needs to judge it. */
export const contributionSchema = z.object({
  indicator: z.string(),
  contribution: z.number(),
  /** Findings behind it, where there are any. */
  findings: z.array(z.string()).optional(),
  /** Value in [0, 1] that was measured. */
  value: z.number().optional(),
  /** Entities of the reference class with a known value, and how many of them reach this one's. */
  reference: z.object({ size: z.int(), reach: z.int() }).optional(),
  /** The same among those nearest in number of transfers. */
  peers: z.object({ size: z.int(), reach: z.int() }).optional(),
  /** Base rate made of both, in (0, 1]. */
  p: z.number().optional(),
  /** Of a cluster: members that show it, and members about which its family knows something. */
  members: z.object({ showing: z.int(), of: z.int() }).optional(),
  /** Evidence in bans (log10 of a likelihood ratio); of a cluster the mean over its members. */
  bans: z.number().optional(),
  /** Part of the evidence that a legitimate structure of the entity explains, in (0, 1]; `mitigations` say which. */
  explained: z.number().optional(),
  /** The indicator in which this one is counted: of the same family, or one that rests on the same rows. */
  countedIn: z.string().optional(),
});
export type Contribution = z.infer<typeof contributionSchema>;

export const clusterSchema = z.object({
  id: z.string().startsWith('c-'),
  kind: z.enum(CLUSTER_KINDS),
  score: z.number().min(0).max(1),
  members: z.array(z.string()),
  organisers: z.array(z.string()),
  findings: z.array(z.string()),
  turnover: z.object({
    in: z.array(moneySchema),
    inside: z.array(moneySchema),
    out: z.array(moneySchema),
    cash: z.array(moneySchema),
  }),
  indicators: z.array(contributionSchema),
  lineage: z.object({
    previous: z.array(z.string()),
    change: z.enum(['new', 'same', 'grown', 'shrunk', 'merged', 'split']),
  }),
  /** Short name and one sentence in three languages, for lists. */
  title: textsSchema,
  summary: textsSchema,
});
export type Cluster = z.infer<typeof clusterSchema>;

export const entityScoreSchema = z.object({
  id: z.string(),
  score: z.number().min(0).max(1),
  cluster: z.string().nullable(),
  indicators: z.array(contributionSchema),
  /** Legitimate structures that lower the score, or explain what would raise it. */
  mitigations: z
    .array(
      z.object({
        kind: z.enum(MITIGATION_KINDS),
        /** Part of the evidence of those rules that it explains. */
        share: z.number(),
        indicators: z.array(z.string()),
        text: textsSchema,
      }),
    )
    .optional(),
});
export type EntityScore = z.infer<typeof entityScoreSchema>;

/** A rule without its input; `text` says `why` in the reader's language. */
const notRunSchema = z.object({ indicator: z.string(), why: z.string(), text: textsSchema });

/** `run.json`: what was computed, from what, with which options. Timings are kept apart because they differ every time. */
export const runSchema = z.object({
  id: z.string().startsWith('r-'),
  product: z.object({ name: z.literal('tamyr'), version: z.string() }),
  asOf: z.string(),
  inputs: z.array(z.object({ file: z.string(), digest: z.string(), rows: z.int() })),
  options: z.record(z.string(), z.unknown()),
  seed: z.int(),
  previous: z.string().nullable(),
  counts: z.object({
    findings: z.int(),
    clusters: z.int(),
    entities: z.int(),
    nodes: z.record(z.string(), z.int()),
    transactions: z.int(),
  }),
  byIndicator: z.record(z.string(), z.int()),
  notRun: z.array(notRunSchema),
  /** Score lines, and the share of entities that would pass each by chance (evidence shuffled over entities). */
  lines: z.object({
    high: z.number(),
    medium: z.number(),
    above: z.object({ high: z.int(), medium: z.int() }),
    byChance: z.object({ high: z.number(), medium: z.number() }),
  }),
  notes: z.array(textsSchema),
  gone: z.array(z.object({ id: z.string(), reason: z.string(), text: textsSchema })),
});
export type Run = z.infer<typeof runSchema>;

const levelsSchema = z.object({
  /** Entities with a known value. */
  size: z.int(),
  /** Values and how many entities reach each, highest value first: `[0.94, 1, 0.81, 3, …]`. */
  levels: z.array(z.number()),
});
/** Base rates of one rule and kind of entity, kept so that a later run can be compared with this one's population. */
export const storedRatesSchema = z.object({
  indicator: z.string(),
  /** Of the rule; rates of another version say nothing. */
  version: z.int(),
  kind: z.enum(['account', 'company', 'person']),
  /** Transfers of all entities with a known value, summed. */
  transfers: z.number(),
  all: levelsSchema,
  /** By number of transfers: from each `from` up to the next one's. */
  classes: z.array(levelsSchema.extend({ from: z.int() })),
});
export type StoredRates = z.infer<typeof storedRatesSchema>;

/** A whole run: immutable once kept. */
export interface RunDocument {
  run: Run;
  /** Sorted by score, highest first, then by id; so are clusters and entities. */
  findings: Finding[];
  clusters: Cluster[];
  entities: EntityScore[];
  /** Base rates by indicator, then kind. */
  baseRates?: StoredRates[];
  /** Milliseconds per stage; never part of a digest. */
  timings: Record<string, number>;
}

/** A run as an analysis hands it over: entities are many, so each is made when it is walked to, anew with each walk. */
export interface ComposedRun extends Omit<RunDocument, 'entities'> {
  entities: Iterable<EntityScore>;
  /** The records as they are kept, where they have been written already. */
  kept?: Readonly<Record<'findings' | 'clusters' | 'entities', JsonLines>>;
}
