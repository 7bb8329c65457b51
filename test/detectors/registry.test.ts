import { describe, expect, it } from 'vitest';
import { optionTextValues, readOptions } from '../../src/detectors/options.ts';
import { detectors } from '../../src/detectors/registry.ts';
import { formatText } from '../../src/i18n/format-text.ts';
import { parseText } from '../../src/i18n/parse-text.ts';
import { FACT_TABLES, type FactTable } from '../../src/model/facts.ts';
import { LANGUAGES } from '../../src/model/vocabulary.ts';
import { type LiteralTables, projectionOf } from '../graph/projection-of.ts';
import { firm, firms } from './detect.ts';
import { mixedCards } from './mixed-cards.ts';
import { mixedTrade } from './mixed-trade.ts';

describe('the catalogue', () => {
  it('has each code and name once', () => {
    expect(new Set(detectors.map(({ indicator }) => indicator)).size).toBe(detectors.length);
    expect(new Set(detectors.map(({ name }) => name)).size).toBe(detectors.length);
    for (const { indicator, name } of detectors) {
      expect(indicator).toMatch(/^[RTMN]\d\d$/);
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  it.each(detectors.map((detector) => [detector.indicator, detector] as const))(
    '%s has texts in all languages',
    (_, detector) => {
      const values = optionTextValues(detector, readOptions(detector, {}));
      const { title, definition, sentence, evidence } = detector.texts;
      const captions = Object.values(evidence);
      const options = Object.values(detector.options).map(({ text }) => text);
      for (const language of LANGUAGES) {
        expect(formatText(definition[language], values, language)).not.toMatch(/[{}]|NaN|undefined/);
        expect(parseText(sentence[language])).not.toEqual([]);
        for (const texts of [title, ...captions, ...options]) expect(texts[language].trim()).not.toBe('');
        const all = [title, definition, sentence, ...captions].map((texts) => texts[language]).join(' ');
        expect(all).not.toMatch(/suspicious|toxic|\bnode\b|\bedge\b|\bclean\b|подозрит|чист[аоы]|күдікті|таза/i);
      }
      expect(detector.source).not.toBe('');
    },
  );

  it.each(detectors.map((detector) => [detector.indicator, detector] as const))(
    '%s asks for columns that exist',
    (_, detector) => {
      for (const column of detector.inputs.flat()) {
        const [table, name] = column.split('.') as [FactTable, string];
        expect(Object.keys(FACT_TABLES[table] ?? {}), column).toContain(name);
      }
    },
  );

  it.each(detectors.map((detector) => [detector.indicator, detector] as const))(
    '%s finds nothing in nothing',
    (_, detector) => {
      const { findings, measured } = detector.detect(projectionOf({}), readOptions(detector, {}));
      expect(findings).toEqual([]);
      expect(measured?.node.length ?? 0).toBe(0);
    },
  );

  it('gives the same whatever the order of the rows', () => {
    const tables = [mixedTrade(), mixedRegistrations()].reduce(joined, mixedTables());
    const reversed = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...rows].reverse()]));
    for (const detector of detectors) {
      const [one, other] = [tables, reversed].map((each) => {
        const { findings, measured } = detector.detect(projectionOf(each), readOptions(detector, {}));
        const stripped = findings.map((draft) => ({
          ...draft,
          evidence: draft.evidence.map(({ rows: _, ...line }) => line),
        }));
        return { findings: stripped, measured };
      });
      expect(one!.findings.length, detector.indicator).toBeGreaterThan(0);
      expect(one, detector.indicator).toEqual(other);
    }
  });
});

