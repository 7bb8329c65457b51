import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, someOfficeSecond, splitSum, tenge } from '../scheme-parts.ts';

/** Five and more unrelated payers fill one card within 72 hours, and at least 80 % of it is taken out in cash. */
export const fanInCash: SchemeKind = { kind: 'fan-in-cash', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const drop = ground.person('drop');
  const card = ground.extra('card', { kind: 'person', index: drop });
  const machine = ground.extra('atm');
  const payers = Array.from({ length: difficulty === 'camouflaged' ? 6 : between(rng, 8, 13) }, () =>
    ground.person('payer'),
  );
  const bursts = difficulty === 'plain' ? 1 : 2;
  const first = someOfficeSecond(rng, 10, 90);
  for (let burst = 0; burst < bursts; burst += 1) {
    // The second time comes when the first is over.
    const start = first + burst * between(rng, 7, 60) * 24 * HOUR;
    let sum = 0;
    payers.forEach((payer, k) => {
      const amount = tenge(between(rng, 120, 900) * 1000);
      sum += amount;
      const second = start + Math.floor((k + rng()) * ((40 * HOUR) / payers.length));
      ground.transfer(second, ground.personAccount(payer), card, amount, 'Перевод', { channel: 'p2p' });
    });
    const share = difficulty === 'camouflaged' ? 0.84 : 0.95;
    const cash = Math.ceil((sum * share) / 100_000) * 100_000;
    const draws = splitSum(rng, cash, difficulty === 'split' ? 7 : 3);
    draws.forEach((amount, k) => {
      const second = start + 42 * HOUR + Math.floor(((k + rng()) * 26 * HOUR) / draws.length);
      ground.transfer(second, card, machine, amount, 'Снятие наличных', { channel: 'atm', payer: drop });
    });
  }
}
