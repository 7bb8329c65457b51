import type { Detector } from './detector.ts';
import { detectMassHolders, MASS_HOLDER_OPTIONS } from './shared/mass-holder.ts';

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
  options: MASS_HOLDER_OPTIONS,
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
  detect: (projection, options) => detectMassHolders(projection, options, 'founder'),
};
