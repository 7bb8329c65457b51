import type { Ground, SchemeKind } from '../plan.ts';
import { between, chance } from '../random.ts';
import { excuse, HOUR, shellFirm, someOfficeSecond, splitSum, tenge } from '../scheme-parts.ts';

/**
 * Money goes through layers of accounts, nearly everybody of one layer paying everybody of the next. Cut up: a third layer.
 * Camouflaged: over a week, and not every pair is used.
 */
export const stack: SchemeKind = { kind: 'stack', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const top = Array.from({ length: between(rng, 2, 3) }, () =>
    ground.firmAccount(ground.company(shellFirm(ground), 'top')),
  );
  const layers = [top];
  for (let depth = difficulty === 'split' ? 2 : 1; depth > 0; depth -= 1) {
    layers.push(Array.from({ length: between(rng, 3, 4) }, () => ground.personAccount(ground.person('layer'))));
  }
  let start = someOfficeSecond(rng, 75, 40);
  const each = tenge(between(rng, 5, 16) * 1_000_000);
  for (const account of top) {
    const second = start - between(rng, 2, 9) * HOUR;
    ground.transfer(second, ground.firmAccount(ground.outsider()), account, each, excuse(rng));
  }
  const span = (hidden ? 110 : 20) * HOUR;
  let held = each;
  for (let depth = 0; depth + 1 < layers.length; depth += 1) {
    const [from, to] = [layers[depth]!, layers[depth + 1]!];
    from.forEach((payer, i) => {
      splitSum(rng, Math.floor((held * 0.97) / 100_000) * 100_000, to.length).forEach((part, j) => {
        // The camouflaged one leaves out a pair now and then, never two at one payer.
        if (hidden && j === i && to.length > 3 && chance(rng, 0.7)) return;
        const second = start + Math.floor(((i + rng()) * span) / from.length) + j * 300;
        ground.transfer(second, payer, to[j]!, part, 'Перевод по договору займа');
      });
    });
    held = Math.floor((held * from.length * 0.7) / to.length / 100_000) * 100_000;
    start += span + 6 * HOUR;
  }
}
