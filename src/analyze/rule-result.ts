import type { Detection } from '../detectors/detector.ts';
import { packProjection, unpackProjection } from '../graph/packed-projection.ts';
import type { Projection } from '../graph/projection.ts';
import type { StoredRates } from '../model/finding.ts';
import { type Activity, activityOf } from './activity.ts';
import type { ChosenRule } from './choose-rules.ts';
import { collectGarbage } from './engine-settings.ts';
import { type Holders, holdersFrom, holdersOf, type PackedHolders } from './holders.ts';
import { type EvidenceMaker, evidenceMaker, type MeasuredNodes } from './indicator-evidence.ts';

/** What every rule of a run stands on. */
export interface Ground {
  readonly projection: Projection;
  readonly holders: Holders;
  readonly activity: Activity;
  readonly evidenceOf: EvidenceMaker;
}

/** What one rule gives; plain data, so that a thread can hand it over. */
export interface RuleResult {
  readonly detection: Omit<Detection, 'measured'>;
  /** Null where the rule measured nobody. */
  readonly measured: MeasuredNodes | null;
  /** Milliseconds that the rule took, and that its evidence took. */
  readonly detectMs: number;
  readonly scoreMs: number;
}

/** What of a ground other threads read instead of making it anew, in shared memory. */
export interface PackedGround {
  readonly holders: PackedHolders;
  readonly activity: Activity;
}

export function packGround({ holders: { byAccount, byHolder }, activity }: Ground): PackedGround {
  return { holders: { byAccount, byHolder }, activity };
}

/** Holders and activity of a projection, once for all rules; `baseline` are base rates of a reference population. */
export function groundOf(projection: Projection, baseline: readonly StoredRates[] = [], known?: PackedGround): Ground {
  const holders = known ? holdersFrom(known.holders) : holdersOf(projection);
  const activity = known?.activity ?? activityOf(projection, holders);
  return { projection, holders, activity, evidenceOf: evidenceMaker(projection, holders, activity, baseline) };
}

/** Transfers from which on memory counts for more than time: one thread, and nothing kept from rule to rule (ours). */
export const LARGE = 10_000_000;

/**
 * Runs a rule and turns what it measured into evidence; a pure function but for its timings. On large data what the rule before has
 * left is cleared away first, what it kept of the projection for later rules too: a gigabyte by the end, a few seconds to make anew.
 */
export function ruleResult({ detector, options }: ChosenRule, ground: Ground): RuleResult {
  let { projection } = ground;
  if (projection.transfers.count >= LARGE) {
    projection = unpackProjection(packProjection(projection));
    collectGarbage();
  }
  const started = performance.now();
  const detection = detector.detect(projection, options);
  const detected = performance.now();
  const measured = ground.evidenceOf(detector, detection);
  const { measured: _, ...found } = detection;
  return { detection: found, measured, detectMs: detected - started, scoreMs: performance.now() - detected };
}
