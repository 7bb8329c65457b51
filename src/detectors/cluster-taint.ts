import { eachValue } from '../graph/control.ts';
import { controlledGroups } from '../graph/controlled-groups.ts';
import { fakeFirms } from '../graph/fake-firms.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { hasList } from '../graph/listings.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { sharedTies } from '../graph/shared-ties.ts';
import { wilsonLower } from '../graph/wilson.ts';
import { TAINT_LISTS, type Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { FAKE_STATUSES, UNRELATED_GROUPS } from './shared/options.ts';

/** A group under common control of which a fifth is already listed or dissolved as fake: the rest of it has the same hands. */
export const clusterTaint: Detector = {
  indicator: 'N02',
  name: 'cluster-taint',
  version: 1,
  family: 'taint',
  nature: 'state',
  subjects: ['company'],
  source: 'Lists of the Kazakh State Revenue Committee; guilt by association in fraud networks, Baesens et al. (2015)',
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
    share: {
      default: 0.2,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of listed members',
        kk: 'Тізімдегі мүшелердің ең аз үлесі',
        ru: 'Наименьшая доля участников из списков',
      },
    },
    firms: UNRELATED_GROUPS,
    lists: {
      default: [...TAINT_LISTS],
      unit: 'text',
      ours: false,
      text: {
        en: 'Lists that count',
        kk: 'Есептелетін тізімдер',
        ru: 'Учитываемые списки',
      },
    },
    statuses: FAKE_STATUSES,
  },
  texts: {
    title: {
      en: 'Listed firms under the same control',
      kk: 'Сол бақылаудағы тізімге енген фирмалар',
      ru: 'Фирмы из списков под тем же управлением',
    },
    definition: {
      en: 'Of at least {firms} unrelated firms under common control (as rule N01 finds them with its usual settings) at least {share} are on a list or dissolved as fake. Lists: {lists}.',
      kk: 'Ортақ бақылаудағы өзара байланыссыз кемінде {firms} фирманың (N01 ережесі әдеттегі баптауларымен тапқандай) кемінде {share} бөлігі тізімде не жалған деп таратылған. Тізімдер: {lists}.',
      ru: 'Из не менее чем {firms} не связанных владением фирм под общим управлением (как их находит правило N01 с обычными настройками) не менее {share} состоят в списках или ликвидированы как фиктивные. Списки: {lists}.',
    },
    sentence: {
      en: '{listed} of {count} firms under common control {listed, plural, one {is} other {are}} listed ({share}): {fakes}; the threshold is {threshold}.{rest, plural, =0 {} other { The others: {others}.}}',
      kk: 'Ортақ бақылаудағы {count} фирманың ішінен тізімде тұрғаны {listed} ({share}): {fakes}; шегі — {threshold}.{rest, plural, =0 {} other { Қалғандары: {others}.}}',
      ru: 'Из {count} фирм под общим управлением в списках {listed} ({share}): {fakes}; порог — от {threshold}.{rest, plural, =0 {} other { Остальные: {others}.}}',
    },
    evidence: {
      share: { en: 'Share of listed members', kk: 'Тізімдегі мүшелер үлесі', ru: 'Доля участников из списков' },
      listed: { en: 'Listed members', kk: 'Тізімдегі мүшелер', ru: 'Участников из списков' },
      count: { en: 'Firms under common control', kk: 'Ортақ бақылаудағы фирмалар', ru: 'Фирм под общим управлением' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const start = nodes.range.company.start;
  const share = ratioOfDecimal(String(options.share));
  const lists = options.lists as readonly string[];
  const statuses = options.statuses as readonly string[];
  if (!hasList(projection, lists) && statuses.length === 0) {
    return { findings: [], measured: null, notes: [noListNote(lists)] };
  }
  const fake = fakeFirms(projection, lists, statuses);
  const { community, members, owners, cut } = controlledGroups(projection);
  const isCluster = (number: number) => number >= 0 && owners[number]! >= (options.firms as number);
  const listedOf = members.map((firms) => firms.filter((firm) => fake.has(start + firm)).length);
  const isTainted = (number: number) =>
    isCluster(number) && compareToRatio(listedOf[number]!, members[number]!.length, share) >= 0;
  const values = unknownValues(nodes.count);
  eachValue(projection, (firm) => {
    const number = community[firm]!;
    values[start + firm] = isCluster(number)
      ? shareOfOthers(members[number]!, listedOf[number]!, fake, start + firm)
      : 0;
  });
  const reported = Int32Array.from(community, (number) => (isTainted(number) ? number : -1));
  const ties = sharedTies(projection, reported, members.length, cut);
  const findings = members.flatMap((firms, number): Draft[] => {
    if (!isTainted(number)) return [];
    const all = firms.map((firm) => start + firm);
    const fakes = all.filter((firm) => fake.has(firm));
    const rows = fakes.flatMap((firm) => fake.get(firm)!.rows);
    const { holders, units, contacts, accounts } = ties[number]!;
    const tieRows = [holders, units, contacts, accounts].flatMap((tie) => tie.rows);
    const observed = fakes.length / all.length;
    return [
      {
        subjects: all,
        score: observed,
        severity: 'medium',
        evidence: [
          { what: 'share', value: observed, threshold: options.share as number, unit: 'share', rows },
          { what: 'listed', value: fakes.length, unit: 'count', rows },
          { what: 'count', value: all.length, unit: 'count', rows: tieRows },
        ],
        values: {
          listed: fakes.length,
          count: all.length,
          share: { share: observed },
          fakes: { nodes: fakes },
          rest: all.length - fakes.length,
          others: { nodes: all.filter((firm) => !fake.has(firm)) },
          threshold: { share: options.share as number },
        },
      },
    ];
  });
  return { findings, measured: knownValues(values) };
}

/** Lower bound of the share of listed firms among the others of a cluster: nobody's own listing counts here, it is told by the lists. */
function shareOfOthers(
  firms: readonly number[],
  listed: number,
  fake: ReadonlyMap<number, unknown>,
  firm: number,
): number {
  const others = firms.length - 1;
  const listedOthers = listed - (fake.has(firm) ? 1 : 0);
  return listedOthers === 0 ? 0 : wilsonLower(listedOthers / others, others);
}

function noListNote(lists: readonly string[]): Texts {
  const names = lists.join(', ');
  return {
    en: `The data hold none of the lists ${names}, so nobody could be found on them.`,
    kk: `Деректерде ${names} тізімдерінің бірде-бірі жоқ, сондықтан ешкім тексерілмеді.`,
    ru: `В данных нет ни одного из списков ${names}, поэтому никто по ним не проверен.`,
  };
}
