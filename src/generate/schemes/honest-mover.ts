import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { office, plainFirm } from '../scheme-parts.ts';

/** A growing firm that took larger offices twice in two years and went on with its business. */
export const honestMover: SchemeKind = { kind: 'honest-mover', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const plan = plainFirm(ground, { sizeClass: 'small', activity: 1 });
  const first = PERIOD_START - between(rng, 150, 230);
  const second = first + between(rng, 280, 400);
  const moves = [
    { address: office(ground), from: plan.registeredDay!, to: first },
    { address: office(ground), from: first, to: second },
  ];
  ground.company({ ...plan, moves }, 'firm');
}
