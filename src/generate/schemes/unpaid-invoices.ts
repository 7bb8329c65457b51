import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, plainFirm, shellFirm, tenge, workSecond } from '../scheme-parts.ts';

/**
 * Invoices are issued so that a buyer can deduct them, and never paid. Cut up: many small ones, a few of them paid.
 * Camouflaged: a third is paid, and some of the money goes to somebody else than the seller.
 */
export const unpaidInvoices: SchemeKind = { kind: 'unpaid-invoices', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const seller = ground.company(shellFirm(ground), 'seller');
  const buyer = ground.company(plainFirm(ground, { sizeClass: 'small' }), 'buyer');
  littleBusiness(ground, seller, 2);
  const count = { plain: 5, split: 14, camouflaged: 9 }[difficulty];
  const stranger = ground.firmAccount(ground.outsider());
  for (let k = 0; k < count; k += 1) {
    const day = PERIOD_START + 70 + Math.floor((k * 170) / count) + between(rng, 0, 8);
    const amountMinor = tenge(Math.round((between(rng, 300, 900) * 100_000) / count));
    const vatMinor = Math.round((amountMinor * 16) / 116);
    const pays = ground.invoice({ day, seller, buyer, amountMinor, vatMinor, goods: 'консультационные услуги' });
    const second = workSecond(rng, day + between(rng, 5, 40));
    const from = ground.firmAccount(buyer);
    const paid = difficulty === 'split' ? k % 5 === 0 : difficulty === 'camouflaged' && k % 3 === 0;
    if (paid)
      ground.transfer(second, from, ground.firmAccount(seller), amountMinor, 'Оплата по счёту-фактуре', { pays });
    if (difficulty === 'camouflaged' && k % 3 === 1) {
      ground.transfer(second, from, stranger, amountMinor, 'Оплата по письму за третье лицо', { pays });
    }
  }
}
