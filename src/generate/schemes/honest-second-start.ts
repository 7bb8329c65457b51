import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, plainFirm, soleHead } from '../scheme-parts.ts';

/** Somebody winds up a café in good order and opens another kind of business elsewhere a few months later. */
export const honestSecondStart: SchemeKind = { kind: 'honest-second-start', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const owner = ground.person('owner');
  const registeredDay = PERIOD_START - between(rng, 900, 2000);
  const dissolvedDay = PERIOD_START + between(rng, 50, 90);
  const old = plainFirm(ground, {
    registeredDay,
    dissolvedDay,
    oked: '56101',
    sizeClass: 'micro',
    roles: soleHead(owner, registeredDay),
  });
  littleBusiness(ground, ground.company(old, 'closed'), 4, PERIOD_START + 2, dissolvedDay - 5);
  const again = dissolvedDay + between(rng, 30, 90);
  const fresh = plainFirm(ground, {
    registeredDay: again,
    oked: '62011',
    sizeClass: 'micro',
    activity: 0.3,
    roles: soleHead(owner, again),
  });
  littleBusiness(ground, ground.company(fresh, 'new'), 6, again + 20);
}
