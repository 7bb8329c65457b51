import { describe, expect, it } from 'vitest';
import { listQueryFiles, readQueryFile } from '../../src/store/neo4j/query-files.ts';
import { describeParameters, parametersOf, readParameters } from '../../src/store/neo4j/query-parameters.ts';
import { INTERACTIVE_QUERIES } from '../../src/store/neo4j/run-query.ts';

const query = {
  name: 'sample',
  meta: {
    parameters:
      'id: text; by: text = amount of amount|risk; limit: integer = 25 in 1..500; keep: number = 0.8 in 0..1; from: moment = null; ids: texts = [a, b]; view: view',
  },
};

describe('parameters of a query', () => {
  it('are read as their header declares them', () => {
    const read = readParameters(query, { id: 'company:1', from: '2026-03-01T00:00:00Z', limit: '3' });
    expect(read).toEqual({
      id: 'company:1',
      by: 'amount',
      limit: 3n,
      keep: 0.8,
      from: 1_772_323_200_000n,
      ids: ['a', 'b'],
    });
  });

  it('leave what the program fills in to the program', () => {
    expect(Object.keys(readParameters(query, { id: 'x' }))).not.toContain('view');
    expect(() => readParameters(query, { id: 'x', view: '7' })).toThrow(/no parameter "view"/);
  });

  it.each([
    [{}, /needs the parameter "id"/],
    [{ id: 'x', colour: 'red' }, /has no parameter "colour"/],
    [{ id: 'x', limit: '0' }, /"0" does not fit/],
    [{ id: 'x', limit: '501' }, /limit \(integer 1\.\.500, default 25\)/],
    [{ id: 'x', limit: '2.5' }, /"2\.5" does not fit/],
    [{ id: 'x', keep: '1.5' }, /"1\.5" does not fit/],
    [{ id: 'x', by: 'size' }, /by \(text amount\|risk, default amount\)/],
    [{ id: 'x', from: 'yesterday' }, /"yesterday" does not fit/],
  ])('refuse %j with what is expected', (given, message) => {
    expect(() => readParameters(query, given)).toThrow(message);
  });

  it('stay values, whatever they look like', () => {
    const name = '`}) DETACH DELETE n //';
    expect(readParameters(query, { id: name }).id).toBe(name);
  });
});

describe('the interactive queries', () => {
  it('are the files of cypher/queries, each with its header', () => {
    expect(INTERACTIVE_QUERIES.map(({ name }) => name).sort()).toEqual(listQueryFiles('queries'));
    for (const { name } of INTERACTIVE_QUERIES) {
      const file = readQueryFile('queries', name);
      for (const key of ['title', 'title-ru', 'title-kk', 'about', 'parameters', 'returns', 'limit'])
        expect(file.meta[key], `${name}: ${key}`).toBeTruthy();
      expect(describeParameters(parametersOf(file)), name).not.toBe('');
    }
  });

  it('are bounded: every one has a limit, and uses every parameter that it declares', () => {
    for (const { name } of INTERACTIVE_QUERIES) {
      const file = readQueryFile('queries', name);
      const derived: Record<string, string[]> = { text: ['exact', 'beginnings', 'words'] };
      const declared = parametersOf(file).flatMap(
        (parameter) => (name === 'search' ? derived[parameter.name] : null) ?? [parameter.name],
      );
      const used = [...new Set([...file.text.matchAll(/\$(\w+)/g)].map(([, parameter]) => parameter))];
      expect(used.sort(), name).toEqual(declared.sort());
      expect(file.text, name).toMatch(/\$limit|\$frontier/);
    }
  });
});
