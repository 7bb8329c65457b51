import { DAY_SECONDS, monthStarts, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { HOUR, plainFirm, tenge } from '../scheme-parts.ts';

/** A works pays its people, and after the shift they queue at the cash machine by the gate: a crew only to the eye. */
export const honestPaydayMachine: SchemeKind = { kind: 'honest-payday-machine', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const works = ground.company(plainFirm(ground, { oked: '25110', sizeClass: 'small', employees: 60 }), 'works');
  const machine = ground.extra('atm');
  const staff = Array.from({ length: Math.round(9 * ground.scale) }, () => {
    const person = ground.person('worker');
    return { person, account: ground.personAccount(person), wage: tenge(between(rng, 190, 420) * 1000) };
  });
  for (const month of monthStarts()) {
    const day = workdayFrom(month + 9);
    staff.forEach(({ person, account, wage }, k) => {
      const paid = day * DAY_SECONDS + 10 * HOUR + k * 2;
      ground.transfer(paid, ground.firmAccount(works), account, wage, 'Заработная плата');
      if (rng() < 0.35) return;
      const cash = Math.floor((wage * (0.1 + rng() * 0.3)) / 500_000) * 500_000;
      const second = day * DAY_SECONDS + 17 * HOUR + between(rng, 0, 2400);
      ground.transfer(second, account, machine, cash, 'Снятие наличных', { channel: 'atm', payer: person });
    });
  }
}
