import { DAY_SECONDS, monthStarts, officeSecond, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A utility: households pay every month, and the power plant is paid at the end of it. */
export const honestUtility: SchemeKind = { kind: 'honest-utility', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const utility = ground.company(
    plainFirm(ground, { oked: '35140', sizeClass: 'large', activity: 0.02, word: 'ҚалаЭнергоСбыт' }),
    'utility',
  );
  const account = ground.firmAccount(utility);
  const plant = ground.firmAccount(ground.outsider());
  const homes = Array.from({ length: Math.round(24 * ground.scale) }, () => ground.personAccount(ground.passer()));
  for (const month of monthStarts()) {
    let sum = 0;
    for (const home of homes) {
      const amount = tenge(between(rng, 6, 26) * 1000) + between(rng, 0, 99);
      sum += amount;
      const second = (month + between(rng, 3, 22)) * DAY_SECONDS + between(rng, 8, 22) * 3600 + between(rng, 0, 3599);
      ground.transfer(second, home, account, amount, 'Коммунальные услуги, лицевой счёт', {
        mcc: '4900',
        channel: 'card',
      });
    }
    const paid = Math.floor((sum * 0.7) / 100_000) * 100_000;
    ground.transfer(officeSecond(rng, workdayFrom(month + 26)), account, plant, paid, 'Оплата за электроэнергию', {
      invoice: 'электроэнергия',
    });
  }
}
