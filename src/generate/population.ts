import { type Address, addressOf, CITIES } from './addresses.ts';
import { dayOf, formatDate, PERIOD_END, PERIOD_START } from './calendar.ts';
import { foreignIbanOf, ibanOf, withCheckDigit } from './check-digits.ts';
import { firmName, firmWord, type LegalForm, latinOf, personName } from './names.ts';
import { type CompanyPlan, type Holder, type Listing, type Plan, SIZE_CLASSES, type Tenure } from './plan.ts';
import { between, chance, hash, logNormal, mix32, type Rng, rngOf, streamOf } from './random.ts';
import { TRADES, tradeOf } from './trades.ts';

const FIRST_REGISTRATION = dayOf(2016, 1, 4);
const LAST_REGISTRATION = dayOf(2026, 9, 30);
const NEVER = 2_000_000;
const COMPANY = streamOf('company');
const DETAIL = streamOf('company-detail');
const TOWER = streamOf('tower');
const PERSON = streamOf('person');
/** Ordinary accounts per owner; more are `Plan.extras`. */
export const SLOTS = 4;
/** Invented banks with codes that no bank has. */
const BANKS = ['Дала Банк', 'Алтай Банк', 'Тұлпар Банк', 'Степь Банк', 'Ертіс Банк', 'Самал Банк', 'Орда Банк'];

export interface PopulationOptions {
  seed: number;
  companies: number;
  /** Private persons who head no firm; they have indices from `companies` on. */
  households: number;
}

/** Facts of every company that the money flows need, one array cell each; the rest is drawn again when it is written. */
export interface Population extends PopulationOptions {
  registered: Int32Array;
  /** Last day of business. */
  lastActive: Int32Array;
  sizeClass: Uint8Array;
  trade: Uint8Array;
  activity: Float64Array;
  serial: Uint16Array;
  plan: Plan;
}

/** Lays out the companies; planned ones override what is drawn. */
export function createPopulation(options: PopulationOptions, plan: Plan): Population {
  const n = options.companies;
  const population: Population = {
    ...options,
    registered: new Int32Array(n),
    lastActive: new Int32Array(n),
    sizeClass: new Uint8Array(n),
    trade: new Uint8Array(n),
    activity: new Float64Array(n),
    serial: new Uint16Array(n),
    plan,
  };
  const perMonth = new Map<string, number>();
  for (let i = 0; i < n; i += 1) {
    const planned = plan.companies.get(i);
    const drawn = drawFirm(options.seed, i);
    const registered = planned?.registeredDay ?? drawn.registered;
    const size = planned?.sizeClass ? SIZE_CLASSES.indexOf(planned.sizeClass) : drawn.size;
    population.registered[i] = registered;
    population.lastActive[i] = planned
      ? Math.min(planned.dissolvedDay ?? NEVER, planned.lastActiveDay ?? NEVER)
      : Math.min(drawn.dissolved, drawn.dormantFrom);
    population.sizeClass[i] = size;
    population.trade[i] = drawn.trade;
    population.activity[i] = [1, 6, 30, 150][size]! * drawn.push * (planned?.activity ?? 1);
    const month = formatDate(registered).slice(0, 7);
    const count = perMonth.get(month) ?? 0;
    perMonth.set(month, count + 1);
    population.serial[i] = (count * 7919 + hash(options.seed, streamOf(month))) % 25_000;
  }
  return population;
}

interface DrawnFirm {
  registered: number;
  dissolved: number;
  dormantFrom: number;
  size: number;
  trade: number;
  push: number;
}

function drawFirm(seed: number, index: number): DrawnFirm {
  const rng = rngOf(seed, COMPANY, index);
  const registered = FIRST_REGISTRATION + Math.floor((LAST_REGISTRATION - FIRST_REGISTRATION) * rng() ** 0.85);
  const u = rng();
  // Hardly any firm is large in its first year.
  const young = registered > PERIOD_START - 300;
  const size = young && u < 0.995 ? 0 : u < 0.86 ? 0 : u < 0.96 ? 1 : u < 0.992 ? 2 : 3;
  const end = registered + 240 + Math.floor(rng() * 2600);
  const ends = rng();
  return {
    registered,
    dissolved: ends < 0.08 && end < PERIOD_END ? end : NEVER,
    dormantFrom: ends > 0.97 && end < PERIOD_START ? end : NEVER,
    size,
    trade: tradeOf(rng),
    // Pareto: a few firms deal with very many others.
    push: Math.min(60, (1 - rng()) ** (-1 / 1.25)) * (young ? 0.25 : 1),
  };
}

