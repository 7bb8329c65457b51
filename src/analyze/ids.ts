import { canonicalJson } from '../model/canonical-json.ts';
import { shortDigest } from '../model/digest.ts';
import type { Run, RunDocument } from '../model/finding.ts';

/** What a finding's id is made of: content only, never digests, lines or clock. */
export interface FindingContent {
  readonly indicator: string;
  readonly version: number;
  /** Sorted by code point. */
  readonly subjects: readonly string[];
  /** In time order. */
  readonly transactions: readonly string[];
  readonly invoices: readonly string[];
}

/** Makes `f-…` ids; a second finding of the same content gets another id, in the order of the calls. */
export function findingIds(): (content: FindingContent) => string {
  const used = new Set<string>();
  return ({ indicator, version, subjects, transactions, invoices }) => {
    const content = [indicator, version, subjects, transactions, invoices];
    let id = `f-${shortDigest(canonicalJson(content))}`;
    for (let n = 2; used.has(id); n++) id = `f-${shortDigest(canonicalJson([...content, n]))}`;
    used.add(id);
    return id;
  };
}

/**
 * `r-…` id of a run: what was read (names and rows; digests would change with the order of rows), with which options, on which day,
 * after which run, and what came out, without the places where it stands.
 */
export function runId(run: Omit<Run, 'id'>, results: Pick<RunDocument, 'findings' | 'clusters' | 'entities'>): string {
  const { product, asOf, options, seed, previous } = run;
  const inputs = run.inputs.map(({ file, rows }) => ({ file, rows }));
  const parts = [
    canonicalJson({ product, asOf, options, seed, previous, inputs }),
    ...results.findings.map((finding) =>
      canonicalJson({ ...finding, evidence: finding.evidence.map(({ sources: _, ...line }) => line) }),
    ),
    ...results.clusters.map(canonicalJson),
    ...results.entities.map(canonicalJson),
  ];
  return `r-${shortDigest(parts.map((part) => shortDigest(part, 32)).join('\n'))}`;
}
