import { intervalOf } from '../graph/edge-times.ts';
import { knownValues } from '../graph/known-values.ts';
import { type LikeSums, likeSums } from '../graph/like-sums.ts';
import { movedValues, sendersOf } from '../graph/moved-values.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Like sums again and again between the same two on one day: a larger sum split, whatever threshold it avoids. */
export const repeatedSums: Detector = {
  indicator: 'M22',
  name: 'repeated-sums',
  version: 1,
  family: 'sums',
  nature: 'event',
  subjects: ['account'],
  source: 'FATF typologies (structuring without a named threshold); the numbers are ours',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account', 'transactions.amount'],
  options: {
    count: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 2,
      text: {
        en: 'Fewest like sums in one day',
        kk: 'Бір күндегі ұқсас сомалардың ең аз саны',
        ru: 'Наименьшее число близких сумм за день',
      },
    },
    within: {
      default: 0.05,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'Sums are like if the largest exceeds the smallest by at most',
        kk: 'Ең үлкені ең кішісінен осыдан артық аспаса, сомалар ұқсас',
        ru: 'Суммы близки, если наибольшая превышает наименьшую не более чем на',
      },
    },
  },
  texts: {
    title: {
      en: 'Like sums again and again',
      kk: 'Қайта-қайта ұқсас сомалар',
      ru: 'Раз за разом близкие суммы',
    },
    definition: {
      en: 'One payer sends one account at least {count} sums within {within} of each other on one calendar day, whatever their size.',
      kk: 'Бір төлеуші бір шотқа бір күнтізбелік күнде өзара айырмасы {within} аспайтын кемінде {count} сома жібереді, мөлшері қандай болса да.',
      ru: 'Один плательщик за календарный день переводит на один счёт не менее {count} сумм, различающихся не более чем на {within}, каким бы ни был их размер.',
    },
    sentence: {
      en: 'On {day} {payer} sent {account} {count, plural, one {# sum} other {# sums}} between {smallest} and {largest}; the threshold is {threshold}.{days, plural, =1 {} other { This happened on # days.}}',
      kk: '{day} күні {payer} {account} шотына {smallest} мен {largest} аралығында {count} рет аударды; шегі — {threshold, kk, ablative} бастап.{days, plural, =1 {} other { Мұндай күндер саны: #.}}',
      ru: '{day} от {payer} на {account} {count, plural, one {пришла # сумма} few {пришли # суммы} other {пришло # сумм}} от {smallest} до {largest}; порог — от {threshold}.{days, plural, =1 {} other { Таких дней: #.}}',
    },
    evidence: {
      count: { en: 'Like sums in one day', kk: 'Бір күндегі ұқсас сомалар', ru: 'Близких сумм за день' },
      spread: {
        en: 'Largest over smallest sum',
        kk: 'Ең үлкен соманың ең кішісіне қатынасы',
        ru: 'Наибольшая сумма к наименьшей',
      },
      total: {
        en: 'Sum of that day’s like transfers',
        kk: 'Сол күнгі ұқсас аударымдар сомасы',
        ru: 'Сумма близких переводов дня',
      },
      days: { en: 'Such days', kk: 'Мұндай күндер', ru: 'Таких дней' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const threshold = options.count as number;
  const within = ratioOfDecimal(String(options.within));
  const spread = { numerator: within.numerator + within.denominator, denominator: within.denominator };
  const values = movedValues(projection);
  const findings = likeSums(projection, { count: threshold, spread }).map((pair) => draftOf(projection, options, pair));
  for (const { subjects, score } of findings)
    for (const node of subjects) values[node] = Math.max(values[node]!, score);
  return { findings, measured: knownValues(values) };
}

function draftOf(projection: Projection, options: OptionValues, { payer, account, days }: LikeSums): Draft {
  const { transfers } = projection;
  const threshold = options.count as number;
  const best = days.reduce((best, day) => (day.edges.length > best.edges.length ? day : best));
  const edges = days.flatMap((day) => day.edges).sort((a, b) => a - b);
  const count = best.edges.length;
  const currency = transfers.currencies[best.currency]!;
  const total = best.edges.reduce((sum, edge) => sum + transfers.amountMinor[edge]!, 0);
  return {
    subjects: [...sendersOf(projection, edges), account],
    score: count / (count + threshold),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'count', value: count, threshold, unit: 'count', transfers: best.edges },
      {
        what: 'spread',
        value: best.largestMinor / best.smallestMinor,
        threshold: 1 + (options.within as number),
        unit: 'share',
        transfers: best.edges,
      },
      { what: 'total', value: total, unit: 'minor', currency, transfers: best.edges },
      { what: 'days', value: new Set(days.map(({ day }) => day)).size, unit: 'count', transfers: edges },
    ],
    values: {
      payer: { node: payer },
      account: { node: account },
      day: { day: best.day },
      count,
      smallest: { money: { minor: String(best.smallestMinor), currency } },
      largest: { money: { minor: String(best.largestMinor), currency } },
      threshold,
      days: new Set(days.map(({ day }) => day)).size,
    },
  };
}
