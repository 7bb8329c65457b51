import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, shellFirm, someOfficeSecond, tenge } from '../scheme-parts.ts';

/** One firm sprays money to six and more mules within twenty days; it came in one sum shortly before. */
export const fanOut: SchemeKind = { kind: 'fan-out', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hub = ground.firmAccount(ground.company(shellFirm(ground), 'hub'));
  const mules = Array.from({ length: between(rng, 6, 12) }, () => ground.person('mule'));
  const start = someOfficeSecond(rng, 75, 30);
  const span = { plain: 20, split: 9 * 24, camouflaged: 18 * 24 }[difficulty] * HOUR;
  const rounds = difficulty === 'split' ? 2 : 1;
  const amounts = mules.map(() => tenge(between(rng, 250, 1400) * 1000));
  const sum = amounts.reduce((a, b) => a + b, 0) * rounds;
  ground.transfer(
    start - 3 * HOUR,
    ground.firmAccount(ground.outsider()),
    hub,
    Math.round(sum * 1.03),
    'Оплата по договору',
  );
  for (let round = 0; round < rounds; round += 1) {
    mules.forEach((mule, k) => {
      const second = start + Math.floor(((round * mules.length + k + rng()) * span) / (mules.length * rounds));
      const purpose = difficulty === 'camouflaged' ? 'Возврат займа' : 'Выплата по договору ГПХ';
      ground.transfer(second, hub, ground.personAccount(mule), amounts[k]!, purpose);
    });
  }
}
