import { countHeldFirms, heldFirms, heldValues } from '../graph/held-firms.ts';
import { knownValues } from '../graph/known-values.ts';
import { stakeRows } from '../graph/ownership.ts';
import type { Projection } from '../graph/projection.ts';
import { ROLES } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

const ROLE = ROLES.indexOf('founder');

/** One founder of many active firms: practice of the Russian tax service (more than 5) and of banks (more than 3). */
export const massFounder: Detector = {
  indicator: 'R03',
  name: 'mass-founder',
  version: 1,
  family: 'control',
  nature: 'state',
  subjects: ['person', 'company'],
  source: 'Practice of the Russian tax service (more than 5) and of banks (more than 3)',
  inputs: ['roles.role'],
  options: {
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
    groups: {
      default: true,
      unit: 'flag',
      ours: true,
      text: {
        en: 'Count the firms of one ownership group once',
        kk: 'Бір меншік тобының фирмаларын бір рет санау',
        ru: 'Считать фирмы одной группы владения за одну',
      },
    },
  },
  texts: {
    title: {
      en: 'One founder of many firms',
      kk: 'Көп фирманың бір құрылтайшысы',
      ru: 'Один учредитель у многих фирм',
    },
    definition: {
      en: 'Distinct active firms of which one person or company is a founder now; firms of one ownership group count once. Warning from {warn}, high risk from {high}.',
      kk: 'Бір адам немесе компания қазір құрылтайшысы болып отырған, жұмыс істеп тұрған әртүрлі фирмалар; бір меншік тобының фирмалары бір рет саналады. Ескерту — {warn, kk, ablative} бастап, жоғары тәуекел — {high, kk, ablative} бастап.',
      ru: 'Разные действующие фирмы, в которых учредитель сейчас — одно и то же лицо; фирмы одной группы владения считаются за одну. Предупреждение — от {warn}, высокий риск — от {high}.',
    },
    sentence: {
      en: '{holder} is a founder of {firms, plural, one {# active firm} other {# active firms}} in {groups, plural, one {# unrelated group} other {# unrelated groups}}; the threshold is {threshold}.',
      kk: '{holder} өзара байланыссыз {groups} топтағы жұмыс істеп тұрған {firms} фирманың құрылтайшысы; шегі — {threshold, kk, ablative} бастап.',
      ru: '{holder} — учредитель {firms, plural, one {# действующей фирмы} other {# действующих фирм}} из {groups, plural, one {# группы} other {# групп}}, не связанных между собой; порог — от {threshold}.',
    },
    evidence: {
      groups: {
        en: 'Unrelated groups of firms',
        kk: 'Өзара байланыссыз фирма топтары',
        ru: 'Не связанных между собой групп фирм',
      },
      firms: { en: 'Active firms', kk: 'Жұмыс істеп тұрған фирмалар', ru: 'Действующих фирм' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const warn = options.warn as number;
  const high = options.high as number;
  const { firms, groups } = countHeldFirms(projection, ROLE);
  const count = options.groups ? groups : firms;
  const findings: Draft[] = [];
  for (let holder = 0; holder < projection.nodes.count; holder++) {
    const observed = count[holder]!;
    if (observed < Math.min(warn, high)) continue;
    const held = heldFirms(projection, holder, ROLE);
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
  return { findings, measured: knownValues(heldValues(projection, count, ROLE, warn)) };
}
