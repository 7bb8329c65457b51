import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, office, shellFirm, soleHead } from '../scheme-parts.ts';

/**
 * Whoever ran a firm that is on the list of fake ones goes on with another. Cut up: a straw head, but the room and the
 * telephone are those of the listed firm. Camouflaged: a firm between the two shares the head with one and the telephone
 * with the other.
 */
export const listedLink: SchemeKind = { kind: 'listed-link', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const head = ground.person();
  const address = office(ground);
  const phone = `+7702${between(rng, 1_000_000, 9_999_999)}`;
  const since = PERIOD_START - between(rng, 500, 900);
  const lists = [
    { list: 'PSEUDO_COMPANY', from: since + 60, reference: `решение суда № ${between(rng, 100, 999)}/2025` },
  ];
  const place = { address, addressLanguage: 'ru', phone } as const;
  ground.company(
    shellFirm(ground, {
      registeredDay: since,
      lastActiveDay: PERIOD_START - 60,
      lists,
      roles: soleHead(head, since),
      ...place,
    }),
    'listed',
  );
  const registeredDay = PERIOD_START - between(rng, 20, 150);
  const own = difficulty === 'plain' ? head : ground.person();
  let rest: { address?: typeof address; addressLanguage?: 'ru'; phone?: string } = {};
  if (difficulty === 'split') rest = place;
  if (difficulty === 'camouflaged') {
    const bridge = `+7705${between(rng, 1_000_000, 9_999_999)}`;
    const middle = shellFirm(ground, { registeredDay, phone: bridge, roles: soleHead(head, registeredDay) });
    littleBusiness(ground, ground.company(middle, 'middle'), 3);
    rest = { phone: bridge };
  }
  const fresh = shellFirm(ground, { registeredDay, roles: soleHead(own, registeredDay), ...rest });
  littleBusiness(ground, ground.company(fresh, 'new'), difficulty === 'camouflaged' ? 6 : 2);
}
