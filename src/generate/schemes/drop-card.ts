import { DAY_SECONDS, dayOf } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { tenge } from '../scheme-parts.ts';

/**
 * A card lent for money: dozens of strangers pay in, the sum is gone within a minute, nothing is ever bought with it. Cut
 * up: two cards of one person at two banks. Camouflaged: slower at times, and now and then a purchase.
 */
export const dropCard: SchemeKind = { kind: 'drop-card', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const holder = { kind: 'person', index: ground.person('drop') } as const;
  const cards = Array.from({ length: difficulty === 'split' ? 2 : 1 }, () => ground.extra('card', holder));
  const collectors = [
    ground.personAccount(ground.person('collector')),
    ground.personAccount(ground.person('collector')),
  ];
  const machine = ground.extra('atm');
  const first = dayOf(2026, between(rng, 2, 8), 3);
  const each = between(rng, 56, 70);
  for (const card of cards) {
    for (let k = 0; k < each; k += 1) {
      const day = first + Math.floor((k * 25) / each);
      const second = day * DAY_SECONDS + between(rng, 8, 22) * 3600 + between(rng, 0, 3500);
      const amount = tenge(between(rng, 20, 240) * 1000);
      ground.transfer(second, ground.personAccount(ground.passer()), card, amount, 'Перевод', { channel: 'p2p' });
      const gap = hidden && k % 3 === 0 ? between(rng, 900, 9000) : between(rng, 15, 55);
      if (k % 9 === 8) {
        const cash = Math.floor(amount / 100_000) * 100_000;
        const rest = { channel: 'atm', payer: holder.index } as const;
        ground.transfer(second + gap, card, machine, cash, 'Снятие наличных', rest);
      } else {
        const onward = Math.floor((amount * 0.99) / 100_000) * 100_000;
        ground.transfer(second + gap, card, collectors[k % 2]!, onward, 'Перевод', { channel: 'p2p' });
      }
    }
  }
}
