import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, shellFirm, soleHead, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * All roads of a cluster of shells lead to one person, who turns the money into cash or crypto-assets. Cut up: the sums
 * leave in parts. Camouflaged: the half of them goes to suppliers.
 */
export const exitNode: SchemeKind = { kind: 'exit-node', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const nominee = ground.person('nominee');
  const shells = Array.from({ length: between(rng, 4, 5) }, () => {
    const registeredDay = PERIOD_START - between(rng, 20, 140);
    return ground.company(shellFirm(ground, { registeredDay, roles: soleHead(nominee, registeredDay) }), 'shell');
  });
  const exit = ground.person('exit');
  const card = ground.extra('card', { kind: 'person', index: exit });
  const vasp = rng() < 0.5;
  const outlet = vasp ? ground.extra('wallet', undefined, 'vasp-offshore') : ground.extra('atm');
  const rest = vasp ? ({ channel: 'crypto' } as const) : ({ channel: 'atm', payer: exit } as const);
  const parts = difficulty === 'split' ? 3 : 1;
  for (const shell of shells) {
    const account = ground.firmAccount(shell);
    for (let k = 0; k < 2; k += 1) {
      const second = workSecond(rng, PERIOD_START + 80 + k * 100 + between(rng, 0, 60));
      const amount = tenge(between(rng, 3, 18) * 1_000_000);
      ground.transfer(second, ground.firmAccount(ground.outsider()), account, amount, excuse(rng));
      const share = difficulty === 'camouflaged' ? 0.48 : 0.95;
      splitSum(rng, Math.floor((amount * share) / 100_000) * 100_000, parts).forEach((part, j) => {
        const at = second + (4 + j * 12) * HOUR;
        ground.transfer(at, account, card, part, excuse(rng));
        const out = Math.floor((part * 0.98) / 100_000) * 100_000;
        ground.transfer(at + between(rng, 2, 20) * HOUR, card, outlet, out, vasp ? 'USDT' : 'Снятие наличных', rest);
      });
      if (difficulty !== 'camouflaged') continue;
      ground.transfer(
        second + 90 * HOUR,
        account,
        ground.firmAccount(ground.outsider()),
        Math.round(amount * 0.45),
        excuse(rng),
      );
    }
  }
}
