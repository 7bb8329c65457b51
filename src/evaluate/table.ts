import type { Evaluation } from './evaluate.ts';

/** The evaluation as plain text for a terminal, one table after the other. */
export function evaluationTable(evaluation: Evaluation): string {
  const { schemes, indicators, honest, auc, precisionAt, transactions } = evaluation;
  const parts = [
    `Run ${evaluation.run}`,
    table(
      ['scheme', 'difficulty', 'planted', 'found', 'recall', 'above the line'],
      schemes.map((row) => [row.kind, row.difficulty, row.planted, row.found, percent(row.recall), row.above]),
    ),
    table(
      ['indicator', 'findings', 'true', 'precision'],
      indicators.map((row) => [row.indicator, row.findings, row.true, percent(row.precision)]),
    ),
    table(
      ['honest decoy', 'entities', 'above the line'],
      honest.map((row) => [row.kind, row.entities, row.above]),
    ),
    [
      `AUC ${auc === null ? 'none' : auc.toFixed(3)}`,
      `precision at 10: ${percent(precisionAt['10'])}`,
      `precision at 100: ${percent(precisionAt['100'])}`,
      `planted transactions named by findings: ${transactions.named} of ${transactions.planted}`,
    ].join('\n'),
  ];
  if (evaluation.unknownEntities > 0) {
    parts.push(`Labelled entities that the store does not know: ${evaluation.unknownEntities} (counted with score 0)`);
  }
  return `${parts.join('\n\n')}\n`;
}

function percent(ratio: number | null): string {
  return ratio === null ? '-' : `${(ratio * 100).toFixed(1)} %`;
}

/** Columns of text: those whose cells are all numbers or ratios to the right, the others to the left. */
function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const right = header.map(
    (_, i) => rows.length > 0 && rows.every((row) => /^(\d+|-|[\d.]+ %)$/u.test(String(row[i]))),
  );
  return lines
    .map((line) =>
      line
        .map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
