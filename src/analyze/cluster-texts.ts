import { movementTypes, WITHDRAWAL } from '../graph/cash.ts';
import type { Projection } from '../graph/projection.ts';
import { formatText } from '../i18n/format-text.ts';
import type { Cluster, Finding } from '../model/finding.ts';
import type { Money } from '../model/money.ts';
import type { TextValues } from '../model/text.ts';
import { ACCOUNT_KINDS, type ClusterKind, LANGUAGES, ROLES, type Texts } from '../model/vocabulary.ts';

const CARD = ACCOUNT_KINDS.indexOf('card');
const EXECUTIVE = ROLES.indexOf('executive');
/** A director or an address names a cluster when at least this share of its firms has it. */
const NAMING_SHARE = 0.8;

const TITLES = {
  cards: {
    en: 'Cash-out through {n, plural, one {# card} other {# cards}}',
    kk: '{n} карта арқылы қолма-қол ақша алу',
    ru: 'Снятие наличных через {n, plural, one {# карту} few {# карты} many {# карт} other {# карты}}',
  },
  accounts: {
    en: 'Cash-out through {n, plural, one {# account} other {# accounts}}',
    kk: '{n} шот арқылы қолма-қол ақша алу',
    ru: 'Снятие наличных через {n, plural, one {# счёт} few {# счёта} many {# счетов} other {# счёта}}',
  },
  hub: {
    en: 'Exchange with {n, plural, one {# regular counterparty} other {# regular counterparties}}',
    kk: '{n} тұрақты контрагенті бар айырбастау',
    ru: 'Обмен: {n, plural, one {# постоянный контрагент} few {# постоянных контрагента} many {# постоянных контрагентов} other {# постоянного контрагента}}',
  },
  director: {
    en: 'One director, {n, plural, one {# firm} other {# firms}}',
    kk: 'Бір басшы, {n} фирма',
    ru: 'Один директор, {n, plural, one {# фирма} few {# фирмы} many {# фирм} other {# фирмы}}',
  },
  address: {
    en: 'One address, {n, plural, one {# firm} other {# firms}}',
    kk: 'Бір мекенжай, {n} фирма',
    ru: 'Один адрес, {n, plural, one {# фирма} few {# фирмы} many {# фирм} other {# фирмы}}',
  },
  control: {
    en: '{n, plural, one {# firm} other {# firms}} under common control',
    kk: 'Ортақ бақылаудағы {n} фирма',
    ru: '{n, plural, one {# фирма} few {# фирмы} many {# фирм} other {# фирмы}} под общим контролем',
  },
  ring: {
    en: 'Money back to its start through {n, plural, one {# account} other {# accounts}}',
    kk: '{n} шот арқылы бастапқы орнына қайтқан ақша',
    ru: 'Возврат денег к началу через {n, plural, one {# счёт} few {# счёта} many {# счетов} other {# счёта}}',
  },
  split: {
    en: 'Money split and rejoined through {n, plural, one {# account} other {# accounts}}',
    kk: '{n} шот арқылы бөлініп, қайта қосылған ақша',
    ru: 'Дробление и сбор денег через {n, plural, one {# счёт} few {# счёта} many {# счетов} other {# счёта}}',
  },
  invoices: {
    en: 'Invoices in a circle of {n, plural, one {# firm} other {# firms}}',
    kk: '{n} фирма арасындағы тұйық шот-фактуралар',
    ru: 'Счета-фактуры по кругу: {n, plural, one {# фирма} few {# фирмы} many {# фирм} other {# фирмы}}',
  },
} as const satisfies Record<string, Texts>;

const WITHDRAWN: Texts = {
  en: '{received} came in; {cash} was withdrawn in cash.',
  kk: '{received} түсті; {cash} қолма-қол алынды.',
  ru: 'Поступило {received}; наличными снято {cash}.',
};
const MEMBERS: Texts = {
  en: 'It has {n, plural, one {# member} other {# members}}.',
  kk: 'Құрамында {n} қатысушы бар.',
  ru: 'В нём {n, plural, one {# участник} few {# участника} many {# участников} other {# участника}}.',
};

