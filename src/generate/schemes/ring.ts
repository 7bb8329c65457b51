import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { passAlong, plainFirm, shellFirm, someOfficeSecond, splitSum, tenge } from '../scheme-parts.ts';

/**
 * Money goes once round three to six firms and comes back, each hop later and keeping 80–100 %. Plain: within 72 hours.
 * Cut up: two parallel rounds over the same firms within ten days. Camouflaged: ordinary firms, up to thirty days.
 */
export const ring: SchemeKind = { kind: 'ring', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const length = between(rng, 3, 6);
  const firms = Array.from({ length }, () =>
    ground.company(difficulty === 'camouflaged' ? plainFirm(ground) : shellFirm(ground), 'member'),
  );
  const accounts = firms.map((firm) => ground.firmAccount(firm));
  const round = [...accounts, accounts[0]!];
  const amount = tenge(between(rng, 4, 60) * 1_000_000);
  const start = someOfficeSecond(rng, 75, 35);
  if (difficulty === 'plain') {
    passAlong(ground, round, start, amount, { keep: [0.95, 1], gapHours: [0.5, 68 / length] });
  } else if (difficulty === 'split') {
    splitSum(rng, amount, 2).forEach((part, k) => {
      passAlong(ground, round, start + k * 1800, part, { keep: [0.92, 0.99], gapHours: [4, 230 / length] });
    });
  } else {
    passAlong(ground, round, start, amount, { keep: [0.85, 0.97], gapHours: [20, 680 / length] });
  }
}
