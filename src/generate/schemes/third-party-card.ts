import { DAY_SECONDS, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, tenge } from '../scheme-parts.ts';

/**
 * Others than the holder work with a card: its operations carry the numbers of three and more people. Cut up: two cards,
 * the same hands. Camouflaged: the holder too uses it between.
 */
export const thirdPartyCard: SchemeKind = { kind: 'third-party-card', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hands = Array.from({ length: between(rng, 3, 5) }, () => ground.person('operator'));
  const machine = ground.extra('atm');
  const start = PERIOD_START + between(rng, 20, 280);
  for (let k = difficulty === 'split' ? 2 : 1; k > 0; k -= 1) {
    const holder = ground.person('holder');
    const card = ground.extra('card', { kind: 'person', index: holder });
    const rounds = hands.length * 2;
    for (let round = 0; round < rounds; round += 1) {
      const day = start + Math.floor((round * 24) / rounds);
      const second = day * DAY_SECONDS + between(rng, 10, 15) * HOUR + between(rng, 0, 3000);
      const amount = tenge(between(rng, 90, 450) * 1000);
      const payer = hands[round % hands.length]!;
      ground.transfer(second, ground.personAccount(ground.passer()), card, amount, 'Перевод', { channel: 'p2p' });
      ground.transfer(second + 3 * HOUR, card, machine, amount, 'Снятие наличных', { channel: 'atm', payer });
      if (difficulty !== 'camouflaged') continue;
      const own = tenge(between(rng, 3, 20) * 1000);
      ground.transfer(second + 5 * HOUR, card, machine, own, 'Снятие наличных', { channel: 'atm', payer: holder });
    }
  }
}
