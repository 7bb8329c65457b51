import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, shellFirm, someOfficeSecond, tenge } from '../scheme-parts.ts';

/** Six and more mules bring money together at one firm within twenty days, which sends it off in one sum. */
export const fanIn: SchemeKind = { kind: 'fan-in', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hub = ground.firmAccount(ground.company(shellFirm(ground), 'hub'));
  const mules = Array.from({ length: between(rng, 6, 12) }, () => ground.person('mule'));
  const start = someOfficeSecond(rng, 75, 30);
  const span = { plain: 20, split: 9 * 24, camouflaged: 18 * 24 }[difficulty] * HOUR;
  const rounds = difficulty === 'split' ? 2 : 1;
  let sum = 0;
  for (let round = 0; round < rounds; round += 1) {
    mules.forEach((mule, k) => {
      const second = start + Math.floor(((round * mules.length + k + rng()) * span) / (mules.length * rounds));
      const amount = tenge(between(rng, 250, 1400) * 1000);
      sum += amount;
      const purpose = difficulty === 'camouflaged' ? 'Оплата за обучение' : 'Перевод';
      ground.transfer(second, ground.personAccount(mule), hub, amount, purpose, { channel: 'p2p' });
    });
  }
  const away = Math.floor((sum * 0.97) / 100_000) * 100_000;
  ground.transfer(start + span + 5 * HOUR, hub, ground.firmAccount(ground.outsider()), away, 'Оплата за товар');
}
