import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { excuse, HOUR, plainFirm, shellFirm, soleHead, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A firm registered here has all its accounts in another country, out of sight of the banks here. Cut up: two accounts in
 * two countries. Camouflaged: an older firm with staff and regular customers.
 */
export const accountAbroad: SchemeKind = { kind: 'account-abroad', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const plan = hidden ? plainFirm(ground, { sizeClass: 'micro' }) : shellFirm(ground);
  const firm = ground.company(
    { ...plan, accounts: 0, activity: 0, roles: soleHead(ground.person('head'), plan.registeredDay) },
    'firm',
  );
  const holder = { kind: 'company', index: firm } as const;
  const countries = difficulty === 'split' ? ['AE', 'GE'] : [pick(rng, ['AE', 'GE', 'TR'])];
  const accounts = countries.map((country) => ground.extra('bank', holder, `abroad-${country}`));
  const customers = Array.from({ length: hidden ? 3 : 6 }, () => ground.firmAccount(ground.outsider()));
  for (let k = 0; k < 6; k += 1) {
    const account = accounts[k % accounts.length]!;
    const second = workSecond(rng, PERIOD_START + 80 + k * 38 + between(rng, 0, 15));
    const amount = tenge(between(rng, 30, 200) * 100_000);
    ground.transfer(second, customers[k % customers.length]!, account, amount, excuse(rng));
    const spent = Math.floor((amount * (hidden ? 0.7 : 0.96)) / 100_000) * 100_000;
    splitSum(rng, spent, 2).forEach((part, j) => {
      const later = second + (hidden ? 120 + j * 60 : 10 + j * 20) * HOUR;
      ground.transfer(later, account, ground.firmAccount(ground.outsider()), part, excuse(rng));
    });
  }
}
