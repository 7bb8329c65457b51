import { addressOf, pickUnit } from '../addresses.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm } from '../scheme-parts.ts';

/** Small firms registered at their owners' flats in one large block. */
export const honestFlatBlock: SchemeKind = { kind: 'honest-flat-block', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const building = addressOf(rng, 'flat');
  const size = between(rng, 11, 12 + Math.round(3 * ground.scale));
  for (let k = 0; k < size; k += 1) {
    ground.company(
      plainFirm(ground, { address: pickUnit(rng, building), sizeClass: 'micro', activity: 0.5 }),
      'resident',
    );
  }
}
