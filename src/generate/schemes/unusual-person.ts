import { dayOf, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, chance } from '../random.ts';
import { littleBusiness, shellFirm, soleHead } from '../scheme-parts.ts';

/**
 * Students of eighteen to twenty and people over seventy-five lend their papers for a fee. Cut up: two straw heads with
 * one firm each and one telephone. Camouflaged: the straw man is founder only, and the firm has some business.
 */
export const unusualPerson: SchemeKind = { kind: 'unusual-person', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const count = difficulty === 'split' ? 2 : 1;
  const phone = `+7707${between(rng, 1_000_000, 9_999_999)}`;
  for (let k = 0; k < count; k += 1) {
    const birthDay = chance(rng, 0.6)
      ? dayOf(2007, 1, 1) + between(rng, 0, 200)
      : dayOf(1942, 1, 1) + between(rng, 0, 2500);
    const straw = ground.person('nominee', { birthDay });
    const registeredDay = PERIOD_START - between(rng, 10, 60);
    const roles = soleHead(straw, registeredDay);
    if (difficulty === 'camouflaged') roles[0] = { ...roles[0]!, holder: { kind: 'person', index: ground.person() } };
    const shared = difficulty === 'split' ? { phone } : {};
    const firm = ground.company(shellFirm(ground, { registeredDay, roles, ...shared }), 'firm');
    littleBusiness(ground, firm, difficulty === 'camouflaged' ? 6 : 2);
  }
}
