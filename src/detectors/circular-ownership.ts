import { knownValues, unknownValues } from '../graph/known-values.ts';
import { type CycleGroup, ownershipCycles } from '../graph/ownership-cycles.ts';
import type { Projection } from '../graph/projection.ts';
import { rowOf } from '../graph/row-ref.ts';
import { isValidNow } from '../graph/valid-now.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Firms that own one another in a circle, so that nobody outside owns them in the end. */
export const circularOwnership: Detector = {
  indicator: 'R15',
  name: 'circular-ownership',
  version: 1,
  family: 'control',
  nature: 'event',
  subjects: ['company'],
  source:
    'FATF/Egmont, Concealment of Beneficial Ownership (2018); search after Johnson (1975) with a hop limit (Gupta, Suzumura 2021)',
  inputs: ['roles.role'],
  options: {
    length: {
      default: 6,
      unit: 'count',
      ours: false,
      min: 1,
      max: 12,
      text: {
        en: 'Most firms in a circle',
        kk: 'Шеңбердегі фирмалардың ең көп саны',
        ru: 'Наибольшее число фирм в круге',
      },
    },
    budget: {
      default: 20_000_000,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Most steps of the search',
        kk: 'Іздеудің ең көп қадам саны',
        ru: 'Наибольшее число шагов поиска',
      },
    },
  },
  texts: {
    title: {
      en: 'Firms own one another in a circle',
      kk: 'Фирмалар бірін-бірі шеңбер бойынша иеленеді',
      ru: 'Фирмы владеют друг другом по кругу',
    },
    definition: {
      en: 'A circle of at most {length} firms, each founder or owner of the next now; a firm that is its own founder or owner is a circle of one. Circles with a common stake are one finding.',
      kk: 'Әрқайсысы қазір келесісінің құрылтайшысы не иесі болатын, ең көбі {length} фирмадан тұратын шеңбер; өзінің құрылтайшысы не иесі болған фирма — бір фирмалық шеңбер. Ортақ үлесі бар шеңберлер бірге көрсетіледі.',
      ru: 'Круг не более чем из {length} фирм, каждая из которых сейчас учредитель или владелец следующей; фирма, которая сама себе учредитель или владелец, — круг из одной. Круги с общей долей показаны вместе.',
    },
    sentence: {
      en: '{length, plural, =1 {{firms} stands as its own founder or owner.} other {# firms own one another in a circle: {firms}.}}{cycles, plural, one {} other { Over common stakes there are # circles with {all, plural, one {# firm} other {# firms}}.}}',
      kk: '{length, plural, =1 {{firms} өзінің құрылтайшысы не иесі болып көрсетілген.} other {# фирма бірін-бірі шеңбер бойынша иеленеді: {firms}.}}{cycles, plural, one {} other { Ортақ үлестер арқылы {all} фирмадан # шеңбер құралады.}}',
      ru: '{length, plural, =1 {{firms} — учредитель или владелец самой себя.} one {# фирма владеет собой по кругу: {firms}.} few {# фирмы владеют друг другом по кругу: {firms}.} other {# фирм владеют друг другом по кругу: {firms}.}}{cycles, plural, one {} few { Через общие доли — # круга, всего фирм: {all}.} other { Через общие доли — # кругов, всего фирм: {all}.}}',
    },
    evidence: {
      length: { en: 'Firms in the shortest circle', kk: 'Ең қысқа шеңбердегі фирмалар', ru: 'Фирм в кратчайшем круге' },
      cycles: { en: 'Circles with common stakes', kk: 'Ортақ үлесі бар шеңберлер', ru: 'Кругов с общими долями' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes, roles } = projection;
  const length = options.length as number;
  const found = ownershipCycles(projection, { maxLength: length, budget: options.budget as number });
  const values = unknownValues(nodes.count);
  for (let edge = 0; edge < roles.count; edge++) if (isValidNow(projection, roles, edge)) values[roles.to[edge]!] = 0;
  const findings = found.groups.map((group) => {
    for (const firm of group.firms) values[firm] = 1;
    return draftOf(projection, group, length);
  });
  return {
    findings,
    measured: knownValues(values),
    ...(found.truncated && { truncated: true, notes: [budgetNote(found.searched, found.total)] }),
  };
}

function draftOf({ roles }: Projection, { firms, cycles, shortest, edges }: CycleGroup, length: number): Draft {
  const inShortest = new Set(shortest);
  const rows = edges.map((edge) => rowOf(roles, edge));
  return {
    subjects: firms,
    // The longer the circle, the less it can be an oversight: two firms 2/3, six 6/7.
    score: shortest.length / (shortest.length + 1),
    severity: 'medium',
    evidence: [
      {
        what: 'length',
        value: shortest.length,
        threshold: length,
        unit: 'count',
        rows: edges
          .filter((edge) => inShortest.has(roles.from[edge]!) && inShortest.has(roles.to[edge]!))
          .map((edge) => rowOf(roles, edge)),
      },
      ...(cycles > 1 ? [{ what: 'cycles', value: cycles, unit: 'count' as const, rows }] : []),
    ],
    values: { firms: { nodes: shortest }, length: shortest.length, cycles, all: firms.length },
  };
}

function budgetNote(searched: number, total: number): Texts {
  return {
    en: `The search for circles of ownership stopped at its budget: those through ${searched} of ${total} firms were all found, of the others some may be missing.`,
    kk: `Меншік шеңберлерін іздеу қадам шегінде тоқтады: ${total} фирманың ${searched} арқылы өтетіндері толық табылды, қалғандарының бірқатары жетіспеуі мүмкін.`,
    ru: `Поиск кругов владения остановлен по числу шагов: проходящие через ${searched} из ${total} фирм найдены все, из остальных часть может отсутствовать.`,
  };
}
