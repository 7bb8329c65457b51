import { addressOf, CITIES } from '../addresses.ts';
import { monthStarts, officeSecond, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { plainFirm, soleHead, tenge } from '../scheme-parts.ts';

/** A firm with branches in other cities under one head, one telephone, financed from the head office. */
export const honestBranches: SchemeKind = { kind: 'honest-branches', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const head = ground.person('head');
  const phone = `+7727${between(rng, 2_000_000, 3_999_999)}`;
  const base = plainFirm(ground, { sizeClass: 'medium', phone });
  const main = ground.company({ ...base, roles: soleHead(head, base.registeredDay) }, 'head-office');
  const size = between(rng, 6, 8);
  for (let k = 0; k < size; k += 1) {
    const plan = plainFirm(ground, {
      legalForm: 'Филиал',
      binAttribute: 1,
      phone,
      address: addressOf(rng, 'office', (k + 2) % CITIES.length),
      sizeClass: 'small',
      activity: 0.2,
    });
    const roles = [
      { holder: { kind: 'person', index: head }, role: 'executive', from: plan.registeredDay! },
      { holder: { kind: 'company', index: main }, role: 'founder', share: 100, from: plan.registeredDay! },
    ] as const;
    const branch = ground.company({ ...plan, roles: [...roles] }, 'branch');
    for (const month of monthStarts()) {
      const second = officeSecond(rng, workdayFrom(month + between(rng, 1, 5)));
      const amount = tenge(between(rng, 10, 60) * 100_000);
      ground.transfer(second, ground.firmAccount(main), ground.firmAccount(branch), amount, 'Финансирование филиала');
    }
  }
}
