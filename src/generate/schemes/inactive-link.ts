import { PERIOD_END, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, shellFirm, soleHead } from '../scheme-parts.ts';

/**
 * Who heads (and alone founded) firms on the list of inactive ones registers a new one. Cut up: the inactive firm itself
 * is the sole founder. Camouflaged: the person founds the new firm alone and lets somebody else head it.
 */
export const inactiveLink: SchemeKind = { kind: 'inactive-link', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const person = ground.person('head');
  const listedFrom = PERIOD_START - between(rng, 30, 200);
  const old = Array.from({ length: difficulty === 'plain' ? 2 : 1 }, () => {
    const registeredDay = PERIOD_START - between(rng, 1200, 2200);
    return ground.company(
      {
        registeredDay,
        lastActiveDay: listedFrom - 365,
        status: 'inactive',
        activity: 0.2,
        roles: soleHead(person, registeredDay),
        lists: [{ list: 'INACTIVE', from: listedFrom, reference: `приказ № ${between(rng, 10, 900)}` }],
      },
      'inactive',
    );
  });
  const registeredDay = PERIOD_END - between(rng, 60, 200);
  let roles: Tenure[] = soleHead(person, registeredDay);
  if (difficulty === 'split') roles[1] = { ...roles[1]!, holder: { kind: 'company', index: old[0]! } };
  if (difficulty === 'camouflaged') {
    const straw = ground.person('nominee');
    roles = [{ ...roles[0]!, holder: { kind: 'person', index: straw } }, roles[1]!];
  }
  const fresh = ground.company(shellFirm(ground, { registeredDay, roles }), 'new');
  littleBusiness(ground, fresh, 3, registeredDay + 20);
}
