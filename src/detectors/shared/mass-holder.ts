import { countHeldFirms, heldFirms, heldValues } from '../../graph/held-firms.ts';
import { knownValues } from '../../graph/known-values.ts';
import { stakeRows } from '../../graph/ownership.ts';
import type { Projection } from '../../graph/projection.ts';
import { ROLES } from '../../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from '../detector.ts';
import { GROUPS_ONCE } from './options.ts';

/** Options of the rules on one holder of a role in many firms. */
export const MASS_HOLDER_OPTIONS: Detector['options'] = {
  warn: {
    default: 5,
    unit: 'count',
    ours: false,
    min: 1,
    text: {
      en: 'Firms from which it is a warning',
      kk: 'Ескерту басталатын фирмалар саны',
      ru: 'Число фирм, с которого это предупреждение',
    },
  },
  high: {
    default: 10,
    unit: 'count',
    ours: false,
    min: 1,
    text: {
      en: 'Firms from which the risk is high',
      kk: 'Тәуекел жоғары болатын фирмалар саны',
      ru: 'Число фирм, с которого риск высокий',
    },
  },
  groups: GROUPS_ONCE,
};

/** The holders of a role in `warn` or more active firms, or groups of them, and how many each holder of the role has. */
export function detectMassHolders(
  projection: Projection,
  options: OptionValues,
  role: (typeof ROLES)[number],
): Detection {
  const code = ROLES.indexOf(role);
  const warn = options.warn as number;
  const high = options.high as number;
  const { firms, groups } = countHeldFirms(projection, code);
  const count = options.groups ? groups : firms;
  const findings: Draft[] = [];
  for (let holder = 0; holder < projection.nodes.count; holder++) {
    const observed = count[holder]!;
    if (observed < Math.min(warn, high)) continue;
    const held = heldFirms(projection, holder, code);
    const threshold = observed >= high ? high : warn;
    findings.push({
      subjects: [holder, ...held.firms],
      score: observed / (observed + warn),
      severity: observed >= high ? 'high' : 'medium',
      evidence: [
        {
          what: options.groups ? 'groups' : 'firms',
          value: observed,
          threshold,
          unit: 'count',
          rows: [...held.rows, ...stakeRows(projection, held.firms)],
        },
        ...(options.groups ? [{ what: 'firms', value: firms[holder]!, unit: 'count', rows: held.rows } as const] : []),
      ],
      values: { holder: { node: holder }, firms: firms[holder]!, groups: groups[holder]!, threshold },
    });
  }
  return { findings, measured: knownValues(heldValues(projection, count, code, warn)) };
}
