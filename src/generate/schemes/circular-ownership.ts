import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, plainFirm, shellFirm } from '../scheme-parts.ts';

/**
 * Firms own each other in a circle, so that no human stands at the end of it. Cut up: each link holds half and straw men
 * the rest. Camouflaged: five or six firms with a business of their own.
 */
export const circularOwnership: SchemeKind = { kind: 'circular-ownership', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const length = hidden ? between(rng, 5, 6) : between(rng, 3, 4);
  const share = difficulty === 'split' ? 51 : 100;
  const firms = Array.from({ length }, (_, k) => {
    const registeredDay = PERIOD_START - 700 + k * 40 + between(rng, 0, 20);
    const plan = hidden ? plainFirm(ground, { registeredDay }) : shellFirm(ground, { registeredDay });
    return { index: ground.company(plan, 'link'), registeredDay };
  });
  // The circle is closed when the last of them buys the first.
  const sold = PERIOD_START - between(rng, 30, 300);
  firms.forEach(({ index, registeredDay }, k) => {
    const owner = { kind: 'company', index: firms[(k + length - 1) % length]!.index } as const;
    const straw = { kind: 'person', index: ground.person() } as const;
    const roles: Tenure[] = [{ holder: straw, role: 'executive', from: registeredDay }];
    if (k > 0) roles.push({ holder: owner, role: 'founder', share, from: registeredDay });
    else {
      roles.push({ holder: straw, role: 'founder', share, from: registeredDay, to: sold });
      roles.push({ holder: owner, role: 'owner', share, from: sold });
    }
    if (share < 100) roles.push({ holder: straw, role: 'owner', share: 100 - share, from: registeredDay });
    ground.amend(index, { roles });
    littleBusiness(ground, index, hidden ? 6 : 2);
  });
}
