import { addressText, pickUnit } from '../addresses.ts';
import { PERIOD_END, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, chance } from '../random.ts';
import { office, plainFirm } from '../scheme-parts.ts';

/** Unrelated firms with offices of their own in one building; about half of such buildings are on the whitelist. */
export const honestBusinessCentre: SchemeKind = { kind: 'honest-business-centre', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const building = office(ground);
  const size = between(rng, 14, 15 + Math.round(10 * ground.scale));
  for (let k = 0; k < size; k += 1) {
    ground.company(plainFirm(ground, { address: pickUnit(rng, building), activity: 1 }), 'tenant');
  }
  if (!chance(rng, 0.5)) return;
  const address = addressText({ ...building, unitKind: 'none' }, 'ru');
  const reference = `бизнес-центр, служебная записка № ${between(rng, 10, 99)}`;
  ground.whitelist({ address, from: PERIOD_START - 400, to: PERIOD_END + 400, reference });
}
