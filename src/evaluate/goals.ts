import { honestShareAbove, recallOf } from './compare-evaluations.ts';
import type { Evaluation } from './evaluate.ts';

/** What a rule set should reach in a made-up country that it was not tuned on. */
export interface Goal {
  what: string;
  value: number | null;
  /** The bound, and whether the value should be at least or at most that. */
  bound: number;
  side: 'least' | 'most';
  reached: boolean;
}

/** The goals beside what an evaluation came to; those whose labels are missing are left out. */
export function goalsOf(evaluation: Evaluation): Goal[] {
  const goals = [
    { what: 'recall plain', value: recallOf(evaluation, 'plain'), bound: 0.95, side: 'least' },
    { what: 'recall split', value: recallOf(evaluation, 'split'), bound: 0.85, side: 'least' },
    { what: 'recall camouflaged', value: recallOf(evaluation, 'camouflaged'), bound: 0.6, side: 'least' },
    { what: 'honest above the high line', value: honestShareAbove(evaluation), bound: 0.005, side: 'most' },
    { what: 'precision at 100', value: evaluation.precisionAt['100'], bound: 0.95, side: 'least' },
  ] as const;
  return goals
    .filter(({ value }) => value !== null)
    .map((goal) => ({
      ...goal,
      reached: goal.side === 'least' ? goal.value! >= goal.bound : goal.value! <= goal.bound,
    }));
}