/** A little of everything: each rule finds something in it. */
function mixedTables() {
  const person = 'person:850101300010';
  const companies = firms(17, () => ({ address: 'Abay 10, office 5', registered_at: '2025-01-01', capital: '100000' }));
  const secondHead = 'person:860101300017';
  const roles = companies.slice(0, 6).flatMap(({ id }) => [
    { company_id: id, holder_id: person, role: 'executive' },
    { company_id: id, holder_id: person, role: 'founder' },
  ]);
  for (const { id } of companies.slice(14)) roles.push({ company_id: id, holder_id: secondHead, role: 'executive' });
  const lists = [
    { entity_id: firm(0), list: 'INACTIVE', from: '2025-01-01' },
    { entity_id: person, list: 'PERSON_MISSING' },
    { entity_id: firm(5), list: 'WRONG_ADDRESS' },
  ];
  const accounts = companies.map(({ id }, i) => ({ id: `account:${i}`, holder_id: id, kind: 'bank' }));
  const pay = (from: number | string, to: number | string | null, at: string, amount: string) => ({
    id: `${from}-${to}-${at}`,
    at,
    from_account: `account:${from}`,
    ...(to === null ? { channel: 'cash' } : { to_account: `account:${to}` }),
    amount,
  });
  const transactions = [
    pay('x', 'y', '2025-01-01T00:00:00Z', '1'),
    pay('x', 'y', '2025-12-31T00:00:00Z', '1'),
    ...[6, 7, 8, 9, 10, 11].map((i) => pay(i, 12, `2025-06-0${i < 9 ? 1 : 2}T0${i - 6}:00:00Z`, '5000000')),
    pay(12, null, '2025-06-02T10:00:00Z', '14000000'),
    pay(12, null, '2025-06-03T10:00:00Z', '14000000'),
    pay(1, 2, '2025-08-01T08:00:00Z', '900000'),
    pay(2, 3, '2025-08-02T08:00:00Z', '850000'),
    pay(3, 1, '2025-08-03T08:00:00Z', '800000'),
    // A second cluster under one head: paid by the first, it pays itself and a card that is emptied.
    ...[0, 1, 2].map((i) => pay(i, 14 + i, '2025-04-01T08:00:00Z', '50000')),
    ...[14, 15, 16].map((i) => pay(i, i === 16 ? 14 : i + 1, '2025-04-02T08:00:00Z', '60000')),
    pay(16, 'drop', '2025-04-05T08:00:00Z', '90000'),
    pay('drop', null, '2025-04-06T08:00:00Z', '90000'),
    ...['m0', 'm1', 'm2'].flatMap((m) => [
      pay('s', m, '2025-10-01T08:00:00Z', '100000'),
      pay(m, 't', '2025-10-02T08:00:00Z', '100000'),
    ]),
    ...['u', 'v'].flatMap((from) => ['w', 'z'].map((to) => pay(from, to, '2025-11-01T08:00:00Z', '70000'))),
    pay(4, 5, '2025-09-01T08:00:00Z', '900000'),
    pay(5, 'card', '2025-09-01T12:00:00Z', '880000'),
    pay('card', null, '2025-09-02T08:00:00Z', '870000'),
  ];
  const cards = mixedCards();
  return {
    companies: [...companies, ...cards.companies],
    roles: [...roles, ...cards.roles],
    lists: [...lists, ...cards.lists],
    accounts: [...accounts, ...cards.accounts],
    transactions: [...transactions, ...cards.transactions],
  };
}

/** Tables with the rows of both. */
function joined(a: LiteralTables, b: LiteralTables): LiteralTables {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])] as FactTable[];
  return Object.fromEntries(names.map((name) => [name, [...(a[name] ?? []), ...(b[name] ?? [])]]));
}

/** Firms 21 to 25, from which the rules about registrations find something. */
function mixedRegistrations() {
  const head = 'person:060101500016';
  const role = (i: number, holder_id: string, name: string, more: Record<string, string> = {}) => ({
    company_id: firm(i),
    holder_id,
    role: name,
    ...more,
  });
  const companies = [20, 21, 22, 23, 24].map((i) => ({
    id: firm(i),
    name: `Firm ${i + 1}`,
    registered_at: i === 20 ? '2023-01-10' : '2025-02-01',
    ...(i === 20 && { dissolved_at: '2024-06-01' }),
    ...(i > 20 && { phone: '+7 701 111 22 33' }),
    oked: '46900',
  }));
  const changes = ['2025-02-01', '2025-03-01', '2025-04-01', '2025-05-01'].map((from, i, days) =>
    role(22, `person:local:${i}`, 'executive', { from, ...(i < 3 && { to: days[i + 1]! }) }),
  );
  return {
    companies,
    persons: [{ id: head, name: 'Young head', birth_date: '2010-01-01' }],
    roles: [
      ...[20, 21].flatMap((i) => [role(i, head, 'executive'), role(i, head, 'founder')]),
      ...changes,
      role(23, firm(24), 'owner'),
      role(24, firm(23), 'owner'),
    ],
    addresses: ['2025-03-01', '2025-06-01', undefined].map((to, i) => ({
      entity_id: firm(22),
      address: `Satpaev ${i + 1}`,
      ...(to && { to }),
    })),
    tax_returns: [
      {
        company_id: firm(22),
        period: '2025',
        from: '2025-01-01',
        to: '2026-01-01',
        turnover: '9',
        employees: 0,
        fixed_assets: '0',
      },
    ],
    lists: [{ entity_id: firm(24), list: 'PSEUDO_COMPANY', from: '2025-03-01' }],
  };
}
