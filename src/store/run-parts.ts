import { createHash } from 'node:crypto';
import { TamyrError } from '../model/errors.ts';
import type { ComposedRun } from '../model/finding.ts';
import { type JsonLines, jsonLines } from '../model/json-lines.ts';

/** Lists of a run's document that are kept apart from it, line by line. */
export const RUN_PARTS = ['findings', 'clusters', 'entities', 'baseRates'] as const;

/** The lines of a part, as they were written already or written now. */
export function linesOfPart(document: ComposedRun, part: (typeof RUN_PARTS)[number]): JsonLines {
  const written = part === 'baseRates' ? undefined : document.kept?.[part];
  return written ?? jsonLines(document[part] ?? []);
}

/** SHA-256 of the run, then of each part's lines; a blank line stands between them. */
export function digestOfRun(run: string, parts: readonly JsonLines[]): string {
  const hash = createHash('sha256').update(run);
  for (const { chunks } of parts) {
    hash.update('\n\n');
    let before: Uint8Array | null = null;
    for (const chunk of chunks) {
      if (before) hash.update(before);
      before = chunk;
    }
    if (before) hash.update(before.subarray(0, -1));
  }
  return hash.digest('hex');
}

/** The error for a run whose id the store knows with other content. */
export function conflictingRun(id: string): TamyrError {
  return new TamyrError({
    code: 'run-conflict',
    what: `The store already keeps a run "${id}" with other content; a kept run never changes.`,
    todo: 'Report this: a run id is the digest of its content, so two contents with one id are a defect of Tamyr.',
    exitCode: 3,
  });
}