/** Whether an ordinary firm has business on the day. */
export function isInBusiness(population: Population, company: number, day: number): boolean {
  return day > population.registered[company]! + 12 && day <= population.lastActive[company]!;
}

/** Size class of a firm drawn as one in business during the whole period, else -1 (nothing of the plan is looked at). */
export function sizeThroughout(seed: number, company: number): number {
  const { registered, dissolved, dormantFrom, size } = drawFirm(seed, company);
  return registered < PERIOD_START - 200 && dissolved === NEVER && dormantFrom === NEVER ? size : -1;
}

export function binOf(population: Population, company: number): string {
  const attribute = population.plan.companies.get(company)?.binAttribute ?? 0;
  const date = formatDate(population.registered[company]!);
  return withCheckDigit(`${date.slice(2, 4)}${date.slice(5, 7)}4${attribute}`, population.serial[company]! * 4, 5);
}

const BIRTHS = { first: dayOf(1954, 1, 1), heads: dayOf(1987, 1, 1), others: dayOf(1999, 1, 1) };

export interface PersonFacts {
  iin: string;
  name: string;
  birthDay: number;
}

export function personFacts(population: Population, person: number): PersonFacts {
  const heads = person < population.companies;
  const span = (heads ? BIRTHS.heads : BIRTHS.others) - BIRTHS.first;
  const position = heads ? person : person - population.companies;
  // Heads and others share dates of birth, so each takes its own half of a day's serial numbers.
  const slot = Math.floor(position / span);
  const day = (position * 7919 + hash(population.seed, PERSON)) % span;
  const planned = population.plan.persons.get(person)?.birthDay;
  const birthDay = planned ?? BIRTHS.first + day;
  const rng = rngOf(population.seed, PERSON, person);
  const female = chance(rng, heads ? 0.3 : 0.5);
  const serial = ((slot * 37 + hash(population.seed, day)) % 1250) * 8 + (heads ? 0 : 4);
  const date = formatDate(birthDay);
  const century = date < '2000' ? 3 : 5;
  const prefix = `${date.slice(2, 4)}${date.slice(5, 7)}${date.slice(8, 10)}${female ? century + 1 : century}`;
  return { iin: withCheckDigit(prefix, serial, 4), name: personName(rng, female), birthDay };
}

export function holderId(population: Population, holder: Holder): string {
  return holder.kind === 'company'
    ? `company:${binOf(population, holder.index)}`
    : `person:${personFacts(population, holder.index).iin}`;
}

/** Who heads an ordinary company: mostly a person of its own, sometimes the head of its neighbour. */
function headOf(population: Population, company: number): number {
  let index = company;
  while (
    index > 0 &&
    hash(population.seed, DETAIL, index, 1) % 100 < 7 &&
    !population.plan.companies.get(index - 1)?.roles &&
    (!isDormant(population, index - 1) || hash(population.seed, DETAIL, index, 5) % 12 === 0)
  ) {
    index -= 1;
  }
  return index;
}

/**
 * Whether an ordinary company stopped doing business without being struck off. Few of their heads go on elsewhere: who
 * heads an inactive firm is refused the registration of another, so theirs are those that were registered before.
 */
function isDormant(population: Population, company: number): boolean {
  return population.lastActive[company]! < NEVER && dissolvedDay(population, company) === undefined;
}

export interface CompanyFacts {
  name: string;
  word: string;
  legalForm: LegalForm;
  oked: string;
  kato: string;
  address: Address;
  status: string;
  capital: number;
  employees: number;
  phone: string;
  email: string;
  roles: Tenure[];
  lists: Listing[];
  accounts: number;
  /** Of its own, for tables that are written after it. */
  rng: Rng;
}

