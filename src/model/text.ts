import type { Money } from './money.ts';
import type { Day } from './time.ts';

/**
 * A value that a sentence can hold, written in the reader's language when the sentence is made:
 * text and numbers as they are, money short ("42.1 m ₸"), shares ("93 %"), days, durations, and lists of names
 * of which only the first few are written out ("A, B and 12 more").
 */
export type TextValue =
  | string
  | number
  | { money: Money }
  | { share: number }
  | { day: Day }
  | { durationMs: number }
  | { names: readonly string[]; total: number };

export type TextValues = Record<string, TextValue>;
