import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { excuse, HOUR, shellFirm, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A firm whose payments are nearly all round: sums that were agreed, not calculated. Cut up: each in two round halves.
 * Camouflaged: a third of them are like anybody's.
 */
export const roundSums: SchemeKind = { kind: 'round-sums', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const account = ground.firmAccount(ground.company(shellFirm(ground, { activity: 0 }), 'firm'));
  for (let k = 0; k < 12; k += 1) {
    const second = workSecond(rng, PERIOD_START + 75 + k * 20 + between(rng, 0, 8));
    const round = difficulty !== 'camouflaged' || k % 3 > 0;
    const amount = pick(rng, [2, 3, 4, 5, 6, 8, 10, 15]) * 1_000_000;
    const paid = tenge(round ? amount : amount + between(rng, 1001, 98_999));
    ground.transfer(second, ground.firmAccount(ground.outsider()), account, Math.round(paid * 1.03), excuse(rng));
    const parts = difficulty === 'split' ? 2 : 1;
    for (let j = 0; j < parts; j += 1) {
      const later = second + (10 + j * 30) * HOUR;
      ground.transfer(later, account, ground.firmAccount(ground.outsider()), paid / parts, excuse(rng));
    }
  }
}
