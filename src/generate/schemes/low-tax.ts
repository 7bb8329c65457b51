import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, plainFirm, shellFirm, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * Large sums go through a firm that pays next to no tax. Cut up: the turnover is shared by two firms of one head.
 * Camouflaged: a firm of some years with staff, just under what banks take for too little.
 */
export const lowTax: SchemeKind = { kind: 'low-tax', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const head = ground.person();
  const hidden = difficulty === 'camouflaged';
  const firms = Array.from({ length: difficulty === 'split' ? 2 : 1 }, () => {
    const plan = hidden ? plainFirm(ground, { taxShare: 0.006, sizeClass: 'small' }) : shellFirm(ground);
    const holder = { kind: 'person', index: head } as const;
    const roles = [
      { holder, role: 'executive' as const },
      { holder, role: 'founder' as const, share: 100 },
    ];
    return ground.company({ ...plan, roles }, 'firm');
  });
  const deals = hidden ? 6 : 8;
  for (const firm of firms) {
    for (let k = 0; k < deals; k += 1) {
      const second = workSecond(rng, PERIOD_START + 80 + k * 28 + between(rng, 0, 12));
      const amount = tenge(between(rng, 5, 30) * 1_000_000);
      const account = ground.firmAccount(firm);
      ground.transfer(second, ground.firmAccount(ground.outsider()), account, amount, excuse(rng));
      const spent = Math.floor((amount * 0.94) / 100_000) * 100_000;
      // Wares are paid for over the following two weeks.
      splitSum(rng, spent, 3).forEach((part, j) => {
        const at = second + (4 + j * 5) * 24 * HOUR;
        ground.transfer(at, account, ground.firmAccount(ground.outsider()), part, excuse(rng));
      });
    }
  }
}
