import type { Detector } from './detector.ts';
import { detectMassHolders, MASS_HOLDER_OPTIONS } from './shared/mass-holder.ts';

/** One person at the head of many active firms: practice of the Russian tax service (more than 5) and of banks (more than 3). */
export const massDirector: Detector = {
  indicator: 'R02',
  name: 'mass-director',
  version: 1,
  family: 'control',
  nature: 'state',
  subjects: ['person', 'company'],
  source: 'Practice of the Russian tax service (more than 5) and of banks (more than 3)',
  inputs: ['roles.role'],
  options: MASS_HOLDER_OPTIONS,
  texts: {
    title: {
      en: 'One person heads many firms',
      kk: 'Бір адам көп фирманы басқарады',
      ru: 'Один человек руководит многими фирмами',
    },
    definition: {
      en: 'Distinct active firms that one person heads now; firms of one ownership group count once. Warning from {warn}, high risk from {high}.',
      kk: 'Бір адам қазір басқаратын, жұмыс істеп тұрған әртүрлі фирмалар; бір меншік тобының фирмалары бір рет саналады. Ескерту — {warn, kk, ablative} бастап, жоғары тәуекел — {high, kk, ablative} бастап.',
      ru: 'Разные действующие фирмы, которыми сейчас руководит один человек; фирмы одной группы владения считаются за одну. Предупреждение — от {warn}, высокий риск — от {high}.',
    },
    sentence: {
      en: '{holder} heads {firms, plural, one {# active firm} other {# active firms}} in {groups, plural, one {# unrelated group} other {# unrelated groups}}; the threshold is {threshold}.',
      kk: '{holder} өзара байланыссыз {groups} топтағы жұмыс істеп тұрған {firms} фирманы басқарады; шегі — {threshold, kk, ablative} бастап.',
      ru: '{holder} руководит {firms, plural, one {# действующей фирмой} other {# действующими фирмами}} из {groups, plural, one {# группы} other {# групп}}, не связанных между собой; порог — от {threshold}.',
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
  detect: (projection, options) => detectMassHolders(projection, options, 'executive'),
};
