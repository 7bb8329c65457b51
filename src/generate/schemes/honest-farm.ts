import { dayOf, officeSecond, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A farm: spends on seed and fuel in spring, and after months without income sells the harvest in autumn. */
export const honestFarm: SchemeKind = { kind: 'honest-farm', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const farm = ground.company(
    plainFirm(ground, {
      legalForm: 'КХ',
      binAttribute: 3,
      oked: '01111',
      sizeClass: 'small',
      activity: 0.01,
      fixedAssets: 90_000_000,
    }),
    'farm',
  );
  const account = ground.firmAccount(farm);
  const suppliers = Array.from({ length: 4 }, () => ground.firmAccount(ground.outsider()));
  const elevator = ground.firmAccount(ground.outsider('large'));
  for (let k = 0; k < 10; k += 1) {
    const day = workdayFrom(dayOf(2026, 3, 5) + k * 7 + between(rng, 0, 4));
    const amount = tenge(between(rng, 8, 60) * 100_000);
    ground.transfer(officeSecond(rng, day), account, suppliers[k % 4]!, amount, 'Семена, ГСМ, удобрения', {
      invoice: 'удобрения',
    });
  }
  for (let k = 0; k < 6; k += 1) {
    const day = workdayFrom(dayOf(2026, 9, 1) + k * 8 + between(rng, 0, 4));
    const amount = tenge(between(rng, 9, 30) * 1_000_000);
    ground.transfer(officeSecond(rng, day), elevator, account, amount, 'Оплата за зерно', { invoice: 'зерно' });
  }
}
