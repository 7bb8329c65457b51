import { dayOf, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, plainFirm, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/** A builder that wins a large public contract: a quiet winter, then a prepayment that is spent on site over the summer. */
export const honestBuilder: SchemeKind = { kind: 'honest-builder', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const account = ground.firmAccount(
    ground.company(plainFirm(ground, { oked: '41201', sizeClass: 'small', activity: 0.02, employees: 45 }), 'builder'),
  );
  const suppliers = Array.from({ length: 5 }, () => ground.firmAccount(ground.outsider()));
  for (let k = 0; k < 6; k += 1) {
    const second = workSecond(rng, PERIOD_START + 8 + k * 25);
    ground.transfer(second, account, suppliers[k % 5]!, tenge(between(rng, 8, 40) * 50_000), 'Материалы', {
      invoice: 'материалы',
    });
  }
  const client = ground.firmAccount(ground.outsider('large'));
  const contract = tenge(between(rng, 60, 140) * 1_000_000);
  const start = workSecond(rng, dayOf(2026, 5, 4) + between(rng, 0, 20));
  ground.transfer(start, client, account, contract, 'Аванс по договору госзакупок', { invoice: 'строительные работы' });
  splitSum(rng, Math.floor((contract * 0.86) / 100_000) * 100_000, 18).forEach((part, k) => {
    const second = start + (60 + k * 170) * HOUR;
    ground.transfer(second, account, suppliers[k % 5]!, part, 'Строительные материалы', {
      invoice: 'строительные материалы',
    });
  });
}
