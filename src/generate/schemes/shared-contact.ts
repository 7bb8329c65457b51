import { PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, shellFirm, soleHead } from '../scheme-parts.ts';

/**
 * Firms without any common owner, head or room are reached by one telephone and one mailbox: one hand runs them. Cut up:
 * a telephone for some, a mailbox for the others, both for one. Camouflaged: only the device they bank from is the same.
 */
export const sharedContact: SchemeKind = { kind: 'shared-contact', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const size = difficulty === 'split' ? 5 : between(rng, 4, 5);
  const key = between(rng, 1_000_000, 9_999_999);
  const phone = `+7701${key}`;
  const email = `kontora-${key.toString(36)}@pochta.example`;
  for (let k = 0; k < size; k += 1) {
    const registeredDay = PERIOD_START - between(rng, 20, 600);
    const shared =
      difficulty === 'plain'
        ? { phone, email }
        : difficulty === 'split'
          ? { ...(k <= 2 ? { phone } : {}), ...(k >= 2 ? { email } : {}) }
          : { contacts: [{ kind: 'device', value: `dev-${key.toString(16)}` } as const] };
    const roles = soleHead(ground.person(), registeredDay);
    const firm = ground.company(shellFirm(ground, { registeredDay, roles, ...shared }), 'member');
    littleBusiness(ground, firm, difficulty === 'camouflaged' ? 6 : 2);
  }
}
