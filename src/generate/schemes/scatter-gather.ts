import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, shellFirm, someOfficeSecond, splitSum, tenge } from '../scheme-parts.ts';

/**
 * A sum is split over middlemen who do not know each other and put together again at one receiver. Cut up: each part goes
 * in two. Camouflaged: over more than a week, and every middleman keeps a few per cent.
 */
export const scatterGather: SchemeKind = { kind: 'scatter-gather', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const source = ground.firmAccount(ground.company(shellFirm(ground), 'source'));
  const sink = ground.firmAccount(ground.company(shellFirm(ground), 'sink'));
  const middle = Array.from({ length: between(rng, 4, 7) }, () => ground.person('middle'));
  const start = someOfficeSecond(rng, 75, 30);
  const total = tenge(between(rng, 8, 40) * 1_000_000);
  ground.transfer(
    start - 5 * HOUR,
    ground.firmAccount(ground.outsider()),
    source,
    Math.round(total * 1.02),
    excuse(rng),
  );
  const rounds = difficulty === 'split' ? 2 : 1;
  const span = (hidden ? 80 : 30) * HOUR;
  splitSum(rng, total, middle.length * rounds).forEach((part, k) => {
    const account = ground.personAccount(middle[k % middle.length]!);
    const second = start + Math.floor(((k + rng()) * span) / (middle.length * rounds));
    ground.transfer(second, source, account, part, 'Выплата по договору ГПХ');
    const onward = Math.floor((part * (hidden ? 0.93 + rng() * 0.03 : 0.99)) / 100_000) * 100_000;
    const later = second + Math.floor((hidden ? 40 + rng() * 80 : 3 + rng() * 24) * HOUR);
    ground.transfer(later, account, sink, onward, 'Возврат займа', { channel: 'p2p' });
  });
}