/** Everything else about a company, drawn from its own stream whenever it is asked for. */
export function companyFacts(population: Population, company: number): CompanyFacts {
  const plan: CompanyPlan = population.plan.companies.get(company) ?? {};
  const rng = rngOf(population.seed, DETAIL, company);
  const size = population.sizeClass[company]!;
  const drawnForm: LegalForm = size === 3 && chance(rng, 0.4) ? 'АО' : 'ТОО';
  const legalForm = plan.legalForm ?? drawnForm;
  const drawnWord = firmWord(rng);
  const word = plan.word ?? drawnWord;
  const name = firmName(rng, legalForm, word);
  const ownAddress = addressOf(rng, chance(rng, 0.3) ? 'flat' : chance(rng, 0.9) ? 'office' : 'none');
  const drawnAddress = chance(rng, 0.22) ? officeInTower(population, rng) : ownAddress;
  const address = plan.address ?? drawnAddress;
  const staff = [between(rng, 1, 12), between(rng, 16, 90), between(rng, 101, 240), between(rng, 260, 1500)][size]!;
  const capital = chance(rng, 0.35) ? between(rng, 1, 380) * 1000 : Math.round(logNormal(rng, 4e6 * 4 ** size, 1.2));
  const roles = plan.roles ?? drawRoles(population, company, rng);
  return {
    name,
    word,
    legalForm,
    oked: plan.oked ?? TRADES[population.trade[company]!]!.oked,
    kato: CITIES[address.city]!.kato,
    address,
    status: plan.status ?? statusOf(population, company),
    capital: plan.capital ?? capital,
    employees: plan.employees ?? staff,
    phone: plan.phone ?? phoneOf(population, plan.roles ? company : phoneOwner(population, company)),
    email: plan.email ?? `${latinOf(word)}-${company.toString(36)}@pochta.example`,
    roles,
    lists: plan.lists ?? drawLists(population, company, rng),
    accounts: accountsOf(population, company),
    rng,
  };
}

/** An office in one of the buildings that house many firms, the first of them most. */
function officeInTower(population: Population, rng: Rng): Address {
  const towers = Math.max(3, Math.floor(population.companies / 30));
  const tower = Math.floor(towers * rng() ** 1.6);
  return { ...addressOf(rngOf(population.seed, TOWER, tower), 'office'), unit: between(rng, 1, 400) };
}

/** Half of those who head a neighbour's firm too are reached by one telephone for both. */
function phoneOwner(population: Population, company: number): number {
  const head = headOf(population, company);
  return hash(population.seed, DETAIL, company, 4) % 2 === 0 ? head : company;
}

function statusOf(population: Population, company: number): string {
  const plan = population.plan.companies.get(company);
  if (plan?.dissolvedDay !== undefined) return 'dissolved';
  if (plan) return 'active';
  return dissolvedDay(population, company) === undefined ? 'active' : 'dissolved';
}

/** The day on which it was struck off, if it was. */
export function dissolvedDay(population: Population, company: number): number | undefined {
  const plan = population.plan.companies.get(company);
  if (plan) return plan.dissolvedDay;
  const { dissolved } = drawFirm(population.seed, company);
  return dissolved === NEVER ? undefined : dissolved;
}

/** A number of the form +7 7xx xxx xx xx, another one for every owner. */
export function phoneOf(population: Population, owner: number): string {
  const digits = String((owner * 73_939_133 + hash(population.seed, 5)) % 1_000_000_000).padStart(9, '0');
  return `+77${digits}`;
}

function drawRoles(population: Population, company: number, rng: Rng): Tenure[] {
  const registered = population.registered[company]!;
  const head: Holder = { kind: 'person', index: headOf(population, company) };
  const own: Holder = { kind: 'person', index: company };
  const roles: Tenure[] = [];
  // A fifth of the older firms has had another head before.
  const change = registered + 200 + Math.floor(rng() * 1500);
  if (chance(rng, 0.2) && change < PERIOD_END - 30) {
    const before: Holder = { kind: 'person', index: partnerOf(population, company) };
    roles.push({ holder: before, role: 'executive', from: registered, to: change });
    roles.push({ holder: head, role: 'executive', from: change });
  } else {
    roles.push({ holder: head, role: 'executive', from: registered });
  }
  const kind = rng();
  const second: Holder = { kind: 'person', index: partnerOf(population, company) };
  if (kind < 0.72) {
    roles.push({ holder: own, role: 'founder', share: 100, from: registered });
  } else if (kind < 0.94) {
    const share = between(rng, 2, 9) * 10;
    roles.push({ holder: own, role: 'founder', share, from: registered });
    const left = registered + 300 + Math.floor(rng() * 2000);
    const sold = chance(rng, 0.2) && left < PERIOD_END - 30;
    roles.push({
      holder: second,
      role: 'founder',
      share: 100 - share,
      from: registered,
      ...(sold ? { to: left } : {}),
    });
    if (sold) roles.push({ holder: own, role: 'owner', share: 100 - share, from: left });
  } else {
    roles.push({ holder: second, role: 'founder', share: 100, from: registered });
    roles.push({ holder: own, role: 'beneficiary', share: 60, from: registered });
  }
  if (chance(rng, 0.18)) {
    const few = Math.max(1, Math.floor(population.households / 10));
    const accountant = population.companies + Math.floor(rng() * few);
    if (!population.plan.persons.has(accountant)) {
      roles.push({ holder: { kind: 'person', index: accountant }, role: 'accountant', from: registered });
    }
  }
  return roles;
}

