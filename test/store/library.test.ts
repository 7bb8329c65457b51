import { describe, expect, it } from 'vitest';
import { detectors } from '../../src/detectors/registry.ts';
import { askedText, leftOutOfLibrary, readLibrary } from '../../src/store/neo4j/library.ts';

describe('the library of saved queries', () => {
  it('has a query for every rule, or says why it has none', () => {
    const told = [...readLibrary().map(({ indicator }) => indicator), ...Object.keys(leftOutOfLibrary())];
    expect(told.sort()).toEqual(detectors.map(({ indicator }) => indicator).sort());
  });

  it('names each file for its rule', () => {
    for (const { indicator, name } of readLibrary()) {
      const rule = detectors.find((detector) => detector.indicator === indicator)!;
      expect(name).toBe(`${indicator}-${rule.name}`);
    }
  });

  it('asks for no parameters, so that it runs as it is, and says whom it is about', () => {
    for (const { name, text, parameters } of readLibrary()) {
      expect(text, name).not.toMatch(/\$\w/);
      expect(text, name).toMatch(/\bsubjects\b/);
      expect(
        parameters.map((parameter) => parameter.name),
        name,
      ).toContain('only');
    }
  });

  it('has the defaults of the rules where the names are the same', () => {
    for (const { indicator, name, parameters } of readLibrary()) {
      const { options } = detectors.find((detector) => detector.indicator === indicator)!;
      for (const { name: option, literal } of parameters) {
        const spec = options[option];
        if (!spec || typeof spec.default !== 'number') continue;
        expect(Number(literal), `${name}: ${option}`).toBe(spec.default);
      }
    }
  });

  it('puts a day and subjects in the place of the defaults, as text and never as code', () => {
    const query = readLibrary().find(({ indicator }) => indicator === 'R02')!;
    const asked = askedText(query, { asOf: '2026-10-31', only: ['person:1', "x'] AS only DETACH DELETE n //\\"] });
    expect(asked.split('\n')[0]).toBe(
      "WITH 5 AS warn, date('2026-10-31') AS asOf, ['person:1', 'x\\'] AS only DETACH DELETE n //\\\\'] AS only",
    );
    expect(asked.split('\n').slice(1)).toEqual(query.text.split('\n').slice(1));
  });
});
