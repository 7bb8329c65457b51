import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm, soleHead } from '../scheme-parts.ts';

/** An entrepreneur who founded half a dozen firms over the years; all of them trade, pay wages and taxes. */
export const honestSerialFounder: SchemeKind = { kind: 'honest-serial-founder', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const founder = ground.person('founder');
  for (let k = between(rng, 5, 6); k > 0; k -= 1) {
    const registeredDay = PERIOD_START - 300 - k * between(rng, 250, 420);
    const roles = soleHead(ground.person(), registeredDay);
    roles[1] = { ...roles[1]!, holder: { kind: 'person', index: founder } };
    ground.company(plainFirm(ground, { registeredDay, roles, activity: 1 }), 'firm');
  }
}
