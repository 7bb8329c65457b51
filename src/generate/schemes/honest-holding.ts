import { monthStarts, officeSecond, PERIOD_START, workdayFrom } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between } from '../random.ts';
import { office, plainFirm, tenge } from '../scheme-parts.ts';

/** A holding: three levels of ownership, one address, a few directors for all, loans inside and dividends upward. */
export const honestHolding: SchemeKind = { kind: 'honest-holding', plant };

function plant(ground: Ground): void {
  const { rng } = ground;
  const address = office(ground);
  const owner = ground.person('owner');
  const directors = [ground.person('director'), ground.person('director')];
  const size = between(rng, 7, 8 + Math.round(2 * ground.scale));
  const firms: number[] = [];
  const parents: number[] = [];
  for (let k = 0; k < size; k += 1) {
    const registeredDay = PERIOD_START - 3200 + k * 150 + between(rng, 0, 90);
    const parent = k === 0 ? -1 : firms[Math.floor((k - 1) / 2)]!;
    const holder =
      k === 0 ? ({ kind: 'person', index: owner } as const) : ({ kind: 'company', index: parent } as const);
    const roles: Tenure[] = [
      { holder: { kind: 'person', index: directors[k % 2]! }, role: 'executive', from: registeredDay },
      { holder, role: 'founder', share: 100, from: registeredDay },
    ];
    const sizeClass = k === 0 ? 'large' : k < 3 ? 'medium' : 'small';
    const plan = plainFirm(ground, {
      registeredDay,
      roles,
      sizeClass,
      address: { ...address, unit: address.unit + k },
    });
    firms.push(ground.company(plan, k === 0 ? 'parent' : 'subsidiary'));
    parents.push(parent);
  }
  for (const month of monthStarts()) {
    for (let k = 1; k < size; k += 1) {
      if (rng() < 0.45) continue;
      const down = rng() < 0.6;
      const [from, to] = down ? [parents[k]!, firms[k]!] : [firms[k]!, parents[k]!];
      const second = officeSecond(rng, workdayFrom(month + between(rng, 1, 24)));
      const purpose = down ? 'Внутригрупповой заём' : month % 3 === 0 ? 'Дивиденды' : 'Возврат внутригруппового займа';
      ground.transfer(
        second,
        ground.firmAccount(from),
        ground.firmAccount(to),
        tenge(between(rng, 2, 40) * 1_000_000),
        purpose,
      );
    }
  }
}
