import { parentPort, workerData } from 'node:worker_threads';
import { detectors } from '../detectors/registry.ts';
import { type PackedProjection, unpackProjection } from '../graph/packed-projection.ts';
import type { StoredRates } from '../model/finding.ts';
import type { ChosenRule } from './choose-rules.ts';
import { groundOf, type PackedGround, type RuleResult, ruleResult } from './rule-result.ts';

/** What a worker is started with. */
export interface RulesWorkerData {
  readonly projection: PackedProjection;
  readonly ground: PackedGround;
  readonly baseline: readonly StoredRates[];
  /** Rules in the order in which they are taken. */
  readonly rules: readonly { readonly indicator: string; readonly options: ChosenRule['options'] }[];
  /** Shared: the next rule that nobody has taken. */
  readonly next: Int32Array;
}

export type FromRulesWorker = { position: number; result: RuleResult } | { failed: string } | 'done';

if (parentPort) {
  const port = parentPort;
  const { projection: packed, ground: packedGround, baseline, rules, next } = workerData as RulesWorkerData;
  const projection = unpackProjection(packed);
  const ground = groundOf(projection, baseline, packedGround);
  const say = (message: FromRulesWorker, moved: ArrayBuffer[] = []) => port.postMessage(message, moved);
  try {
    for (let position = Atomics.add(next, 0, 1); position < rules.length; position = Atomics.add(next, 0, 1)) {
      const { indicator, options } = rules[position]!;
      const detector = detectors.find((one) => one.indicator === indicator)!;
      const result = ruleResult({ detector, options }, ground);
      say({ position, result }, columnsOf(result));
    }
    say('done');
  } catch (error) {
    say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** Columns that move to the other thread instead of being copied. */
function columnsOf({ measured }: RuleResult): ArrayBuffer[] {
  if (!measured) return [];
  const columns = Object.values(measured.evidence).filter((column) => ArrayBuffer.isView(column));
  return [measured.known, ...columns].map(({ buffer }) => buffer as ArrayBuffer);
}
