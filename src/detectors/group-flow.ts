import { intervalOf } from '../graph/edge-times.ts';
import { clusterAccounts } from '../graph/flows/cluster-accounts.ts';
import { type GroupFlow, groupFlows } from '../graph/flows/group-flows.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { FIRMS_UNDER_COMMON_CONTROL } from './shared/options.ts';

/** Money between two clusters of common control that have no common owner; expectation with shrinkage after Norén et al. (2013). */
export const groupFlow: Detector = {
  indicator: 'N07',
  name: 'group-flow',
  version: 1,
  family: 'group-flow',
  nature: 'event',
  subjects: ['company'],
  source: 'Configuration model: Newman, Girvan (2004); shrinkage (O + ½) / (E + ½): Norén, Hopstadius, Bate (2013)',
  inputs: [
    ['roles.role', 'companies.address', 'addresses.address', 'companies.phone', 'contacts.value', 'accounts.holder_id'],
    'accounts.holder_id',
    'transactions.from_account',
    'transactions.to_account',
    'transactions.amount',
  ],
  options: {
    pairs: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Fewest payer–payee pairs',
        kk: 'Төлеуші–алушы жұптарының ең аз саны',
        ru: 'Наименьшее число пар плательщик–получатель',
      },
    },
    ratio: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 0,
      text: {
        en: 'Least ratio of pairs seen to pairs expected',
        kk: 'Байқалған жұптардың күтілетіндерге ең аз қатынасы',
        ru: 'Наименьшее отношение увиденных пар к ожидаемым',
      },
    },
    firms: FIRMS_UNDER_COMMON_CONTROL,
  },
  texts: {
    title: {
      en: 'Two clusters of firms pay each other',
      kk: 'Екі топтың фирмалары бір-біріне төлейді',
      ru: 'Фирмы двух групп платят друг другу',
    },
    definition: {
      en: 'Between two clusters of at least {firms} unrelated firms under common control, without a common head, founder or owner, at least {pairs} payer–payee pairs deal, at least {ratio} times what their activity alone would give (pairs out of one × pairs into the other ÷ all pairs).',
      kk: 'Ортақ басшысы, құрылтайшысы не иесі жоқ, ортақ бақылаудағы өзара байланыссыз кемінде {firms} фирмадан тұратын екі топ арасында кемінде {pairs} төлеуші–алушы жұп есеп айырысады, бұл тек белсенділік берер саннан (біреуінен шығатын жұптар × екіншісіне кіретін жұптар ÷ барлық жұптар) кемінде {ratio} есе көп.',
      ru: 'Между двумя группами не менее чем из {firms} не связанных владением фирм под общим управлением, без общего руководителя, учредителя или владельца, не менее {pairs} пар плательщик–получатель, и это не менее чем в {ratio} раза больше, чем дала бы одна активность (пары из одной × пары в другую ÷ все пары).',
    },
    sentence: {
      en: 'From {payers, plural, one {# firm} other {# firms}} to {payees, plural, one {# firm} other {# firms}} of another cluster there are {pairs} payer–payee pairs; by activity alone {expected} would be expected. Paid: {amount}. Payers: {from}; payees: {to}.',
      kk: '{payers} фирмадан басқа топтың {payees} фирмасына {pairs} төлеуші–алушы жұп бар; тек белсенділікке қарағанда {expected} күтілер еді. Төленгені: {amount}. Төлеушілер: {from}; алушылар: {to}.',
      ru: 'От {payers, plural, one {# фирмы} other {# фирм}} к {payees, plural, one {# фирме} other {# фирмам}} другой группы идёт платежей по парам плательщик–получатель: {pairs}; по одной активности ожидалось бы {expected}. Уплачено: {amount}. Плательщики: {from}; получатели: {to}.',
    },
    evidence: {
      pairs: { en: 'Payer–payee pairs', kk: 'Төлеуші–алушы жұптар', ru: 'Пар плательщик–получатель' },
      expected: { en: 'Pairs to be expected', kk: 'Күтілетін жұптар', ru: 'Ожидалось пар' },
      ratio: { en: 'Seen over expected', kk: 'Байқалғанның күтілгенге қатынасы', ru: 'Увидено к ожидаемому' },
      paid: { en: 'Paid', kk: 'Төленгені', ru: 'Уплачено' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const clusters = clusterAccounts(projection, options.firms as number);
  const values = unknownValues(projection.nodes.count);
  for (const firms of clusters.firms) for (const firm of firms) values[firm] = 0;
  const least = options.pairs as number;
  const findings: Draft[] = [];
  for (const flow of groupFlows(projection, clusters)) {
    const ratio = (flow.pairs + 0.5) / (flow.expected + 0.5);
    const over = Math.max(0, flow.pairs - flow.expected);
    const draft = draftOf(projection, options, flow, ratio);
    for (const firm of draft.subjects) values[firm] = Math.max(values[firm]!, over / (over + least));
    if (flow.pairs >= least && ratio >= (options.ratio as number)) findings.push(draft);
  }
  return { findings, measured: knownValues(values) };
}

/** The money of the currency in which most of the transfers are. */
function draftOf(projection: Projection, options: OptionValues, flow: GroupFlow, ratio: number): Draft {
  const { transfers, accounts, nodes } = projection;
  const { edges, pairs, expected } = flow;
  const holder = (account: number) => accounts.holder[account - nodes.range.account.start]!;
  const distinct = (ends: Int32Array) => [...new Set(edges.map((edge) => holder(ends[edge]!)))].sort((a, b) => a - b);
  const payers = distinct(transfers.from);
  const payees = distinct(transfers.to);
  const count = new Int32Array(transfers.currencies.length);
  for (const edge of edges) count[transfers.currency[edge]!]!++;
  const main = count.indexOf(Math.max(...count));
  const currency = transfers.currencies[main]!;
  const paid = edges.reduce((sum, e) => sum + (transfers.currency[e] === main ? transfers.amountMinor[e]! : 0), 0);
  const money = { minor: String(paid), currency };
  return {
    subjects: [...new Set([...payers, ...payees])],
    score: ratio / (ratio + Math.max(options.ratio as number, 1)),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'pairs', value: pairs, threshold: options.pairs as number, unit: 'count', transfers: edges },
      { what: 'expected', value: expected, transfers: edges },
      { what: 'ratio', value: ratio, threshold: options.ratio as number, transfers: edges },
      { what: 'paid', value: paid, unit: 'minor', currency, transfers: edges },
    ],
    values: {
      payers: payers.length,
      payees: payees.length,
      pairs,
      expected: Math.round(expected * 100) / 100,
      amount: { money },
      from: { nodes: payers },
      to: { nodes: payees },
    },
  };
}
