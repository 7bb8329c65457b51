import { TamyrError } from '../model/errors.ts';
import { cityOf } from './addresses.ts';
import { PERIOD_DAYS, PERIOD_START } from './calendar.ts';
import { createEconomy, ordinaryDay } from './days.ts';
import { type Economy, machinesOf } from './economy.ts';
import { emptyPlan, plantScheme } from './ground.ts';
import type { Plan, Transfer } from './plan.ts';
import { createPopulation, extraBase, type Population, type PopulationOptions, sizeThroughout } from './population.ts';
import { rngOf, streamOf } from './random.ts';
import { HONEST_KINDS, SCHEME_KINDS } from './scheme-kinds.ts';

export interface GenerateOptions {
  /** 50 to 1,500,000. */
  companies: number;
  /** Exactly so many are written; at least 5 per company are needed for every kind of scheme. */
  transactions: number;
  /** A whole number; same options, same rows. */
  seed: number;
  /** Share of the companies in planted schemes, default 0.004; small populations have one of each kind all the same. */
  schemeShare?: number;
}

const DEFAULT_SCHEME_SHARE = 0.004;
const DIFFICULTIES = ['plain', 'split', 'camouflaged'] as const;

/** What a table row becomes money from: running totals of the first pass over all payments. */
interface Totals {
  /** Lowest balance of each account when it begins at 0, in tiyn. */
  lowest: Float64Array;
  /** Debit turnover of each account, in tiyn. */
  spent: Float64Array;
  /** Code of the first account beyond the ordinary four per owner. */
  firstExtra: number;
}

/** A population with its schemes and its ordinary life, ready to be written row by row. */
export interface World {
  population: Population;
  economy: Economy;
  planned: Transfer[];
  totals: Totals;
}

/** Plans schemes and ordinary life, and runs all payments once to know what balances they need. */
export function createWorld(options: GenerateOptions): World {
  checkOptions(options);
  const { companies, transactions, seed } = options;
  const people: PopulationOptions = { seed, companies, households: Math.max(1500, Math.ceil(companies * 0.6)) };
  const plan = emptyPlan();
  const treasury = addTreasury(people, plan);
  addCashMachines(people, plan);
  plantAll(people, plan, transactions, options.schemeShare ?? DEFAULT_SCHEME_SHARE);
  const population = createPopulation(people, plan);
  const economy = createEconomy(population, treasury, extraBase(people), transactions - plan.transfers.length);
  const planned = plan.transfers.map((transfer, at) => ({ transfer, at }));
  planned.sort((a, b) => a.transfer.second - b.transfer.second || a.at - b.at);
  const world: World = {
    population,
    economy,
    planned: planned.map(({ transfer }) => transfer),
    totals: { lowest: new Float64Array(0), spent: new Float64Array(0), firstExtra: 0 },
  };
  world.totals = totalsOf(world);
  return world;
}

function checkOptions(options: GenerateOptions): void {
  const whole = (name: string, value: number, least: number, most: number): void => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    throw new TamyrError({
      code: 'generate-option',
      what: `${name} ${value} is out of range`,
      where: `--${name}`,
      expected: `a whole number from ${least} to ${most}`,
      todo: `give --${name} such a number`,
    });
  };
  whole('companies', options.companies, 50, 1_500_000);
  whole('transactions', options.transactions, options.companies, 200_000_000);
  whole('seed', options.seed, 0, 4_294_967_295);
  const share = options.schemeShare ?? DEFAULT_SCHEME_SHARE;
  if (share >= 0 && share <= 0.2) return;
  throw new TamyrError({
    code: 'generate-option',
    what: `scheme share ${share} is out of range`,
    where: '--scheme-share',
    expected: 'a number from 0 (no schemes) to 0.2',
  });
}

function addTreasury(options: PopulationOptions, plan: Plan): number {
  let index = 0;
  while (index < options.companies - 1 && sizeThroughout(options.seed, index) < 0) index += 1;
  plan.companies.set(index, {
    legalForm: 'ГУ',
    word: 'Қазынашылық / Казначейство',
    oked: '84112',
    registeredDay: PERIOD_START - 3400,
    activity: 0,
    accounts: 1,
    lists: [],
  });
  return index;
}

function addCashMachines(options: PopulationOptions, plan: Plan): void {
  const rng = rngOf(options.seed, streamOf('cash-machines'));
  for (let k = 0; k < machinesOf(options); k += 1) {
    plan.extras.push({ kind: 'atm', owner: -1, city: cityOf(rng), label: '' });
  }
}

/** One round of every kind and difficulty as far as it fits, then more rounds until the share of companies is reached. */
function plantAll(options: PopulationOptions, plan: Plan, transactions: number, share: number): void {
  if (share === 0) return;
  const scale = Math.max(1, Math.min(3, Math.min(options.companies / 5000, transactions / 50_000)));
  let schemeCompanies = 0;
  let honestCompanies = 0;
  const fits = (companies: number, transfers: number): boolean =>
    plan.companies.size + companies <= options.companies * 0.42 &&
    plan.persons.size <= options.households * 0.42 &&
    plan.transfers.length + transfers <= transactions * 0.45;
  for (let number = 1; ; number += 1) {
    let planted = 0;
    for (const difficulty of DIFFICULTIES) {
      for (const kind of SCHEME_KINDS) {
        if (number > 1 && schemeCompanies >= options.companies * share) continue;
        const before = plan.companies.size;
        const takes = (companies: number, transfers: number): boolean => fits(companies, transfers);
        if (!plantScheme(options, plan, kind, difficulty, number, scale, takes)) continue;
        schemeCompanies += plan.companies.size - before;
        planted += 1;
      }
    }
    for (const kind of HONEST_KINDS) {
      if (number > 1 && honestCompanies >= options.companies * share * 2.5) continue;
      const before = plan.companies.size;
      if (!plantScheme(options, plan, kind, 'plain', number, scale, fits)) continue;
      honestCompanies += plan.companies.size - before;
      planted += 1;
    }
    if (planted === 0 || number >= 400) return;
  }
}

/** All payments in time order, planned and ordinary; each day is drawn when it is reached. */
export function* allTransfers(world: World): Generator<Transfer> {
  let next = 0;
  for (let day = PERIOD_START; day < PERIOD_START + PERIOD_DAYS; day += 1) {
    const transfers = ordinaryDay(world.economy, day);
    const end = (day + 1) * 86_400;
    while (next < world.planned.length && world.planned[next]!.second < end) {
      transfers.push(world.planned[next]!);
      next += 1;
    }
    // Sorting is stable, so equal seconds keep the order in which they were drawn.
    transfers.sort((a, b) => a.second - b.second);
    yield* transfers;
  }
}

function totalsOf(world: World): Totals {
  const codes = extraBase(world.population) + world.population.plan.extras.length;
  const lowest = new Float64Array(codes);
  const balance = new Float64Array(codes);
  const spent = new Float64Array(codes);
  for (const { from, to, amountMinor } of allTransfers(world)) {
    const left = balance[from]! - amountMinor;
    balance[from] = left;
    spent[from] = spent[from]! + amountMinor;
    if (left < lowest[from]!) lowest[from] = left;
    balance[to] = balance[to]! + amountMinor;
  }
  return { lowest, spent, firstExtra: extraBase(world.population) };
}
