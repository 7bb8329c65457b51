import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between, pick } from '../random.ts';
import { excuse, office, shellFirm, soleHead, tenge, workSecond } from '../scheme-parts.ts';

/**
 * A firm is struck off with its debts, and weeks later its head does the same business from the same room with the same
 * customers as a new one. Cut up: two new firms share the inheritance. Camouflaged: a straw head; room, telephone and
 * customers stay.
 */
export const phoenix: SchemeKind = { kind: 'phoenix', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const head = ground.person();
  const address = office(ground);
  const phone = `+7700${between(rng, 1_000_000, 9_999_999)}`;
  const oked = pick(rng, ['41201', '46901', '49410']);
  const customers = Array.from({ length: 3 }, () => ground.firmAccount(ground.outsider()));
  const registeredDay = PERIOD_START - between(rng, 400, 900);
  const dissolvedDay = PERIOD_START + between(rng, 70, 120);
  const plan = shellFirm(ground, { registeredDay, dissolvedDay, oked, address, phone, addressLanguage: 'ru' });
  const old = ground.company({ ...plan, roles: soleHead(head, registeredDay) }, 'old');
  serve(ground, old, customers, PERIOD_START + 5, dissolvedDay - 20);
  const heirs = difficulty === 'split' ? 2 : 1;
  for (let k = 0; k < heirs; k += 1) {
    const again = dissolvedDay + between(rng, 5, 60);
    const front = difficulty === 'camouflaged' ? ground.person() : head;
    const rest = difficulty === 'split' && k === 0 ? { phone } : { address, addressLanguage: 'ru' as const };
    const heir = ground.company(
      shellFirm(ground, {
        registeredDay: again,
        oked,
        roles: soleHead(front, again),
        ...rest,
        ...(difficulty === 'camouflaged' ? { phone } : {}),
      }),
      'new',
    );
    serve(ground, heir, customers, again + 15, again + 110);
  }
}

function serve(ground: Ground, company: number, customers: readonly number[], from: number, to: number): void {
  const { rng } = ground;
  for (const customer of customers) {
    for (let k = 0; k < 2; k += 1) {
      const amount = tenge(between(rng, 8, 70) * 100_000);
      const second = workSecond(rng, between(rng, from, to));
      ground.transfer(second, customer, ground.firmAccount(company), amount, excuse(rng));
    }
  }
}
