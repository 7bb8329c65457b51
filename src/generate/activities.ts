import { civilOf, officeSecond, shoppingSecond } from './calendar.ts';
import {
  type Economy,
  EMPLOYER,
  employerOf,
  firmAccount,
  firmInBusiness,
  keepsHouse,
  machinesOf,
  payment,
  spender,
  supplierAbove,
  TOP_TIER,
  TYPICAL,
  taxPayer,
  tierOf,
} from './economy.ts';
import type { Transfer } from './plan.ts';
import { accountsOf, isInBusiness, mainAccount } from './population.ts';
import { hash, logNormal, mix32, type Rng, rngOf, streamOf } from './random.ts';
import { TRADES } from './trades.ts';

const SUPPLIER = streamOf('supplier');

const SHOP = streamOf('shop');

const FRIEND = streamOf('friend');

/** Ordinary payments of one kind: their share of all drawn ones and how the days of the week carry them. */
export interface Activity {
  name: string;
  share: number;
  rhythm: 'office' | 'street';
  draw(world: Economy, rng: Rng, day: number): Transfer | undefined;
}

/** A household's monthly wage from its employer. */
export function wage(economy: Economy, rng: Rng, day: number, household: number): Transfer {
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

/** A firm's monthly rent to its landlord. */
export function rent(economy: Economy, rng: Rng, day: number, firm: number): Transfer {
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

/** A firm's monthly taxes to the treasury. */
export function tax(economy: Economy, rng: Rng, day: number, firm: number): Transfer {
  const { population } = economy;
  const amount = Math.round(logNormal(rng, TYPICAL[population.sizeClass[firm]!]! * 0.3, 0.6)) * 100;
  const purpose = rng() < 0.5 ? 'Индивидуальный подоходный налог' : 'Салық төлемі, КПН / НДС';
  const from = firmAccount(population, firm, 0);
  return payment(officeSecond(rng, day), from, firmAccount(population, economy.treasury, 0), amount, purpose);
}

/** A payment from a firm in business to one of its suppliers. */
export function supply(economy: Economy, rng: Rng, day: number): Transfer {
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

/** Drawn payments; a new kind goes to the end. */
export const ACTIVITIES: readonly Activity[] = [
  { name: 'supply', share: 38, rhythm: 'office', draw: supply },
  { name: 'purchase', share: 36, rhythm: 'street', draw: purchase },
  { name: 'gift', share: 12, rhythm: 'street', draw: gift },
  { name: 'withdrawal', share: 7, rhythm: 'street', draw: withdrawal },
  { name: 'top-up', share: 4, rhythm: 'street', draw: topUp },
  { name: 'petty-cash', share: 1, rhythm: 'office', draw: pettyCash },
  { name: 'own-transfer', share: 2, rhythm: 'office', draw: ownTransfer },
];
