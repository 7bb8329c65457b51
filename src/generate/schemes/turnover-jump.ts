import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, littleBusiness, shellFirm, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A firm of small doings turns over ten and more times its usual within one month. Cut up: into many small payments.
 * Camouflaged: the usual is a regular business, and wares are named.
 */
export const turnoverJump: SchemeKind = { kind: 'turnover-jump', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const registeredDay = PERIOD_START - between(rng, 500, 1500);
  const firm = ground.company(shellFirm(ground, { registeredDay, activity: 0.02 }), 'firm');
  const account = ground.firmAccount(firm);
  const jump = PERIOD_START + between(rng, 220, 300);
  littleBusiness(ground, firm, hidden ? 16 : 7, PERIOD_START + 2, jump - 20);
  const total = tenge(between(rng, 40, 130) * 1_000_000);
  const parts = difficulty === 'split' ? 8 : 3;
  splitSum(rng, total, parts).forEach((part, k) => {
    const second = workSecond(rng, jump + Math.floor((k * 18) / parts));
    ground.transfer(second, ground.firmAccount(ground.outsider('large')), account, part, excuse(rng));
    const onward = Math.floor((part * 0.97) / 100_000) * 100_000;
    ground.transfer(
      second + between(rng, 20, 90) * HOUR,
      account,
      ground.firmAccount(ground.outsider('large')),
      onward,
      excuse(rng),
    );
  });
}
