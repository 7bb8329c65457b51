import type { NumberedBatch } from '../../model/facts.ts';
import { NO_DAY } from '../../model/time.ts';
import { ACCOUNT_KINDS, SIZE_CLASSES } from '../../model/vocabulary.ts';
import type { AccountColumns, CompanyColumns, PersonColumns } from '../projection.ts';
import { sharedFloat64, sharedInt8, sharedInt32, sharedUint8, sharedUint16 } from '../shared-columns.ts';
import { type EntityRows, groupByEntity, latestRows, shownRow, shownValue, valueAt } from './attributes.ts';
import { codeLookup } from './movements.ts';
import type { NodesBuilder } from './nodes.ts';
import type { RelationBuilder } from './relations.ts';
import { valueSpans } from './spans.ts';

type Range = { start: number; end: number };
type Codes = {
  codeOf(text: string | number | null): number;
  text(code: number): string;
  readonly texts: readonly string[];
};

/** Numbers for repeated texts, in the order in which they are first seen. */
export function buildCodes(): Codes {
  const codes = new Map<string, number>();
  const texts: string[] = [];
  return {
    codeOf(text) {
      if (text === null) return -1;
      const key = String(text);
      let code = codes.get(key);
      if (code === undefined) codes.set(key, (code = texts.push(key) - 1));
      return code;
    },
    text: (code) => texts[code] ?? '',
    texts,
  };
}

/** What entity tables feed besides their own columns. */
export interface EntityParts {
  asOfDay: number;
  nodes: NodesBuilder;
  codes: Codes;
  sites: RelationBuilder<'building'>;
  contacts: RelationBuilder;
  holdings: RelationBuilder;
  listed: Uint8Array;
}

interface TableBuilder<T> {
  add(batch: NumberedBatch): void;
  finish(): T;
}

const dayOr = (value: string | number | null): number => (typeof value === 'number' ? value : NO_DAY);
const numberOr = (value: string | number | null): number => (typeof value === 'number' ? value : Number.NaN);
const textOr = (value: string | number | null): string | null => (typeof value === 'string' ? value : null);

/** Collects `companies`: attributes to show, and where the latest extract says the company is and how it is reached. */
export function buildCompanies(range: Range, parts: EntityParts): TableBuilder<CompanyColumns> {
  const { asOfDay, nodes, codes, sites, contacts, listed } = parts;
  const count = range.end - range.start;
  const columns = {
    count,
    registeredDay: sharedInt32(count).fill(NO_DAY),
    dissolvedDay: sharedInt32(count).fill(NO_DAY),
    active: sharedUint8(count).fill(1),
    capitalMinor: sharedFloat64(count).fill(Number.NaN),
    capitalCurrency: sharedInt32(count).fill(-1),
    employees: sharedFloat64(count).fill(Number.NaN),
    sizeClass: sharedInt8(count).fill(-1),
    oked: sharedInt32(count).fill(-1),
    kato: sharedInt32(count).fill(-1),
    status: sharedInt32(count).fill(-1),
    legalForm: sharedInt32(count).fill(-1),
    country: sharedInt32(count).fill(-1),
    row: sharedInt32(count).fill(-1),
    texts: codes.texts,
    text: codes.text,
  };
  const sizeClass = codeLookup(SIZE_CLASSES);
  const take = (rows: EntityRows) => {
    const at = rows.node - range.start;
    const registered = dayOr(shownValue(rows, 'registered_at'));
    if (registered !== NO_DAY && registered > asOfDay) return;
    const dissolved = dayOr(shownValue(rows, 'dissolved_at'));
    listed[rows.node] = 1;
    columns.registeredDay[at] = registered;
    columns.dissolvedDay[at] = dissolved > asOfDay ? NO_DAY : dissolved;
    if (columns.dissolvedDay[at] !== NO_DAY) columns.active[at] = 0;
    columns.capitalMinor[at] = numberOr(shownValue(rows, 'capital'));
    columns.capitalCurrency[at] = codes.codeOf(shownValue(rows, 'capital_currency'));
    columns.employees[at] = numberOr(shownValue(rows, 'employees'));
    columns.sizeClass[at] = sizeClass(textOr(shownValue(rows, 'size_class')));
    columns.oked[at] = codes.codeOf(shownValue(rows, 'oked'));
    columns.kato[at] = codes.codeOf(shownValue(rows, 'kato'));
    columns.status[at] = codes.codeOf(shownValue(rows, 'status'));
    columns.legalForm[at] = codes.codeOf(shownValue(rows, 'legal_form'));
    columns.country[at] = codes.codeOf(shownValue(rows, 'country'));
    columns.row[at] = shownRow(rows);
    nodes.name(rows.node, textOr(shownValue(rows, 'name')));
    for (const [unit, spans] of valueSpans(rows, 'unit', asOfDay)) {
      for (const { from, to, at: i } of spans) {
        const building = valueAt(rows, i, 'building') as number;
        sites.add(rows.node, unit as number, from, to, 'companies', rows.row[i]!, { building });
        nodes.name(unit as number, textOr(valueAt(rows, i, 'address')));
      }
    }
    for (const [contact, text] of [
      ['phone_contact', 'phone'],
      ['email_contact', 'email'],
    ] as const) {
      for (const [node, spans] of valueSpans(rows, contact, asOfDay)) {
        for (const { from, to, at: i } of spans) {
          contacts.add(rows.node, node as number, from, to, 'companies', rows.row[i]!);
          nodes.name(node as number, textOr(valueAt(rows, i, text)));
        }
      }
    }
  };
  const groups = groupByEntity('id', asOfDay, take);
  return {
    add: groups.add,
    finish() {
      groups.finish();
      return columns;
    },
  };
}

