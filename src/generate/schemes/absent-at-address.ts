import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, office, shellFirm, soleHead } from '../scheme-parts.ts';

/**
 * The inspector found nobody at the legal address. Cut up: two firms of one head at two empty rooms. Camouflaged: staff on
 * paper and a little business.
 */
export const absentAtAddress: SchemeKind = { kind: 'absent-at-address', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const head = ground.person();
  const firms = difficulty === 'split' ? 2 : 1;
  for (let k = 0; k < firms; k += 1) {
    const registeredDay = PERIOD_START - between(rng, 60, 300);
    const from = PERIOD_START + between(rng, 20, 300);
    const plan = shellFirm(ground, {
      registeredDay,
      roles: soleHead(head, registeredDay),
      address: office(ground),
      lists: [{ list: 'WRONG_ADDRESS', from, reference: `акт обследования № ${between(rng, 100, 9999)}` }],
    });
    littleBusiness(ground, ground.company(plan, 'firm'), difficulty === 'camouflaged' ? 7 : 3);
  }
}
