import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { eachToppedUpCard, type UnnamedTopup } from '../graph/unnamed-topups.ts';
import { wilsonLower } from '../graph/wilson.ts';
import { CARD_TOPUP_TENGE } from '../model/reporting-thresholds.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Large money put on a card by nobody in particular: how cards of others are fed (practice of Kazakh banks). */
export const topupThreshold: Detector = {
  indicator: 'M10',
  name: 'topup-threshold',
  version: 1,
  family: 'sums',
  nature: 'event',
  subjects: ['account'],
  source: 'Practice of Kazakh banks: card top-ups over 500,000 KZT need the payer’s IIN and a confirmation in the app',
  inputs: [
    'transactions.at',
    'transactions.to_account',
    'transactions.amount',
    'transactions.channel',
    ['transactions.payer_id', 'transactions.confirmed'],
  ],
  options: {
    amount: {
      default: CARD_TOPUP_TENGE * 100,
      unit: 'minor',
      ours: false,
      min: 1,
      text: {
        en: 'Top-up in KZT over which payer and confirmation are needed',
        kk: 'Төлеуші мен растау қажет болатын толтыру сомасы, теңге',
        ru: 'Пополнение в тенге, выше которого нужны плательщик и подтверждение',
      },
    },
    top: {
      default: 0.01,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'In currencies without a rate: the highest top-ups that count as over it',
        kk: 'Бағамы берілмеген валюталарда: шектен асқан деп саналатын ең жоғары толтырулар үлесі',
        ru: 'В валютах без курса: доля наибольших пополнений, считающихся выше порога',
      },
    },
  },
  texts: {
    title: {
      en: 'Large card top-ups without a payer',
      kk: 'Төлеушісі көрсетілмеген ірі карта толтырулар',
      ru: 'Крупные пополнения карты без плательщика',
    },
    definition: {
      en: 'A top-up of a card over {amount} whose payer is not named or that was not confirmed, or several such of one day under it that are over it together (currencies without a rate: among the highest {top}).',
      kk: 'Төлеушісі көрсетілмеген не расталмаған {amount} асатын карта толтыру немесе бір күнгі одан аз, бірақ бірге асатын осындай бірнеше толтыру (бағамы берілмеген валюталарда — ең жоғары {top} ішінде).',
      ru: 'Пополнение карты свыше {amount}, у которого не назван плательщик или нет подтверждения, либо несколько таких за один день, которые превышают порог лишь вместе (в валютах без курса — среди наибольших {top}).',
    },
    sentence: {
      en: '{card} was topped up {cases, plural, one {once} other {# times}} over {basis, select, rank {what is usual in this currency} other {{threshold}}} without a payer or a confirmation, most of all by {sum}{kind, select, split { in {parts} parts on one day} other {}}.',
      kk: '{card} төлеушісі не растауы жоқ {basis, select, rank {осы валютадағы әдеттегіден} other {{threshold} шегінен}} асырып {cases} рет толтырылды, ең көбі — {sum}{kind, select, split {, бір күнде {parts} бөлікпен} other {}}.',
      ru: '{card}: {cases, plural, one {# пополнение} few {# пополнения} other {# пополнений}} выше {basis, select, rank {обычного в этой валюте} other {{threshold}}} без плательщика или подтверждения; наибольшее — {sum}{kind, select, split {, частями за один день ({parts})} other {}}.',
    },
    evidence: {
      sum: { en: 'Largest of them', kk: 'Ең ірісі', ru: 'Наибольшее' },
      cases: { en: 'Times', kk: 'Саны', ru: 'Сколько раз' },
      split: { en: 'Days on which it was split', kk: 'Бөлшектелген күндер', ru: 'Дней с дроблением' },
      share: { en: 'Share of its top-ups', kk: 'Толтыруларындағы үлесі', ru: 'Доля пополнений' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  const notes = new Set<Texts>();
  eachToppedUpCard(projection, options.amount as number, options.top as number, (card, topups, found) => {
    values[card] = 0;
    if (found.length === 0) return;
    const edges = [...new Set(found.flatMap((each) => each.edges))].sort((a, b) => a - b);
    values[card] = wilsonLower(edges.length / topups, topups);
    findings.push(draftOf(projection, card, topups, found, edges));
    if (found.some(({ basis }) => basis === 'rank')) notes.add(CURRENCY_NOTE);
  });
  if (!projection.inputs.has('transactions.payer_id') && findings.length > 0) notes.add(PAYER_NOTE);
  return { findings, measured: knownValues(values), notes: [...notes] };
}

function draftOf(
  projection: Projection,
  card: number,
  topups: number,
  found: readonly UnnamedTopup[],
  edges: number[],
): Draft {
  const { transfers } = projection;
  const best = found.reduce((best, each) =>
    each.sumMinor / each.thresholdMinor > best.sumMinor / best.thresholdMinor ? each : best,
  );
  const { currency, sumMinor, thresholdMinor, basis, kind } = best;
  const split = found.filter((each) => each.kind === 'split');
  return {
    subjects: [card],
    score: wilsonLower(edges.length / topups, topups),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'sum', value: sumMinor, threshold: thresholdMinor, unit: 'minor', currency, transfers: best.edges },
      { what: 'cases', value: found.length, unit: 'count', transfers: edges },
      ...(split.length === 0
        ? []
        : [
            {
              what: 'split',
              value: split.length,
              unit: 'count' as const,
              transfers: split.flatMap((each) => each.edges).sort((a, b) => a - b),
            },
          ]),
      { what: 'share', value: edges.length / topups, unit: 'share', transfers: edges },
    ],
    values: {
      card: { node: card },
      cases: found.length,
      basis,
      threshold: { money: { minor: String(thresholdMinor), currency } },
      sum: { money: { minor: String(sumMinor), currency } },
      kind,
      parts: best.edges.length,
    },
  };
}

const PAYER_NOTE: Texts = {
  en: 'The data name no payer of any top-up: only those marked as not confirmed were counted.',
  kk: 'Деректерде бірде-бір толтырудың төлеушісі көрсетілмеген: тек расталмаған деп белгіленгендер есептелді.',
  ru: 'В данных не назван плательщик ни одного пополнения: учтены только отмеченные как неподтверждённые.',
};
const CURRENCY_NOTE: Texts = {
  en: 'Top-ups in currencies without a rate were compared by rank within their own currency.',
  kk: 'Бағамы берілмеген валютадағы толтырулар өз валютасы ішіндегі орны бойынша салыстырылды.',
  ru: 'Пополнения в валютах без курса сравнивались по месту внутри своей валюты.',
};
