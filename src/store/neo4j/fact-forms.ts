import type { FactTable } from '../../model/facts.ts';

/** How the rows of a table lie in the graph: as a relationship where both ends are known, else as a node. */
export interface FactForm {
  /** Label of a row that is a node. */
  readonly record: string;
  /** Columns that name the entities such a node is `ABOUT`. */
  readonly about: readonly string[];
  /** Types of a row that is a relationship, and the columns of its ends (the first that is filled); null where none ever is. */
  readonly relationship: { types: readonly string[]; from: readonly string[]; to: readonly string[] } | null;
}

const MANAGES = ['executive', 'accountant', 'representative'];
const TYPE_OF_ROLE: Readonly<Record<string, string>> = {
  founder: 'FOUNDED',
  owner: 'OWNS',
  beneficiary: 'OWNS',
  ...Object.fromEntries(MANAGES.map((role) => [role, 'MANAGES'])),
};

/** The form of each table's rows. */
export const FACT_FORMS: Readonly<Record<FactTable, FactForm>> = {
  companies: { record: 'CompanyRecord', about: ['id'], relationship: null },
  persons: { record: 'PersonRecord', about: ['id'], relationship: null },
  roles: {
    record: 'RoleRecord',
    about: ['company_id', 'holder_id'],
    relationship: { types: ['FOUNDED', 'OWNS', 'MANAGES'], from: ['holder_id'], to: ['company_id'] },
  },
  names: { record: 'NameRecord', about: ['entity_id'], relationship: null },
  addresses: {
    record: 'AddressRecord',
    about: ['entity_id'],
    relationship: { types: ['REGISTERED_AT'], from: ['entity_id'], to: ['unit', 'building'] },
  },
  contacts: {
    record: 'ContactRecord',
    about: ['entity_id'],
    relationship: { types: ['REACHED_BY'], from: ['entity_id'], to: ['contact'] },
  },
  accounts: { record: 'AccountRecord', about: ['id'], relationship: null },
  transactions: {
    record: 'CashOperation',
    about: ['from_account', 'to_account'],
    relationship: { types: ['TRANSFERRED'], from: ['from_account'], to: ['to_account'] },
  },
  invoices: {
    record: 'InvoiceRecord',
    about: ['seller_id', 'buyer_id'],
    relationship: { types: ['INVOICED'], from: ['seller_id'], to: ['buyer_id'] },
  },
  tax_returns: { record: 'TaxReturn', about: ['company_id'], relationship: null },
  lists: { record: 'Listing', about: ['entity_id'], relationship: null },
};

/** Name of a column as a property: the two ends of a transfer are `src` and `dst`, all others keep theirs. */
export function propertyOf(table: FactTable, column: string): string {
  if (table !== 'transactions') return column;
  return column === 'from_account' ? 'src' : column === 'to_account' ? 'dst' : column;
}

/** Type of the relationship of a role; null where the role is none that Tamyr knows. */
export function typeOfRole(role: string | null): string | null {
  return (role !== null && TYPE_OF_ROLE[role]) || null;
}

/** Roles whose relationship has a type. */
export function rolesOfType(type: string): string[] {
  return Object.keys(TYPE_OF_ROLE).filter((role) => TYPE_OF_ROLE[role] === type);
}
