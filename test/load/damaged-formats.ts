import { createBodsImporter } from '../../src/importers/bods.ts';
import { canonical } from '../../src/importers/canonical.ts';
import { createEgovImporter } from '../../src/importers/egov.ts';
import { createFtmImporter } from '../../src/importers/ftm.ts';
import type { Importer } from '../../src/importers/importer.ts';
import { createKgdImporter } from '../../src/importers/kgd.ts';
import { createMappedImporter } from '../../src/importers/mapped.ts';
import { readMapping } from '../../src/importers/mapping/read-mapping.ts';
import { rejects } from '../../src/importers/rejects.ts';
import { TABLE_ROWS } from '../../src/importers/rows/all-tables.ts';
import { kzCheckDigit } from '../../src/model/bin.ts';
import type { Table } from './mutated-files.ts';

/** A format that damaged files are read as. */
export interface DamagedFormat {
  table: Table;
  importer(): Importer;
  /** What the user named, where the format does not tell. */
  encoding?: string;
  /** Whether the bytes that are damaged are packed before they are read. */
  packed?: boolean;
  /** Rows whose records hang on no other row; all of them unless told. */
  standsAlone?(row: number): boolean;
  /** Whether the first byte of the file decides between an array and lines. */
  firstByteDecides?: boolean;
}

const PURPOSES = [
  'Оплата по счёту № 17',
  'Қызмет үшін төлем, шот',
  'ТОО «Алма» "Б"',
  'plain',
  '',
  '🏦 cash',
  'a, b; c',
];
const ROWS = 40;
const COLUMNS = ['id', 'at', 'from_account', 'to_account', 'amount', 'currency', 'purpose'];

const rowsOf = <Row>(make: (i: number) => Row): Row[] => Array.from({ length: ROWS }, (_, i) => make(i));
const dayOf = (i: number) => `2024-01-${String(1 + (i % 28)).padStart(2, '0')}`;
/** Keys of one length, far from each other: no damage makes one of another. */
const keyOf = (i: number) => ((i + 100) * 7_368_787).toString(36);
const json = (row: object) => JSON.stringify(row);

function binOf(i: number): string {
  for (let last = 100 + i * 13; ; last++) {
    const digits = `99014000${String(last).padStart(4, '0').slice(1)}`;
    const check = kzCheckDigit(`${digits}0`);
    if (check !== null) return `${digits}${check}`;
  }
}

