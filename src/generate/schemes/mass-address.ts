import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, office, shellFirm } from '../scheme-parts.ts';

/**
 * Ten and more firms of different heads registered at one room. Cut up: over two rooms of one building. Camouflaged:
 * slowly, with a little business, the address now in Russian, now in Kazakh.
 */
export const massAddress: SchemeKind = { kind: 'mass-address', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const size = between(rng, 11, 11 + Math.round(6 * ground.scale));
  const base = office(ground);
  // Two languages for one room are part of the disguise.
  const language = difficulty === 'camouflaged' ? {} : { addressLanguage: 'ru' as const };
  let registeredDay = PERIOD_START - (difficulty === 'plain' ? between(rng, 100, 700) : between(rng, 520, 1100));
  for (let k = 0; k < size; k += 1) {
    const address = difficulty === 'split' ? { ...base, unit: base.unit + (k % 2) } : base;
    registeredDay += difficulty === 'plain' ? between(rng, 0, 3) : between(rng, 4, 30);
    const company = ground.company(shellFirm(ground, { registeredDay, address, ...language }), 'member');
    littleBusiness(ground, company, difficulty === 'camouflaged' ? 5 : 2, registeredDay + 20);
  }
}
