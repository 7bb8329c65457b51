import { COMMON_CONTROL } from '../graph/controlled-groups.ts';
import { type Distances, distancesToFirms, type TieLengths } from '../graph/fake-distance.ts';
import { fakeFirms } from '../graph/fake-firms.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { hasList, type ListedAs } from '../graph/listings.ts';
import type { Projection } from '../graph/projection.ts';
import { TamyrError } from '../model/errors.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { FAKE_STATUSES, FIRMS_THAT_SHARE } from './shared/options.ts';

const KINDS = ['person', 'account', 'contact', 'unit', 'building'] as const satisfies (keyof TieLengths)[];

/** How few surely shared things lie between a firm and a fake one; shortest ways after Dijkstra (1959). */
export const distanceToFake: Detector = {
  indicator: 'N03',
  name: 'distance-to-fake',
  version: 2,
  family: 'taint',
  nature: 'state',
  subjects: ['company'],
  source: 'Lists of the Kazakh State Revenue Committee; shortest paths: Dijkstra (1959); the lengths are ours',
  inputs: [
    ['lists.list', 'companies.status'],
    [
      'roles.role',
      'companies.address',
      'addresses.address',
      'companies.phone',
      'companies.email',
      'contacts.value',
      'accounts.holder_id',
    ],
  ],
  options: {
    limit: {
      default: 2,
      unit: 'count',
      ours: false,
      min: 1,
      max: 12,
      text: { en: 'Farthest distance', kk: 'Ең алыс қашықтық', ru: 'Наибольшее расстояние' },
    },
    lengths: {
      default: ['person:1', 'account:1', 'contact:1.5', 'unit:2', 'building:3'],
      unit: 'text',
      ours: true,
      text: {
        en: 'How far apart a shared value leaves two firms',
        kk: 'Ортақ мәнді екі фирманың арақашықтығы',
        ru: 'На каком расстоянии две фирмы с общим значением',
      },
    },
    lists: {
      default: ['PSEUDO_COMPANY'],
      unit: 'text',
      ours: false,
      text: { en: 'Lists of fake firms', kk: 'Жалған фирмалар тізімдері', ru: 'Списки фиктивных фирм' },
    },
    statuses: FAKE_STATUSES,
    maxFirms: FIRMS_THAT_SHARE,
    minWeight: {
      default: COMMON_CONTROL.minWeight,
      unit: 'share',
      ours: true,
      min: 0.05,
      text: {
        en: 'Least weight of an address or contact, 1 / ln(1 + firms that share it)',
        kk: 'Мекенжайдың не байланыстың ең аз салмағы, 1 / ln(1 + ортақ фирмалар саны)',
        ru: 'Наименьший вес адреса или контакта, 1 / ln(1 + число фирм с ним)',
      },
    },
  },
  texts: {
    title: { en: 'Near a fake firm', kk: 'Жалған фирмаға жақын', ru: 'Рядом с фиктивной фирмой' },
    definition: {
      en: 'A firm is at most {limit} away from one that is listed or dissolved as fake, by the shortest way over what firms share now ({lengths}); what more than {maxFirms} firms share is no way, nor is an address or contact that weighs less than {minWeight}. Lists: {lists}.',
      kk: 'Фирмадан тізімдегі не жалған деп таратылған фирмаға дейін, фирмалардың қазіргі ортақ мәндері арқылы ең қысқа жолмен ({lengths}), {limit} аспайды; {maxFirms} фирмадан көбіне ортақ мән, сондай-ақ салмағы {minWeight} аз мекенжай не байланыс жол болмайды. Тізімдер: {lists}.',
      ru: 'От фирмы до состоящей в списке или ликвидированной как фиктивная — не больше {limit} по кратчайшему пути через то, что сейчас общее у фирм ({lengths}); общее более чем у {maxFirms} фирм, как и адрес или контакт с весом меньше {minWeight}, путём не считается. Списки: {lists}.',
    },
    sentence: {
      en: '{firm} is {distance} away from the fake firm {fake}; the threshold is {threshold}.{between, plural, =0 {} other { The way goes over {way}.}}',
      kk: '{firm} мен {fake} жалған фирмасының арасы — {distance}; шегі — {threshold}.{between, plural, =0 {} other { Жол {way} арқылы өтеді.}}',
      ru: 'От {firm} до фиктивной фирмы {fake} — {distance}; порог — до {threshold}.{between, plural, =0 {} other { Путь идёт через: {way}.}}',
    },
    evidence: {
      distance: { en: 'Distance', kk: 'Қашықтық', ru: 'Расстояние' },
      listed: { en: 'On the list', kk: 'Тізімде', ru: 'В списке' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const start = nodes.range.company.start;
  const lists = options.lists as readonly string[];
  const statuses = options.statuses as readonly string[];
  const limit = options.limit as number;
  const fake = fakeFirms(projection, lists, statuses);
  if (!hasList(projection, lists) && statuses.length === 0) {
    return { findings: [], measured: null, notes: [noListNote(lists)] };
  }
  const distances = distancesToFirms(projection, {
    sources: fake.keys(),
    limit,
    lengths: lengthsOf(options.lengths as readonly string[]),
    maxFirms: options.maxFirms as number,
    minWeight: options.minWeight as number,
  });
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  distances.distance.forEach((distance, company) => {
    const firm = start + company;
    if (fake.has(firm) || !distances.known[company]) return;
    values[firm] = distance <= limit ? 1 / (1 + distance) : 0;
    if (distance <= limit) findings.push(draftOf(distances, company, firm, fake, limit));
  });
  const notes = distances.cut > 0 ? [cutNote(distances.cut, options.maxFirms as number)] : undefined;
  return { findings, measured: knownValues(values), ...(notes && { notes }) };
}

function draftOf(
  distances: Distances,
  company: number,
  firm: number,
  fake: ReadonlyMap<number, ListedAs>,
  limit: number,
): Draft {
  const { distance, source, nodes, rows } = distances.wayOf(company);
  const listed = fake.get(source)!;
  const as = listed.lists.length > 0 ? listed.lists.join(', ') : 'status';
  return {
    subjects: [firm],
    score: 1 / (1 + distance),
    severity: 'medium',
    evidence: [
      { what: 'distance', value: distance, threshold: limit, unit: 'count', rows },
      { what: 'listed', value: as, unit: 'text', rows: listed.rows },
    ],
    values: {
      firm: { node: firm },
      fake: { node: source },
      distance,
      threshold: limit,
      between: nodes.length - 2,
      way: { nodes: nodes.slice(1, -1) },
    },
  };
}

/** Reads `person:1` and its kin; a kind left out keeps its default. */
function lengthsOf(pairs: readonly string[]): TieLengths {
  const lengths = { person: 1, account: 1, contact: 1.5, unit: 2, building: 3 };
  for (const pair of pairs) {
    const [kind, text] = pair.split(':') as [keyof TieLengths, string | undefined];
    const length = Number(text);
    if (!KINDS.includes(kind) || !text || !(length > 0)) {
      throw new TamyrError({
        code: 'option-value',
        what: `“${pair}” is no length of N03 (distance-to-fake).`,
        where: '--set N03.lengths',
        expected: `pairs such as person:1,contact:1.5 with ${KINDS.join(', ')} and numbers above 0`,
      });
    }
    lengths[kind] = length;
  }
  return lengths;
}

function noListNote(lists: readonly string[]): Texts {
  const names = lists.join(', ');
  return {
    en: `The data hold no list of fake firms (${names}), so no distance could be taken.`,
    kk: `Деректерде жалған фирмалар тізімі (${names}) жоқ, сондықтан қашықтық өлшенбеді.`,
    ru: `В данных нет списка фиктивных фирм (${names}), поэтому расстояние не измерено.`,
  };
}

function cutNote(cut: number, maxFirms: number): Texts {
  return {
    en: `${cut} addresses, contacts, people or accounts that too many firms share (people and accounts more than ${maxFirms}) were no way to a fake firm.`,
    kk: `Тым көп фирмаға ортақ ${cut} мекенжай, байланыс, адам не шот (адам мен шот — ${maxFirms} фирмадан көп) жалған фирмаға жол ретінде алынбады.`,
    ru: `Адреса, контакты, лица и счета, общие у слишком многих фирм (лица и счета — более чем у ${maxFirms}; всего ${cut}), путём к фиктивной фирме не считались.`,
  };
}
