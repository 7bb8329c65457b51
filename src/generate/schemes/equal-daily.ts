import { DAY_SECONDS, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { excuse, HOUR, shellFirm, tenge, workSecond } from '../scheme-parts.ts';

/**
 * The same sum goes to the same account day after day: a limit used up by a machine. Cut up: to two receivers. Camouflaged:
 * five or six days only.
 */
export const equalDaily: SchemeKind = { kind: 'equal-daily', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const account = ground.firmAccount(ground.company(shellFirm(ground), 'payer'));
  const receivers = Array.from({ length: difficulty === 'split' ? 2 : 1 }, () => ground.person('receiver'));
  const start = PERIOD_START + between(rng, 80, 270);
  const days = difficulty === 'camouflaged' ? between(rng, 5, 6) : between(rng, 8, 16);
  const amount = tenge(pick(rng, [450, 490, 700, 950]) * 1000);
  const funds = Math.round(amount * days * receivers.length * 1.03);
  ground.transfer(workSecond(rng, start - 4), ground.firmAccount(ground.outsider()), account, funds, excuse(rng));
  for (const receiver of receivers) {
    for (let k = 0; k < days; k += 1) {
      const second = (start + k) * DAY_SECONDS + between(rng, 9, 18) * HOUR + between(rng, 0, 3500);
      ground.transfer(second, account, ground.personAccount(receiver), amount, 'Подотчётные средства');
    }
  }
}
