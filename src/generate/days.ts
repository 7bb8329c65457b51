import { ACTIVITIES, type Activity, rent, supply, tax, wage } from './activities.ts';
import { civilOf, isWorkday, PERIOD_DAYS, PERIOD_END, PERIOD_START, weekdayOf, workdayFrom } from './calendar.ts';
import { type Economy, employerOf, keepsHouse, taxPayer } from './economy.ts';
import type { Transfer } from './plan.ts';
import type { Population } from './population.ts';
import { aliasTable, rngOf, streamOf } from './random.ts';
import { TRADES } from './trades.ts';

const DAILY = streamOf('economy/daily');

const CALENDAR = streamOf('economy/calendar');

/** Sets up ordinary life so that it comes to exactly `budget` payments. */
export function createEconomy(population: Population, treasury: number, cashMachines: number, budget: number): Economy {
  const n = population.companies;
  const shops = new Float64Array(n);
  const steady: number[] = [];
  const landlords: number[] = [];
  for (let i = 0; i < n; i += 1) {
    const trade = TRADES[population.trade[i]!]!;
    shops[i] = trade.mcc ? population.activity[i]! : 0;
    const throughout = population.registered[i]! < PERIOD_START - 30 && population.lastActive[i]! > PERIOD_END;
    if (throughout && population.activity[i]! > 0 && !population.plan.companies.has(i)) {
      if (steady.length < 5000) steady.push(i);
      if (trade.oked === '68201' && landlords.length < 20_000) landlords.push(i);
    }
  }
  const economy: Economy = {
    population,
    treasury,
    cashMachines,
    drawFirm: aliasTable(population.activity),
    drawShop: aliasTable(shops),
    steady,
    landlords: landlords.length > 0 ? landlords : steady,
    employed: Math.min(Math.floor(population.households * 0.75), Math.floor((budget * 0.24) / 12)),
    payingTax: Math.min(n, Math.floor((budget * 0.1) / 24)),
    calendarCounts: new Uint32Array(PERIOD_DAYS),
    drawnCounts: [],
  };
  let due = 0;
  for (let d = 0; d < PERIOD_DAYS; d += 1) {
    let count = 0;
    forEachDue(economy, PERIOD_START + d, () => {
      count += 1;
    });
    economy.calendarCounts[d] = count;
    due += count;
  }
  economy.drawnCounts = spread(Math.max(0, budget - due));
  return economy;
}

/** Deals the payments over activities and days with cumulative rounding, so that the sum is exact. */
function spread(total: number): Uint32Array[] {
  const shares = ACTIVITIES.reduce((sum, activity) => sum + activity.share, 0);
  let before = 0;
  let dealt = 0;
  return ACTIVITIES.map((activity) => {
    before += activity.share;
    const mine = Math.round((total * before) / shares) - dealt;
    dealt += mine;
    const counts = new Uint32Array(PERIOD_DAYS);
    let sum = 0;
    for (let d = 0; d < PERIOD_DAYS; d += 1) sum += rhythmOf(activity, PERIOD_START + d);
    let cumulated = 0;
    let given = 0;
    for (let d = 0; d < PERIOD_DAYS; d += 1) {
      cumulated += rhythmOf(activity, PERIOD_START + d);
      const upTo = d === PERIOD_DAYS - 1 ? mine : Math.floor((mine * cumulated) / sum);
      counts[d] = upTo - given;
      given = upTo;
    }
    return counts;
  });
}

function rhythmOf(activity: Activity, day: number): number {
  const { month, day: date } = civilOf(day);
  const season = 1 + (month === 12 ? 0.25 : month === 1 ? -0.2 : month === 7 ? -0.08 : 0);
  if (activity.rhythm === 'street') return season * [1, 0.95, 1, 1.05, 1.25, 1.35, 1.1][weekdayOf(day)]!;
  if (!isWorkday(day)) return 0.03;
  return season * (date === 25 || date === 10 ? 1.35 : 1) * [1.1, 1.05, 1, 1, 0.9, 0, 0][weekdayOf(day)]!;
}

/** Walks through what falls due on a day: wages by household, rent and tax by firm. */
function forEachDue(
  economy: Economy,
  day: number,
  visit: (what: 'wage' | 'rent' | 'tax', index: number) => void,
): void {
  if (!isWorkday(day)) return;
  const { population } = economy;
  // Every date of the month whose first working day is this one.
  for (let due = day; due > day - 9; due -= 1) {
    if (due < PERIOD_START || workdayFrom(due) !== day) continue;
    const date = civilOf(due).day;
    if (date > 28) continue;
    // Everybody's date is the index modulo 28, so a day's payments are found without looking at all the others.
    for (let k = date - 1; k < economy.employed; k += 28) {
      if (keepsHouse(population, employerOf(economy, k), day)) visit('wage', k);
    }
    for (let k = (date + 13) % 28; k < economy.payingTax; k += 28) {
      const firm = taxPayer(economy, k);
      if (keepsHouse(population, firm, day)) visit('rent', firm);
    }
    for (let k = (date + 20) % 28; k < economy.payingTax; k += 28) {
      const firm = taxPayer(economy, k);
      if (keepsHouse(population, firm, day)) visit('tax', firm);
    }
  }
}

/** All ordinary payments of one day, not yet sorted. */
export function ordinaryDay(economy: Economy, day: number): Transfer[] {
  const { population } = economy;
  const transfers: Transfer[] = [];
  const rng = rngOf(population.seed, CALENDAR, day);
  forEachDue(economy, day, (what, index) => {
    if (what === 'wage') transfers.push(wage(economy, rng, day, index));
    else if (what === 'rent') transfers.push(rent(economy, rng, day, index));
    else transfers.push(tax(economy, rng, day, index));
  });
  ACTIVITIES.forEach((activity, a) => {
    const daily = rngOf(population.seed, DAILY, day, streamOf(activity.name));
    for (let k = economy.drawnCounts[a]![day - PERIOD_START]!; k > 0; k -= 1) {
      transfers.push(activity.draw(economy, daily, day) ?? supply(economy, daily, day));
    }
  });
  return transfers;
}
