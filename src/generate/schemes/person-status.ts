import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between, pick } from '../random.ts';
import { littleBusiness, plainFirm, shellFirm, soleHead } from '../scheme-parts.ts';

/**
 * A firm is headed and founded by somebody who by law may not: missing, dead or incapable. Cut up: two firms by the same
 * papers. Camouflaged: an ordinary firm whose partner stands on the list linked to the financing of terrorism.
 */
export const personStatus: SchemeKind = { kind: 'person-status', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const list = hidden ? 'TERRORISM_FINANCING' : pick(rng, ['PERSON_MISSING', 'PERSON_DEAD', 'PERSON_INCAPABLE']);
  const from = PERIOD_START - between(rng, 400, 700);
  const listed = ground.person('listed', { lists: [{ list, from }] });
  const firms = difficulty === 'split' ? 2 : 1;
  for (let k = 0; k < firms; k += 1) {
    const registeredDay = PERIOD_START - between(rng, 30, 200);
    let roles: Tenure[] = soleHead(listed, registeredDay);
    if (hidden) {
      const partner = ground.person();
      roles = soleHead(partner, registeredDay);
      roles[1] = { ...roles[1]!, share: 60 };
      roles.push({ holder: { kind: 'person', index: listed }, role: 'founder', share: 40, from: registeredDay });
    }
    const plan = hidden
      ? plainFirm(ground, { registeredDay, sizeClass: 'micro', roles })
      : shellFirm(ground, { registeredDay, roles });
    littleBusiness(ground, ground.company(plan, 'firm'), 3);
  }
}
