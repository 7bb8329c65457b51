import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, shellFirm, someOfficeSecond, tenge, workSecond } from '../scheme-parts.ts';

/**
 * Cash is taken in sums just under the ten million from which banks report, several times a week. Cut up: from two
 * accounts by turns. Camouflaged: three times only, some per cent further below, among ordinary payments.
 */
export const structuring: SchemeKind = { kind: 'structuring', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const accounts = difficulty === 'split' ? 2 : 1;
  const firm = ground.company(shellFirm(ground, { accounts }), 'firm');
  const desk = ground.extra('cash');
  const start = someOfficeSecond(rng, 80, 40);
  const count = hidden ? 3 : between(rng, 4, 6);
  for (let k = 0; k < count; k += 1) {
    const account = ground.firmAccount(firm, k % accounts);
    const amount = tenge(between(rng, hidden ? 8700 : 9300, hidden ? 9600 : 9990) * 1000);
    const second = start + Math.floor((k * 6 * 24 * HOUR) / count);
    ground.transfer(
      second,
      ground.firmAccount(ground.outsider('large')),
      account,
      Math.round(amount * 1.02),
      excuse(rng),
    );
    ground.transfer(second + 3 * HOUR, account, desk, amount, 'Снятие наличных', { channel: 'cash' });
  }
  for (let k = hidden ? 8 : 0; k > 0; k -= 1) {
    const amount = tenge(between(rng, 2, 40) * 100_000);
    const second = workSecond(rng, PERIOD_START + 85 + k * 25);
    ground.transfer(
      second,
      ground.firmAccount(ground.outsider('large')),
      ground.firmAccount(firm),
      amount,
      excuse(rng),
    );
    ground.transfer(
      second + 90 * HOUR,
      ground.firmAccount(firm),
      ground.firmAccount(ground.outsider('large')),
      Math.round(amount * 0.9),
      excuse(rng),
    );
  }
}
