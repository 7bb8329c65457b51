import { describe, expect, test } from 'vitest';
import { createFtmImporter } from '../../src/importers/ftm.ts';
import { collect } from './collect.ts';

const lines = (...entities: object[]) => entities.map((entity) => `${JSON.stringify(entity)}\n`).join('');
const read = (files: Record<string, string>, forced = false) => collect(createFtmImporter(), files, null, { forced });

const alpha = { id: 'a', schema: 'Company', properties: { name: ['Alpha', 'Alpha Ltd'], jurisdiction: ['gb'] } };
const beta = { id: 'b', schema: 'Person', properties: { name: ['B. Eta'], birthDate: ['1980-05'] } };

describe('FollowTheMoney entities', () => {
  test('are recognised by their three keys, whatever the file is called', async () => {
    const importer = createFtmImporter();
    const { claimed } = await collect(importer, {
      'entities.ftm.json': lines(alpha),
      'array.json': JSON.stringify([alpha]),
      'other.json': '[{"id": "1", "name": "x"}]',
      'other.csv': 'id,schema,properties\n',
    });
    expect(claimed).toEqual(['entities.ftm.json', 'array.json']);
  });

  test('parties keep their names, dates, addresses, contacts; other properties become attributes', async () => {
    const { tables, rejects } = await read({
      'e.jsonl': lines(
        {
          id: 'a',
          schema: 'Company',
          properties: {
            name: ['Alpha', 'Alpha Ltd'],
            previousName: ['Aleph'],
            jurisdiction: ['gb-sct'],
            incorporationDate: ['2011-03'],
            dissolutionDate: ['2019'],
            addressEntity: ['adr'],
            phone: ['+44 20 7946 0000'],
            sector: ['tea', 'coffee'],
            topics: ['sanction'],
          },
        },
        { id: 'adr', schema: 'Address', properties: { street: ['1 High St'], city: ['Leith'] } },
        beta,
        { id: 'o', schema: 'PublicBody', properties: { name: ['Office'] } },
      ),
    });
    expect(rejects).toEqual([]);
    expect(tables.companies).toMatchObject([
      { id: 'company:XX:a', name: 'Alpha', country: 'GB', attrs: '{"sector":"tea; coffee","topics":"sanction"}' },
      { id: 'company:XX:o', name: 'Office', attrs: '{"schema":"PublicBody"}' },
    ]);
    const iso = (day: unknown) => new Date((day as number) * 86_400_000).toISOString().slice(0, 10);
    expect(iso(tables.companies![0]!.registered_at)).toBe('2011-03-01');
    expect(iso(tables.companies![0]!.dissolved_at)).toBe('2020-01-01');
    expect(iso(tables.persons![0]!.birth_date)).toBe('1980-05-01');
    expect(tables.names!.map(({ name }) => name)).toEqual(['Alpha Ltd', 'Aleph']);
    expect(tables.addresses).toMatchObject([{ entity_id: 'company:XX:a', address: '1 High St, Leith', line: 1 }]);
    expect(tables.contacts).toMatchObject([{ contact: 'contact:phone:442079460000' }]);
    expect(tables.lists).toMatchObject([{ entity_id: 'company:XX:a', list: 'SANCTIONED' }]);
  });

  test('a Kazakh entity goes by its one valid BIN or IIN, its own id kept', async () => {
    const { tables } = await read({
      'e.jsonl': lines(
        { id: 'k', schema: 'Company', properties: { country: ['kz'], registrationNumber: ['940140000385'] } },
        { id: 'bad', schema: 'Company', properties: { country: ['kz'], registrationNumber: ['940140000386'] } },
        { id: 'de', schema: 'Company', properties: { country: ['de'], registrationNumber: ['940140000385'] } },
        { id: 'p', schema: 'Person', properties: { name: ['P'] } },
        { id: 'i', schema: 'Identification', properties: { holder: ['p'], country: ['kz'], number: ['061211600012'] } },
      ),
    });
    expect(tables.companies!.map(({ id }) => id)).toEqual(['company:940140000385', 'company:XX:bad', 'company:XX:de']);
    expect(tables.companies![0]!.attrs).toContain('"ftm_id":"k"');
    expect(tables.persons).toMatchObject([
      { id: 'person:061211600012', name: 'P' },
      { id: 'person:061211600012', attrs: expect.stringContaining('Identification.number') },
    ]);
  });

  test('ownership, directorship and representation become roles with their shares and dates', async () => {
    const { tables, counts } = await read({
      'e.jsonl': lines(
        {
          id: 'o1',
          schema: 'Ownership',
          properties: {
            owner: ['b'],
            asset: ['a'],
            percentage: ['25.5'],
            startDate: ['2015'],
            endDate: ['2016-06-30'],
          },
        },
        { id: 'd1', schema: 'Directorship', properties: { director: ['b'], organization: ['a'], role: ['chair'] } },
        { id: 'r1', schema: 'Representation', properties: { agent: ['c'], client: ['a'] } },
        alpha,
        beta,
        { id: 'c', schema: 'LegalEntity', properties: {} },
      ),
    });
    expect(tables.roles).toMatchObject([
      { company_id: 'company:XX:a', holder_id: 'person:XX:b', role: 'owner', share: 25.5, line: 1 },
      { company_id: 'company:XX:a', holder_id: 'person:XX:b', role: 'executive', attrs: '{"role":"chair"}' },
      { company_id: 'company:XX:a', holder_id: 'company:XX:c', role: 'representative' },
    ]);
    expect(counts['e.jsonl']).toMatchObject({ rows: 6, rejected: 0, skipped: 0 });
  });

  test('payments run between the accounts of their parties, or between those that they name', async () => {
    const { tables, rejects } = await read({
      'e.jsonl': lines(
        alpha,
        beta,
        { id: 'acc', schema: 'BankAccount', properties: { iban: ['DE02 1203 0000 0000 2020 51'], bankName: ['Bank'] } },
        { id: 'own', schema: 'Ownership', properties: { owner: ['a'], asset: ['acc'] } },
        {
          id: 'p1',
          schema: 'Payment',
          properties: { payer: ['b'], beneficiary: ['a'], amountEur: ['100.50'], date: ['2009-03-03'] },
        },
        {
          id: 'p2',
          schema: 'Payment',
          properties: {
            payer: ['b'],
            beneficiaryAccount: ['acc'],
            amount: ['7'],
            currency: ['usd'],
            date: ['2009-03-04T10:00:00'],
          },
        },
        {
          id: 'p3',
          schema: 'Payment',
          properties: { payer: ['b'], beneficiary: ['a', 'b'], amountEur: ['1'], date: ['2009-03-03'] },
        },
        { id: 'p4', schema: 'Payment', properties: { payer: ['nobody'], beneficiary: ['a'], amountEur: ['1'] } },
      ),
    });
    expect(tables.transactions).toMatchObject([
      { id: 'ftm:p1', from_account: 'account:XX:b', to_account: 'account:XX:a', amount: 10050, currency: 'EUR' },
      { id: 'ftm:p2', to_account: 'account:DE02120300000000202051', amount: 700, currency: 'USD' },
    ]);
    expect(tables.transactions![1]).toMatchObject({ at: Date.UTC(2009, 2, 4, 10), precision: 0 });
    expect(tables.accounts!.map(({ id, holder_id }) => [id, holder_id])).toEqual([
      ['account:XX:a', 'company:XX:a'],
      ['account:XX:b', 'person:XX:b'],
      ['account:DE02120300000000202051', null],
      ['account:DE02120300000000202051', 'company:XX:a'],
    ]);
    expect(rejects.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
      [7, 'beneficiary', 'several-values', 'a; b'],
      [8, 'payer', 'unknown-entity', 'nobody'],
    ]);
  });

  test('a nested export gives what stands inside, one row each line', async () => {
    const { tables, counts } = await read({
      'targets.nested.json': lines({
        ...alpha,
        properties: {
          ...alpha.properties,
          ownershipAsset: [
            { id: 'o', schema: 'Ownership', properties: { asset: ['a'], owner: [beta], percentage: ['50'] } },
          ],
          addressEntity: [{ id: 'adr', schema: 'Address', properties: { full: ['2 Low St'] } }],
        },
      }),
    });
    expect(counts['targets.nested.json']).toMatchObject({ rows: 1, rejected: 0 });
    expect(tables.roles).toMatchObject([{ company_id: 'company:XX:a', holder_id: 'person:XX:b', share: 50, line: 1 }]);
    expect(tables.addresses).toMatchObject([{ address: '2 Low St' }]);
    expect(tables.companies![0]!.attrs).toBeNull();
  });

  test('links may name entities of another file of the load', async () => {
    const { tables } = await read({
      'links.jsonl': lines({ id: 'o', schema: 'Ownership', properties: { owner: ['b'], asset: ['a'] } }),
      'things.jsonl': lines(alpha, beta),
    });
    expect(tables.roles).toHaveLength(1);
  });

  test('what no table takes is skipped and named; what is no entity is refused', async () => {
    const { counts, notes, rejects } = await read({
      'e.jsonl': lines(
        alpha,
        { id: 'v', schema: 'Vessel', properties: { name: ['Boat'] } },
        { id: 'o', schema: 'Ownership', properties: { owner: ['a'], asset: ['v'] } },
        { id: 'adr', schema: 'Address', properties: { full: ['x 1'] } },
        { name: 'no entity' },
      ),
    });
    expect(counts['e.jsonl']).toMatchObject({ rows: 5, rejected: 1, skipped: 3 });
    expect(notes['e.jsonl']).toEqual([
      { code: 'read-for-others', value: 'Address', count: 1 },
      { code: 'schema-left-out', value: 'Ownership of Vessel by Company', count: 1 },
      { code: 'schema-left-out', value: 'Vessel', count: 1 },
    ]);
    expect(rejects).toMatchObject([{ line: 5, code: 'bad-json' }]);
  });
});
