import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, plainFirm, shellFirm, soleHead, tenge, workSecond } from '../scheme-parts.ts';

/**
 * Two groups of firms under two heads, on paper strangers, deal with hardly anybody but each other. Cut up: in small
 * payments over all pairs. Camouflaged: established firms that deal with others too.
 */
export const groupFlow: SchemeKind = { kind: 'group-flow', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const [one, two] = ['payer', 'payee'].map((part) => {
    const head = ground.person('head');
    return Array.from({ length: 3 }, () => {
      const plan = hidden ? plainFirm(ground, { sizeClass: 'micro', activity: 0.3 }) : shellFirm(ground);
      return ground.company({ ...plan, roles: soleHead(head, plan.registeredDay) }, part);
    });
  });
  const rounds = difficulty === 'split' ? 3 : 1;
  one!.forEach((payer, i) => {
    two!.forEach((payee, j) => {
      if (difficulty !== 'split' && i === j) return;
      for (let round = 0; round < rounds; round += 1) {
        const day = PERIOD_START + 80 + round * 60 + between(rng, 0, hidden ? 180 : 50);
        const amount = tenge(between(rng, 20, 120) * (difficulty === 'split' ? 30_000 : 100_000));
        const second = workSecond(rng, day);
        const from = ground.firmAccount(payer);
        ground.transfer(second - 20 * HOUR, ground.firmAccount(ground.outsider()), from, amount, excuse(rng));
        ground.transfer(second, from, ground.firmAccount(payee), amount, excuse(rng));
      }
    });
  });
}
