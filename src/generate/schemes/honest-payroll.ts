import { DAY_SECONDS, monthStarts, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, logNormal } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A factory that pays the wages of all its people within minutes, on the same date of each month. */
export const honestPayroll: SchemeKind = { kind: 'honest-payroll', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const staff = Array.from({ length: Math.round(22 * ground.scale) }, () => ground.passer());
  const firm = ground.company(plainFirm(ground, { sizeClass: 'medium', employees: staff.length }), 'employer');
  const salaries = staff.map(() => tenge(Math.round(logNormal(rng, 320, 0.4)) * 1000));
  const payer = ground.firmAccount(firm);
  const customers = Array.from({ length: 4 }, () => ground.firmAccount(ground.outsider()));
  for (const month of monthStarts()) {
    const day = workdayFrom(month + 9);
    for (const customer of customers) {
      const second = (day - between(rng, 4, 8)) * DAY_SECONDS + between(rng, 9, 17) * 3600;
      ground.transfer(second, customer, payer, tenge(between(rng, 4, 9) * 1_000_000), 'Оплата за продукцию', {
        invoice: 'продукция',
      });
    }
    staff.forEach((person, k) => {
      const second = day * DAY_SECONDS + 11 * 3600 + k * 4;
      ground.transfer(second, payer, ground.personAccount(person), salaries[k]!, 'Заработная плата');
    });
  }
}
