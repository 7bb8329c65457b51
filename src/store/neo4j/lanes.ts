import type { FactTable } from '../../model/facts.ts';
import { quoted } from '../duckdb/columns.ts';
import { FACT_FORMS } from './fact-forms.ts';

/** Sessions that write facts side by side. */
const LANES = 2;
/** Parts that entities fall into by a hash of their ids: two for each lane. */
export const PARTS = 2 * LANES;

/** Facts whose entities are all in one of two parts. */
export interface Lane {
  readonly parts: readonly [number, number];
  /** Whether the facts within one part go along; they do once for each part. */
  readonly alone: boolean;
}

/**
 * Rounds of lanes: within a round no two have a part in common, so that sessions which write them never wait for each other's
 * locks on a node, and over all rounds every fact is in one lane (circle method of round-robin tournaments).
 */
export function roundsOfLanes(): Lane[][] {
  const others = Array.from({ length: PARTS - 1 }, (_, i) => i + 1);
  return others.map((_, round) => {
    const turned = [0, ...others.slice(round), ...others.slice(0, round)];
    return Array.from({ length: LANES }, (_, i) => ({
      parts: [turned[i]!, turned.at(-1 - i)!] as const,
      alone: round === 0,
    }));
  });
}

/** Condition on the rows of a table for being in a lane. */
export function isInLane(table: FactTable, { parts: [one, other], alone }: Lane): string {
  const { about, relationship } = FACT_FORMS[table];
  const first = (columns: readonly string[]) => `coalesce(${columns.map(quoted).join(', ')})`;
  const ends = relationship && [first(relationship.from), first(relationship.to)];
  const named = [about[0]!, about.at(-1)!].map(quoted);
  const touched = named.map((column, i) =>
    ends ? `CASE WHEN ${ends[0]} IS NOT NULL AND ${ends[1]} IS NOT NULL THEN ${ends[i]} ELSE ${column} END` : column,
  );
  // A row that names one entity touches no other.
  const [p, q] = touched.map((column, i) => `(hash(coalesce(${column}, ${touched[1 - i]})) % ${PARTS})`);
  return `${p} IN (${one}, ${other}) AND ${q} IN (${one}, ${other})${alone ? '' : ` AND ${p} <> ${q}`}`;
}