/** A person beside the head: mostly of this company alone, sometimes of the neighbouring one too; nobody of a scheme. */
function partnerOf(population: Population, company: number): number {
  let partner = Math.floor((company * population.households) / population.companies);
  while (population.plan.persons.has(population.companies + partner)) partner = (partner + 1) % population.households;
  return population.companies + partner;
}

function drawLists(population: Population, company: number, rng: Rng): Listing[] {
  const dormantFrom = population.lastActive[company]!;
  const u = rng();
  if (dormantFrom < NEVER && dissolvedDay(population, company) === undefined) {
    return [{ list: u < 0.9 ? 'INACTIVE' : 'BANKRUPT', from: Math.min(dormantFrom + 365, PERIOD_END - 5) }];
  }
  const from = between(rng, Math.max(population.registered[company]! + 90, PERIOD_START - 400), PERIOD_END);
  if (from >= PERIOD_END) return [];
  if (u < 0.01) return [{ list: 'TAX_ARREARS_150', from, to: from + 200 }];
  if (u < 0.013) return [{ list: 'WRONG_ADDRESS', from, reference: `акт № ${between(rng, 100, 9999)}` }];
  if (u < 0.016) return [{ list: 'VIOLATION_TAX_CODE', from }];
  return [];
}

export function accountsOf(population: Population, company: number): number {
  const planned = population.plan.companies.get(company)?.accounts;
  if (planned !== undefined) return planned;
  const size = population.sizeClass[company]!;
  if (size === 0) return hash(population.seed, DETAIL, company, 2) % 100 < 82 ? 1 : 2;
  return size === 1 ? 2 : 3;
}

// ---- accounts: ordinary ones are owner * SLOTS + slot, further ones follow ----

export function ownerOf(population: PopulationOptions, holder: Holder): number {
  return holder.kind === 'company' ? holder.index : population.companies + holder.index;
}

/** The first code of the further accounts. */
export function extraBase(population: PopulationOptions): number {
  return (population.companies * 2 + population.households) * SLOTS;
}

/** A person's main account: half of them use a bank account (slot 0), half a card (slot 1). */
export function mainAccount(population: PopulationOptions, person: number): number {
  return (population.companies + person) * SLOTS + (hash(population.seed, PERSON, person, 3) & 1);
}

export function accountKind(population: Population, code: number): 'bank' | 'card' | 'wallet' | 'atm' | 'cash' {
  const base = extraBase(population);
  if (code >= base) return population.plan.extras[code - base]!.kind;
  return code >= population.companies * SLOTS && code % SLOTS !== 0 ? 'card' : 'bank';
}

/** The holder of an account, or undefined for a cash machine. */
export function accountHolder(population: Population, code: number): Holder | undefined {
  const base = extraBase(population);
  const owner = code >= base ? population.plan.extras[code - base]!.owner : Math.floor(code / SLOTS);
  if (owner < 0) return undefined;
  if (owner < population.companies) return { kind: 'company', index: owner };
  return { kind: 'person', index: owner - population.companies };
}

export function bankOf(population: PopulationOptions, code: number): number {
  return hash(population.seed, code, 11) % BANKS.length;
}

const ABROAD = 'abroad-';

/** Country of the bank of an account. */
export function accountCountry(population: Population, code: number): string {
  const label = population.plan.extras[code - extraBase(population)]?.label ?? '';
  return label.startsWith(ABROAD) ? label.slice(ABROAD.length) : 'KZ';
}

export function bankName(bank: number): string {
  return BANKS[bank]!;
}

/** The account's id: an IBAN, or for cards, wallets and machines a made-up key that no real number looks like. */
export function accountId(population: Population, code: number): string {
  const base = extraBase(population);
  const kind = accountKind(population, code);
  const extra = code >= base ? population.plan.extras[code - base]! : undefined;
  if (kind === 'bank') {
    const low = (code * 73_939_133 + hash(population.seed, 13)) % 1_000_000_000;
    if (extra?.label.startsWith(ABROAD)) return foreignIbanOf(extra.label.slice(ABROAD.length), code, low);
    return ibanOf(901 + bankOf(population, code), hash(population.seed, code, 17) % 10_000, low);
  }
  // A bijection, so two cards never get the same key.
  const key = mix32(code ^ hash(population.seed, 19))
    .toString(16)
    .padStart(8, '0');
  if (kind === 'atm') return `atm-${CITIES[extra!.city]!.latin}-${key}`;
  return extra?.label ? `${kind}-${extra.label}-${key}` : `${kind}-${key}`;
}
