import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import { eachPayerUnder, type PayerUnder, type ReportingThreshold } from '../graph/sums-under.ts';
import { elapsedMs } from '../graph/time-order.ts';
import { wilsonLower } from '../graph/wilson.ts';
import { exponentOf } from '../model/money.ts';
import { CARD_TOPUP_TENGE, CASH_REPORTING, FOREIGN_REPORTING } from '../model/reporting-thresholds.ts';
import { DAY_MS } from '../model/time.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Payments cut to stay just under a sum that is reported (FATF: structuring). */
export const structuring: Detector = {
  indicator: 'M09',
  name: 'structuring',
  version: 1,
  family: 'sums',
  nature: 'event',
  subjects: ['company', 'person', 'account'],
  source: `FATF typologies (structuring); thresholds: ${CASH_REPORTING.law}, ${CASH_REPORTING.link}`,
  inputs: [
    'transactions.at',
    'transactions.amount',
    ['accounts.kind', 'transactions.channel', 'transactions.currency'],
  ],
  options: {
    cash: {
      default: CASH_REPORTING.tenge * 100,
      unit: 'minor',
      ours: false,
      min: 1,
      text: {
        en: 'Threshold of cash operations in KZT',
        kk: 'Қолма-қол операциялар шегі, теңге',
        ru: 'Порог операций с наличными, тенге',
      },
    },
    topup: {
      default: CARD_TOPUP_TENGE * 100,
      unit: 'minor',
      ours: false,
      min: 1,
      text: {
        en: 'Threshold of card top-ups in KZT',
        kk: 'Карта толтыру шегі, теңге',
        ru: 'Порог пополнений карты, тенге',
      },
    },
    foreign: {
      default: FOREIGN_REPORTING.units,
      unit: 'count',
      ours: false,
      min: 1,
      text: {
        en: 'Threshold in the currencies named, whole units',
        kk: 'Аталған валюталардағы шек, бүтін бірлік',
        ru: 'Порог в названных валютах, целых единиц',
      },
    },
    currencies: {
      default: FOREIGN_REPORTING.currencies,
      unit: 'text',
      ours: false,
      text: {
        en: 'Currencies with a threshold of their own',
        kk: 'Өз шегі бар валюталар',
        ru: 'Валюты с собственным порогом',
      },
    },
    share: {
      default: 0.85,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Part of the threshold from which a sum is just under it',
        kk: 'Сома шекке жақын деп саналатын бөлік',
        ru: 'Доля порога, с которой сумма чуть ниже него',
      },
    },
    payments: {
      default: 3,
      unit: 'count',
      ours: false,
      min: 2,
      text: { en: 'Fewest such payments', kk: 'Мұндай төлемдердің ең аз саны', ru: 'Наименьшее число таких платежей' },
    },
    window: {
      default: 7 * DAY_MS,
      unit: 'ms',
      ours: false,
      min: 0,
      text: {
        en: 'Longest time from the first to the last',
        kk: 'Біріншісінен соңғысына дейінгі ең ұзақ уақыт',
        ru: 'Наибольшее время от первого до последнего',
      },
    },
  },
  texts: {
    title: {
      en: 'Payments just under a reporting threshold',
      kk: 'Есеп беру шегінен сәл төмен төлемдер',
      ru: 'Платежи чуть ниже порога отчётности',
    },
    definition: {
      en: 'At least {payments} payments of one payer within {window}, each of {share} or more of a threshold and under it: {cash} in cash, {topup} to a card, {foreign} {currencies}.',
      kk: 'Бір төлеушінің {window} ішіндегі кемінде {payments} төлемі, әрқайсысы шектің {share} немесе одан көп, бірақ одан төмен: қолма-қол {cash}, картаға {topup}, {foreign} {currencies}.',
      ru: 'Не менее {payments} платежей одного плательщика за {window}, каждый — {share} порога и больше, но ниже него: {cash} наличными, {topup} на карту, {foreign} {currencies}.',
    },
    sentence: {
      en: '{payer} made {count, plural, one {# payment} other {# payments}} just under {threshold} within {duration}, {sum} in all{kind, select, cash { in cash} topup { to cards} other {}}; {under} of its {total} such payments lie there.',
      kk: '{payer} {duration} ішінде {threshold} шегінен сәл төмен {count} төлем жасады{kind, select, cash { (қолма-қол)} topup { (карталарға)} other {}}, барлығы {sum}; оның {total} осындай төлемінің {under} сол аралықта.',
      ru: '{payer}: {count, plural, one {# платёж} few {# платежа} other {# платежей}} чуть ниже {threshold} за {duration}{kind, select, cash { наличными} topup { на карты} other {}}, всего {sum}; там {under} из {total} таких платежей.',
    },
    evidence: {
      payments: {
        en: 'Payments in the fullest window',
        kk: 'Ең толы кезеңдегі төлемдер',
        ru: 'Платежей в самом полном окне',
      },
      threshold: { en: 'Threshold they stay under', kk: 'Асырылмаған шек', ru: 'Порог, ниже которого они' },
      share: {
        en: 'Share of the payer’s payments of this kind',
        kk: 'Төлеушінің осы түрдегі төлемдеріндегі үлесі',
        ru: 'Доля среди таких платежей плательщика',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const values = unknownValues(projection.nodes.count);
  const worst = new Map<number, PayerUnder>();
  const query = {
    thresholds: thresholdsOf(options),
    from: ratioOfDecimal(String(options.share)),
    payments: options.payments as number,
    windowMs: options.window as number,
  };
  eachPayerUnder(projection, query, (payer, found) => {
    const value = lowerShare(found);
    if (!(values[payer]! >= value)) values[payer] = value;
    const other = worst.get(payer);
    if (found.best.length > 0 && !(other && lowerShare(other) >= value)) worst.set(payer, found);
  });
  const findings = [...worst]
    .sort(([a], [b]) => a - b)
    .map(([payer, found]) => draftOf(projection, options, payer, found));
  return { findings, measured: knownValues(values) };
}

function thresholdsOf(options: OptionValues): ReportingThreshold[] {
  return [
    { kind: 'cash', currency: 'KZT', minor: options.cash as number },
    { kind: 'topup', currency: 'KZT', minor: options.topup as number },
    ...(options.currencies as readonly string[]).map((currency) => ({
      kind: 'currency' as const,
      currency,
      minor: (options.foreign as number) * 10 ** exponentOf(currency),
    })),
  ];
}

/** Of the payer's payments of this kind those that stay just under: a busy payer has a few by chance. */
const lowerShare = ({ edges, total }: PayerUnder) =>
  edges.length === 0 ? 0 : wilsonLower(edges.length / total, total);

function draftOf(projection: Projection, options: OptionValues, payer: number, found: PayerUnder): Draft {
  const { transfers } = projection;
  const { threshold, total } = found;
  const edges = [...found.edges];
  const best = [...found.best];
  const { currency, minor, kind } = threshold;
  const sum = best.reduce((sum, e) => sum + transfers.amountMinor[e]!, 0);
  return {
    subjects: [payer],
    score: lowerShare(found),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'payments', value: best.length, threshold: options.payments as number, unit: 'count', transfers: best },
      { what: 'threshold', value: minor, unit: 'minor', currency, transfers: edges },
      { what: 'share', value: edges.length / total, unit: 'share', transfers: edges },
    ],
    values: {
      payer: { node: payer },
      count: best.length,
      threshold: { money: { minor: String(minor), currency } },
      duration: { durationMs: elapsedMs(transfers, best[0]!, best[best.length - 1]!) },
      sum: { money: { minor: String(sum), currency } },
      kind,
      under: edges.length,
      total,
    },
  };
}