export interface ClusterFacts {
  readonly kind: ClusterKind;
  readonly members: readonly number[];
  /** Members that the findings are about, for counting accounts and firms. */
  readonly core: ReadonlySet<number>;
  /** Indicator of the strongest finding it grew from. */
  readonly seed: string;
  readonly turnover: Cluster['turnover'];
  /** Finding of its strongest indicator, null where it has none. */
  readonly strongest: Finding | null;
  readonly projection: Projection;
}

/** Short name of a cluster, from what its members have in common. */
export function clusterTitle(facts: ClusterFacts): Texts {
  const { kind, members, core, seed, projection } = facts;
  const { nodes } = projection;
  const companies = members.filter((node) => nodes.kind(node) === 'company');
  const accounts = members.filter((node) => core.has(node) && nodes.kind(node) === 'account');
  switch (kind) {
    case 'cash-out-group': {
      const exits = accounts.filter((node) => withdraws(projection, node));
      const cards = exits.filter((node) => projection.accounts.kind[node - nodes.range.account.start] === CARD);
      if (cards.length > 0 && cards.length === exits.length) return write(TITLES.cards, { n: cards.length });
      return write(TITLES.accounts, { n: exits.length || accounts.length });
    }
    case 'exchange-hub':
      return write(TITLES.hub, {
        n: members.filter((node) => !core.has(node) && nodes.kind(node) === 'account').length,
      });
    case 'shell-cluster':
      if (mostShare(companies, (firm) => directorsOf(projection, firm)))
        return write(TITLES.director, { n: companies.length });
      if (mostShare(companies, (firm) => addressesOf(projection, firm)))
        return write(TITLES.address, { n: companies.length });
      return write(TITLES.control, { n: companies.length });
    default:
      if (seed === 'T06') return write(TITLES.invoices, { n: companies.length });
      return write(seed === 'M07' ? TITLES.ring : TITLES.split, { n: accounts.length });
  }
}

/** One sentence: what went in and out in cash, else what the strongest finding says. */
export function clusterSummary({ kind, turnover, strongest, members }: ClusterFacts): Texts {
  const cash = largest(turnover.cash);
  const received = cash && turnover.in.find(({ currency }) => currency === cash.currency);
  if (kind === 'cash-out-group' && cash && received) {
    return write(WITHDRAWN, { received: { money: received }, cash: { money: cash } });
  }
  return strongest?.text ?? write(MEMBERS, { n: members.length });
}

function write(template: Texts, values: TextValues): Texts {
  return Object.fromEntries(LANGUAGES.map((l) => [l, formatText(template[l], values, l)])) as Texts;
}

/** The largest of sums by number of minor units; currencies are not compared by worth. */
function largest(all: readonly Money[]): Money | undefined {
  return [...all].sort((a, b) =>
    BigInt(b.minor) > BigInt(a.minor) ? 1 : BigInt(b.minor) < BigInt(a.minor) ? -1 : 0,
  )[0];
}

function withdraws(projection: Projection, account: number): boolean {
  const { out } = projection.transfers;
  const types = movementTypes(projection);
  for (let i = out.offsets[account]!; i < out.offsets[account + 1]!; i++) {
    if (types[out.edges[i]!]! & WITHDRAWAL) return true;
  }
  return false;
}

function mostShare(companies: readonly number[], of: (company: number) => Set<number>): boolean {
  const count = new Map<number, number>();
  for (const company of companies) for (const node of of(company)) count.set(node, (count.get(node) ?? 0) + 1);
  return [...count.values()].some((n) => n >= NAMING_SHARE * companies.length);
}

function directorsOf({ roles }: Projection, company: number): Set<number> {
  const found = new Set<number>();
  for (let i = roles.in.offsets[company]!; i < roles.in.offsets[company + 1]!; i++) {
    const edge = roles.in.edges[i]!;
    if (roles.role[edge] === EXECUTIVE) found.add(roles.from[edge]!);
  }
  return found;
}

function addressesOf({ sites }: Projection, company: number): Set<number> {
  const found = new Set<number>();
  for (let i = sites.out.offsets[company]!; i < sites.out.offsets[company + 1]!; i++)
    found.add(sites.to[sites.out.edges[i]!]!);
  return found;
}
