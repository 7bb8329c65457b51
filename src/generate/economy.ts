import {
  civilOf,
  dayOf,
  isWorkday,
  officeSecond,
  PERIOD_DAYS,
  PERIOD_END,
  PERIOD_START,
  shoppingSecond,
  weekdayOf,
  workdayFrom,
} from './calendar.ts';
import type { Transfer } from './plan.ts';
import { accountsOf, isInBusiness, mainAccount, type Population, SLOTS } from './population.ts';
import { aliasTable, hash, logNormal, mix32, type Rng, rngOf, streamOf } from './random.ts';
import { TRADES } from './trades.ts';

/** Ordinary payments of one kind: their share of all drawn ones and how the days of the week carry them. */
interface Activity {
  name: string;
  share: number;
  rhythm: 'office' | 'street';
  draw(world: Economy, rng: Rng, day: number): Transfer | undefined;
}

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

const EMPLOYER = streamOf('employer');
const SUPPLIER = streamOf('supplier');
const SHOP = streamOf('shop');
const FRIEND = streamOf('friend');
const TAX = streamOf('tax-day');
const TIER = streamOf('tier');
const DAILY = streamOf('economy/daily');
const CALENDAR = streamOf('economy/calendar');

/** Median payment of a micro, small, medium, large firm, in tenge. */
const TYPICAL = [320_000, 1_300_000, 5_500_000, 21_000_000];

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

/** Whether a firm has staff, rent and taxes on the day: those that schemes keep quiet have none. */
function keepsHouse(population: Population, firm: number, day: number): boolean {
  if (!isInBusiness(population, firm, day)) return false;
  const plan = population.plan.companies.get(firm);
  return plan === undefined || (plan.activity ?? 1) >= 0.3;
}

/** Households of one payday share employers: a firm pays all its people on one date. */
function employerOf(economy: Economy, household: number): number {
  const { seed } = economy.population;
  const date = household % 28;
  const team = Math.floor(household / 28 / 6);
  const h = hash(seed, EMPLOYER, date, team);
  return economy.drawFirm(h / 4294967296, mix32(h) / 4294967296);
}

