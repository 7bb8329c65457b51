import { officeSecond, PERIOD_START, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, shellFirm, splitSum, tenge } from '../scheme-parts.ts';

/** A firm that takes most of its turnover out in cash: over 80 %, camouflaged over 40 %; cut up over several accounts. */
export const cashShare: SchemeKind = { kind: 'cash-share', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const accounts = difficulty === 'split' ? 3 : 1;
  const firm = ground.company(shellFirm(ground, { activity: 0, accounts }), 'casher');
  const desk = ground.extra('cash');
  const share = difficulty === 'camouflaged' ? 0.5 : 0.9;
  for (let month = 0; month < 8; month += 1) {
    const day = workdayFrom(PERIOD_START + 90 + month * 30 + between(rng, 0, 8));
    const account = ground.firmAccount(firm, month % accounts);
    const amount = tenge(between(rng, 4, 15) * 1_000_000);
    const second = officeSecond(rng, day);
    ground.transfer(second, ground.firmAccount(ground.outsider()), account, amount, excuse(rng));
    const cash = Math.floor((amount * share) / 100_000) * 100_000;
    splitSum(rng, cash, difficulty === 'split' ? 5 : 2).forEach((part, k) => {
      const rest = { channel: 'cash' } as const;
      ground.transfer(
        second + (26 + k * 24) * HOUR,
        account,
        desk,
        part,
        'Снятие наличных на хозяйственные нужды',
        rest,
      );
    });
    const paid = amount - cash - Math.floor((amount * 0.02) / 100_000) * 100_000;
    const supplier = ground.firmAccount(ground.outsider());
    ground.transfer(second + 50 * HOUR, account, supplier, paid, 'Оплата за товары');
  }
}
