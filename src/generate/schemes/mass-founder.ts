import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, shellFirm, soleHead } from '../scheme-parts.ts';

/** One person founds many firms that others head. Cut up: two founders in turns. Camouflaged: over years, as a partner. */
export const massFounder: SchemeKind = { kind: 'mass-founder', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const founders = [ground.person('nominee')];
  if (difficulty === 'split') founders.push(ground.person('nominee'));
  const each = difficulty === 'split' ? 5 : between(rng, 6, 6 + Math.round(4 * ground.scale));
  for (const founder of founders) {
    const first = PERIOD_START - between(rng, 60, 300);
    for (let k = 0; k < each; k += 1) {
      const registeredDay = difficulty === 'camouflaged' ? first - k * between(rng, 40, 200) : first + k * 2;
      const roles = soleHead(ground.person(), registeredDay);
      roles[1] = { ...roles[1]!, holder: { kind: 'person', index: founder } };
      if (difficulty === 'camouflaged') {
        roles[1] = { ...roles[1]!, share: 60 };
        roles.push({ holder: roles[0]!.holder, role: 'founder', share: 40, from: registeredDay });
      }
      const company = ground.company(shellFirm(ground, { registeredDay, roles }), 'member');
      littleBusiness(ground, company, difficulty === 'camouflaged' ? 5 : 2);
    }
  }
}
