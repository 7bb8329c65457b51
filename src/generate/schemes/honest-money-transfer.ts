import { isWorkday, PERIOD_DAYS, PERIOD_START, shoppingSecond } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A licensed agent for money transfers: people pay in, other people are paid out the same day less a fee. */
export const honestMoneyTransfer: SchemeKind = { kind: 'honest-money-transfer', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const lists = [{ list: 'PAYMENT_ORGANISATION', reference: `лицензия № ${between(rng, 100, 999)}` }];
  const agent = ground.company(plainFirm(ground, { oked: '66190', sizeClass: 'small', activity: 0.3, lists }), 'agent');
  const account = ground.firmAccount(agent);
  for (let d = 0; d < PERIOD_DAYS; d += 1) {
    const day = PERIOD_START + d;
    if (!isWorkday(day) || rng() > 0.35 * ground.scale) continue;
    const amount = tenge(between(rng, 10, 300) * 1000);
    const second = shoppingSecond(rng, day);
    ground.transfer(second, ground.personAccount(ground.passer()), account, amount, 'Денежный перевод, приём');
    const paid = Math.round(amount * 0.985);
    ground.transfer(
      second + between(rng, 300, 3500),
      account,
      ground.personAccount(ground.passer()),
      paid,
      'Денежный перевод, выплата',
    );
  }
}
