import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, littleBusiness, shellFirm, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A shelf firm without a movement for half a year suddenly turns over tens of millions. Cut up: in many payments over the
 * month. Camouflaged: some small business before the silence, wares and rent after it.
 */
export const dormantActive: SchemeKind = { kind: 'dormant-active', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const registeredDay = PERIOD_START - between(rng, 500, 1400);
  const firm = ground.company(shellFirm(ground, { registeredDay, activity: 0 }), 'firm');
  const account = ground.firmAccount(firm);
  littleBusiness(ground, firm, hidden ? 6 : 2, PERIOD_START + 1, PERIOD_START + 35);
  const wake = PERIOD_START + between(rng, 240, 320);
  const total = tenge(between(rng, 28, 90) * 1_000_000);
  const parts = difficulty === 'split' ? 9 : 4;
  splitSum(rng, total, parts).forEach((part, k) => {
    const second = workSecond(rng, wake + Math.floor((k * 20) / parts));
    ground.transfer(second, ground.firmAccount(ground.outsider('large')), account, part, excuse(rng));
    const onward = Math.floor((part * (hidden ? 0.8 : 0.98)) / 100_000) * 100_000;
    const later = second + between(rng, 4, hidden ? 150 : 50) * HOUR;
    ground.transfer(later, account, ground.firmAccount(ground.outsider('large')), onward, excuse(rng));
  });
}
