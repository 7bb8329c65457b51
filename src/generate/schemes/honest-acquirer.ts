import { DAY_SECONDS, isWorkday, PERIOD_DAYS, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, logNormal } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A card acquirer that receives from a processing bank and pays the merchants at the next settlement, some days later. */
export const honestAcquirer: SchemeKind = { kind: 'honest-acquirer', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const acquirer = ground.company(
    plainFirm(ground, {
      oked: '66190',
      sizeClass: 'large',
      activity: 0.01,
      word: 'Эквайринг Орталығы',
      lists: [{ list: 'PAYMENT_ORGANISATION' }],
    }),
    'acquirer',
  );
  const account = ground.firmAccount(acquirer);
  const bank = ground.firmAccount(ground.outsider());
  const shops = Array.from({ length: between(rng, 8, 11) }, () =>
    ground.company(plainFirm(ground, { oked: '56101', activity: 0.5 }), 'merchant'),
  );
  let owed: number[] = [];
  for (let d = 0; d < PERIOD_DAYS; d += Math.max(4, Math.round(9 / ground.scale))) {
    const day = PERIOD_START + d;
    if (!isWorkday(day)) continue;
    const amounts = shops.map(() => tenge(Math.round(logNormal(rng, 350, 0.5)) * 1000));
    const sum = amounts.reduce((a, b) => a + b, 0);
    ground.transfer(
      day * DAY_SECONDS + 5 * 3600,
      bank,
      account,
      Math.round(sum * 1.01),
      'Возмещение по операциям с картами',
    );
    owed.forEach((amount, k) => {
      const second = day * DAY_SECONDS + 7 * 3600 + k * 2;
      ground.transfer(second, account, ground.firmAccount(shops[k]!), amount, 'Возмещение торговой выручки');
    });
    owed = amounts;
  }
}
