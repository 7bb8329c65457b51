import type { Address } from './addresses.ts';
import type { LegalForm } from './names.ts';
import type { Rng } from './random.ts';

/** How well a scheme hides: as in the textbook, cut into smaller parts, or inside ordinary business. */
export type Difficulty = 'plain' | 'split' | 'camouflaged';

export type SizeClass = 'micro' | 'small' | 'medium' | 'large';
export const SIZE_CLASSES: readonly SizeClass[] = ['micro', 'small', 'medium', 'large'];

/** A company or person by its index in the population. */
export interface Holder {
  kind: 'company' | 'person';
  index: number;
}

type Role = 'founder' | 'owner' | 'executive' | 'accountant' | 'representative' | 'beneficiary';

/** A role held from one day to another (day numbers, end excluded). */
export interface Tenure {
  holder: Holder;
  role: Role;
  /** Per cent. */
  share?: number;
  from?: number;
  to?: number;
}

export interface Listing {
  list: string;
  from?: number;
  to?: number;
  reference?: string;
}

/** What a scheme fixes about a company; all the rest is drawn like any other company's. */
export interface CompanyPlan {
  legalForm?: LegalForm;
  /** Sixth digit of the BIN: 0 head office, 1 branch, 3 farm. */
  binAttribute?: 0 | 1 | 3;
  word?: string;
  oked?: string;
  registeredDay?: number;
  dissolvedDay?: number;
  /** The last day on which it does business, without being dissolved. */
  lastActiveDay?: number;
  status?: string;
  address?: Address;
  /** Language in which the register gives the address; drawn where it is left out. */
  addressLanguage?: 'ru' | 'kk';
  phone?: string;
  email?: string;
  /** Beyond those of its card in the register. */
  contacts?: { kind: 'phone' | 'email' | 'ip' | 'device'; value: string }[];
  /** Earlier addresses and names with their days (end excluded). */
  moves?: { address: Address; from: number; to: number }[];
  renames?: { word: string; from: number; to: number }[];
  /** Replaces the drawn executive, founders and accountant. */
  roles?: Tenure[];
  lists?: Listing[];
  sizeClass?: SizeClass;
  employees?: number;
  capital?: number;
  /** Share of ordinary business against others of its size; 0 = none. */
  activity?: number;
  /** None where all its accounts are further ones. */
  accounts?: 0 | 1 | 2 | 3 | 4;
  /** Opening balances just cover what leaves: the account runs near empty. */
  thin?: boolean;
  /** Taxes paid as a share of turnover, with a tax return; undefined = drawn. */
  taxShare?: number;
  /** Value-added tax paid as a share of that charged; undefined = as ordinary firms do. */
  vatPaidShare?: number;
  fixedAssets?: number;
}

type Channel = 'transfer' | 'card' | 'topup' | 'atm' | 'cash' | 'p2p' | 'crypto';

/** One payment; amounts in tiyn (1/100 tenge), accounts by code, payer by person index or -1. */
export interface Transfer {
  second: number;
  from: number;
  to: number;
  amountMinor: number;
  channel: Channel;
  purpose: string;
  payer: number;
  confirmed: '' | 'yes' | 'no';
  mcc: string;
  /** Goods of the invoice that it pays, or empty. */
  invoice: string;
  /** Position of the planned invoice that it pays, or -1. */
  pays: number;
  /** Position of its scheme in the list of schemes, or -1. */
  scheme: number;
}

/** An account beyond the ordinary four per owner. */
export interface ExtraAccount {
  kind: 'bank' | 'card' | 'wallet' | 'atm' | 'cash';
  /** Owner number, or -1 where it has no holder. */
  owner: number;
  city: number;
  /** A foreign exchange or an own VASP says so in its id; a bank account abroad gives its country as `abroad-AE`. */
  label: string;
}

interface Label {
  holder: Holder;
  part: string;
}

/** A planted scheme or honest look-alike. */
export interface Scheme {
  id: string;
  kind: string;
  difficulty: Difficulty;
  labels: Label[];
}

/** An address of the whitelist: the text, and until when. */
interface WhitelistedAddress {
  address: string;
  from: number;
  to: number;
  reference: string;
}

/** An invoice without a payment of its own in the transactions. */
export interface PlannedInvoice {
  day: number;
  seller: number;
  buyer: number;
  amountMinor: number;
  vatMinor: number;
  goods: string;
}

/** What a scheme fixes about a person. */
export interface PersonPlan {
  /** Outside the years from which the others are drawn (before 1954 or after 1999), so that numbers do not meet. */
  birthDay?: number;
  lists?: Listing[];
}

/** What all schemes together laid down. */
export interface Plan {
  schemes: Scheme[];
  companies: Map<number, CompanyPlan>;
  /** Persons taken by schemes. */
  persons: Map<number, PersonPlan>;
  extras: ExtraAccount[];
  /** Accounts that planned transfers use, so that they get a row. */
  usedAccounts: Set<number>;
  transfers: Transfer[];
  whitelisted: WhitelistedAddress[];
  invoices: PlannedInvoice[];
}

/** One file per scheme: its name and how it is laid down. */
export interface SchemeKind {
  kind: string;
  plant(ground: Ground): void;
}

/** What a scheme works with while it is laid down; everything it draws comes from its own stream. */
export interface Ground {
  rng: Rng;
  difficulty: Difficulty;
  /** Grows from 1 with the number of companies and transactions asked for, up to 3. */
  scale: number;
  /** Takes a company that no other scheme uses. */
  company(plan: CompanyPlan, part: string): number;
  /** Takes a private person that no other scheme uses; without a part (a straw man who lent a paper) without a label. */
  person(part?: string, plan?: PersonPlan): number;
  /** Changes what was said about a company taken before. */
  amend(company: number, plan: CompanyPlan): void;
  /**
   * An ordinary firm in business during the whole period, not part of the scheme: seldom one of the smallest, whose
   * usual payment is a third of a million; a large one for sums of tens of millions.
   */
  outsider(size?: 'large'): number;
  /** An ordinary private person, not part of the scheme. */
  passer(): number;
  /** The bank account `slot` (0–3) of a company. */
  firmAccount(company: number, slot?: number): number;
  /** A person's main account. */
  personAccount(person: number): number;
  /** A further account: a card, a wallet, a cash machine, a cash desk. */
  extra(kind: ExtraAccount['kind'], owner?: Holder, label?: string, city?: number): number;
  transfer(
    second: number,
    from: number,
    to: number,
    amountMinor: number,
    purpose: string,
    rest?: Partial<Pick<Transfer, 'channel' | 'payer' | 'confirmed' | 'mcc' | 'invoice' | 'pays'>>,
  ): void;
  whitelist(entry: WhitelistedAddress): void;
  /** Returns the invoice's position, for the payments that pay it. */
  invoice(entry: PlannedInvoice): number;
}
