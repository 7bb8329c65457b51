import type { FactTable, NumberedBatch } from '../model/facts.ts';
import type { RateTable } from '../model/rates.ts';
import { NO_DAY } from '../model/time.ts';
import { INACTIVE_LISTS, ROLES } from '../model/vocabulary.ts';
import { buildAccounts, buildCodes, buildCompanies, buildPersons, type EntityParts } from './build/entities.ts';
import { buildAliases, buildListings, buildTaxReturns } from './build/lists.ts';
import { buildInvoices, buildTransfers, codeLookup } from './build/movements.ts';
import { buildNodes } from './build/nodes.ts';
import { buildRelations, earlierEnd } from './build/relations.ts';
import { buildTextNumbers } from './build/text-numbers.ts';
import type { Projection } from './projection.ts';
import { sharedUint8 } from './shared-columns.ts';

export interface ProjectionSize {
  asOfDay: number;
  nodes: number;
  rates?: RateTable;
}

export interface ProjectionBuilder {
  /** All ids in code-point order, before any rows. */
  addNodes(ids: readonly string[]): void;
  /** Rows of a table, in the order that `Snapshot.rows` promises; `transactions` before `invoices`. */
  add(table: FactTable, batch: NumberedBatch): void;
  finish(): Projection;
}

/**
 * Builds the projection of one as-of day from numbered rows. Facts that begin after that day are unseen; relations that
 * ended stay, with their end. Columns are built in shared memory. Memory per transfer: 24 bytes for ends, time and adjacency both ways, 19 for the rest, and
 * 2 for merchant categories, 4 for invoices, 1 for confirmations where the data have any.
 */