/** The k-th firm that pays rent and tax: a fixed pseudo-random order of all companies. */
function taxPayer(economy: Economy, k: number): number {
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

function wage(economy: Economy, rng: Rng, day: number, household: number): Transfer {
  const { population } = economy;
  const person = population.companies + household;
  const own = rngOf(population.seed, EMPLOYER, household);
  const salary = Math.round(logNormal(own, 290_000, 0.45) / 1000) * 1000;
  const firm = employerOf(economy, household);
  const month = civilOf(day).month;
  const amount = month === 12 && rng() < 0.3 ? salary * 1.5 : salary;
  // A firm's wages leave it within the same few minutes of a morning.
  const start = 9.5 + (hash(population.seed, firm, 21) % 40) / 10;
  const second = day * 86_400 + Math.floor(start * 3600 + rng() * 400);
  const purpose = `Заработная плата за ${String(month).padStart(2, '0')}.${civilOf(day).year}`;
  return payment(second, firmAccount(population, firm, 0), mainAccount(population, person), amount * 100, purpose);
}

function rent(economy: Economy, rng: Rng, day: number, firm: number): Transfer {
  const { population, landlords } = economy;
  const landlord = landlords[hash(population.seed, firm, 22) % landlords.length]!;
  const size = population.sizeClass[firm]!;
  const monthly = (80_000 + (hash(population.seed, firm, 23) % 260_000)) * [1, 3, 9, 25][size]!;
  const to = landlord === firm ? economy.steady[0]! : landlord;
  const purpose = `Аренда помещения, договор № ${(hash(population.seed, firm, 24) % 900) + 100}`;
  const from = firmAccount(population, firm, 0);
  return payment(
    officeSecond(rng, day),
    from,
    firmAccount(population, to, 0),
    Math.round(monthly / 100) * 10_000,
    purpose,
  );
}

function tax(economy: Economy, rng: Rng, day: number, firm: number): Transfer {
  const { population } = economy;
  const amount = Math.round(logNormal(rng, TYPICAL[population.sizeClass[firm]!]! * 0.3, 0.6)) * 100;
  const purpose = rng() < 0.5 ? 'Индивидуальный подоходный налог' : 'Салық төлемі, КПН / НДС';
  const from = firmAccount(population, firm, 0);
  return payment(officeSecond(rng, day), from, firmAccount(population, economy.treasury, 0), amount, purpose);
}

function supply(economy: Economy, rng: Rng, day: number): Transfer {
  const { population } = economy;
  let payer = firmInBusiness(economy, rng, day);
  // Who stands at the head of the chain buys little from other firms.
  if (tierOf(population, payer) === TOP_TIER) payer = firmInBusiness(economy, rng, day);
  const size = population.sizeClass[payer]!;
  const suppliers = [4, 12, 30, 90][size]!;
  let payee = payer;
  for (let tries = 0; tries < 8; tries += 1) {
    const slot = Math.floor(suppliers * rng() * rng());
    const h = hash(population.seed, SUPPLIER, payer, slot);
    payee = economy.drawFirm(h / 4294967296, mix32(h) / 4294967296);
    if (payee === payer || !isInBusiness(population, payee, day)) continue;
    if (tierOf(population, payee) > tierOf(population, payer) || rng() < 0.04) break;
    payee = payer;
  }
  if (payee === payer || !isInBusiness(population, payee, day)) payee = supplierAbove(economy, rng, payer);
  const smaller = Math.min(size, population.sizeClass[payee]! + 1);
  let tenge = Math.round(logNormal(rng, TYPICAL[smaller]!, 1));
  if (rng() < 0.25) tenge = Math.max(1000, Math.round(tenge / 10_000) * 10_000);
  const goods = TRADES[population.trade[payee]!]!.goods;
  const contract = (hash(population.seed, payer, payee) % 9000) + 1000;
  const purpose =
    rng() < 0.75 ? `Оплата за ${goods} по договору № ${contract}` : `№ ${contract} шарт бойынша төлем, ${goods}`;
  const from = firmAccount(population, payer, hash(population.seed, payer, payee, 3));
  const amountMinor = tenge * 100 + (rng() < 0.3 ? Math.floor(rng() * 100) : 0);
  const transfer = payment(officeSecond(rng, day), from, firmAccount(population, payee, 0), amountMinor, purpose);
  if (rng() < 0.22) transfer.invoice = goods;
  return transfer;
}

function purchase(economy: Economy, rng: Rng, day: number): Transfer | undefined {
  const { population } = economy;
  const person = spender(economy, rng);
  let shop = -1;
  for (let tries = 0; tries < 6; tries += 1) {
    const h = hash(population.seed, SHOP, person, Math.floor(9 * rng() * rng()) + 2 * tries);
    shop = economy.drawShop(h / 4294967296, mix32(h) / 4294967296);
    if (isInBusiness(population, shop, day)) break;
  }
  if (!isInBusiness(population, shop, day)) return undefined;
  const { mcc } = TRADES[population.trade[shop]!]!;
  const tenge = Math.round(logNormal(rng, mcc === '5651' ? 24_000 : mcc === '5411' ? 7500 : 11_000, 0.8));
  const from = mainAccount(population, person);
  const to = firmAccount(population, shop, 0);
  const transfer = payment(shoppingSecond(rng, day), from, to, Math.max(200, tenge) * 100, 'Покупка по карте');
  transfer.channel = 'card';
  transfer.mcc = mcc;
  return transfer;
}

function gift(economy: Economy, rng: Rng, day: number): Transfer {
  const { population } = economy;
  const person = spender(economy, rng);
  const near = 1 + (hash(population.seed, FRIEND, person, Math.floor(rng() * 5)) % 60);
  const at = (person - population.companies + near) % population.households;
  const tenge = rng() < 0.4 ? Math.ceil(rng() * 20) * 1000 : Math.round(logNormal(rng, 14_000, 0.9));
  const to = mainAccount(population, population.companies + at);
  const purpose = rng() < 0.6 ? 'Перевод по номеру телефона' : 'Аударым';
  const transfer = payment(
    shoppingSecond(rng, day),
    mainAccount(population, person),
    to,
    Math.max(100, tenge) * 100,
    purpose,
  );
  transfer.channel = 'p2p';
  return transfer;
}

function withdrawal(economy: Economy, rng: Rng, day: number): Transfer {
  const { population } = economy;
  const person = spender(economy, rng);
  const machine =
    economy.cashMachines + (hash(population.seed, person, 31, Math.floor(rng() * 2)) % machinesOf(population));
  const tenge = Math.ceil(logNormal(rng, 25_000, 0.7) / 1000) * 1000;
  const second = shoppingSecond(rng, day);
  const transfer = payment(second, mainAccount(population, person), machine, tenge * 100, 'Снятие наличных');
  transfer.channel = 'atm';
  transfer.payer = person;
  return transfer;
}

function topUp(economy: Economy, rng: Rng, day: number): Transfer {
  const { population } = economy;
  const person = spender(economy, rng);
  const main = mainAccount(population, person);
  const machine = economy.cashMachines + (hash(population.seed, person, 33) % machinesOf(population));
  const tenge = Math.ceil(logNormal(rng, 30_000, 0.7) / 1000) * 1000;
  const transfer = payment(shoppingSecond(rng, day), machine, main, Math.min(tenge, 480_000) * 100, 'Пополнение карты');
  transfer.channel = 'topup';
  transfer.payer = person;
  transfer.confirmed = 'yes';
  return transfer;
}

function pettyCash(economy: Economy, rng: Rng, day: number): Transfer | undefined {
  const { population } = economy;
  if (economy.payingTax === 0) return undefined;
  // Only firms whose other payments are seen too, or their turnover would be nothing but this.
  const firm = taxPayer(economy, Math.floor(economy.payingTax * rng()));
  if (!keepsHouse(population, firm, day)) return undefined;
  const machine = economy.cashMachines + (hash(population.seed, firm, 34) % machinesOf(population));
  const tenge = Math.ceil(logNormal(rng, TYPICAL[population.sizeClass[firm]!]! * 0.05, 0.5) / 1000) * 1000;
  const from = firmAccount(population, firm, 0);
  const transfer = payment(
    officeSecond(rng, day),
    from,
    machine,
    tenge * 100,
    'Снятие наличных на хозяйственные нужды',
  );
  transfer.channel = 'cash';
  return transfer;
}

function ownTransfer(economy: Economy, rng: Rng, day: number): Transfer | undefined {
  const { population } = economy;
  let firm = -1;
  for (let tries = 0; tries < 6; tries += 1) {
    firm = firmInBusiness(economy, rng, day);
    if (accountsOf(population, firm) > 1) break;
  }
  if (accountsOf(population, firm) < 2) return undefined;
  const tenge = Math.round(logNormal(rng, TYPICAL[population.sizeClass[firm]!]! * 1.5, 0.8) / 1000) * 1000;
  const [from, to] = rng() < 0.5 ? [0, 1] : [1, 0];
  return payment(
    officeSecond(rng, day),
    firmAccount(population, firm, from!),
    firmAccount(population, firm, to!),
    tenge * 100,
    'Перевод собственных средств',
  );
}

const ACTIVITIES: readonly Activity[] = [
  { name: 'supply', share: 38, rhythm: 'office', draw: supply },
  { name: 'purchase', share: 36, rhythm: 'street', draw: purchase },
  { name: 'gift', share: 12, rhythm: 'street', draw: gift },
  { name: 'withdrawal', share: 7, rhythm: 'street', draw: withdrawal },
  { name: 'top-up', share: 4, rhythm: 'street', draw: topUp },
  { name: 'petty-cash', share: 1, rhythm: 'office', draw: pettyCash },
  { name: 'own-transfer', share: 2, rhythm: 'office', draw: ownTransfer },
];

/** Employed people spend most; a tenth of the spending is done by the others. */
function spender(economy: Economy, rng: Rng): number {
  const { households, companies } = economy.population;
  const among = rng() < 0.9 && economy.employed > 0 ? economy.employed : households;
  return companies + Math.floor(among * rng() ** 1.3);
}

function firmInBusiness(economy: Economy, rng: Rng, day: number): number {
  for (let tries = 0; tries < 12; tries += 1) {
    const firm = economy.drawFirm(rng(), rng());
    if (isInBusiness(economy.population, firm, day)) return firm;
  }
  return economy.steady[Math.floor(rng() * economy.steady.length)]!;
}

const TOP_TIER = 4;

/**
 * Place of a firm in the chain from shops (0) to producers: money for goods goes up, so that ordinary trade seldom comes
 * round to where it began.
 */
function tierOf(population: Population, firm: number): number {
  if (TRADES[population.trade[firm]!]!.mcc) return 0;
  return 1 + (hash(population.seed, TIER, firm) % TOP_TIER);
}

function supplierAbove(economy: Economy, rng: Rng, payer: number): number {
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

/** Cash machines everybody uses; schemes have their own beside them. */
export function machinesOf(population: { households: number }): number {
  return Math.max(6, Math.ceil(population.households / 300));
}

function firmAccount(population: Population, firm: number, choice: number): number {
  return firm * SLOTS + (choice % accountsOf(population, firm));
}

function payment(second: number, from: number, to: number, amountMinor: number, purpose: string): Transfer {
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
    scheme: -1,
  };
}

/** First days of the twelve months of the period. */
export function monthStarts(): number[] {
  const { year, month } = civilOf(PERIOD_START);
  return Array.from({ length: 12 }, (_, k) =>
    dayOf(year + Math.floor((month - 1 + k) / 12), ((month - 1 + k) % 12) + 1, 1),
  );
}
