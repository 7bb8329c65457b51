import { ownershipGroups } from '../graph/ownership.ts';
import type { Projection } from '../graph/projection.ts';
import { regularPayments } from '../graph/regular-payments.ts';
import { isValidNow } from '../graph/valid-now.ts';
import { whitelistedAddresses } from '../graph/whitelist.ts';
import { formatText } from '../i18n/format-text.ts';
import type { TextValues } from '../model/text.ts';
import { LANGUAGES, type MitigationKind, type Texts } from '../model/vocabulary.ts';
import type { Holders } from './holders.ts';

/** A payroll or a marketplace pays at least this many receivers month after month (ours). */
const LEAST_RECEIVERS = 20;
/** List of companies whose group is publicly known: quoted on an exchange, or named by the user. */
const LISTED_GROUP = 'LISTED_GROUP';

/** Rules whose evidence a structure explains; exits to cash and everything listed are explained by none. */
const PAID_REGULARLY: ReadonlySet<string> = new Set('M01 M05 M06 M08 M12 M18 M22'.split(' '));
const EXPLAINS: Readonly<Record<MitigationKind, ReadonlySet<string>>> = {
  payroll: PAID_REGULARLY,
  marketplace: PAID_REGULARLY,
  'listed-group': new Set('R01 R02 R03 R14 R16 N01'.split(' ')),
  'whitelisted-address': new Set(['R01', 'R14']),
};

const REASONS: Readonly<Record<MitigationKind, Texts>> = {
  payroll: {
    en: '{share} of its payments go to {receivers, plural, one {# account} other {# accounts}}, mostly of persons, month after month: a payroll.',
    kk: 'Төлемдерінің {share} бөлігі ай сайын негізінен жеке тұлғалардың {receivers} шотына түседі: бұл — жалақы төлеу.',
    ru: '{share} его платежей из месяца в месяц идут на {receivers, plural, one {# счёт} few {# счёта} many {# счетов} other {# счёта}}, в основном физических лиц: это выплата зарплат.',
  },
  marketplace: {
    en: '{share} of its payments go to the same {receivers, plural, one {# receiver} other {# receivers}} month after month: payouts of a marketplace or to suppliers.',
    kk: 'Төлемдерінің {share} бөлігі ай сайын бұрынғы {receivers} алушыға түседі: бұл — сауда алаңының не жеткізушілерге төлемдер.',
    ru: '{share} его платежей из месяца в месяц идут тем же получателям ({receivers}): выплаты торговой площадки или поставщикам.',
  },
  'listed-group': {
    en: 'It belongs to a group that is on the list of known groups: what its firms share is the group’s own.',
    kk: 'Ол белгілі топтар тізіміндегі топқа кіреді: фирмаларындағы ортақ деректер — топтың өзінікі.',
    ru: 'Входит в группу из списка известных групп: общее у её фирм принадлежит самой группе.',
  },
  'whitelisted-address': {
    en: 'It is registered at an address on the whitelist: many firms there are no evidence.',
    kk: 'Ол ақ тізімдегі мекенжайда тіркелген: онда фирманың көп болуы белгі емес.',
    ru: 'Зарегистрирован по адресу из белого списка: множество фирм там не признак.',
  },
};

/** A legitimate structure that explains evidence of an entity. */
export interface Mitigation {
  readonly kind: MitigationKind;
  /** Part of the evidence of the rules concerned that it explains, in (0, 1]. */
  readonly share: number;
  /** Receivers of regular payments; 0 where that is not what explains. */
  readonly receivers: number;
}

/** Structures by node; most nodes have none. */
export type Mitigations = ReadonlyMap<number, readonly Mitigation[]>;

/** Looks for payrolls, marketplaces, groups on the list of known groups and whitelisted addresses. */
export function mitigationsOf(projection: Projection, holders: Holders): Mitigations {
  const found = new Map<number, Mitigation[]>();
  const add = (node: number, mitigation: Mitigation) => {
    const known = found.get(node);
    if (known) known.push(mitigation);
    else found.set(node, [mitigation]);
  };
  addRegularPayers(projection, holders, add);
  addListedGroups(projection, add);
  addWhitelisted(projection, add);
  return found;
}

