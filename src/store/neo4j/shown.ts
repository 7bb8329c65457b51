import type { Projection, RelationColumns } from '../../graph/projection.ts';
import type { FactTable } from '../../model/facts.ts';
import { foldName } from '../../model/fold.ts';
import { foldCompanyName } from '../../model/fold-company-name.ts';
import { ACCOUNT_KINDS, SIZE_CLASSES } from '../../model/vocabulary.ts';
import { dateOf } from './plan-batches.ts';

/** `[id, properties]`; null stands for a property that is to be absent. */
type Shown = [id: string, properties: Record<string, unknown>];

/** What companies, persons and accounts that a table lists show, by label. */
export function shownEntities(projection: Projection): [label: string, rows: Shown[]][] {
  const { nodes } = projection;
  const otherNames = namesOf(projection);
  const rows = (
    kind: 'company' | 'person' | 'account',
    of: (i: number, node: number) => Record<string, unknown>,
  ): Shown[] => {
    const { start, end } = nodes.range[kind];
    const shown: Shown[] = [];
    for (let node = start; node < end; node++) {
      if (nodes.byReference[node] === 0) shown.push([nodes.id(node), of(node - start, node)]);
    }
    return shown;
  };
  const named = (node: number, fold: (name: string) => string) => {
    const name = nodes.name(node);
    const all = [...(name === null ? [] : [name]), ...(otherNames.get(node) ?? [])];
    return { name, folded: all.length > 0 ? [...new Set(all.map(fold))].join(' | ') : null };
  };
  const { companies, persons, accounts } = projection;
  const text = (code: number) => (code < 0 ? null : companies.text(code));
  return [
    [
      'Company',
      rows('company', (i, node) => ({
        ...named(node, foldCompanyName),
        country: text(companies.country[i]!),
        legal_form: text(companies.legalForm[i]!),
        registered_at: dateOf(companies.registeredDay[i]!),
        dissolved_at: dateOf(companies.dissolvedDay[i]!),
        status: text(companies.status[i]!),
        oked: text(companies.oked[i]!),
        kato: text(companies.kato[i]!),
        capital: whole(companies.capitalMinor[i]!),
        capital_currency: text(companies.capitalCurrency[i]!),
        employees: whole(companies.employees[i]!),
        size_class: SIZE_CLASSES[companies.sizeClass[i]!] ?? null,
      })),
    ],
    [
      'Person',
      rows('person', (i, node) => ({
        ...named(node, foldName),
        birth_date: dateOf(persons.birthDay[i]!),
        sole_trader: persons.soleTrader[i] === 1 ? true : null,
      })),
    ],
    [
      'Account',
      rows('account', (i) => ({
        kind: ACCOUNT_KINDS[accounts.kind[i]!] ?? null,
        bank: text(accounts.bank[i]!),
        country: text(accounts.country[i]!),
        opened_at: dateOf(accounts.openedDay[i]!),
        closed_at: dateOf(accounts.closedDay[i]!),
        opening_balance: whole(accounts.openingBalanceMinor[i]!),
      })),
    ],
  ];
}

/** Names of addresses and contacts (`[id, name, folded, kind]`), and the building of each unit (`[unit, building]`). */
export function shownAddresses({ nodes, sites }: Projection): { names: unknown[][]; places: string[][] } {
  const names: unknown[][] = [];
  for (const kind of ['address', 'contact'] as const) {
    for (let node = nodes.range[kind].start; node < nodes.range[kind].end; node++) {
      const id = nodes.id(node);
      const name = nodes.name(node);
      if (name !== null) names.push([id, name, foldName(name), kind === 'contact' ? id.split(':')[1]! : null]);
    }
  }
  const places = new Map<string, string>();
  for (let i = 0; i < sites.count; i++) {
    const [unit, building] = [sites.to[i]!, sites.building[i]!];
    if (building >= 0 && building !== unit) places.set(nodes.id(unit), nodes.id(building));
  }
  return { names, places: [...places] };
}

/** Relationships that follow from rows of the entity tables, by type: `[from, to, properties]`. */
export function derivedRelationships({
  nodes,
  sites,
  contacts,
  holdings,
}: Projection): [type: string, rows: unknown[][]][] {
  const rows = (relations: RelationColumns, table: FactTable): unknown[][] => {
    const derived: unknown[][] = [];
    for (let i = 0; i < relations.count; i++) {
      if (relations.table[relations.tableOf[i]!] !== table) continue;
      const properties = {
        of: table,
        row: BigInt(relations.row[i]!),
        from: dateOf(relations.fromDay[i]!),
        to: dateOf(relations.toDay[i]!),
      };
      derived.push([nodes.id(relations.from[i]!), nodes.id(relations.to[i]!), properties]);
    }
    return derived;
  };
  return [
    ['REGISTERED_AT', rows(sites, 'companies')],
    ['REACHED_BY', rows(contacts, 'companies')],
    ['HOLDS', rows(holdings, 'accounts')],
  ];
}

function namesOf({ aliases }: Projection): Map<number, string[]> {
  const names = new Map<number, string[]>();
  for (let i = 0; i < aliases.count; i++) {
    const entity = aliases.entity[i]!;
    names.set(entity, [...(names.get(entity) ?? []), aliases.name.at(i)]);
  }
  return names;
}

/** A known number as INTEGER where it is whole. */
function whole(value: number): bigint | number | null {
  if (Number.isNaN(value)) return null;
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}
