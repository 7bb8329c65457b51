import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, shellFirm, someOfficeSecond, splitSum, tenge } from '../scheme-parts.ts';

/**
 * Sums from several firms come together at one and leave it for several people within days. Cut up: two payments from
 * each. Camouflaged: over more than a week, under the name of wages.
 */
export const gatherScatter: SchemeKind = { kind: 'gather-scatter', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const hub = ground.firmAccount(ground.company(shellFirm(ground, hidden ? { employees: 6 } : {}), 'hub'));
  const sources = Array.from({ length: between(rng, 4, 6) }, () => ground.firmAccount(ground.outsider()));
  const receivers = Array.from({ length: between(rng, 4, 7) }, () => ground.person('receiver'));
  const start = someOfficeSecond(rng, 75, 30);
  const total = tenge(between(rng, 9, 40) * 1_000_000);
  const rounds = difficulty === 'split' ? 2 : 1;
  const span = (hidden ? 90 : 30) * HOUR;
  const parts = sources.length * rounds;
  splitSum(rng, total, parts).forEach((part, k) => {
    const second = start + Math.floor(((k + rng()) * span) / parts);
    ground.transfer(second, sources[k % sources.length]!, hub, part, excuse(rng));
  });
  const out = splitSum(rng, Math.floor((total * 0.96) / 100_000) * 100_000, receivers.length * rounds);
  out.forEach((part, k) => {
    const second = start + span + 4 * HOUR + Math.floor(((k + rng()) * span) / out.length);
    const receiver = ground.personAccount(receivers[k % receivers.length]!);
    ground.transfer(second, hub, receiver, part, hidden ? 'Заработная плата' : 'Выплата по договору займа');
  });
}
