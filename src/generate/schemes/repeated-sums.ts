import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, shellFirm, someOfficeSecond, tenge } from '../scheme-parts.ts';

/**
 * One deal is paid in several like sums on one day, so that none of them is large. Cut up: over three days. Camouflaged:
 * three sums that differ by some per cent.
 */
export const repeatedSums: SchemeKind = { kind: 'repeated-sums', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const payer = ground.firmAccount(ground.company(shellFirm(ground), 'payer'));
  const payee = ground.firmAccount(ground.company(shellFirm(ground), 'payee'));
  const days = difficulty === 'split' ? 3 : 1;
  const start = someOfficeSecond(rng, 80, 40);
  const base = between(rng, 900, 4000) * 1000;
  const count = hidden ? 3 : between(rng, 4, 6);
  const funds = tenge(base * count * days * 1.05);
  ground.transfer(start - 90_000, ground.firmAccount(ground.outsider()), payer, funds, excuse(rng));
  for (let day = 0; day < days; day += 1) {
    const morning = Math.floor(start / 86_400) * 86_400 + day * 86_400 + 9 * 3600;
    for (let k = 0; k < count; k += 1) {
      const amount = tenge(Math.round(base * (hidden ? 1 + rng() * 0.045 : 1 + k * 0.002)));
      ground.transfer(morning + k * between(rng, 1200, 4800), payer, payee, amount, excuse(rng));
    }
  }
  const end = Math.floor(start / 86_400) * 86_400 + days * 86_400 + between(rng, 10, 16) * 3600;
  ground.transfer(end, payee, ground.firmAccount(ground.outsider()), Math.round(funds * 0.92), excuse(rng));
}