function csv(columns: readonly string[], rows: string[][], delimiter: string, lineEnd: string): Table {
  const written = (cell: string) =>
    /[",;\r\n]/.test(cell) || cell === 'plain' ? `"${cell.replaceAll('"', '""')}"` : cell;
  return {
    head: columns.join(delimiter) + lineEnd,
    rows: rows.map((cells) => cells.map(written).join(delimiter) + lineEnd),
    foot: '',
    separator: lineEnd.length,
  };
}

function arrayOf(head: string, separator: string, elements: readonly string[], foot: string): Table {
  const last = elements.length - 1;
  const rows = elements.map((element, i) => (i < last ? element + separator : element));
  return { head, rows, foot, separator: separator.length };
}

function linesOf(elements: readonly string[]): Table {
  return { head: '', rows: elements.map((element) => `${element}\n`), foot: '', separator: 1 };
}

const payments = rowsOf((i) => [
  `t-${i}`,
  dayOf(i),
  `KZ${100 + i}`,
  `KZ${200 + i}`,
  `${i}.5`,
  'KZT',
  PURPOSES[i % PURPOSES.length]!,
]);
const paymentObjects = payments.map((cells) => json(Object.fromEntries(COLUMNS.map((name, k) => [name, cells[k]]))));

/** A text of Russian letters as the bytes of Windows-1251, each as one character. */
function windows1251(text: string): string {
  const byteOf = (letter: string) => {
    const code = letter.codePointAt(0)!;
    return code >= 0x410 && code <= 0x44f ? String.fromCharCode(code - 0x350) : letter;
  };
  return Array.from(text, byteOf).join('');
}

const russianPayments = payments.map((cells, i) => [
  ...cells.slice(0, -1),
  windows1251(i % 2 ? 'Оплата товара' : 'За услуги'),
]);
const russian: Table = { ...csv(COLUMNS, russianPayments, ';', '\r\n'), encoding: 'latin1' };

const ftm = rowsOf((i) => {
  const id = keyOf(i);
  if (i % 4 === 0) return json({ id, schema: 'Company', properties: { name: [`Alpha ${i}`], jurisdiction: ['gb'] } });
  if (i % 4 === 1) return json({ id, schema: 'Person', properties: { name: ['Әлия Б.'], birthDate: ['1980-05'] } });
  const links = { owner: [keyOf(i - 2)], asset: [keyOf(i - 3)] };
  if (i % 4 === 3) return json({ id, schema: 'Ownership', properties: { ...links, percentage: [String(i)] } });
  return json({ id, schema: 'Directorship', properties: { director: [keyOf(i - 1)], organization: [keyOf(i - 2)] } });
});

const bods = rowsOf((i) => {
  const record = keyOf(i);
  const statement = (recordType: string, recordDetails: object) =>
    json({
      statementId: `s-${record}`,
      statementDate: '2020-01-01',
      recordId: record,
      recordType,
      recordStatus: 'new',
      recordDetails: { isComponent: false, ...recordDetails },
    });
  if (i % 3 === 0) return statement('entity', { entityType: { type: 'registeredEntity' }, name: `Фирма ${i}` });
  if (i % 3 === 1) return statement('person', { personType: 'knownPerson', names: [{ fullName: `O. Wner ${i}` }] });
  const interests = [{ type: 'shareholding', directOrIndirect: 'direct', share: { exact: i } }];
  return statement('relationship', { subject: keyOf(i - 2), interestedParty: keyOf(i - 1), interests });
});

const firms = rowsOf((i) => ({
  bin: binOf(i),
  nameru: `ТОО «Альфа ${i}»`,
  namekz: `«Альфа ${i}» ЖШС`,
  datereg: '1999-01-20',
  statusru: 'Действующий',
  addressru: 'г. Алматы, ул. Абая, 1',
  okedru: '62011 Разработка',
  director: i % 5 === 0 ? '-' : 'СЕРІКОВ АЙДОС',
}));

const budget = rowsOf((i) => ({
  bin: binOf(i % 7),
  kbk: '105101',
  receiptdate: dayOf(i),
  summa: `${1000 + i}.25`,
  paynum: `p${keyOf(i)}`,
}));

const refused = rowsOf((i) => [
  'transactions.csv',
  String(i + 2),
  'row',
  'transactions',
  'at',
  'bad-date',
  '2024-02-31',
  'a date',
  COLUMNS.join(','),
  payments[i]!.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
]);
const REFUSED_COLUMNS = 'file line action table column code value expected header raw'.split(' ');

function mapped(files: string): Importer {
  const columns = COLUMNS.map((name) => `${name}: ${name}`).join(', ');
  const text = `version: 1\nsource: s\ntables:\n  - {table: transactions, file: "${files}", columns: {${columns}}}\n`;
  return createMappedImporter(readMapping(text, 'm.yaml', TABLE_ROWS), text);
}

const own = (table: Table): DamagedFormat => ({ table, importer: () => canonical });
/** What two other rows say of its parties is part of a link. */
const ftmFormat = { importer: createFtmImporter, standsAlone: (row: number) => row % 4 < 2 };
const bodsFormat = { importer: createBodsImporter, standsAlone: (row: number) => row % 3 < 2 };
/** Payments of a month are one record: their places are compared, not their sums. */
const budgetFormat = { importer: createKgdImporter, standsAlone: () => false };

/** Every text format of docs/formats.md, by the name of a file of it. */
export const DAMAGED_FORMATS: Readonly<Record<string, DamagedFormat>> = {
  'transactions.csv': own(csv(COLUMNS, payments, ',', '\n')),
  'transactions-semicolons.csv': own(csv(COLUMNS, payments, ';', '\r\n')),
  'transactions-cr.csv': own(csv(COLUMNS, payments, ',', '\r')),
  'transactions-packed.csv.gz': { ...own(csv(COLUMNS, payments, ',', '\n')), packed: true },
  'transactions.jsonl': own(linesOf(paymentObjects)),
  'line.json': { table: arrayOf('[', ',', paymentObjects, ']\n'), importer: () => mapped('*.json') },
  'lines.json': { table: arrayOf('[', ',\n  ', paymentObjects, ']\n'), importer: () => mapped('*.json') },
  'windows-1251.csv': { table: russian, importer: () => mapped('*.csv'), encoding: 'windows-1251' },
  'entities.ftm.json': { ...ftmFormat, table: linesOf(ftm), firstByteDecides: true },
  'entities.json': { ...ftmFormat, table: arrayOf('[', ',\n', ftm, ']\n') },
  'statements.jsonl': { ...bodsFormat, table: linesOf(bods), firstByteDecides: true },
  'statements.json': { ...bodsFormat, table: arrayOf('[', ',', bods, ']\n') },
  'gbd_ul.csv': {
    table: csv(
      Object.keys(firms[0]!),
      firms.map((firm) => Object.values(firm)),
      ';',
      '\r\n',
    ),
    importer: createEgovImporter,
  },
  'gbd_ul.json': {
    table: arrayOf('{"total":40,"elements":[', ',', firms.map(json), ']}\n'),
    importer: createEgovImporter,
  },
  'payments.csv': {
    ...budgetFormat,
    table: csv(
      Object.keys(budget[0]!),
      budget.map((row) => Object.values(row)),
      ',',
      '\n',
    ),
  },
  'payments.json': { ...budgetFormat, table: arrayOf('[', ',', budget.map(json), ']\n') },
  'rejects.csv': { table: csv(REFUSED_COLUMNS, refused, ',', '\n'), importer: () => rejects },
};
