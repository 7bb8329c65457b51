import { describe, expect, it } from 'vitest';
import { readOptions } from '../../src/detectors/options.ts';
import { detectors } from '../../src/detectors/registry.ts';
import { compareWords, suggestionsOf } from '../../src/graph/suggestions.ts';
import { firm, firms } from '../detectors/detect.ts';
import { nodeIn, projectionOf } from './projection-of.ts';

const person = (i: number) => `person:85010130${String(i).padStart(4, '0')}`;
const people = (names: string[]) => projectionOf({ persons: names.map((name, i) => ({ id: person(i), name })) });
/** Kinds of suggestion for the first of the names, by id of the others. */
const of = (names: string[]) => {
  const projection = people(names);
  const { shown } = suggestionsOf(projection, nodeIn(projection, person(0)), 100);
  return Object.fromEntries(shown.map(({ node, kind }) => [projection.nodes.id(node), kind]));
};

describe('entities that may be the same', () => {
  it('are people with one name in any order, script and spelling', () => {
    expect(of(['Омаров Айдар Серикович', 'Aidar Omarov Serikovich', 'ОМАРОВ АЙДАР СЕРІКОВИЧ'])).toEqual({
      [person(1)]: 'same-name',
      [person(2)]: 'same-name',
    });
  });

  it('are people whose name differs by one letter, an initial or a missing patronymic', () => {
    expect(
      of([
        'Omarov Aidar Serikovich',
        'Omarov Aidos Serikovich',
        'Omarova Aidar Serikovich',
        'Omarov A Serikovich',
        'Omarov Aidar',
      ]),
    ).toEqual({
      [person(2)]: 'similar-name',
      [person(3)]: 'similar-name',
      [person(4)]: 'similar-name',
    });
    expect(of(['Omarov Aidar', 'Omarov Erlan', 'Omarov', 'Serikov Aidar'])).toEqual({});
  });

  it('are addresses with nearly the same words and the same numbers', () => {
    const at = (address: string, i: number) => ({ id: firm(i), address });
    const addresses = [
      'Almaty, Satpaev 12',
      'Satpaev 12',
      'Almaty, Satpaeva 12',
      'Almaty, Satpaev 13',
      'Almaty, Satpaev 12, office 4',
    ];
    const projection = projectionOf({ companies: addresses.map(at) });
    const node =
      projection.sites.to[projection.sites.out.edges[projection.sites.out.offsets[nodeIn(projection, firm(0))]!]!]!;
    const { shown } = suggestionsOf(projection, node, 100);
    expect(shown.map(({ node, kind }) => [projection.nodes.name(node), kind])).toEqual(
      expect.arrayContaining([
        ['Satpaev 12', 'similar-address'],
        ['Almaty, Satpaeva 12', 'similar-address'],
      ]),
    );
    expect(shown).toHaveLength(2);
  });

  it('are counted in full where only the first are shown, same names first', () => {
    const projection = people(['Omarov Aidar', 'Omarov Aidar B', ...Array.from({ length: 37 }, () => 'Omarov Aidar')]);
    const found = suggestionsOf(projection, nodeIn(projection, person(0)), 5);
    expect(found.total).toBe(38);
    expect(found.shown.map(({ kind }) => kind)).toEqual(Array(5).fill('same-name'));
  });

  it('are none for companies, accounts and people without a name', () => {
    const projection = projectionOf({ companies: firms(2, () => ({ name: 'One Name' })) });
    expect(suggestionsOf(projection, nodeIn(projection, firm(0)), 5)).toEqual({ total: 0, shown: [] });
  });

  it('tell likeness word by word', () => {
    expect(compareWords(['a', 'omarov'], ['aidar', 'omarov'])).toBe('similar');
    expect(compareWords(['abai', '10'], ['abai', '11'])).toBeNull();
    expect(compareWords(['lee'], ['lea'])).toBeNull();
  });
});

describe('a namesake', () => {
  /** Two firms of one man, and, with `namesakes`, four of people who share his name. */
  const tables = (namesakes: boolean) => {
    const companies = firms(namesakes ? 12 : 8, (i) => ({
      registered_at: '2025-01-01',
      ...(i === 0 && { dissolved_at: '2025-01-01' }),
    }));
    const roles = companies.slice(0, 8).flatMap(({ id }, i) => [
      { company_id: id, holder_id: i < 6 ? person(0) : person(1), role: 'executive' },
      { company_id: id, holder_id: i < 6 ? person(0) : person(1), role: 'founder' },
    ]);
    const others = companies
      .slice(8)
      .flatMap(({ id }, i) => [{ company_id: id, holder_id: `person:local:${i}`, role: 'executive' }]);
    const persons = [0, 1].map((i) => ({ id: person(i), name: i === 0 ? 'Omarov Aidar' : 'Serikov Erlan' }));
    const lists = [
      { entity_id: firm(6), list: 'PSEUDO_COMPANY' },
      { entity_id: person(1), list: 'PERSON_MISSING' },
    ];
    const named = others.map(({ holder_id }) => ({ id: holder_id, name: 'Omarov Aidar' }));
    return { companies, roles: [...roles, ...others], persons: [...persons, ...named], lists };
  };

  it('changes no finding and no measured value of anybody else, whatever the rule', () => {
    const before = new Set([...firms(8).map(({ id }) => id), person(0), person(1)]);
    const run = (namesakes: boolean) => {
      const projection = projectionOf(tables(namesakes), { asOf: '2025-06-01' });
      return detectors.map((detector) => {
        const { findings, measured } = detector.detect(projection, readOptions(detector, {}));
        const id = (node: number) => String(projection.nodes.id(node));
        const values = Array.from(measured?.node ?? [], (node, i) => [id(node), measured!.value[i]!] as const);
        const drafts = findings.map(({ subjects, score, severity }) => ({
          subjects: subjects.map(id).sort(),
          score,
          severity,
        }));
        return {
          indicator: detector.indicator,
          findings: drafts.filter(({ subjects }) => subjects.some((subject) => before.has(subject))),
          values: values.filter(([entity]) => before.has(entity)),
        };
      });
    };
    const alone = run(false);
    expect(alone.filter(({ findings }) => findings.length > 0).map(({ indicator }) => indicator)).toContain('R02');
    expect(run(true)).toEqual(alone);
  });
});