/** Part of an indicator's evidence at a node that its structures leave, in [0, 1]: the strongest explanation counts. */
export function unexplained(mitigations: Mitigations, node: number, indicator: string): number {
  let left = 1;
  for (const { kind, share } of mitigations.get(node) ?? []) {
    if (EXPLAINS[kind].has(indicator)) left = Math.min(left, 1 - share);
  }
  return left;
}

/** Says in three languages what explains. */
export function mitigationText({ kind, share, receivers }: Mitigation): Texts {
  const values: TextValues = { share: { share }, receivers };
  const texts = LANGUAGES.map((language) => [language, formatText(REASONS[kind][language], values, language)]);
  return Object.fromEntries(texts) as Texts;
}

/** Rules that a structure of this kind explains, sorted. */
export function explainedBy(kind: MitigationKind): string[] {
  return [...EXPLAINS[kind]].sort();
}

type Add = (node: number, mitigation: Mitigation) => void;

function addRegularPayers(projection: Projection, holders: Holders, add: Add): void {
  const { all, regular, receivers, persons } = regularPayments(projection);
  const { start, end } = projection.nodes.range.account;
  const ofHolder = new Map<number, Payer>();
  for (let account = start; account < end; account++) {
    const i = account - start;
    const own = { all: all[i]!, regular: regular[i]!, receivers: receivers[i]!, persons: persons[i]! };
    if (own.receivers >= LEAST_RECEIVERS) add(account, payerMitigation(own));
    if (own.all === 0) continue;
    for (const holder of holders.holdersOf(account)) {
      const sum = ofHolder.get(holder);
      if (!sum) ofHolder.set(holder, own);
      else {
        ofHolder.set(holder, {
          all: sum.all + own.all,
          regular: sum.regular + own.regular,
          receivers: sum.receivers + own.receivers,
          persons: sum.persons + own.persons,
        });
      }
    }
  }
  for (const [holder, sum] of ofHolder) if (sum.receivers >= LEAST_RECEIVERS) add(holder, payerMitigation(sum));
}

type Payer = { readonly all: number; readonly regular: number; readonly receivers: number; readonly persons: number };

function payerMitigation({ all, regular, receivers, persons }: Payer): Mitigation {
  return { kind: 2 * persons >= receivers ? 'payroll' : 'marketplace', share: regular / all, receivers };
}

function addListedGroups(projection: Projection, add: Add): void {
  const { listings, nodes } = projection;
  const code = listings.codes.indexOf(LISTED_GROUP);
  if (code < 0) return;
  const { start, end } = nodes.range.company;
  const group = ownershipGroups(projection);
  const listed = new Set<number>();
  for (let i = 0; i < listings.count; i++) {
    const entity = listings.entity[i]!;
    if (listings.list[i] !== code || entity < start || entity >= end || !isValidNow(projection, listings, i)) continue;
    listed.add(group[entity - start]!);
  }
  for (let firm = start; firm < end; firm++) {
    if (listed.has(group[firm - start]!)) add(firm, { kind: 'listed-group', share: 1, receivers: 0 });
  }
}

function addWhitelisted(projection: Projection, add: Add): void {
  const { sites, nodes } = projection;
  const exempt = whitelistedAddresses(projection);
  if (exempt.size === 0) return;
  const { start, end } = nodes.range.company;
  let last = -1;
  for (const i of sites.out.edges) {
    const firm = sites.from[i]!;
    if (firm < start || firm >= end || firm === last || !isValidNow(projection, sites, i)) continue;
    if (!exempt.has(sites.to[i]!) && !exempt.has(sites.building[i]!)) continue;
    last = firm;
    add(firm, { kind: 'whitelisted-address', share: 1, receivers: 0 });
  }
}