export function createProjectionBuilder({ asOfDay, nodes: nodeCount, rates = [] }: ProjectionSize): ProjectionBuilder {
  const nodes = buildNodes(nodeCount);
  const codes = buildCodes();
  const roles = buildRelations('role', 'share');
  const sites = buildRelations('building');
  const contacts = buildRelations();
  const holdings = buildRelations();
  const listed = new Uint8Array(nodeCount);
  const inputs = new Set<string>();
  const aliases = buildAliases(asOfDay);
  const listings = buildListings(asOfDay);
  const taxReturns = buildTaxReturns(asOfDay);
  const invoiceIds = buildTextNumbers();
  const transfers = buildTransfers(asOfDay, invoiceIds);
  const invoices = buildInvoices(asOfDay, invoiceIds);
  const roleCode = codeLookup(ROLES);
  const parts: EntityParts = { asOfDay, nodes, codes, sites, contacts, holdings, listed };
  let entities: ReturnType<typeof entityTables> | null = null;

  const entityTables = () => {
    const range = nodes.close();
    return {
      range,
      companies: buildCompanies(range.company, parts),
      persons: buildPersons(range.person, parts),
      accounts: buildAccounts(range.account, parts),
    };
  };

  /** Interval of a relation row as the snapshots leave it, or null where it is unseen on the as-of day. */
  const intervalOf = (batch: NumberedBatch, i: number): [number, number] | null => {
    const from = (batch.columns.from as Int32Array)[i]!;
    const to = earlierEnd((batch.columns.to as Int32Array)[i]!, batch.ended[i]!);
    if (from !== NO_DAY && from > asOfDay) return null;
    if (batch.began[i]! !== NO_DAY && batch.began[i]! > asOfDay) return null;
    return [from, to > asOfDay ? NO_DAY : to];
  };

  const addRoles = (batch: NumberedBatch) => {
    const company = batch.columns.company_id as Int32Array;
    const holder = batch.columns.holder_id as Int32Array;
    const role = batch.columns.role as (string | null)[];
    const share = batch.columns.share as Float64Array;
    for (let i = 0; i < batch.length; i++) {
      const interval = intervalOf(batch, i);
      if (!interval) continue;
      const extra = { role: roleCode(role[i]!), share: share[i]! };
      roles.add(holder[i]!, company[i]!, interval[0], interval[1], 'roles', batch.row[i]!, extra);
    }
  };

  const addAddresses = (batch: NumberedBatch) => {
    const entity = batch.columns.entity_id as Int32Array;
    const unit = batch.columns.unit as Int32Array;
    const building = batch.columns.building as Int32Array;
    const address = batch.columns.address as (string | null)[];
    for (let i = 0; i < batch.length; i++) {
      const interval = intervalOf(batch, i);
      if (!interval) continue;
      const extra = { building: building[i]! };
      sites.add(entity[i]!, unit[i]!, interval[0], interval[1], 'addresses', batch.row[i]!, extra);
      nodes.name(unit[i]!, address[i]!);
    }
  };

  const addContacts = (batch: NumberedBatch) => {
    const entity = batch.columns.entity_id as Int32Array;
    const contact = batch.columns.contact as Int32Array;
    const value = batch.columns.value as (string | null)[];
    for (let i = 0; i < batch.length; i++) {
      const interval = intervalOf(batch, i);
      if (!interval) continue;
      contacts.add(entity[i]!, contact[i]!, interval[0], interval[1], 'contacts', batch.row[i]!);
      nodes.name(contact[i]!, value[i]!);
    }
  };

  return {
    addNodes: (ids) => nodes.add(ids),
    add(table, batch) {
      entities ??= entityTables();
      noteInputs(inputs, table, batch);
      switch (table) {
        case 'companies':
          return entities.companies.add(batch);
        case 'persons':
          return entities.persons.add(batch);
        case 'accounts':
          return entities.accounts.add(batch);
        case 'roles':
          return addRoles(batch);
        case 'addresses':
          return addAddresses(batch);
        case 'contacts':
          return addContacts(batch);
        case 'names':
          return aliases.add(batch);
        case 'transactions':
          return transfers.add(batch);
        case 'invoices':
          return invoices.add(batch);
        case 'tax_returns':
          return taxReturns.add(batch);
        case 'lists':
          return listings.add(batch);
      }
    },
    finish() {
      entities ??= entityTables();
      const companies = entities.companies.finish();
      const persons = entities.persons.finish();
      const accounts = entities.accounts.finish();
      const listing = listings.finish();
      const inactive = new Set<number>(INACTIVE_LISTS.map((code) => listing.codes.indexOf(code)));
      for (let i = 0; i < listing.count; i++) {
        const at = listing.entity[i]! - entities.range.company.start;
        const ended = listing.toDay[i]! !== NO_DAY && listing.toDay[i]! <= asOfDay;
        if (at >= 0 && at < companies.count && inactive.has(listing.list[i]!) && !ended) companies.active[at] = 0;
      }
      const movements = transfers.finish(nodeCount);
      if (movements.invoice) invoices.locate(movements.invoice);
      const byReference = sharedUint8(nodeCount);
      for (const kind of ['company', 'person', 'account'] as const) {
        const { start, end } = entities.range[kind];
        for (let node = start; node < end; node++) byReference[node] = 1 - listed[node]!;
      }
      return {
        asOfDay,
        nodes: nodes.finish(byReference),
        companies,
        persons,
        accounts,
        roles: roles.finish(nodeCount),
        sites: sites.finish(nodeCount),
        contacts: contacts.finish(nodeCount),
        holdings: holdings.finish(nodeCount),
        transfers: movements,
        invoices: invoices.finish(nodeCount),
        taxReturns: taxReturns.finish(),
        listings: listing,
        aliases: aliases.finish(),
        rates,
        inputs,
      };
    },
  };
}

/** Notes which columns carry at least one known value. */
function noteInputs(inputs: Set<string>, table: FactTable, batch: NumberedBatch): void {
  for (const [name, column] of Object.entries(batch.columns)) {
    const key = `${table}.${name}`;
    if (inputs.has(key)) continue;
    for (let i = 0; i < batch.length; i++) {
      const value = column[i]!;
      if (value === null || value === -1 || value === NO_DAY || Number.isNaN(value)) continue;
      inputs.add(key);
      break;
    }
  }
}
