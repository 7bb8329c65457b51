import type { ResourceLimits } from 'node:worker_threads';

/**
 * Room for new objects on a thread that analyzes, in MB. Node's own of 48 fills up hundreds of times while a country is read, and each time what
 * is still needed is copied: with four times the room the copies take half of the time, for at most that much more memory.
 */
const YOUNG_MEGABYTES = 192;

/** Limits for a thread that makes many short-lived objects. */
export const ROOM_FOR_NEW_OBJECTS: ResourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
