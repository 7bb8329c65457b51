import { describe, expect, test } from 'vitest';
import { createBodsImporter } from '../../src/importers/bods.ts';
import { collect, type FactAsRead } from './collect.ts';

const lines = (...statements: object[]) => statements.map((statement) => `${JSON.stringify(statement)}\n`).join('');
const read = (files: Record<string, string>) => collect(createBodsImporter(), files);
const iso = (day: unknown) => (day === null ? null : new Date((day as number) * 86_400_000).toISOString().slice(0, 10));
const held = (role: FactAsRead) => [role.holder_id, role.role, role.share, iso(role.from), iso(role.to)];

/** Statements as version 0.4 writes them. */
const v4 = (kind: 'entity' | 'person' | 'relationship', record: string, recordDetails: object, more: object = {}) => ({
  statementId: `s-${record}-${Object.values(more).join('')}`,
  statementDate: '2020-01-01',
  recordId: record,
  recordType: kind,
  recordStatus: 'new',
  recordDetails: { isComponent: false, ...recordDetails },
  ...more,
});
const firm4 = v4('entity', 'firm', {
  entityType: { type: 'registeredEntity', details: 'Limited company' },
  name: 'Firm Ltd',
  jurisdiction: { name: 'Scotland', code: 'GB-SCT' },
  identifiers: [{ scheme: 'GB-COH', id: 'SC000001' }],
  foundingDate: '2010-05-04',
  addresses: [
    { type: 'service', address: '9 Back Lane' },
    { type: 'registered', address: '1 High St', country: { code: 'GB' } },
  ],
});
const owner4 = v4('person', 'owner', {
  personType: 'knownPerson',
  names: [{ type: 'legal', fullName: 'O. Wner' }],
  nationalities: [{ code: 'FR', name: 'France' }],
  birthDate: '1970-02',
});
const relation4 = (interests: object[], more: object = {}) =>
  v4('relationship', 'rel', { subject: 'firm', interestedParty: 'owner', interests }, more);

