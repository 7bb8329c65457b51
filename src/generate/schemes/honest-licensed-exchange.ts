import { PERIOD_DAYS, PERIOD_START, shoppingSecond } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A crypto exchange on the AFSA register: people buy from it and sell to it. */
export const honestLicensedExchange: SchemeKind = { kind: 'honest-licensed-exchange', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const reference = `AFSA-A-LA-2024-${between(rng, 1000, 9999)}`;
  const lists = [{ list: 'VASP' }, { list: 'AFSA_LICENSED', reference }];
  const exchange = ground.company(
    plainFirm(ground, { oked: '66190', sizeClass: 'medium', activity: 0.02, lists }),
    'exchange',
  );
  const wallet = ground.extra('wallet', { kind: 'company', index: exchange }, 'exchange');
  const account = ground.firmAccount(exchange);
  for (let d = 0; d < PERIOD_DAYS; d += 1) {
    if (rng() > 0.4 * ground.scale) continue;
    const client = ground.personAccount(ground.passer());
    const amount = tenge(between(rng, 20, 700) * 1000);
    const second = shoppingSecond(rng, PERIOD_START + d);
    const rest = { channel: 'crypto' } as const;
    if (rng() < 0.6)
      ground.transfer(second, client, rng() < 0.5 ? wallet : account, amount, 'Покупка цифровых активов', rest);
    else ground.transfer(second, account, client, amount, 'Выплата за цифровые активы', rest);
  }
}
