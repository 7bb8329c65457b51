import { cityOf } from '../addresses.ts';
import { DAY_SECONDS, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, tenge } from '../scheme-parts.ts';

/**
 * One man with a pocket full of other people's cards empties them at one cash machine within minutes. Cut up: two machines
 * on two days. Camouflaged: just four cards, with pauses that still fit a quarter of an hour.
 */
export const cashCrew: SchemeKind = { kind: 'cash-crew', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const runner = ground.person('runner');
  const size = hidden ? 4 : between(rng, 5, 8);
  const cards = Array.from({ length: size }, () =>
    ground.extra('card', { kind: 'person', index: ground.person('holder') }),
  );
  const visits = difficulty === 'plain' ? 1 : 2;
  for (let visit = 0; visit < visits; visit += 1) {
    const machine = ground.extra('atm', undefined, '', cityOf(rng));
    const day = PERIOD_START + between(rng, 20, 160) + visit * 150;
    const filled = day * DAY_SECONDS + 10 * HOUR + between(rng, 0, 5000);
    const source = ground.firmAccount(ground.outsider());
    const drawn = filled + between(rng, 5, 9) * HOUR;
    const step = hidden ? 200 : 95;
    cards.forEach((card, k) => {
      const amount = tenge(between(rng, 250, 900) * 1000);
      ground.transfer(filled + k * 61, source, card, amount, excuse(rng));
      const rest = { channel: 'atm', payer: runner } as const;
      const cash = Math.floor((amount * 0.97) / 100_000) * 100_000;
      ground.transfer(drawn + k * step + between(rng, 0, 30), card, machine, cash, 'Снятие наличных', rest);
    });
  }
}
