import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';
import { shortDigest } from '../model/digest.ts';
import type { Run } from '../model/finding.ts';

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

/** Collects what came out of a run, line by line in canonical order, and makes its id. */
export interface RunIdMaker {
  add(line: string): void;
  finish(): string;
}

/**
 * `r-…` id of a run: what was read (names and rows; digests would change with the order of rows), with which options, on which day,
 * after which run, and what came out (findings, clusters, entities), without the places where it stands.
 */
export function runIdMaker(run: Omit<Run, 'id'>): RunIdMaker {
  const { product, asOf, options, seed, previous } = run;
  const inputs = run.inputs.map(({ file, rows }) => ({ file, rows }));
  const hash = createHash('sha256');
  hash.update(shortDigest(canonicalJson({ product, asOf, options, seed, previous, inputs }), 32));
  return {
    add(line) {
      hash.update(`\n${shortDigest(line, 32)}`);
    },
    finish: () => `r-${hash.digest('hex').slice(0, 16)}`,
  };
}
