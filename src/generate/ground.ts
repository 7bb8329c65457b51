import { PERIOD_END, PERIOD_START } from './calendar.ts';
import type { CompanyPlan, Difficulty, ExtraAccount, Ground, PersonPlan, Plan, Scheme, SchemeKind } from './plan.ts';
import { extraBase, mainAccount, ownerOf, type PopulationOptions, SLOTS, sizeThroughout } from './population.ts';
import { hash, type Rng, rngOf, streamOf } from './random.ts';

const FREE = streamOf('free-for-schemes');

export function emptyPlan(): Plan {
  return {
    schemes: [],
    companies: new Map(),
    persons: new Map(),
    extras: [],
    usedAccounts: new Set(),
    transfers: [],
    whitelisted: [],
    invoices: [],
  };
}

/** Half of the companies and persons are open to schemes; the other half are the strangers they deal with. */
function isOpen(options: PopulationOptions, owner: number): boolean {
  return (hash(options.seed, FREE, owner) & 1) === 0;
}

/**
 * Lays down one scheme and adds it to the plan; false, with the plan untouched, where `accepts` refuses the number of
 * companies and transfers it came to. Its draws come from a stream of its own, so other schemes do not shift.
 */
export function plantScheme(
  options: PopulationOptions,
  plan: Plan,
  kind: SchemeKind,
  difficulty: Difficulty,
  number: number,
  scale: number,
  accepts: (companies: number, transfers: number) => boolean,
): boolean {
  const rng = rngOf(options.seed, streamOf(`${kind.kind}/${difficulty}`), number);
  const scheme: Scheme = { id: `${kind.kind}-${difficulty}-${number}`, kind: kind.kind, difficulty, labels: [] };
  const laid = emptyPlan();
  kind.plant(createGround(options, plan, laid, scheme, plan.schemes.length, rng, scale));
  if (!accepts(laid.companies.size, laid.transfers.length)) return false;
  plan.schemes.push(scheme);
  for (const [index, company] of laid.companies) plan.companies.set(index, company);
  for (const [index, person] of laid.persons) plan.persons.set(index, person);
  for (const code of laid.usedAccounts) plan.usedAccounts.add(code);
  plan.extras.push(...laid.extras);
  plan.transfers.push(...laid.transfers);
  plan.whitelisted.push(...laid.whitelisted);
  plan.invoices.push(...laid.invoices);
  return true;
}

function createGround(
  options: PopulationOptions,
  plan: Plan,
  laid: Plan,
  scheme: Scheme,
  schemeIndex: number,
  rng: Rng,
  scale: number,
): Ground {
  const probe = (count: number, accepts: (index: number) => boolean): number => {
    let index = Math.floor(rng() * count);
    for (let tries = 0; tries < count; tries += 1) {
      if (accepts(index)) return index;
      index = (index + 1) % count;
    }
    return Math.floor(rng() * count);
  };
  const use = (code: number): number => {
    laid.usedAccounts.add(code);
    return code;
  };
  const ground: Ground = {
    rng,
    difficulty: scheme.difficulty,
    scale,
    company(companyPlan: CompanyPlan, part: string): number {
      const index = probe(
        options.companies,
        (i) => isOpen(options, i) && !plan.companies.has(i) && !laid.companies.has(i),
      );
      laid.companies.set(index, companyPlan);
      scheme.labels.push({ holder: { kind: 'company', index }, part });
      return index;
    },
    amend(company: number, companyPlan: CompanyPlan): void {
      laid.companies.set(company, { ...laid.companies.get(company), ...companyPlan });
    },
    person(part?: string, personPlan: PersonPlan = {}): number {
      const first = options.companies;
      const index =
        first +
        probe(options.households, (i) => {
          const person = first + i;
          return isOpen(options, first + person) && !plan.persons.has(person) && !laid.persons.has(person);
        });
      laid.persons.set(index, personPlan);
      if (part !== undefined) scheme.labels.push({ holder: { kind: 'person', index }, part });
      return index;
    },
    outsider(size): number {
      return probe(options.companies, (i) => {
        if (isOpen(options, i) || plan.companies.has(i)) return false;
        const drawn = sizeThroughout(options.seed, i);
        return size === 'large' ? drawn > 1 : drawn > 0 || (drawn === 0 && rng() < 0.3);
      });
    },
    passer(): number {
      const first = options.companies;
      return first + probe(options.households, (i) => !isOpen(options, first + first + i));
    },
    firmAccount: (company, slot = 0) => use(company * SLOTS + slot),
    personAccount: (person) => use(mainAccount(options, person)),
    extra(kind: ExtraAccount['kind'], owner, label = '', city = 0): number {
      laid.extras.push({ kind, owner: owner ? ownerOf(options, owner) : -1, city, label });
      return extraBase(options) + plan.extras.length + laid.extras.length - 1;
    },
    transfer(second, from, to, amountMinor, purpose, rest = {}): void {
      const day = Math.floor(second / 86_400);
      if (day < PERIOD_START || day > PERIOD_END) return;
      laid.transfers.push({
        second: Math.floor(second),
        from,
        to,
        amountMinor: Math.max(100, Math.round(amountMinor)),
        channel: rest.channel ?? 'transfer',
        purpose,
        payer: rest.payer ?? -1,
        confirmed: rest.confirmed ?? '',
        mcc: rest.mcc ?? '',
        invoice: rest.invoice ?? '',
        pays: rest.pays ?? -1,
        scheme: schemeIndex,
      });
    },
    whitelist: (entry) => void laid.whitelisted.push(entry),
    invoice: (entry) => plan.invoices.length + laid.invoices.push(entry) - 1,
  };
  return ground;
}
