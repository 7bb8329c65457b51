import { monthStarts, officeSecond, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { office, plainFirm, soleHead, tenge } from '../scheme-parts.ts';

/** A law firm that represents many clients; a few of them are registered at its office. */
export const honestLawFirm: SchemeKind = { kind: 'honest-law-firm', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const address = office(ground);
  const lawyer = ground.person('lawyer');
  const base = plainFirm(ground, { oked: '69100', address, sizeClass: 'micro', word: 'Құқық Консалт' });
  const firm = ground.company({ ...base, roles: soleHead(lawyer, base.registeredDay) }, 'law-firm');
  const count = between(rng, 8, 9 + Math.round(3 * ground.scale));
  for (let k = 0; k < count; k += 1) {
    // Who keeps a lawyer has more to pay than the fee.
    const size = { sizeClass: 'small', activity: 1.5 } as const;
    const plan = plainFirm(ground, k < 4 ? { ...size, address } : size);
    const roles = soleHead(ground.person(), plan.registeredDay);
    roles.push({ holder: { kind: 'person', index: lawyer }, role: 'representative', from: plan.registeredDay! + 60 });
    const client = ground.company({ ...plan, roles }, 'client');
    for (const month of monthStarts()) {
      if (rng() < 0.5) continue;
      const second = officeSecond(rng, workdayFrom(month + between(rng, 4, 20)));
      // By the hour, and value-added tax on top: seldom a round sum.
      const fee = tenge(between(rng, 9, 42) * 18_500 * 1.16);
      ground.transfer(second, ground.firmAccount(client), ground.firmAccount(firm), fee, 'Юридические услуги');
    }
  }
}
