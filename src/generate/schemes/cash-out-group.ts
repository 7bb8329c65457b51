import { cityOf } from '../addresses.ts';
import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import {
  excuse,
  HOUR,
  passAlong,
  plainFirm,
  shellFirm,
  soleHead,
  someOfficeSecond,
  splitSum,
  tenge,
} from '../scheme-parts.ts';

/**
 * Firms that want cash pay a shell for nothing; it hands the money to drop cards, which are emptied at one cash machine.
 * Cut up: a second shell, more cards, smaller withdrawals. Camouflaged: slower, over more than a week.
 */
export const cashOutGroup: SchemeKind = { kind: 'cash-out-group', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  // In a country of full size a group has about fifteen firms.
  const size = between(rng, 3, 5) + Math.round(4 * (ground.scale - 1));
  const payers = Array.from({ length: size }, () => ground.company(plainFirm(ground), 'payer'));
  const organiser = ground.person('organiser');
  const shells = Array.from({ length: difficulty === 'plain' ? 1 : 2 }, () => {
    const registeredDay = PERIOD_START - between(rng, 20, 120);
    return ground.company(shellFirm(ground, { registeredDay, roles: soleHead(organiser, registeredDay) }), 'shell');
  });
  const city = cityOf(rng);
  const machine = ground.extra('atm', undefined, '', city);
  const drops = Array.from({ length: difficulty === 'split' ? 8 : between(rng, 4, 6) }, () => {
    const person = ground.person('drop');
    return { person, card: ground.extra('card', { kind: 'person', index: person }) };
  });
  const waves = 2;
  for (let wave = 0; wave < waves; wave += 1) {
    for (const payer of payers) {
      const start = someOfficeSecond(rng, 40, 40);
      const path = [ground.firmAccount(payer), ...shells.map((shell) => ground.firmAccount(shell))];
      const slow = difficulty === 'camouflaged';
      const arrived = passAlong(ground, path, start, tenge(between(rng, 6, 26) * 1_000_000), {
        keep: [0.95, 0.99],
        gapHours: slow ? [20, 60] : [2, 14],
      });
      const toCards = Math.ceil((arrived.amountMinor * (0.93 + rng() * 0.05)) / 100_000) * 100_000;
      const parts = splitSum(rng, toCards, drops.length);
      const handed = arrived.second + between(rng, slow ? 20 * HOUR : HOUR, slow ? 48 * HOUR : 8 * HOUR);
      const cashed = handed + between(rng, slow ? 24 * HOUR : 2 * HOUR, slow ? 60 * HOUR : 20 * HOUR);
      drops.forEach(({ person, card }, k) => {
        ground.transfer(handed + k * 67, path[path.length - 1]!, card, parts[k]!, excuse(rng), { channel: 'transfer' });
        const draws = splitSum(rng, Math.round((parts[k]! * 0.98) / 100_000) * 100_000, difficulty === 'split' ? 3 : 1);
        // In the plain case the crew stands at the machine together.
        const gap = difficulty === 'plain' ? 110 : 2100;
        draws.forEach((amount, j) => {
          const rest = { channel: 'atm', payer: person } as const;
          ground.transfer(cashed + k * gap + j * 420, card, machine, amount, 'Снятие наличных', rest);
        });
      });
    }
  }
}
