import { PERIOD_END, PERIOD_START } from '../calendar.ts';
import { firmWord } from '../names.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, office, shellFirm, soleHead } from '../scheme-parts.ts';

/**
 * A firm moves its legal address every few months, always before the inspector comes. Cut up: it moves once and takes
 * another name. Camouflaged: two moves a year apart, with business between.
 */
export const addressChurn: SchemeKind = { kind: 'address-churn', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const registeredDay = PERIOD_START - between(rng, 500, 800);
  const count = difficulty === 'plain' ? between(rng, 3, 4) : difficulty === 'split' ? 1 : 2;
  const gap = hidden ? [260, 330] : [70, 120];
  const moves = [];
  let from = registeredDay;
  let to = hidden ? PERIOD_START - between(rng, 150, 200) : PERIOD_START - between(rng, 60, 140);
  for (let k = 0; k < count; k += 1) {
    moves.push({ address: office(ground), from, to: Math.min(to, PERIOD_END - 5) });
    from = Math.min(to, PERIOD_END - 5);
    to += between(rng, gap[0]!, gap[1]!);
  }
  const renamed = PERIOD_START + between(rng, 40, 150);
  const renames = difficulty === 'split' ? [{ word: firmWord(rng), from: registeredDay, to: renamed }] : [];
  const roles = soleHead(ground.person(), registeredDay);
  const firm = ground.company(shellFirm(ground, { registeredDay, roles, moves, renames }), 'firm');
  littleBusiness(ground, firm, hidden ? 8 : 3);
}
