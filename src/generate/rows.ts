import { accountRow } from './account-rows.ts';
import { addressOf, addressText, pickLanguage } from './addresses.ts';
import { DAY_SECONDS, dayOf, formatDate, formatInstant, PERIOD_END, PERIOD_START } from './calendar.ts';
import { firmName, firmWord } from './names.ts';
import { type Plan, type PlannedInvoice, SIZE_CLASSES, type Transfer } from './plan.ts';
import {
  accountHolder,
  accountId,
  bankOf,
  binOf,
  type CompanyFacts,
  companyFacts,
  dissolvedDay,
  extraBase,
  holderId,
  mainAccount,
  type Population,
  personFacts,
  phoneOf,
  SLOTS,
} from './population.ts';
import { between, chance, hash, mix32, rngOf, streamOf } from './random.ts';
import { type GeneratedRow, money, row } from './tables.ts';
import { taxRows } from './tax-rows.ts';
import type { World } from './world.ts';

const CONTACT = streamOf('contact');

function dateOrBlank(day: number | undefined): string | undefined {
  return day === undefined ? undefined : formatDate(day);
}

/** A company with its roles, earlier names and addresses, contacts, accounts, tax returns, lists. */
export function* companyRows(world: World, company: number): Generator<GeneratedRow> {
  const { population } = world;
  const facts = companyFacts(population, company);
  const bin = binOf(population, company);
  const registered = population.registered[company]!;
  const dissolved = dissolvedDay(population, company);
  const drawnLanguage = pickLanguage(facts.rng);
  yield row(
    'companies',
    bin,
    facts.name,
    'KZ',
    facts.legalForm,
    formatDate(registered),
    dateOrBlank(dissolved),
    facts.status,
    facts.oked,
    facts.kato,
    addressText(facts.address, population.plan.companies.get(company)?.addressLanguage ?? drawnLanguage),
    facts.capital,
    facts.employees,
    SIZE_CLASSES[population.sizeClass[company]!],
    facts.phone,
    facts.email,
  );
  for (const role of facts.roles) {
    const { kind, index } = role.holder;
    const holder = kind === 'company' ? binOf(population, index) : personFacts(population, index).iin;
    // No role outlives its company.
    const to = role.to ?? dissolved;
    yield row(
      'roles',
      bin,
      holder,
      role.role,
      kind,
      role.share,
      formatDate(Math.max(role.from ?? registered, registered)),
      dateOrBlank(to),
    );
  }
  yield* historyRows(population, company, bin, facts);
  for (let slot = 0; slot < facts.accounts; slot += 1) {
    yield accountRow(world, company * SLOTS + slot, Math.min(registered + 3 + slot * 40, PERIOD_END), dissolved);
  }
  yield* taxRows(world, company, bin, facts);
  for (const { list, from, to, reference } of facts.lists) {
    yield row(
      'lists',
      `company:${bin}`,
      list,
      formatDate(from ?? Math.min(registered + 30, PERIOD_END)),
      dateOrBlank(to),
      reference,
    );
  }
}

function* historyRows(
  population: Population,
  company: number,
  bin: string,
  facts: CompanyFacts,
): Generator<GeneratedRow> {
  const { rng } = facts;
  const registered = population.registered[company]!;
  const age = PERIOD_START - registered;
  if (age > 500 && chance(rng, 0.04)) {
    const until = registered + between(rng, 100, age);
    const earlier = firmName(rng, facts.legalForm, firmWord(rng));
    yield row('names', `company:${bin}`, earlier, formatDate(registered), formatDate(until));
  }
  if (age > 500 && chance(rng, 0.06)) {
    const until = registered + between(rng, 100, age);
    const earlier = addressText(addressOf(rng, 'office'), pickLanguage(rng));
    yield row('addresses', `company:${bin}`, earlier, formatDate(registered), formatDate(until));
  }
  const plan = population.plan.companies.get(company);
  for (const { word, from, to } of plan?.renames ?? []) {
    yield row('names', `company:${bin}`, firmName(rng, facts.legalForm, word), formatDate(from), formatDate(to));
  }
  for (const { address, from, to } of plan?.moves ?? []) {
    yield row('addresses', `company:${bin}`, addressText(address, 'ru'), formatDate(from), formatDate(to));
  }
  for (const { kind, value } of plan?.contacts ?? []) {
    yield row('contacts', `company:${bin}`, kind, value, formatDate(Math.max(registered, PERIOD_START)), undefined);
  }
  if (chance(rng, 0.1)) {
    const ip = `10.${hash(company, 1) % 256}.${hash(company, 2) % 256}.${1 + (company % 254)}`;
    yield row('contacts', `company:${bin}`, 'ip', ip, formatDate(Math.max(registered, PERIOD_START)), undefined);
  }
}

