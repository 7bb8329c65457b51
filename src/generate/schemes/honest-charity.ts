import { officeSecond, PERIOD_START, shoppingSecond, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { plainFirm, tenge } from '../scheme-parts.ts';

/** A charity: very many small gifts, and a grant paid once a quarter. */
export const honestCharity: SchemeKind = { kind: 'honest-charity', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const fund = ground.company(
    plainFirm(ground, {
      legalForm: 'ОФ',
      oked: '94991',
      word: 'Мейірім Шуағы',
      sizeClass: 'micro',
      activity: 0,
      taxShare: 0.01,
    }),
    'fund',
  );
  const account = ground.firmAccount(fund);
  for (let quarter = 0; quarter < 4; quarter += 1) {
    const first = PERIOD_START + quarter * 90;
    let sum = 0;
    for (let k = 0; k < Math.round(45 * ground.scale); k += 1) {
      const amount = tenge(pick(rng, [500, 1000, 2000, 5000, 5000, 10_000, 20_000]));
      sum += amount;
      const giver = ground.personAccount(ground.passer());
      ground.transfer(
        shoppingSecond(rng, first + between(rng, 0, 75)),
        giver,
        account,
        amount,
        'Благотворительная помощь',
        { channel: 'p2p' },
      );
    }
    const clinic = ground.firmAccount(ground.outsider());
    const paid = Math.floor((sum * 0.85) / 100_000) * 100_000;
    ground.transfer(officeSecond(rng, workdayFrom(first + 82)), account, clinic, paid, 'Оплата лечения подопечных');
  }
}
