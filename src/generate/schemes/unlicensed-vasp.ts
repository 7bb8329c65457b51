import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, shellFirm, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A firm turns what comes in into crypto-assets at a provider that is on no register. Cut up: in small parts over several
 * days. Camouflaged: half of the money pays for wares.
 */
export const unlicensedVasp: SchemeKind = { kind: 'unlicensed-vasp', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const account = ground.firmAccount(ground.company(shellFirm(ground), 'client'));
  const provider = ground.person('provider');
  const vasp = ground.extra('wallet', { kind: 'person', index: provider }, 'vasp-offshore');
  for (let k = 0; k < 4; k += 1) {
    const second = workSecond(rng, PERIOD_START + 80 + k * 45 + between(rng, 0, 20));
    const amount = tenge(between(rng, 4, 25) * 1_000_000);
    ground.transfer(second, ground.firmAccount(ground.outsider()), account, amount, excuse(rng));
    const share = difficulty === 'camouflaged' ? 0.45 : 0.96;
    const sent = Math.floor((amount * share) / 100_000) * 100_000;
    splitSum(rng, sent, difficulty === 'split' ? 5 : 1).forEach((part, j) => {
      ground.transfer(second + (5 + j * 20) * HOUR, account, vasp, part, 'USDT', { channel: 'crypto' });
    });
    if (difficulty !== 'camouflaged') continue;
    ground.transfer(
      second + 70 * HOUR,
      account,
      ground.firmAccount(ground.outsider()),
      Math.round(amount / 2),
      excuse(rng),
    );
  }
}