/** A person with contacts and ordinary accounts; persons whose company got other heads do not exist. */
export function* personRows(world: World, person: number): Generator<GeneratedRow> {
  const { population } = world;
  const heads = person < population.companies;
  if (heads && population.plan.companies.get(person)?.roles) return;
  const { iin, name, birthDay } = personFacts(population, person);
  yield row('persons', iin, name, 'KZ', formatDate(birthDay));
  for (const { list, from, to, reference } of population.plan.persons.get(person)?.lists ?? []) {
    yield row('lists', `person:${iin}`, list, formatDate(from ?? PERIOD_START - 200), dateOrBlank(to), reference);
  }
  const rng = rngOf(population.seed, CONTACT, person);
  if (chance(rng, 0.3)) {
    yield row('contacts', `person:${iin}`, 'phone', phoneOf(population, population.companies + person));
  }
  if (chance(rng, 0.05)) {
    yield row('contacts', `person:${iin}`, 'device', `dev-${hash(population.seed, CONTACT, person).toString(16)}`);
  }
  const first = (population.companies + person) * SLOTS;
  for (let slot = 0; slot < 2; slot += 1) {
    const second = chance(rng, heads ? 0.1 : 0.25);
    if (first + slot !== mainAccount(population, person) && !second) continue;
    const opened = Math.max(birthDay + 6600, dayOf(2012, 1, 1)) + between(rng, 0, 3000);
    yield accountRow(world, first + slot, Math.min(opened, PERIOD_START - 30));
  }
}

export function* accountRows(world: World): Generator<GeneratedRow> {
  const { population } = world;
  const base = extraBase(population);
  for (const [k, extra] of population.plan.extras.entries()) {
    const rng = rngOf(population.seed, CONTACT, base + k);
    yield accountRow(world, base + k, PERIOD_START - between(rng, 40, 900));
    if (!extra.label.startsWith('vasp')) continue;
    yield row('lists', `account:${accountId(population, base + k)}`, 'VASP', formatDate(PERIOD_START - 100));
  }
}

export function* whitelistRows(plan: Plan): Generator<GeneratedRow> {
  for (const { address, from, to, reference } of plan.whitelisted) {
    yield row('lists', address, 'WHITELISTED_ADDRESS', formatDate(from), formatDate(to), reference);
  }
}

export function* labelRows(population: Population): Generator<GeneratedRow> {
  for (const { id, kind, difficulty, labels } of population.plan.schemes) {
    for (const { holder, part } of labels) {
      yield row('labels_entities', holderId(population, holder), id, kind, part, difficulty);
    }
  }
}

/** Value-added tax within a sum that includes it: 12 % until the end of 2025, 16 % after. */
function vatWithin(minor: number, day: number): number {
  const rate = day < dayOf(2026, 1, 1) ? 12 : 16;
  return Math.round((minor * rate) / (100 + rate));
}

const PLANNED_INVOICES = 0x80000000;

/** A bijection, so ids differ and do not tell planned invoices from others. */
function invoiceId(population: Population, number: number): string {
  return `inv-${mix32(number ^ hash(population.seed, 61))
    .toString(16)
    .padStart(8, '0')}`;
}

export function invoiceRow(population: Population, invoice: PlannedInvoice, number: number): GeneratedRow {
  const { seller, buyer, amountMinor, vatMinor, goods, day } = invoice;
  const id = invoiceId(population, PLANNED_INVOICES + number);
  const [from, to] = [binOf(population, seller), binOf(population, buyer)];
  return row('invoices', id, formatDate(day), from, to, money(amountMinor), money(vatMinor), 'KZT', goods);
}

/** A payment, the invoice it pays, and its label if a scheme made it. */
export function* transferRow(population: Population, transfer: Transfer, number: number): Generator<GeneratedRow> {
  const id = `t-${String(number).padStart(8, '0')}`;
  let paidInvoice = transfer.pays < 0 ? undefined : invoiceId(population, PLANNED_INVOICES + transfer.pays);
  if (transfer.invoice) {
    const seller = accountHolder(population, transfer.to);
    const buyer = accountHolder(population, transfer.from);
    if (seller?.kind === 'company' && buyer?.kind === 'company') {
      paidInvoice = invoiceId(population, number);

      const day = Math.floor(transfer.second / DAY_SECONDS);
      const issued = Math.max(day - (hash(population.seed, number) % 28), PERIOD_START);
      yield row(
        'invoices',
        paidInvoice,
        formatDate(issued),
        binOf(population, seller.index),
        binOf(population, buyer.index),
        money(transfer.amountMinor),
        money(vatWithin(transfer.amountMinor, issued)),
        'KZT',
        transfer.invoice,
      );
    }
  }
  yield row(
    'transactions',
    id,
    // Two of the banks write local times without an offset, as extracts do.
    formatInstant(transfer.second, bankOf(population, transfer.from) > 1),
    accountId(population, transfer.from),
    accountId(population, transfer.to),
    money(transfer.amountMinor),
    'KZT',
    transfer.channel,
    transfer.purpose,
    transfer.payer < 0 ? undefined : personFacts(population, transfer.payer).iin,
    transfer.confirmed,
    transfer.mcc,
    paidInvoice,
  );
  if (transfer.scheme < 0) return;
  const scheme = population.plan.schemes[transfer.scheme]!;
  yield row('labels_transactions', id, scheme.id, scheme.kind);
}
