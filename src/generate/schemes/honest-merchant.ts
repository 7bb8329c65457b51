import { isWorkday, officeSecond, PERIOD_DAYS, PERIOD_START, shoppingSecond } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, logNormal } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A shop: many buyers by card every day, and suppliers paid once in two weeks from what has lain there for days. */
export const honestMerchant: SchemeKind = { kind: 'honest-merchant', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const shop = ground.company(plainFirm(ground, { oked: '47111', sizeClass: 'small', activity: 0.3 }), 'shop');
  const till = ground.firmAccount(shop);
  const suppliers = Array.from({ length: 3 }, () => ground.firmAccount(ground.outsider()));
  const takings: number[] = [];
  let paidFor = 0;
  let kept = 0;
  for (let d = 0; d < PERIOD_DAYS; d += 1) {
    const day = PERIOD_START + d;
    takings.push(0);
    const buyers = between(rng, 0, Math.round(1.4 * ground.scale));
    for (let k = 0; k < buyers; k += 1) {
      const amount = tenge(Math.max(300, Math.round(logNormal(rng, 9000, 0.7))));
      takings[d] = takings[d]! + amount;
      const rest = { channel: 'card', mcc: '5411' } as const;
      ground.transfer(
        shoppingSecond(rng, day),
        ground.personAccount(ground.passer()),
        till,
        amount,
        'Покупка по карте',
        rest,
      );
    }
    if (d % 14 !== 13 || !isWorkday(day)) continue;
    // Only what has lain in the till for some days is spent, and not all of it.
    for (; paidFor < d - 4; paidFor += 1) kept += takings[paidFor]!;
    const paid = Math.floor((kept * 0.85) / 100_000) * 100_000;
    kept = 0;
    if (paid === 0) continue;
    const supplier = suppliers[d % suppliers.length]!;
    ground.transfer(officeSecond(rng, day), till, supplier, paid, 'Оплата за продукты питания', {
      invoice: 'продукты питания',
    });
  }
}
