import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { HOUR, shellFirm, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A young firm charges value-added tax on large sales, pays almost nothing of it and is gone within the year. Cut up: two
 * such firms by one head, one after the other. Camouflaged: it is not struck off, it only falls silent.
 */
export const missingTrader: SchemeKind = { kind: 'missing-trader', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const head = { kind: 'person', index: ground.person() } as const;
  const firms = difficulty === 'split' ? 2 : 1;
  for (let k = 0; k < firms; k += 1) {
    const registeredDay = PERIOD_START - between(rng, 20, 80) + k * 60;
    const last = registeredDay + between(rng, 190, 230);
    const end = difficulty === 'camouflaged' ? { lastActiveDay: last } : { dissolvedDay: last + between(rng, 10, 60) };
    const plan = shellFirm(ground, {
      registeredDay,
      ...end,
      activity: 0,
      taxShare: 0.002,
      vatPaidShare: between(rng, 2, 14) / 1000,
      roles: [
        { holder: head, role: 'executive' },
        { holder: head, role: 'founder', share: 100 },
      ],
    });
    sell(ground, ground.company(plan, 'trader'), Math.max(registeredDay + 40, PERIOD_START + 64), last);
  }
}

function sell(ground: Ground, trader: number, from: number, to: number): void {
  const { rng } = ground;
  const account = ground.firmAccount(trader);
  const goods = pick(rng, ['мобильные телефоны', 'электроника', 'запасные части']);
  const sales = 6;
  for (let k = 0; k < sales; k += 1) {
    const day = from + Math.floor(((to - from - 20) * k) / sales);
    const buyer = ground.outsider();
    const amountMinor = tenge(between(rng, 60, 250) * 100_000);
    const vatMinor = Math.round((amountMinor * 16) / 116);
    const pays = ground.invoice({ day, seller: trader, buyer, amountMinor, vatMinor, goods });
    const second = workSecond(rng, day + between(rng, 1, 6));
    ground.transfer(second, ground.firmAccount(buyer), account, amountMinor, `Оплата за ${goods}`, { pays });
    const onward = Math.floor((amountMinor * 0.98) / 100_000) * 100_000;
    ground.transfer(
      second + between(rng, 5, 60) * HOUR,
      account,
      ground.firmAccount(ground.outsider()),
      onward,
      'Оплата поставщику',
    );
  }
}
