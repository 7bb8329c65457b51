import { dayOf } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, plainFirm, shellFirm, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A small firm takes more cash in a calendar month than its size is allowed. Cut up: at three banks, under the cap at each
 * of them. Camouflaged: just about the cap, and as much again is spent without cash.
 */
export const cashCap: SchemeKind = { kind: 'cash-cap', plant };

/** Tenge a month from 2026 on for a small entity. */
const CAP = 20_000_000;

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const hidden = difficulty === 'camouflaged';
  const accounts = difficulty === 'plain' ? 1 : 3;
  const rest = { sizeClass: 'small', employees: between(rng, 18, 60), accounts, activity: 0.05 } as const;
  const firm = ground.company(hidden ? plainFirm(ground, rest) : shellFirm(ground, rest), 'firm');
  const desk = ground.extra('cash');
  for (let month = 2; month <= 6; month += 1) {
    const day = dayOf(2026, month, between(rng, 2, 9));
    const total = tenge(Math.round(CAP * (hidden ? 1.02 + rng() * 0.1 : 1.2 + rng() * 0.8)));
    splitSum(rng, total, 6).forEach((part, k) => {
      const account = ground.firmAccount(firm, k % accounts);
      const second = workSecond(rng, day + k * 2);
      const come = Math.ceil((part * (hidden ? 2.1 : 1.03)) / 100_000) * 100_000;
      ground.transfer(second, ground.firmAccount(ground.outsider()), account, come, excuse(rng));
      const text = 'Снятие наличных на закуп сельхозпродукции';
      ground.transfer(second + between(rng, 1, 5) * HOUR, account, desk, part, text, { channel: 'cash' });
      if (!hidden) return;
      const spent = Math.floor(come / 2 / 100_000) * 100_000;
      ground.transfer(second + 60 * HOUR, account, ground.firmAccount(ground.outsider()), spent, excuse(rng));
    });
  }
}
