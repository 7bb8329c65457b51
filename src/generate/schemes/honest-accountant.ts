import { monthStarts, officeSecond, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm, soleHead, tenge } from '../scheme-parts.ts';

/** An outsourced accountant who keeps the books of many unrelated firms for a monthly fee. */
export const honestAccountant: SchemeKind = { kind: 'honest-accountant', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const accountant = ground.person('accountant');
  const size = between(rng, 10, 11 + Math.round(4 * ground.scale));
  for (let k = 0; k < size; k += 1) {
    const plan = plainFirm(ground, { sizeClass: 'micro' });
    const roles = soleHead(ground.person(), plan.registeredDay);
    roles.push({ holder: { kind: 'person', index: accountant }, role: 'accountant', from: plan.registeredDay! + 30 });
    const client = ground.company({ ...plan, roles }, 'client');
    const fee = tenge(between(rng, 6, 18) * 10_000);
    for (const month of monthStarts()) {
      const second = officeSecond(rng, workdayFrom(month + between(rng, 2, 8)));
      ground.transfer(
        second,
        ground.firmAccount(client),
        ground.personAccount(accountant),
        fee,
        'Бухгалтерские услуги',
      );
    }
  }
}
