import type { Detector } from './detector.ts';

/**
 * Columns that a rule needs and the data do not have, `table.column`, alternatives joined by "or"; null where it can run.
 * @param known columns with at least one known value (`Projection.inputs`)
 */
export function missingInputs(detector: Pick<Detector, 'inputs'>, known: ReadonlySet<string>): string[] | null {
  const missing: string[] = [];
  for (const input of detector.inputs) {
    const any = typeof input === 'string' ? [input] : input;
    if (!any.some((column) => known.has(column))) missing.push(any.join(' or '));
  }
  return missing.length > 0 ? missing : null;
}
