/** The words of Tamyr, the same from CSV header to screen. Lists are data; nothing else in the product spells them out. */

/** Node kinds in code-point order of their id prefixes: node numbers of one kind are therefore contiguous. */
export const NODE_KINDS = ['account', 'address', 'company', 'contact', 'person'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export const ACCOUNT_KINDS = ['bank', 'card', 'wallet', 'atm', 'cash'] as const;

export const CONTACT_KINDS = ['phone', 'email', 'ip', 'device'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export const ROLES = ['founder', 'owner', 'executive', 'accountant', 'representative', 'beneficiary'] as const;
export type Role = (typeof ROLES)[number];

export const CHANNELS = ['transfer', 'card', 'topup', 'atm', 'cash', 'p2p', 'crypto'] as const;

export const SIZE_CLASSES = ['micro', 'small', 'medium', 'large'] as const;

/** Relations that hold over an interval, and the two kinds of money movement. */
export const RELATIONS = [
  'FOUNDED',
  'OWNS',
  'MANAGES',
  'REGISTERED_AT',
  'HOLDS',
  'REACHED_BY',
  'TRANSFERRED',
  'INVOICED',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Lists on which a company counts as *listed* (domain: conventions), besides dissolution by court as fake. */
export const TAINT_LISTS = [
  'PSEUDO_COMPANY',
  'WRONG_ADDRESS',
  'INVALID_REGISTRATION',
  'SANCTIONED',
  'TERRORISM_FINANCING',
] as const;

/** Lists that end a company's activity. */
export const INACTIVE_LISTS = ['INACTIVE', 'BANKRUPT'] as const;

export const CLUSTER_KINDS = ['cash-out-group', 'exchange-hub', 'shell-cluster', 'laundering-ring'] as const;
export type ClusterKind = (typeof CLUSTER_KINDS)[number];

export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const LANGUAGES = ['en', 'kk', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];
/** One text in the three languages of the product. */
export type Texts = Record<Language, string>;

/** Legitimate structures that explain evidence (docs/method.md). */
export const MITIGATION_KINDS = ['payroll', 'marketplace', 'listed-group', 'whitelisted-address'] as const;
export type MitigationKind = (typeof MITIGATION_KINDS)[number];
