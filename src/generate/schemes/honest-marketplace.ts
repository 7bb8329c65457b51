import { officeSecond, PERIOD_START, shoppingSecond, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, logNormal, pick } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A marketplace that gathers buyers' payments and pays its sellers once in two weeks, less a commission. */
export const honestMarketplace: SchemeKind = { kind: 'honest-marketplace', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const place = ground.company(
    plainFirm(ground, { oked: '47910', sizeClass: 'medium', activity: 0.05, word: 'Сауда Алаңы' }),
    'marketplace',
  );
  const account = ground.firmAccount(place);
  const sellers = Array.from({ length: between(rng, 7, 9) }, () =>
    ground.company(plainFirm(ground, { oked: '47910', sizeClass: 'micro' }), 'seller'),
  );
  for (let fortnight = 0; fortnight < 25; fortnight += 1) {
    const first = PERIOD_START + fortnight * 14;
    const owed = sellers.map(() => 0);
    for (let k = 0; k < Math.round(12 * ground.scale); k += 1) {
      const amount = tenge(Math.max(900, Math.round(logNormal(rng, 15_000, 0.8))));
      const seller = between(rng, 0, sellers.length - 1);
      owed[seller] = owed[seller]! + amount;
      const rest = { channel: 'card', mcc: pick(rng, ['5399', '5964']) } as const;
      const buyer = ground.personAccount(ground.passer());
      ground.transfer(
        shoppingSecond(rng, first + between(rng, 0, 9)),
        buyer,
        account,
        amount,
        'Покупка на маркетплейсе',
        rest,
      );
    }
    const second = officeSecond(rng, workdayFrom(first + 13));
    sellers.forEach((seller, k) => {
      if (owed[k] === 0) return;
      const amount = Math.round(owed[k]! * 0.88);
      ground.transfer(
        second + k * 3,
        account,
        ground.firmAccount(seller),
        amount,
        'Выплата продавцу за вычетом комиссии',
      );
    });
  }
}
