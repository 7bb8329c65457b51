import { PERIOD_END, PERIOD_START } from '../calendar.ts';
import type { Ground, SchemeKind, Tenure } from '../plan.ts';
import { between } from '../random.ts';
import { littleBusiness, shellFirm } from '../scheme-parts.ts';

/**
 * A firm is handed from one straw man to the next, three times and more within a year. Cut up: heads and founders change
 * by turns. Camouflaged: one change only, but just before the firm is struck off, so that nobody answers for it.
 */
export const controlChurn: SchemeKind = { kind: 'control-churn', plant };

function plant(ground: Ground): void {
  const { rng, difficulty } = ground;
  const registeredDay = PERIOD_START - between(rng, 300, 900);
  const hidden = difficulty === 'camouflaged';
  const dissolvedDay = hidden ? PERIOD_END - between(rng, 20, 80) : undefined;
  const changes = hidden ? [dissolvedDay! - between(rng, 10, 60)] : threeDays(ground);
  const roles: Tenure[] = [];
  for (const role of ['executive', 'founder'] as const) {
    const mine = changes.filter((_, k) => difficulty !== 'split' || (k % 2 === 0) === (role === 'executive'));
    const days = role === 'founder' && difficulty === 'plain' ? [] : mine;
    let since = registeredDay;
    for (const until of [...days, undefined]) {
      const holder = { kind: 'person', index: ground.person() } as const;
      const share = role === 'founder' ? { share: 100 } : {};
      roles.push({ holder, role, ...share, from: since, ...(until === undefined ? {} : { to: until }) });
      since = until ?? since;
    }
  }
  const plan = shellFirm(ground, { registeredDay, roles, ...(hidden ? { dissolvedDay: dissolvedDay! } : {}) });
  const firm = ground.company(plan, 'firm');
  littleBusiness(ground, firm, hidden ? 8 : 3, PERIOD_START + 10, (dissolvedDay ?? PERIOD_END) - 1);
}

/** Three or four days of change within a year, each some weeks after the one before. */
function threeDays({ rng, difficulty }: Ground): number[] {
  const days = [PERIOD_START + between(rng, 20, 60)];
  const count = difficulty === 'split' ? 4 : 3;
  while (days.length < count) days.push(days.at(-1)! + between(rng, 40, 85));
  return days;
}
