import { intervalOf } from '../graph/edge-times.ts';
import { clusterAccounts } from '../graph/flows/cluster-accounts.ts';
import { type InsideMoney, insideMoney } from '../graph/flows/inside-money.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { wilsonLower } from '../graph/wilson.ts';
import { DAY_MS } from '../model/time.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { FIRMS_UNDER_COMMON_CONTROL } from './shared/options.ts';

/** Firms under common control that mostly pay each other; expectation by the configuration model (Newman, Girvan 2004). */
export const moneyStaysInside: Detector = {
  indicator: 'N04',
  name: 'money-stays-inside',
  version: 1,
  family: 'group-flow',
  nature: 'state',
  subjects: ['company'],
  source: 'FATF typologies (circulation within a network); expectation: Newman, Girvan (2004)',
  inputs: [
    ['roles.role', 'companies.address', 'addresses.address', 'companies.phone', 'contacts.value', 'accounts.holder_id'],
    'accounts.holder_id',
    'transactions.from_account',
    'transactions.to_account',
    'transactions.amount',
  ],
  options: {
    share: {
      default: 0.5,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of the turnover that stays inside or comes back',
        kk: 'Айналымның ішінде қалатын не қайтатын ең аз үлесі',
        ru: 'Наименьшая доля оборота, которая остаётся внутри или возвращается',
      },
    },
    window: {
      default: 30 * DAY_MS,
      unit: 'ms',
      ours: true,
      min: 0,
      text: {
        en: 'Time within which money that left comes back',
        kk: 'Кеткен ақша қайтатын уақыт',
        ru: 'Срок, за который ушедшие деньги возвращаются',
      },
    },
    payments: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Fewest payments of the cluster',
        kk: 'Топ төлемдерінің ең аз саны',
        ru: 'Наименьшее число платежей группы',
      },
    },
    firms: FIRMS_UNDER_COMMON_CONTROL,
  },
  texts: {
    title: {
      en: 'Money stays among firms under one control',
      kk: 'Ақша бір бақылаудағы фирмалар арасында қалады',
      ru: 'Деньги остаются среди фирм под одним управлением',
    },
    definition: {
      en: 'Of what at least {firms} unrelated firms under common control paid (at least {payments} payments), at least {share} went to each other or came back over one outsider within {window}; transfers between firms of one owner are not counted.',
      kk: 'Ортақ бақылаудағы өзара байланыссыз кемінде {firms} фирма төлеген ақшаның (кемінде {payments} төлем) кемінде {share} бөлігі бір-біріне кетті немесе бір бөгде арқылы {window} ішінде қайтты; бір иенің фирмалары арасындағы аударымдар есептелмейді.',
      ru: 'Из уплаченного не менее чем {firms} не связанными владением фирмами под общим управлением (не менее {payments} платежей) не менее {share} ушло друг другу или вернулось через одного постороннего за {window}; переводы между фирмами одного владельца не считаются.',
    },
    sentence: {
      en: '{count, plural, one {# firm} other {# firms}} under common control paid {turnover}; {inside} went to each other and {back} came back: {share}. By their activity alone {expected} would stay inside.',
      kk: 'Ортақ бақылаудағы {count} фирма {turnover} төледі; {inside} бір-біріне кетті, {back} қайтты: {share}. Тек белсенділігіне қарағанда {expected} ішінде қалар еді.',
      ru: '{count, plural, one {# фирма} few {# фирмы} other {# фирм}} под общим управлением: уплачено {turnover}, из них {inside} — друг другу, {back} вернулись: {share}. По одной их активности внутри осталось бы {expected}.',
    },
    evidence: {
      share: {
        en: 'Share that stayed or came back',
        kk: 'Қалған не қайтқан үлес',
        ru: 'Доля оставшегося и вернувшегося',
      },
      inside: { en: 'Paid to each other', kk: 'Бір-біріне төленгені', ru: 'Уплачено друг другу' },
      back: { en: 'Came back over an outsider', kk: 'Бөгде арқылы қайтқаны', ru: 'Вернулось через постороннего' },
      expected: { en: 'Share to be expected', kk: 'Күтілетін үлес', ru: 'Ожидаемая доля' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const clusters = clusterAccounts(projection, options.firms as number);
  const share = ratioOfDecimal(String(options.share));
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  for (const money of insideMoney(projection, clusters, options.window as number)) {
    const firms = clusters.firms[money.cluster]!;
    const stayed = Math.min(Math.round(money.insideMinor + money.backMinor), money.turnoverMinor);
    // What activity alone would keep inside is no sign of anything.
    const over = Math.max(0, wilsonLower(stayed / money.turnoverMinor, money.debits) - money.expected);
    for (const firm of firms) values[firm] = over;
    if (money.debits < (options.payments as number) || compareToRatio(stayed, money.turnoverMinor, share) < 0) continue;
    findings.push(draftOf(projection, options, firms, money, stayed));
  }
  return { findings, measured: knownValues(values) };
}

function draftOf(
  projection: Projection,
  options: OptionValues,
  firms: readonly number[],
  money: InsideMoney,
  stayed: number,
): Draft {
  const { transfers } = projection;
  const { inside, back, turnoverMinor, expected } = money;
  const currency = transfers.currencies[money.currency]!;
  const edges = [...new Set([...inside, ...back])].sort((a, b) => a - b);
  const share = stayed / turnoverMinor;
  const sum = (minor: number) => ({ money: { minor: String(Math.round(minor)), currency } });
  return {
    subjects: firms,
    score: share,
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'share', value: share, threshold: options.share as number, unit: 'share', transfers: edges },
      { what: 'inside', value: money.insideMinor, unit: 'minor', currency, transfers: inside },
      { what: 'back', value: Math.round(money.backMinor), unit: 'minor', currency, transfers: back },
      { what: 'expected', value: expected, unit: 'share', transfers: edges },
    ],
    values: {
      count: firms.length,
      turnover: sum(turnoverMinor),
      inside: sum(money.insideMinor),
      back: sum(money.backMinor),
      share: { share },
      expected: { share: expected },
    },
  };
}
