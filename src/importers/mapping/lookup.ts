import type { InputFile } from '../importer.ts';
import { nearest } from '../nearest.ts';
import { openRecords } from '../text/open-records.ts';
import { compileExpression, isFailure, type RowView } from './evaluate.ts';
import type { Expression, Lookup, Mapping } from './mapping.ts';
import { scopeOf } from './scope.ts';
import { mistake } from './yaml-tree.ts';

/** Every look-up that a mapping names, those inside others first. */
export function lookupsOf(mapping: Mapping): Lookup[] {
  const found: Lookup[] = [];
  const visit = ({ from }: Expression): void => {
    if (from.kind === 'nested') visit(from.of);
    if (from.kind === 'coalesce') from.of.forEach(visit);
    if (from.kind === 'template') for (const part of from.parts) if (typeof part !== 'string') visit(part);
    if (from.kind === 'lookup') {
      for (const inner of [from.key, from.by, from.value]) visit(inner);
      found.push(from);
    }
  };
  const visitCondition = (condition: Mapping['tables'][number]['where']): void => {
    if (condition === null) return;
    if (condition.kind === 'test') visit(condition.value);
    else if (condition.kind === 'not') visitCondition(condition.of);
    else condition.of.forEach(visitCondition);
  };
  for (const { columns, where } of mapping.tables) {
    visitCondition(where);
    for (const expression of columns.values()) visit(expression);
  }
  return found;
}

/** The file that a look-up names; a mistake where the load has none of that name. */
export function fileOfLookup(lookup: Lookup, files: readonly InputFile[]): InputFile {
  const file = files.find(({ name }) => name === lookup.file);
  if (file) return file;
  const near = nearest(
    lookup.file,
    files.map(({ name }) => name),
  );
  throw mistake(
    lookup.place,
    `The load has no file "${lookup.file}" to look values up in.`,
    'a file in the folder that is loaded',
    near ? `Did you mean "${near}"?` : undefined,
  );
}

/** Reads the answers of a look-up; blanks are passed over, two different answers for one key are an error. */
export async function readAnswers(
  lookup: Lookup,
  file: InputFile,
  answersOf: (inner: Lookup) => ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  const groups = openRecords(file, {
    encoding: lookup.read.encoding,
    layout: lookup.read.layout,
    json: { columns: [], inside: true },
    jsonPath: lookup.read.jsonPath,
    sheet: lookup.read.sheet,
  });
  for await (const group of groups) {
    const scope = scopeOf(group.columns, file.name, answersOf);
    const key = compileExpression(lookup.key, scope);
    const value = compileExpression(lookup.value, scope);
    const view: RowView = { cells: group.cells, base: 0, row: 0 };
    for (let i = 0; i < group.count; i++) {
      view.base = i * group.columns.length;
      view.row = group.row[i]!;
      const answer = oneText(value(view));
      for (const asked of texts(key(view))) {
        if (asked === '' || answer === '') continue;
        const known = answers.get(asked);
        if (known === undefined) answers.set(Buffer.from(asked).toString(), Buffer.from(answer).toString());
        else if (known !== answer)
          throw twoAnswers(lookup, { asked, known, answer, where: `${file.name}:${group.line[i]}` });
      }
    }
  }
  return answers;
}

function texts(value: ReturnType<ReturnType<typeof compileExpression>>): readonly string[] {
  if (value === null || isFailure(value)) return [];
  return typeof value === 'string' ? [value] : value;
}

function oneText(value: ReturnType<ReturnType<typeof compileExpression>>): string {
  return texts(value)[0] ?? '';
}

function twoAnswers(lookup: Lookup, found: { asked: string; known: string; answer: string; where: string }) {
  return mistake(
    lookup.place,
    `The look-up has two answers for "${found.asked}": "${found.known}" and, at ${found.where}, "${found.answer}".`,
    'one answer for each key',
    'Mend the file, or look up another column.',
  );
}