describe('BODS statements', () => {
  test('version 0.4: parties, with numbers that other sources know them by', async () => {
    const { tables, rejects, claimed } = await read({
      'a.json': JSON.stringify([firm4, owner4]),
      'other.json': '[{"statementType": "x"}]',
    });
    expect(claimed).toEqual(['a.json']);
    expect(rejects).toEqual([]);
    expect(tables.companies).toMatchObject([
      { id: 'company:GB:SC000001', name: 'Firm Ltd', country: 'GB', legal_form: 'Limited company' },
    ]);
    expect(tables.companies![0]!.attrs).toContain('"GB-COH":"SC000001"');
    expect(tables.addresses!.map(({ address }) => address)).toEqual(['1 High St', '9 Back Lane']);
    expect(tables.persons).toMatchObject([{ id: 'person:XX:owner', name: 'O. Wner', country: 'FR' }]);
    expect(iso(tables.persons![0]!.birth_date)).toBe('1970-02-01');
  });

  test('interests become roles: what is certain of a share, control without one, offices', async () => {
    const { tables } = await read({
      'a.jsonl': lines(
        firm4,
        owner4,
        relation4([
          { type: 'shareholding', directOrIndirect: 'direct', share: { exact: 60 }, startDate: '2016-04-06' },
          { type: 'shareholding', directOrIndirect: 'direct', share: { minimum: 75, maximum: 100 } },
          { type: 'shareholding', directOrIndirect: 'indirect', share: { exact: 10 } },
          { type: 'shareholding', beneficialOwnershipOrControl: true, share: { exact: 5 } },
          { type: 'votingRights', share: { minimum: 25, maximum: 50 }, endDate: '2018' },
          { type: 'boardChair' },
        ]),
      ),
    });
    expect(tables.roles!.map(held)).toEqual([
      ['person:XX:owner', 'owner', 60, '2016-04-06', null],
      ['person:XX:owner', 'owner', 75, null, null],
      ['person:XX:owner', 'beneficiary', 10, null, null],
      ['person:XX:owner', 'beneficiary', 5, null, null],
      ['person:XX:owner', 'beneficiary', null, null, '2019-01-01'],
      ['person:XX:owner', 'executive', null, null, null],
    ]);
    expect(tables.roles![1]!.attrs).toContain('"shareMaximum":"100"');
    expect(tables.roles!.every(({ company_id, line }) => company_id === 'company:GB:SC000001' && line === 3)).toBe(
      true,
    );
  });

  test('a closed relation ends with its statement; what a later one repeats is skipped, what it changes ends there', async () => {
    const share = (exact: number) => ({ type: 'shareholding', share: { exact }, startDate: '2015-01-01' });
    const { tables, counts, notes } = await read({
      'a.jsonl': lines(
        relation4([share(40)], { recordStatus: 'closed', statementDate: '2022-03-01' }),
        relation4([share(30)]),
        relation4([share(40)], { recordStatus: 'updated', statementDate: '2021-02-01' }),
        firm4,
        owner4,
      ),
    });
    expect(tables.roles!.map(held)).toEqual([
      ['person:XX:owner', 'owner', 40, '2015-01-01', '2022-03-01'],
      ['person:XX:owner', 'owner', 30, '2015-01-01', '2021-02-01'],
    ]);
    expect(counts['a.jsonl']).toMatchObject({ rows: 5, rejected: 0, skipped: 1 });
    expect(notes['a.jsonl']).toEqual([{ code: 'superseded', value: 'relationship', count: 1 }]);
  });

  test('an earlier statement about a company leaves its earlier name', async () => {
    const renamed = v4('entity', 'firm', { name: 'New Ltd' }, { recordStatus: 'updated', statementDate: '2021-06-01' });
    const { tables } = await read({ 'a.jsonl': lines(firm4, renamed) });
    expect(tables.companies!.map(({ name }) => name)).toEqual(['New Ltd']);
    expect(tables.names!.map(({ name, from, to }) => [name, iso(from), iso(to)])).toEqual([
      ['Firm Ltd', '2020-01-01', '2021-06-01'],
    ]);
  });

  test.each(['0.2', '0.3'])('version %s: statements name statements, and replace them', async (version) => {
    const publicationDetails = { bodsVersion: version };
    const entity = (statementID: string, more: object) => ({
      statementID,
      statementType: 'entityStatement',
      entityType: 'registeredEntity',
      publicationDetails,
      ...more,
    });
    const type = version === '0.2' ? 'voting-rights' : 'votingRights';
    const level = version === '0.2' ? { interestLevel: 'direct' } : { directOrIndirect: 'direct' };
    const { tables, notes, rejects } = await read({
      'a.json': JSON.stringify([
        entity('e1', { name: 'Old', statementDate: '2018-01-01', incorporatedInJurisdiction: { code: 'KZ' } }),
        entity('e2', {
          name: 'Now',
          statementDate: '2019-01-01',
          replacesStatements: ['e1'],
          identifiers: [{ scheme: 'KZ-BIN', id: '940140000385' }],
        }),
        {
          statementID: 'p1',
          statementType: 'personStatement',
          personType: 'knownPerson',
          names: [{ givenName: 'P.', familyName: 'Erson' }],
          publicationDetails,
        },
        {
          statementID: 'o1',
          statementType: 'ownershipOrControlStatement',
          isComponent: true,
          subject: { describedByEntityStatement: 'e1' },
          interestedParty: { describedByPersonStatement: 'p1' },
          interests: [{ type, ...level, share: { exact: 51 } }],
          publicationDetails,
        },
        {
          statementID: 'o2',
          statementType: 'ownershipOrControlStatement',
          subject: { describedByEntityStatement: 'e2' },
          interestedParty: { unspecified: { reason: 'no-beneficial-owners' } },
          publicationDetails,
        },
      ]),
    });
    expect(rejects).toEqual([]);
    expect(tables.companies).toMatchObject([{ id: 'company:940140000385', name: 'Now', country: 'KZ' }]);
    expect(tables.names).toMatchObject([{ entity_id: 'company:940140000385', name: 'Old' }]);
    expect(tables.persons).toMatchObject([{ id: 'person:XX:p1', name: 'P. Erson' }]);
    expect(tables.roles!.map(held)).toEqual([['person:XX:p1', 'beneficiary', null, null, null]]);
    expect(JSON.parse(String(tables.roles![0]!.attrs))).toMatchObject({ isComponent: 'true', shareExact: '51' });
    expect(notes['a.json']).toEqual([{ code: 'party-unspecified', value: 'no-beneficial-owners', count: 1 }]);
  });

  test('a party that no file describes, and an object that is no statement, are refused', async () => {
    const { rejects } = await read({
      'a.jsonl': lines(v4('relationship', 'r', { subject: 'firm', interestedParty: 'nobody', interests: [] }), {
        statementId: 'x',
        recordType: 'ship',
      }),
    });
    expect(rejects.map(({ line, code, value }) => [line, code, value])).toEqual([
      [1, 'unknown-entity', 'nobody'],
      [2, 'bad-json', 'ship'],
    ]);
  });
});
