import { officeSecond, PERIOD_START, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, shellFirm, splitSum, tenge } from '../scheme-parts.ts';

/**
 * Strangers' money leaves a firm's account within 72 hours, 90–110 % of what came, month after month, and the account
 * stays empty at night. Cut up: every sum leaves in several parts. Camouflaged: a little stays and pays for rent and wares.
 */
export const passThrough: SchemeKind = { kind: 'pass-through', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const firm = ground.company(shellFirm(ground, { activity: 0 }), 'transit');
  const account = ground.firmAccount(firm);
  for (let month = 0; month < 3; month += 1) {
    for (let k = 0; k < 4; k += 1) {
      const second = officeSecond(rng, workdayFrom(PERIOD_START + 95 + month * 30 + k * 6 + between(rng, 0, 2)));
      const amount = tenge(between(rng, 3, 28) * 1_000_000);
      ground.transfer(second, ground.firmAccount(ground.outsider()), account, amount, excuse(rng));
      const kept = difficulty === 'camouflaged' ? 0.94 : 0.97 + rng() * 0.03;
      const out = Math.ceil((amount * kept) / 100_000) * 100_000;
      const delay = difficulty === 'split' ? 1 : between(rng, 1, 5);
      splitSum(rng, out, difficulty === 'split' ? 4 : 1).forEach((part, j) => {
        const receiver = ground.firmAccount(ground.outsider());
        ground.transfer(second + delay * HOUR + j * HOUR, account, receiver, part, excuse(rng));
      });
      if (difficulty !== 'camouflaged') continue;
      const landlord = ground.firmAccount(ground.outsider());
      const rent = Math.floor((amount * 0.05) / 100_000) * 100_000;
      ground.transfer(second + 6 * HOUR - 300, account, landlord, rent, 'Аренда склада');
    }
  }
}
