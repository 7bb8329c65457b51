import type { Detection } from '../detectors/detector.ts';
import type { Projection } from '../graph/projection.ts';
import type { StoredRates } from '../model/finding.ts';
import { type Activity, activityOf } from './activity.ts';
import type { ChosenRule } from './choose-rules.ts';
import { type Holders, holdersOf } from './holders.ts';
import { indicatorEvidence, type MeasuredNodes } from './indicator-evidence.ts';

/** What every rule of a run stands on. */
export interface Ground {
  readonly projection: Projection;
  readonly holders: Holders;
  readonly activity: Activity;
  /** Base rates of a reference population, where one was given. */
  readonly baseline: readonly StoredRates[];
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

/** Holders and activity of a projection, once for all rules. */
export function groundOf(projection: Projection, baseline: readonly StoredRates[] = []): Ground {
  const holders = holdersOf(projection);
  return { projection, holders, activity: activityOf(projection, holders), baseline };
}

/** Runs a rule and turns what it measured into evidence; a pure function but for its timings. */
export function ruleResult({ detector, options }: ChosenRule, ground: Ground): RuleResult {
  const started = performance.now();
  const detection = detector.detect(ground.projection, options);
  const detected = performance.now();
  const { projection, holders, activity, baseline } = ground;
  const measured = indicatorEvidence(detector, detection, projection, holders, activity, baseline);
  const { measured: _, ...found } = detection;
  return { detection: found, measured, detectMs: detected - started, scoreMs: performance.now() - detected };
}
