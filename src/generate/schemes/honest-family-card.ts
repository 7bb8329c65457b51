import { PERIOD_DAYS, PERIOD_START, shoppingSecond } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, tenge } from '../scheme-parts.ts';

/** A student's card that both parents top up and sometimes use: others than the holder, and yet nobody's business. */
export const honestFamilyCard: SchemeKind = { kind: 'honest-family-card', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const child = ground.person('child');
  const parents = [ground.person('parent'), ground.person('parent')];
  const card = ground.extra('card', { kind: 'person', index: child });
  const machine = ground.extra('atm');
  for (let d = 5; d < PERIOD_DAYS - 2; d += between(rng, 9, 16)) {
    const parent = parents[d % 2]!;
    const amount = tenge(between(rng, 20, 80) * 1000);
    const second = shoppingSecond(rng, PERIOD_START + d);
    ground.transfer(second, ground.personAccount(parent), card, amount, 'На карманные расходы', { channel: 'p2p' });
    const shop = ground.firmAccount(ground.outsider());
    const spent = Math.round(amount * (0.3 + rng() * 0.4));
    ground.transfer(second + 30 * HOUR, card, shop, spent, 'Покупка по карте', { channel: 'card', mcc: '5411' });
    if (rng() < 0.8) continue;
    const rest = { channel: 'atm', payer: rng() < 0.5 ? parent : child } as const;
    ground.transfer(second + 33 * HOUR, card, machine, tenge(5000), 'Снятие наличных', rest);
  }
}
