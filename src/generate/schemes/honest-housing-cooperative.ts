import { DAY_SECONDS, monthStarts } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { plainFirm, tenge, workSecond } from '../scheme-parts.ts';

/** The owners of a block of flats pay the same dues every month; the cooperative pays lift, heat and repairs. */
export const honestHousingCooperative: SchemeKind = { kind: 'honest-housing-cooperative', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const plan = plainFirm(ground, {
    oked: '81100',
    word: `ОСИ Тұрғын үй ${between(rng, 2, 180)}`,
    sizeClass: 'micro',
    activity: 0.01,
  });
  const account = ground.firmAccount(ground.company(plan, 'cooperative'));
  const flats = Array.from({ length: Math.round(20 * ground.scale) }, () => ({
    account: ground.personAccount(ground.passer()),
    dues: tenge(between(rng, 3, 9) * 1000 + 500),
  }));
  const contractors = Array.from({ length: 3 }, () => ground.firmAccount(ground.outsider()));
  for (const month of monthStarts()) {
    let sum = 0;
    for (const { account: flat, dues } of flats) {
      sum += dues;
      const second = (month + between(rng, 4, 20)) * DAY_SECONDS + between(rng, 8, 22) * 3600 + between(rng, 0, 3599);
      ground.transfer(second, flat, account, dues, 'Взнос на содержание дома', { channel: 'card', mcc: '6513' });
    }
    const paid = Math.floor((sum * 0.8) / 100_000) * 100_000;
    ground.transfer(workSecond(rng, month + 25), account, pick(rng, contractors), paid, 'Обслуживание лифтов и сетей');
  }
}
