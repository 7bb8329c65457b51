import { DAY_SECONDS, monthStarts } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { plainFirm, tenge, workSecond } from '../scheme-parts.ts';

/** A private school: the same round fee from every family each month, and wages for the teachers. */
export const honestSchool: SchemeKind = { kind: 'honest-school', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const plan = plainFirm(ground, { oked: '85200', word: 'Білім Ордасы', sizeClass: 'small', activity: 0.02 });
  const account = ground.firmAccount(ground.company(plan, 'school'));
  const fee = tenge(pick(rng, [80, 100, 120, 150]) * 1000);
  const families = Array.from({ length: Math.round(14 * ground.scale) }, () => ground.personAccount(ground.passer()));
  const teachers = Array.from({ length: 5 }, () => ({
    account: ground.personAccount(ground.passer()),
    wage: tenge(between(rng, 180, 310) * 1000 + between(rng, 0, 999)),
  }));
  for (const month of monthStarts()) {
    for (const family of families) {
      const second = (month + between(rng, 1, 9)) * DAY_SECONDS + between(rng, 8, 21) * 3600 + between(rng, 0, 3599);
      ground.transfer(second, family, account, fee, 'Оплата за обучение', { channel: 'card', mcc: '8211' });
    }
    teachers.forEach(({ account: teacher, wage }, k) => {
      ground.transfer(workSecond(rng, month + 24) + k, account, teacher, wage, 'Заработная плата');
    });
  }
}
