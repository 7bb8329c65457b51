/** How a failed command ends: 1 finished with refusals, 2 wrong use, 3 store or input unavailable. */
export type ExitCode = 1 | 2 | 3;

/** Everything a person needs to mend what went wrong: what, where, what was expected, what to do. */
export interface ErrorDetails {
  /** Stable machine-readable code, kebab-case. */
  code: string;
  /** What was wrong, one sentence, with the offending value quoted. */
  what: string;
  /** File, line, column, option or address where it was found. */
  where?: string;
  expected?: string;
  /** What to do next. */
  todo?: string;
  exitCode?: ExitCode;
}

/** The one error type that Tamyr throws on purpose; anything else that reaches the top is a bug. */
export class TamyrError extends Error {
  readonly code: string;
  readonly what: string;
  readonly where: string | undefined;
  readonly expected: string | undefined;
  readonly todo: string | undefined;
  readonly exitCode: ExitCode;

  constructor(details: ErrorDetails, options?: { cause?: unknown }) {
    super(describe(details), options);
    this.name = 'TamyrError';
    this.code = details.code;
    this.what = details.what;
    this.where = details.where;
    this.expected = details.expected;
    this.todo = details.todo;
    this.exitCode = details.exitCode ?? 2;
  }
}

/** What an error says, as plain data that can cross to another thread. */
export function detailsOf({ code, what, where, expected, todo, exitCode }: TamyrError): ErrorDetails {
  return { code, what, exitCode, ...(where && { where }), ...(expected && { expected }), ...(todo && { todo }) };
}

function describe({ what, where, expected, todo }: ErrorDetails): string {
  const lines = [what];
  if (where) lines.push(`  where:    ${where}`);
  if (expected) lines.push(`  expected: ${expected}`);
  if (todo) lines.push(`  to do:    ${todo}`);
  return lines.join('\n');
}
