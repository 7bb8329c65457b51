import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ResourceLimits } from 'node:worker_threads';

// How the JavaScript engine is set for an analysis: what it finds is the same with any settings.

/**
 * Room for new objects on a thread that analyzes, in MB. Node's own of 48 fills up hundreds of times while a country is read, and each time what
 * is still needed is copied: with more room fewer times, for at most that much more memory.
 */
const YOUNG_MEGABYTES = 96;

/** Limits for a thread that makes many short-lived objects. */
export const ROOM_FOR_NEW_OBJECTS: ResourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES };

/** Bytecode of other functions that is compiled into one, in bytes; the engine's own limit is 920. */
const INLINED_BYTES = 300;

/**
 * Has the engine compile smaller pieces, in the whole process. Most rules run for a second: a fifth of an analysis went into compiling them,
 * on the processors that the rules were to run on.
 */
export function inlineLess(): void {
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED_BYTES}`);
}

let collect: (() => void) | null = null;

/**
 * Has the engine let go of what nobody holds any more. It sees the few bytes of an object, not the hundred megabytes of a column behind
 * it, and would let several rules' columns pile up.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