/** Collects `persons`. */
export function buildPersons(range: Range, { asOfDay, nodes, listed }: EntityParts): TableBuilder<PersonColumns> {
  const count = range.end - range.start;
  const columns = {
    count,
    birthDay: sharedInt32(count).fill(NO_DAY),
    soleTrader: sharedUint8(count),
    row: sharedInt32(count).fill(-1),
  };
  const groups = groupByEntity('id', asOfDay, (rows) => {
    const at = rows.node - range.start;
    listed[rows.node] = 1;
    columns.birthDay[at] = dayOr(shownValue(rows, 'birth_date'));
    columns.soleTrader[at] = rows.row.some((_, i) => valueAt(rows, i, 'sole_trader') === 1) ? 1 : 0;
    columns.row[at] = shownRow(rows);
    nodes.name(rows.node, textOr(shownValue(rows, 'name')));
  });
  return {
    add: groups.add,
    finish() {
      groups.finish();
      return columns;
    },
  };
}

/** Collects `accounts`; a repeated id adds a co-holder. */
export function buildAccounts(range: Range, parts: EntityParts): TableBuilder<AccountColumns> {
  const { asOfDay, codes, holdings, listed } = parts;
  const count = range.end - range.start;
  const columns = {
    count,
    kind: sharedInt8(count).fill(-1),
    openedDay: sharedInt32(count).fill(NO_DAY),
    closedDay: sharedInt32(count).fill(NO_DAY),
    openingBalanceMinor: sharedFloat64(count).fill(Number.NaN),
    holder: sharedInt32(count).fill(-1),
    holders: sharedUint16(count),
    bank: sharedInt32(count).fill(-1),
    country: sharedInt32(count).fill(-1),
    row: sharedInt32(count).fill(-1),
  };
  const kind = codeLookup(ACCOUNT_KINDS);
  const groups = groupByEntity('id', asOfDay, (rows) => {
    const at = rows.node - range.start;
    const opened = dayOr(shownValue(rows, 'opened_at'));
    if (opened !== NO_DAY && opened > asOfDay) return;
    listed[rows.node] = 1;
    const closed = dayOr(shownValue(rows, 'closed_at'));
    columns.kind[at] = kind(textOr(shownValue(rows, 'kind')));
    columns.openedDay[at] = opened;
    columns.closedDay[at] = closed > asOfDay ? NO_DAY : closed;
    columns.openingBalanceMinor[at] = numberOr(shownValue(rows, 'opening_balance'));
    columns.bank[at] = codes.codeOf(shownValue(rows, 'bank'));
    columns.country[at] = codes.codeOf(shownValue(rows, 'country'));
    columns.row[at] = shownRow(rows);
    const holders = new Set<number>();
    for (const i of latestRows(rows)) {
      const holder = valueAt(rows, i, 'holder_id') as number | null;
      if (holder === null || holder < 0) continue;
      holders.add(holder);
      holdings.add(holder, rows.node, opened, columns.closedDay[at]!, 'accounts', rows.row[i]!);
    }
    columns.holders[at] = holders.size;
    if (holders.size === 1) for (const holder of holders) columns.holder[at] = holder;
  });
  return {
    add: groups.add,
    finish() {
      groups.finish();
      return columns;
    },
  };
}
