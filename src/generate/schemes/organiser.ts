import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between } from '../random.ts';
import { excuse, HOUR, shellFirm, soleHead, splitSum, tenge, workSecond } from '../scheme-parts.ts';

/**
 * One person keeps the papers of shells with straw heads, and all money meant for the cards of drops goes over that
 * person's account. Cut up: two accounts by turns. Camouflaged: no paper names the person; the shells share a telephone.
 */
export const organiser: SchemeKind = { kind: 'organiser', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const person = ground.person('organiser');
  const phone = `+7708${between(rng, 1_000_000, 9_999_999)}`;
  const shells = Array.from({ length: between(rng, 4, 5) }, () => {
    const registeredDay = PERIOD_START - between(rng, 20, 140);
    const roles: Tenure[] = soleHead(ground.person('nominee'), registeredDay);
    const keeper: Tenure = { holder: { kind: 'person', index: person }, role: 'accountant', from: registeredDay };
    if (difficulty !== 'camouflaged') roles.push({ ...keeper, role: 'representative' }, keeper);
    return ground.company(shellFirm(ground, { registeredDay, roles, phone }), 'shell');
  });
  const hubs = Array.from({ length: difficulty === 'split' ? 2 : 1 }, () =>
    ground.extra('card', { kind: 'person', index: person }),
  );
  const machine = ground.extra('atm');
  const drops = Array.from({ length: 3 }, () => {
    const drop = ground.person('drop');
    return { drop, card: ground.extra('card', { kind: 'person', index: drop }) };
  });
  shells.forEach((shell, s) => {
    for (let k = 0; k < 2; k += 1) {
      const account = ground.firmAccount(shell);
      const second = workSecond(rng, PERIOD_START + 80 + k * 100 + between(rng, 0, 60));
      const amount = tenge(between(rng, 3, 15) * 1_000_000);
      ground.transfer(second, ground.firmAccount(ground.outsider()), account, amount, excuse(rng));
      const hub = hubs[(s + k) % hubs.length]!;
      const passed = Math.floor((amount * 0.96) / 100_000) * 100_000;
      ground.transfer(second + 5 * HOUR, account, hub, passed, excuse(rng));
      splitSum(rng, Math.floor((passed * 0.9) / 100_000) * 100_000, drops.length).forEach((part, j) => {
        const { drop, card } = drops[j]!;
        const handed = second + (9 + j) * HOUR;
        ground.transfer(handed, hub, card, part, 'Перевод', { channel: 'p2p' });
        const rest = { channel: 'atm', payer: drop } as const;
        ground.transfer(handed + between(rng, 4, 30) * HOUR, card, machine, part, 'Снятие наличных', rest);
      });
    }
  });
}
