import { type Address, addressOf } from './addresses.ts';
import { isWorkday, officeSecond, PERIOD_END, PERIOD_START, workdayFrom } from './calendar.ts';
import type { CompanyPlan, Ground, Tenure, Transfer } from './plan.ts';
import { between, chance, pick, type Rng } from './random.ts';

/** Parts that several schemes are put together from. */

export const HOUR = 3600;

/** Tenge to tiyn. */
export function tenge(amount: number): number {
  return Math.round(amount) * 100;
}

/** A working day in the middle of the period, with `before` and `after` days left on its sides. */
function someWorkday(rng: Rng, before = 10, after = 40): number {
  let day = between(rng, PERIOD_START + before, PERIOD_END - after);
  while (!isWorkday(day)) day += 1;
  return day;
}

export function someOfficeSecond(rng: Rng, before = 10, after = 40): number {
  return officeSecond(rng, someWorkday(rng, before, after));
}

/** A second of office hours on the first working day from the given one on. */
export function workSecond(rng: Rng, day: number): number {
  return officeSecond(rng, workdayFrom(day));
}

export function soleHead(person: number, from?: number): Tenure[] {
  const since = from === undefined ? {} : { from };
  const holder = { kind: 'person', index: person } as const;
  return [
    { holder, role: 'executive', ...since },
    { holder, role: 'founder', share: 100, ...since },
  ];
}

/** A firm that exists for its papers: young, no staff, least capital, accounts that run empty. */
export function shellFirm(ground: Ground, rest: CompanyPlan = {}): CompanyPlan {
  const { rng } = ground;
  const hidden = ground.difficulty === 'camouflaged';
  return {
    registeredDay: between(rng, PERIOD_START - 150, PERIOD_START + 60),
    oked: pick(rng, ['46901', '46731', '41201', '70221', '49410', '73111']),
    sizeClass: 'micro',
    employees: hidden ? between(rng, 1, 4) : 0,
    capital: pick(rng, [100, 100_000, 150_000, 200_000, 300_000]),
    activity: hidden ? 0.5 : 0.06,
    accounts: 1,
    thin: true,
    taxShare: hidden ? 0.011 : between(rng, 1, 6) / 1000,
    fixedAssets: 0,
    lists: [],
    ...rest,
  };
}

/** An established firm with an ordinary business. */
export function plainFirm(ground: Ground, rest: CompanyPlan = {}): CompanyPlan {
  return {
    registeredDay: between(ground.rng, PERIOD_START - 3000, PERIOD_START - 250),
    activity: 0.8,
    taxShare: between(ground.rng, 20, 55) / 1000,
    lists: [],
    ...rest,
  };
}

export function office(ground: Ground): Address {
  return addressOf(ground.rng, 'office');
}

const EXCUSES = [
  'Оплата за товары по договору',
  'Оплата за консультационные услуги',
  'Оплата за строительно-монтажные работы',
  'Предоплата за материалы',
  'Тауар үшін төлем',
  'Оплата за транспортные услуги',
  'Возврат по договору займа',
];

export function excuse(rng: Rng): string {
  return `${pick(rng, EXCUSES)} № ${between(rng, 1, 400)}`;
}

export interface Passage {
  /** Share of the amount that goes on at each hop. */
  keep: readonly [low: number, high: number];
  /** Hours between two hops. */
  gapHours: readonly [low: number, high: number];
  channel?: Transfer['channel'];
}

/** Sends money along accounts, each hop later and not larger than the one before; returns when and how much arrived. */
export function passAlong(
  ground: Ground,
  accounts: readonly number[],
  start: number,
  amountMinor: number,
  passage: Passage,
): { second: number; amountMinor: number } {
  const { rng } = ground;
  let second = start;
  let amount = amountMinor;
  for (let hop = 0; hop + 1 < accounts.length; hop += 1) {
    if (hop > 0) {
      const [low, high] = passage.gapHours;
      second += Math.floor((low + (high - low) * rng()) * HOUR) + 61;
      const keep = passage.keep[0] + (passage.keep[1] - passage.keep[0]) * rng();
      const kept = Math.ceil((amount * keep) / 100_000) * 100_000;
      amount = Math.min(amount, kept);
    }
    const rest = passage.channel ? { channel: passage.channel } : {};
    ground.transfer(second, accounts[hop]!, accounts[hop + 1]!, amount, excuse(rng), rest);
  }
  return { second, amountMinor: amount };
}

/** Some everyday payments between a firm and strangers, so that it has a life beside the scheme. */
export function littleBusiness(
  ground: Ground,
  company: number,
  payments: number,
  from = PERIOD_START + 70,
  to = PERIOD_END - 1,
): void {
  const { rng } = ground;
  const account = ground.firmAccount(company);
  const first = Math.min(to - 19, Math.max(PERIOD_START + 1, from));
  for (let k = 0; k < payments; k += 1) {
    let day = between(rng, first, to);
    while (!isWorkday(day)) day -= 1;
    const other = ground.firmAccount(ground.outsider());
    const amount = tenge(between(rng, 60, 900) * 1000);
    if (chance(rng, 0.5)) ground.transfer(officeSecond(rng, day), other, account, amount, excuse(rng));
    else ground.transfer(officeSecond(rng, day), account, other, amount, excuse(rng));
  }
}

/** Splits a sum into `parts` uneven whole amounts that add up to it exactly. */
export function splitSum(rng: Rng, amountMinor: number, parts: number): number[] {
  const weights = Array.from({ length: parts }, () => 0.6 + rng() * 0.8);
  const sum = weights.reduce((a, b) => a + b, 0);
  const amounts = weights.map((weight) => Math.floor((amountMinor * weight) / sum / 100_000) * 100_000);
  amounts[0] = amounts[0]! + amountMinor - amounts.reduce((a, b) => a + b, 0);
  return amounts;
}
