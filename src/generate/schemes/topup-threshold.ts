import { DAY_SECONDS, PERIOD_END, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, tenge } from '../scheme-parts.ts';

/**
 * Cash goes onto cards over the 500,000 tenge from which the payer's number and the holder's consent are asked, without
 * them. Cut up: several sums under it on one day. Camouflaged: the payer is named, the holder never confirmed.
 */
export const topupThreshold: SchemeKind = { kind: 'topup-threshold', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const machine = ground.extra('atm');
  // Who is named nowhere is no part that could be found.
  const payer = ground.person(difficulty === 'camouflaged' ? 'payer' : undefined);
  const holders = Array.from({ length: between(rng, 1, 2) }, () => ground.person('holder'));
  for (const holder of holders) {
    const card = ground.extra('card', { kind: 'person', index: holder });
    for (let k = between(rng, 4, 6); k > 0; k -= 1) {
      const day = between(rng, PERIOD_START + 10, PERIOD_END - 20);
      let second = day * DAY_SECONDS + between(rng, 10, 14) * HOUR + between(rng, 0, 3000);
      let sum = 0;
      const parts = difficulty === 'split' ? between(rng, 2, 4) : 1;
      for (let part = 0; part < parts; part += 1) {
        const amount = tenge((difficulty === 'split' ? between(rng, 270, 490) : between(rng, 520, 1900)) * 1000);
        const who = difficulty === 'camouflaged' ? { payer } : {};
        const rest = { channel: 'topup', confirmed: 'no', ...who } as const;
        ground.transfer(second, machine, card, amount, 'Пополнение карты наличными', rest);
        sum += amount;
        second += between(rng, 600, 4000);
      }
      const away = Math.floor((sum * 0.97) / 100_000) * 100_000;
      ground.transfer(second + 2 * HOUR, card, ground.personAccount(ground.passer()), away, 'Перевод', {
        channel: 'p2p',
      });
    }
  }
}
