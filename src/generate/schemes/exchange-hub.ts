import { DAY_SECONDS, dayOf } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { tenge } from '../scheme-parts.ts';

/**
 * A private person runs an unlicensed crypto exchange on cards: within a month more than thirty strangers pay in and more
 * than thirty are paid, at all hours, with repeating sums, and it settles with a foreign exchange that is on no register.
 */
export const exchangeHub: SchemeKind = { kind: 'exchange-hub', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const trader = ground.person('trader');
  const card = ground.extra('card', { kind: 'person', index: trader });
  const second =
    difficulty === 'plain' ? card : ground.extra('card', { kind: 'person', index: ground.person('trader') });
  const vasp = ground.extra('wallet', undefined, 'vasp-offshore');
  const first = dayOf(2026, between(rng, 2, 9), 1);
  const each = difficulty === 'camouflaged' ? 34 : 40;
  let owed = 0;
  const sums = [50, 100, 100, 150, 200, 250, 300];
  for (let k = 0; k < each; k += 1) {
    // Every hour of the day gets its share, so both clocks and sleep are missing.
    const at = first * DAY_SECONDS + Math.floor(((k + rng()) * 27 * DAY_SECONDS) / each);
    const hour = (k * 7) % 24;
    const moment = Math.floor(at / DAY_SECONDS) * DAY_SECONDS + hour * 3600 + between(rng, 0, 3500);
    const amount = tenge(pick(rng, sums) * 1000 + (difficulty === 'camouflaged' ? between(rng, 0, 9) * 1000 : 0));
    owed += amount;
    ground.transfer(moment, ground.personAccount(ground.passer()), card, amount, 'Перевод', { channel: 'p2p' });
    const out = tenge(pick(rng, sums) * 1000);
    owed -= out;
    const later = moment + between(rng, 1, 9) * 3600;
    ground.transfer(later, card, ground.personAccount(ground.passer()), out, 'Перевод', { channel: 'p2p' });
    if (k % 6 === 5) {
      const settled = Math.max(tenge(100_000), owed);
      owed -= settled;
      ground.transfer(later + 1800, card, vasp, settled, 'USDT', { channel: 'crypto' });
      if (second !== card) ground.transfer(later + 3600, second, card, tenge(150_000), 'Перевод', { channel: 'p2p' });
    }
  }
}
