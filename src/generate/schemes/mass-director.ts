import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, shellFirm, soleHead } from '../scheme-parts.ts';

/** One person heads many firms at different places. Cut up: two persons who head the halves. */
export const massDirector: SchemeKind = { kind: 'mass-director', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const heads = [ground.person('nominee')];
  if (difficulty === 'split') heads.push(ground.person('nominee'));
  const each = difficulty === 'split' ? 5 : between(rng, 7, 7 + Math.round(4 * ground.scale));
  for (const head of heads) {
    for (let k = 0; k < each; k += 1) {
      const registeredDay = PERIOD_START - between(rng, 30, difficulty === 'camouflaged' ? 1500 : 400);
      const founder = ground.person();
      const roles = soleHead(head, registeredDay);
      roles[1] = { ...roles[1]!, holder: { kind: 'person', index: founder } };
      const company = ground.company(shellFirm(ground, { registeredDay, roles }), 'member');
      littleBusiness(ground, company, difficulty === 'camouflaged' ? 5 : 2);
    }
  }
}
