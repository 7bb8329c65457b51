import { clusterAccounts } from '../graph/flows/cluster-accounts.ts';
import { type ClusterExit, clusterExits, exitTransfers } from '../graph/flows/cluster-exits.ts';
import { type Organiser, organisers } from '../graph/flows/organisers.ts';
import { relayedExits } from '../graph/flows/relayed-exits.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { isValidNow } from '../graph/valid-now.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { FIRMS_UNDER_COMMON_CONTROL, TIME_TO_LEAVE } from './shared/options.ts';

/** The person between a cluster of firms and those who turn its money into cash: betweenness (Brandes 2001). */
export const organiser: Detector = {
  indicator: 'N05',
  name: 'organiser',
  version: 1,
  family: 'control',
  nature: 'state',
  subjects: ['person'],
  source:
    'Brandes, A faster algorithm for betweenness centrality (2001); FATF typologies (controllers of cash-out networks)',
  inputs: [
    'roles.role',
    'accounts.holder_id',
    'transactions.from_account',
    'transactions.to_account',
    'transactions.amount',
    ['accounts.kind', 'transactions.channel', 'lists.list'],
  ],
  options: {
    top: {
      default: 0.01,
      unit: 'share',
      ours: false,
      min: 0,
      max: 1,
      text: {
        en: 'Share of all persons with a role that the finding may name',
        kk: 'Рөлі бар барлық адамдардың табылым атай алатын үлесі',
        ru: 'Доля всех лиц с ролью, которую может назвать находка',
      },
    },
    between: {
      default: 0.25,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'Least share of the shortest ways that lead over the person',
        kk: 'Адам арқылы өтетін ең қысқа жолдардың ең аз үлесі',
        ru: 'Наименьшая доля кратчайших путей через лицо',
      },
    },
    firms: FIRMS_UNDER_COMMON_CONTROL,
    taken: {
      default: 0.3,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'Least share of the cluster’s outflow that all its exits take together',
        kk: 'Топтан шыққан ақшаның қолма-қолға айналдырушылар бірге алатын ең аз үлесі',
        ru: 'Наименьшая доля оттока группы, которую вместе забирают те, кто обращает деньги в наличные',
      },
    },
    gone: {
      default: 0.5,
      unit: 'share',
      ours: true,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share that who takes the money turns into cash or crypto',
        kk: 'Ақша алушы қолма-қол не криптоға айналдыратын ең аз үлес',
        ru: 'Наименьшая доля, которую получатель денег обращает в наличные или крипту',
      },
    },
    window: TIME_TO_LEAVE,
    budget: {
      default: 200_000,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Most ties and payments around one cluster; a larger one is left out and named',
        kk: 'Бір топ айналасындағы байланыстар мен төлемдердің ең көп саны; үлкенірегі қаралмайды',
        ru: 'Сколько связей и платежей вокруг одной группы; большая не рассматривается, о чём сообщается',
      },
    },
  },
  texts: {
    title: {
      en: 'A person between firms and cash',
      kk: 'Фирмалар мен қолма-қол ақша арасындағы адам',
      ru: 'Лицо между фирмами и наличными',
    },
    definition: {
      en: 'A person among the first {top} by the share of shortest ways (at least {between}) from at least {firms} unrelated firms under common control to those who together take at least {taken} of what leaves the firms and turn at least {gone} of it into cash or crypto within {window}; one may pass it on to them; ways are roles, payments and operations on accounts of others.',
      kk: 'Ортақ бақылаудағы өзара байланыссыз кемінде {firms} фирмадан олардан шыққан ақшаның кемінде {taken} бөлігін бірге алып, соның кемінде {gone} бөлігін {window} ішінде қолма-қол не криптоға айналдыратындарға апаратын ең қысқа жолдардың үлесі (кемінде {between}) бойынша алғашқы {top} қатарындағы адам; ақшаны оларға тағы біреу беруі мүмкін; жолдар — рөлдер, төлемдер және бөгде шоттардағы операциялар.',
      ru: 'Лицо из первых {top} по доле кратчайших путей (не менее {between}) от не менее чем {firms} не связанных владением фирм под общим управлением к тем, кто вместе забирает не менее {taken} их оттока и обращает не менее {gone} взятого за {window} в наличные или крипту; деньги им может передать ещё один; пути — роли, платежи и операции по чужим счетам.',
    },
    sentence: {
      en: '{share} of the shortest ways from {count, plural, one {# firm} other {# firms}} under common control to {exits, plural, one {# who turns} other {# who turn}} their money into cash or crypto lead over {person}{held, plural, =0 {} other {, who has roles in # of the firms}}.{acted, plural, =0 {} other { Operations started on accounts of others: #.}}',
      kk: 'Ортақ бақылаудағы {count} фирмадан олардың ақшасын қолма-қол не криптоға айналдыратын {exits} адамға не фирмаға апаратын ең қысқа жолдардың {share} бөлігі {person} арқылы өтеді{held, plural, =0 {} other {; ол топтың # фирмасында рөл атқарады}}.{acted, plural, =0 {} other { Бөгде шоттарда бастаған операциялары: #.}}',
      ru: '{share} кратчайших путей от {count, plural, one {# фирмы} other {# фирм}} под общим управлением к тем, кто обращает их деньги в наличные или крипту ({exits}), идут через {person}{held, plural, =0 {} other {; роли — в стольких из этих фирм: #}}.{acted, plural, =0 {} other { Начато операций по чужим счетам: #.}}',
    },
    evidence: {
      between: { en: 'Share of the shortest ways', kk: 'Ең қысқа жолдардың үлесі', ru: 'Доля кратчайших путей' },
      rank: {
        en: 'Rank among persons with a role',
        kk: 'Рөлі бар адамдар арасындағы орны',
        ru: 'Место среди лиц с ролью',
      },
      held: { en: 'Firms of the cluster with a role', kk: 'Рөл атқаратын топ фирмалары', ru: 'Фирм группы с ролью' },
      acted: {
        en: 'Operations on accounts of others',
        kk: 'Бөгде шоттардағы операциялар',
        ru: 'Операций по чужим счетам',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const clusters = clusterAccounts(projection, options.firms as number);
  const gone = ratioOfDecimal(String(options.gone));
  const windowMs = options.window as number;
  const all = clusterExits(projection, clusters, windowMs);
  const cashes = ({ goneMinor, takenMinor }: ClusterExit) =>
    takenMinor > 0 && compareToRatio(Math.round(goneMinor), takenMinor, gone) >= 0;
  const exits = byCluster(all.filter(cashes));
  const passing = all.filter((exit) => !cashes(exit));
  const others = byCluster(passing);
  const relays = byCluster(relayedExits(projection, clusters, passing, { windowMs, gone }));
  for (const cluster of new Set([...exits.keys(), ...relays.keys()])) {
    const vias = new Set(relays.get(cluster)?.map(({ via }) => via));
    const handing = (others.get(cluster) ?? []).filter(({ party }) => vias.has(party));
    if (takenTogether([...(exits.get(cluster) ?? []), ...handing]) >= (options.taken as number)) continue;
    exits.delete(cluster);
    relays.delete(cluster);
  }
  const { found, cut } = organisers(projection, clusters, { exits, relays, budget: options.budget as number });
  const values = unknownValues(projection.nodes.count);
  const { roles, nodes } = projection;
  let persons = 0;
  for (let i = 0; i < roles.count; i++) {
    const person = roles.from[i]!;
    if (nodes.kind(person) !== 'person' || !isValidNow(projection, roles, i) || values[person] === 0) continue;
    values[person] = 0;
    persons++;
  }
  const best = new Map<number, Organiser>();
  for (const each of found) {
    if (!((best.get(each.person)?.between ?? -1) >= each.between)) best.set(each.person, each);
    values[each.person] = best.get(each.person)!.between;
  }
  const ranked = [...best.values()].sort((a, b) => b.between - a.between || a.person - b.person);
  const named = Math.ceil((options.top as number) * persons);
  const findings: Draft[] = [];
  let rank = 0;
  for (const [i, each] of ranked.entries()) {
    if (i === 0 || each.between < ranked[i - 1]!.between) rank = i + 1;
    if (rank > named || each.between < (options.between as number)) continue;
    const relayed = (relays.get(each.cluster) ?? []).filter(({ via }) => via === each.person);
    if (each.roles.length + each.acted.length + relayed.length === 0) continue;
    const own = relayed.length === 0 ? [] : others.get(each.cluster)!.filter(({ party }) => party === each.person);
    const money = [...(exits.get(each.cluster) ?? []), ...own].flatMap((exit) => {
      const { taken, left } = exitTransfers(projection, clusters, windowMs, exit);
      return [...taken, ...left];
    });
    for (const { edges } of relayed) money.push(...edges);
    findings.push(draftOf(options, each, rank, named, clusters.firms[each.cluster]!.length, money));
  }
  return { findings, measured: knownValues(values), ...(cut > 0 && { notes: [cutNote(cut)] }) };
}

function byCluster<T extends { readonly cluster: number }>(items: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const known = groups.get(item.cluster);
    if (known) known.push(item);
    else groups.set(item.cluster, [item]);
  }
  return groups;
}

/** Largest share, over the currencies, of a cluster's outflow that some outsiders took. */
function takenTogether(takers: readonly ClusterExit[]): number {
  const shares = new Map<number, number>();
  for (const { currency, takenMinor, outflowMinor } of takers) {
    shares.set(currency, (shares.get(currency) ?? 0) + takenMinor / outflowMinor);
  }
  return Math.max(0, ...shares.values());
}

function draftOf(
  options: OptionValues,
  { person, between, roles, acted, firms, exits }: Organiser,
  rank: number,
  named: number,
  count: number,
  money: readonly number[],
): Draft {
  const transfers = [...new Set([...money, ...acted])].sort((a, b) => a - b);
  return {
    subjects: [person],
    score: Math.min(between, 1),
    severity: 'medium',
    transfers,
    evidence: [
      { what: 'between', value: between, threshold: options.between as number, unit: 'share', rows: roles, transfers },
      { what: 'rank', value: rank, threshold: named, unit: 'count', rows: roles },
      { what: 'held', value: firms, unit: 'count', rows: roles },
      { what: 'acted', value: acted.length, unit: 'count', transfers: acted },
    ],
    values: {
      person: { node: person },
      share: { share: between },
      count,
      exits,
      held: firms,
      acted: acted.length,
    },
  };
}

function cutNote(cut: number): Texts {
  return {
    en: `${cut} clusters of firms have too many ties and payments around them and were not searched for organisers.`,
    kk: `Айналасында байланыстар мен төлемдер тым көп ${cut} фирма тобынан ұйымдастырушылар ізделмеді.`,
    ru: `Группы фирм с чрезмерным числом связей и платежей вокруг (всего ${cut}) на организаторов не проверялись.`,
  };
}
