import { isWorkday, officeSecond, PERIOD_DAYS, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, plainFirm, tenge } from '../scheme-parts.ts';

/** A group whose subsidiaries hand what they took to the parent every week; it pays their suppliers for all of them. */
export const honestCashPool: SchemeKind = { kind: 'honest-cash-pool', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const parent = ground.company(plainFirm(ground, { sizeClass: 'medium', activity: 0.1 }), 'parent');
  const suppliers = Array.from({ length: 4 }, () => ground.firmAccount(ground.outsider()));
  const subsidiaries = Array.from({ length: between(rng, 3, 4) }, () => {
    const plan = plainFirm(ground, { sizeClass: 'small', activity: 0.3 });
    const roles: Tenure[] = [
      { holder: { kind: 'person', index: ground.person() }, role: 'executive' },
      { holder: { kind: 'company', index: parent }, role: 'founder', share: 100 },
    ];
    return ground.company({ ...plan, roles }, 'subsidiary');
  });
  for (let d = 6; d < PERIOD_DAYS - 9; d += 14) {
    const day = PERIOD_START + d;
    if (!isWorkday(day)) continue;
    let sum = 0;
    for (const subsidiary of subsidiaries) {
      const amount = tenge(between(rng, 6, 45) * 100_000);
      sum += amount;
      const second = officeSecond(rng, day);
      ground.transfer(
        second,
        ground.firmAccount(subsidiary),
        ground.firmAccount(parent),
        amount,
        'Перевод по договору кэш-пулинга',
      );
    }
    const paid = Math.floor((sum * 0.8) / 100_000) * 100_000;
    const second = officeSecond(rng, day) + (5 + between(rng, 0, 2)) * 24 * HOUR;
    ground.transfer(second, ground.firmAccount(parent), suppliers[d % 4]!, paid, 'Оплата поставщику за группу', {
      invoice: 'материалы',
    });
  }
}
