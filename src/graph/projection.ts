import type { FactTable } from '../model/facts.ts';
import type { EntityId } from '../model/id.ts';
import type { RateTable } from '../model/rates.ts';
import type { Day } from '../model/time.ts';
import type { NodeKind } from '../model/vocabulary.ts';
import type { Csr } from './csr.ts';
import type { PackedStrings, StringColumn } from './string-column.ts';

/**
 * The facts of one as-of day as typed-array columns: what detectors and path searches read. Immutable once built.
 * Nodes are numbered in the code-point order of their ids, so kinds are contiguous and no result depends on row order.
 * −1 stands for "no node", `NO_DAY` for an unknown day, NaN for an unknown number.
 */
export interface Projection {
  /** Facts that begin after this day are not in here; relations that ended are (with their end). */
  readonly asOfDay: Day;
  readonly nodes: Nodes;
  readonly companies: CompanyColumns;
  readonly persons: PersonColumns;
  readonly accounts: AccountColumns;
  /** FOUNDED, OWNS, MANAGES as the roles they came from; `from` is the holder, `to` the company. */
  readonly roles: RoleColumns;
  /** REGISTERED_AT: `from` is a company or person, `to` the unit's address node. */
  readonly sites: SiteColumns;
  /** REACHED_BY: `from` is a company or person, `to` the contact. */
  readonly contacts: RelationColumns;
  /** HOLDS: `from` is the holder, `to` the account. */
  readonly holdings: RelationColumns;
  readonly transfers: TransferColumns;
  /** `from` is the buyer (who owes), `to` the seller. */
  readonly invoices: InvoiceColumns;
  readonly taxReturns: TaxReturnColumns;
  readonly listings: ListingColumns;
  /** Earlier and other names; sorted by (entity, name). */
  readonly aliases: AliasColumns;
  /** Exchange rates that the user gave, empty without: `money-thresholds.ts` compares amounts by them. */
  readonly rates: RateTable;
  /** Columns that carry at least one known value, `table.column`: what a rule may count on. */
  readonly inputs: ReadonlySet<string>;
}

export interface Nodes {
  readonly count: number;
  /** First and one past the last node of each kind. */
  readonly range: Readonly<Record<NodeKind, { start: number; end: number }>>;
  id(node: number): EntityId;
  /** Node of an id, −1 where no fact names it. */
  find(id: string): number;
  /** First node whose id is not before `id` in code-point order: where ids with a prefix begin. */
  lowerBound(id: string): number;
  kind(node: number): NodeKind;
  /** Name to show, null where none is known. For an address the text as written, for a contact its value. */
  name(node: number): string | null;
  /** 1 where no table lists the entity: it is known by reference only. Companies, persons, accounts. */
  readonly byReference: Uint8Array;
  /** What all this is read from. */
  readonly columns: NodeColumns;
}

/** Nodes as plain columns, which can be shared with other threads. */
export interface NodeColumns {
  readonly range: Nodes['range'];
  readonly byReference: Uint8Array;
  readonly ids: PackedStrings;
  readonly names: PackedStrings;
  /** Position in `names` by node, −1 for none. */
  readonly nameOf: Int32Array;
}

/** Indexed by node − `nodes.range.company.start`. */
export interface CompanyColumns {
  readonly count: number;
  readonly registeredDay: Int32Array;
  readonly dissolvedDay: Int32Array;
  /** 1 where the company is active on the as-of day: not dissolved, not on INACTIVE or BANKRUPT (domain: conventions). */
  readonly active: Uint8Array;
  /** Minor units of `capitalCurrency`. */
  readonly capitalMinor: Float64Array;
  /** Code into `text`, −1 unknown. */
  readonly capitalCurrency: Int32Array;
  readonly employees: Float64Array;
  /** Index into SIZE_CLASSES, −1 unknown. */
  readonly sizeClass: Int8Array;
  /** Codes as numbers into `texts`, −1 unknown. */
  readonly oked: Int32Array;
  readonly kato: Int32Array;
  readonly status: Int32Array;
  readonly legalForm: Int32Array;
  readonly country: Int32Array;
  /** Row in `companies` whose values are shown, −1 by reference. */
  readonly row: Int32Array;
  /** Texts by code. */
  readonly texts: readonly string[];
  text(code: number): string;
}

/** Indexed by node − `nodes.range.person.start`. */
export interface PersonColumns {
  readonly count: number;
  readonly birthDay: Int32Array;
  /** 1 for a sole trader. */
  readonly soleTrader: Uint8Array;
  readonly row: Int32Array;
}

