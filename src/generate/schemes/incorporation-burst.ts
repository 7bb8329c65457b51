import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, office, shellFirm, soleHead } from '../scheme-parts.ts';

/**
 * One person has a row of firms registered within a week, to be sold or used later. Cut up: two founders in two weeks.
 * Camouflaged: founders of their own, only the room is one, and each has a little business.
 */
export const incorporationBurst: SchemeKind = { kind: 'incorporation-burst', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const rounds = difficulty === 'split' ? 2 : 1;
  const room = office(ground);
  for (let round = 0; round < rounds; round += 1) {
    const registrar = hidden ? -1 : ground.person('founder');
    const first = PERIOD_START - between(rng, 20, 200) - round * 30;
    const size = difficulty === 'plain' ? between(rng, 4, 6) : between(rng, 3, 4);
    for (let k = 0; k < size; k += 1) {
      const registeredDay = first + Math.floor((k * 6) / size);
      const roles: Tenure[] = soleHead(ground.person(), registeredDay);
      if (!hidden) roles[1] = { ...roles[1]!, holder: { kind: 'person', index: registrar } };
      const address = hidden ? { address: room, addressLanguage: 'ru' as const } : {};
      const firm = ground.company(shellFirm(ground, { registeredDay, roles, ...address }), 'member');
      littleBusiness(ground, firm, hidden ? 4 : 1);
    }
  }
}
