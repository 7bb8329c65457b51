import type { Detection } from '../detectors/detector.ts';
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

/** Transfers from which on a rule's columns are so large that what the rule before has left is cleared away first. */
const LARGE_COLUMNS = 5_000_000;

/** Runs a rule and turns what it measured into evidence; a pure function but for its timings. */
export function ruleResult({ detector, options }: ChosenRule, ground: Ground): RuleResult {
  if (ground.projection.transfers.count >= LARGE_COLUMNS) collectGarbage();
  const started = performance.now();
  const detection = detector.detect(ground.projection, options);
  const detected = performance.now();
  const measured = ground.evidenceOf(detector, detection);
  const { measured: _, ...found } = detection;
  return { detection: found, measured, detectMs: detected - started, scoreMs: performance.now() - detected };
}
