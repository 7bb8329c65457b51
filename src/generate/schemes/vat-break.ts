import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { HOUR, plainFirm, shellFirm, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A firm sells with value-added tax and buys without: the tax its customers deduct was never charged before it. Cut up:
 * the purchases go to many small sellers. Camouflaged: a quarter of the purchases do carry the tax.
 */
export const vatBreak: SchemeKind = { kind: 'vat-break', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const rest = { activity: 0.02, taxShare: 0.008 };
  const breaker = ground.company(
    hidden ? plainFirm(ground, { ...rest, sizeClass: 'micro' }) : shellFirm(ground, rest),
    'breaker',
  );
  const account = ground.firmAccount(breaker);
  const goods = pick(rng, ['лом металлов', 'строительные материалы', 'зерно']);
  for (let k = 0; k < 8; k += 1) {
    const day = PERIOD_START + 75 + k * 26 + between(rng, 0, 10);
    const buyer = ground.outsider();
    const amountMinor = tenge(between(rng, 30, 160) * 100_000);
    const vatMinor = Math.round((amountMinor * 16) / 116);
    const sale = ground.invoice({ day, seller: breaker, buyer, amountMinor, vatMinor, goods });
    const second = workSecond(rng, day + between(rng, 2, 12));
    ground.transfer(second, ground.firmAccount(buyer), account, amountMinor, `Оплата за ${goods}, в т.ч. НДС`, {
      pays: sale,
    });
    const taxed = hidden && k % 4 === 0;
    const spent = Math.floor((amountMinor * 0.93) / 100_000) * 100_000;
    splitSum(rng, spent, difficulty === 'split' ? 4 : 1).forEach((part, j) => {
      const seller = ground.outsider();
      const vat = taxed ? Math.round((part * 16) / 116) : 0;
      const bought = ground.invoice({ day: day + 1, seller, buyer: breaker, amountMinor: part, vatMinor: vat, goods });
      const text = taxed ? `Оплата за ${goods}, в т.ч. НДС` : `Оплата за ${goods}, без НДС`;
      ground.transfer(second + (20 + j * 9) * HOUR, account, ground.firmAccount(seller), part, text, { pays: bought });
    });
  }
}
