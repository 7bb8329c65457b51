import type { Transfer } from './plan.ts';
import { accountsOf, isInBusiness, type Population, SLOTS } from './population.ts';
import { hash, mix32, type Rng, streamOf } from './random.ts';
import { TRADES } from './trades.ts';

/** The ordinary life of all firms and households: what falls due by the calendar, and what is drawn day by day. */
export interface Economy {
  population: Population;
  treasury: number;
  cashMachines: number;
  drawFirm: (u: number, v: number) => number;
  drawShop: (u: number, v: number) => number;
  steady: number[];
  landlords: number[];
  /** Households by the day of the month (1–28) on which their employer pays; the first `employed` are employed. */
  employed: number;
  payingTax: number;
  /** Number of calendar payments on each day of the period. */
  calendarCounts: Uint32Array;
  /** Number of drawn payments on each day, per activity. */
  drawnCounts: Uint32Array[];
}

export const EMPLOYER = streamOf('employer');

const TAX = streamOf('tax-day');

const TIER = streamOf('tier');

/** Median payment of a micro, small, medium, large firm, in tenge. */
export const TYPICAL = [320_000, 1_300_000, 5_500_000, 21_000_000];

/** Whether a firm has staff, rent and taxes on the day: those that schemes keep quiet have none. */
export function keepsHouse(population: Population, firm: number, day: number): boolean {
  if (!isInBusiness(population, firm, day)) return false;
  const plan = population.plan.companies.get(firm);
  return plan === undefined || (plan.activity ?? 1) >= 0.3;
}

/** Households of one payday share employers: a firm pays all its people on one date. */
export function employerOf(economy: Economy, household: number): number {
  const { seed } = economy.population;
  const date = household % 28;
  const team = Math.floor(household / 28 / 6);
  const h = hash(seed, EMPLOYER, date, team);
  return economy.drawFirm(h / 4294967296, mix32(h) / 4294967296);
}

/** The k-th firm that pays rent and tax: a fixed pseudo-random order of all companies. */
export function taxPayer(economy: Economy, k: number): number {
  const n = economy.population.companies;
  return (k * stepOf(n) + (hash(economy.population.seed, TAX) % n)) % n;
}

const steps = new Map<number, number>();

/** A step without common divisor with n, about the golden section of it. */
function stepOf(n: number): number {
  let step = steps.get(n);
  if (step === undefined) {
    step = Math.max(1, Math.floor(n * 0.618));
    while (gcd(step, n) !== 1) step += 1;
    steps.set(n, step);
  }
  return step;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

export function firmInBusiness(economy: Economy, rng: Rng, day: number): number {
  for (let tries = 0; tries < 12; tries += 1) {
    const firm = economy.drawFirm(rng(), rng());
    if (isInBusiness(economy.population, firm, day)) return firm;
  }
  return economy.steady[Math.floor(rng() * economy.steady.length)]!;
}

export const TOP_TIER = 4;

/**
 * Place of a firm in the chain from shops (0) to producers: money for goods goes up, so that ordinary trade seldom comes
 * round to where it began.
 */
export function tierOf(population: Population, firm: number): number {
  if (TRADES[population.trade[firm]!]!.mcc) return 0;
  return 1 + (hash(population.seed, TIER, firm) % TOP_TIER);
}

export function supplierAbove(economy: Economy, rng: Rng, payer: number): number {
  const { population, steady } = economy;
  const tier = tierOf(population, payer);
  let at = Math.floor(rng() * steady.length);
  for (let tries = 0; tries < 40; tries += 1) {
    const firm = steady[at]!;
    if (firm !== payer && tierOf(population, firm) >= Math.min(TOP_TIER, tier + 1)) return firm;
    at = (at + 1) % steady.length;
  }
  return steady[at] === payer ? steady[(at + 1) % steady.length]! : steady[at]!;
}

/** Employed people spend most; a tenth of the spending is done by the others. */
export function spender(economy: Economy, rng: Rng): number {
  const { households, companies } = economy.population;
  const among = rng() < 0.9 && economy.employed > 0 ? economy.employed : households;
  return companies + Math.floor(among * rng() ** 1.3);
}

/** Cash machines everybody uses; schemes have their own beside them. */
export function machinesOf(population: { households: number }): number {
  return Math.max(6, Math.ceil(population.households / 300));
}

export function firmAccount(population: Population, firm: number, choice: number): number {
  return firm * SLOTS + (choice % accountsOf(population, firm));
}

export function payment(second: number, from: number, to: number, amountMinor: number, purpose: string): Transfer {
  return {
    second,
    from,
    to,
    amountMinor: Math.max(100, Math.round(amountMinor)),
    channel: 'transfer',
    purpose,
    payer: -1,
    confirmed: '',
    mcc: '',
    invoice: '',
    pays: -1,
    scheme: -1,
  };
}
