import { dayOf, officeSecond, PERIOD_END, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between } from '../random.ts';
import { office, passAlong, shellFirm, soleHead, someOfficeSecond, tenge } from '../scheme-parts.ts';

/**
 * Young firms under one or two straw heads at one office with one telephone, that hand other people's money on to each
 * other; some are listed as fake. Cut up: two heads in two offices. Camouflaged: offices of their own, staff.
 */
export const shellCluster: SchemeKind = { kind: 'shell-cluster', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const size = between(rng, 6, 7 + Math.round(4 * ground.scale));
  const organiser = ground.person('organiser');
  const nominees = [ground.person('nominee')];
  if (difficulty === 'split') nominees.push(ground.person('nominee'));
  const base = office(ground);
  const phone = `+7700${between(rng, 1_000_000, 9_999_999)}`;
  const firstDay = dayOf(2025, 9, 1) + between(rng, 0, 60);
  const shells: number[] = [];
  for (let k = 0; k < size; k += 1) {
    const group = k % nominees.length;
    const registeredDay = firstDay + (difficulty === 'plain' ? between(rng, 0, 6) : k * between(rng, 1, 4));
    const roles: Tenure[] = soleHead(nominees[group]!, registeredDay);
    if (k < 2) roles[1] = { ...roles[1]!, holder: { kind: 'person', index: organiser } };
    const address = difficulty === 'camouflaged' ? office(ground) : { ...base, unit: base.unit + group };
    const listed = k % 4 === 3;
    const plan = shellFirm(ground, { registeredDay, roles, address, addressLanguage: 'ru', phone });
    if (listed) {
      // The list says since when its activity is held to be illegal: before the money came.
      const from = Math.max(registeredDay + 10, PERIOD_START + 40);
      plan.lists = [{ list: 'PSEUDO_COMPANY', from, reference: `решение суда № ${between(rng, 100, 999)}/2026` }];
    }
    shells.push(ground.company(plan, 'shell'));
  }
  const rounds = Math.round(6 * ground.scale);
  for (let k = 0; k < rounds; k += 1) {
    const start = someOfficeSecond(rng, 95, 40);
    const length = Math.min(shells.length, between(rng, 3, 4));
    const first = between(rng, 0, shells.length - 1);
    const chain = Array.from({ length }, (_, i) => ground.firmAccount(shells[(first + i) % shells.length]!));
    const payer = ground.firmAccount(ground.outsider('large'));
    const receiver = ground.firmAccount(ground.outsider('large'));
    const amount = tenge(between(rng, 8, 45) * 1_000_000);
    passAlong(ground, [payer, ...chain, receiver], start, amount, {
      keep: difficulty === 'plain' ? [0.98, 1] : [0.94, 0.99],
      gapHours: difficulty === 'plain' ? [1, 12] : [3, 22],
    });
  }
  if (difficulty !== 'camouflaged') return;
  for (const shell of shells) {
    const account = ground.firmAccount(shell);
    const second = officeSecond(rng, PERIOD_END - between(rng, 20, 200));
    ground.transfer(
      second,
      account,
      ground.firmAccount(ground.outsider('large')),
      tenge(between(rng, 50, 300) * 1000),
      'Аренда офиса',
    );
  }
}
