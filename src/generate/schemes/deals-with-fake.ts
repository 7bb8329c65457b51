import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, plainFirm, shellFirm, soleHead, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * Firms deduct the invoices of one that a court holds to be fake, after the day from which it says so. Cut up: in many
 * small payments. Camouflaged: among a regular business of their own, one payment each.
 */
export const dealsWithFake: SchemeKind = { kind: 'deals-with-fake', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const registeredDay = PERIOD_START - between(rng, 40, 200);
  const illegalFrom = PERIOD_START + between(rng, 10, 60);
  const reference = `решение суда № ${between(rng, 100, 999)}/2026`;
  const fake = ground.company(
    shellFirm(ground, {
      registeredDay,
      activity: 0,
      roles: soleHead(ground.person(), registeredDay),
      lists: [{ list: 'PSEUDO_COMPANY', from: illegalFrom, reference }],
    }),
    'fake',
  );
  const account = ground.firmAccount(fake);
  for (let k = between(rng, 2, 3); k > 0; k -= 1) {
    const buyer = ground.company(plainFirm(ground, { sizeClass: 'micro' }), 'buyer');
    const total = tenge(between(rng, 40, 150) * 100_000);
    const parts = { plain: 2, split: 5, camouflaged: 1 }[difficulty];
    splitSum(rng, total, parts).forEach((amountMinor) => {
      const day = illegalFrom + between(rng, 10, 240);
      const vatMinor = Math.round((amountMinor * 16) / 116);
      const pays = ground.invoice({ day, seller: fake, buyer, amountMinor, vatMinor, goods: 'услуги' });
      const second = workSecond(rng, day + 2);
      ground.transfer(second, ground.firmAccount(buyer), account, amountMinor, excuse(rng), { pays });
      // Most of it goes back in private, off the books.
      const back = Math.floor((amountMinor * 0.9) / 100_000) * 100_000;
      ground.transfer(
        second + between(rng, 4, 40) * HOUR,
        account,
        ground.personAccount(ground.passer()),
        back,
        excuse(rng),
      );
    });
  }
}