/** Indexed by node − `nodes.range.account.start`. */
export interface AccountColumns {
  readonly count: number;
  /** Index into ACCOUNT_KINDS, −1 unknown. */
  readonly kind: Int8Array;
  readonly openedDay: Int32Array;
  readonly closedDay: Int32Array;
  readonly openingBalanceMinor: Float64Array;
  /** Holder's node where exactly one is known on the as-of day, else −1. */
  readonly holder: Int32Array;
  /** Number of distinct holders on the as-of day. */
  readonly holders: Uint16Array;
  /** Bank and country as numbers into `companies.text`, −1 unknown. */
  readonly bank: Int32Array;
  readonly country: Int32Array;
  readonly row: Int32Array;
}

/** Relations over half-open intervals of days, with adjacency both ways (edge numbers per node). */
export interface RelationColumns {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly fromDay: Int32Array;
  readonly toDay: Int32Array;
  /** Table and row each relation was read from. */
  readonly table: readonly FactTable[];
  readonly tableOf: Uint8Array;
  readonly row: Int32Array;
  readonly out: Csr;
  readonly in: Csr;
}

export interface RoleColumns extends RelationColumns {
  /** Index into ROLES. */
  readonly role: Uint8Array;
  /** Percent, NaN unknown. */
  readonly share: Float64Array;
}

export interface SiteColumns extends RelationColumns {
  /** Node of the building of each relation's unit (equals `to` where no unit is named). */
  readonly building: Int32Array;
}

/** Money movements sorted by (at, id); the position is the edge number. */
export interface TransferColumns {
  readonly count: number;
  /** Account nodes, −1 where that side is cash without an account. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** UTC ms, or day × 86,400,000 for day precision (see `Moment`). */
  readonly at: Float64Array;
  /** 0 instant, 1 day. */
  readonly precision: Uint8Array;
  /** Whether all rows have one precision, and which. */
  readonly precisions: 'instant' | 'day' | 'mixed';
  /** Exact integers, minor units. */
  readonly amountMinor: Float64Array;
  /** Index into `currencies`. */
  readonly currency: Uint8Array;
  readonly currencies: readonly string[];
  /** Index into CHANNELS, −1 unknown. */
  readonly channel: Int8Array;
  /** Node of who really acted, −1 unknown. */
  readonly payer: Int32Array;
  /** Merchant category: index into `mccs`, 0 unknown; null where no row has one, so that it costs nothing then. */
  readonly mcc: Uint16Array | null;
  /** Category codes as written; the first stands for unknown. */
  readonly mccs: readonly string[];
  /** 1 confirmed in the app, 0 not, −1 unknown; null where the data say so of no transfer. */
  readonly confirmed: Int8Array | null;
  /** Invoice that is paid (position in `invoices`), −1 unknown or not in the data; null where no transfer names one. */
  readonly invoice: Int32Array | null;
  /** Row in `transactions`. */
  readonly row: Int32Array;
  /** Edges by paying account and by receiving account, each in time order. */
  readonly out: Csr;
  readonly in: Csr;
}

export interface InvoiceColumns {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly at: Float64Array;
  readonly precision: Uint8Array;
  readonly amountMinor: Float64Array;
  readonly vatMinor: Float64Array;
  readonly currency: Uint8Array;
  readonly currencies: readonly string[];
  readonly row: Int32Array;
  readonly out: Csr;
  readonly in: Csr;
}

/** One row a return, sorted by (company, from). */
export interface TaxReturnColumns {
  readonly count: number;
  readonly company: Int32Array;
  readonly fromDay: Int32Array;
  readonly toDay: Int32Array;
  readonly turnoverMinor: Float64Array;
  readonly taxesPaidMinor: Float64Array;
  readonly vatChargedMinor: Float64Array;
  readonly vatPaidMinor: Float64Array;
  readonly employees: Float64Array;
  readonly payrollMinor: Float64Array;
  readonly fixedAssetsMinor: Float64Array;
  readonly row: Int32Array;
}

/** Entries of lists, sorted by (entity, list). */
export interface ListingColumns {
  readonly count: number;
  readonly entity: Int32Array;
  /** Index into `codes`. */
  readonly list: Uint16Array;
  readonly codes: readonly string[];
  readonly fromDay: Int32Array;
  readonly toDay: Int32Array;
  readonly row: Int32Array;
}

export interface AliasColumns {
  readonly count: number;
  readonly entity: Int32Array;
  readonly name: StringColumn;
  /** When the name was borne, half-open. */
  readonly fromDay: Int32Array;
  readonly toDay: Int32Array;
  /** Row in `names`. */
  readonly row: Int32Array;
}

/** A row of the store behind a statement. */
export interface RowRef {
  table: FactTable;
  row: number;
}
