import { intervalOf } from '../graph/edge-times.ts';
import { type EqualRun, equalRuns } from '../graph/equal-runs.ts';
import { knownValues } from '../graph/known-values.ts';
import { transferDays } from '../graph/months.ts';
import { movedValues, sendersOf } from '../graph/moved-values.ts';
import type { Projection } from '../graph/projection.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** The same sum from one payer to the same account day after day: sales, wages and rents vary or skip days, a collection by plan does not. */
export const equalDaily: Detector = {
  indicator: 'M18',
  name: 'equal-daily',
  version: 1,
  family: 'sums',
  nature: 'event',
  subjects: ['account'],
  source: 'Practice of transaction monitoring; no published threshold',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account', 'transactions.amount'],
  options: {
    days: {
      default: 5,
      unit: 'count',
      ours: false,
      min: 2,
      text: {
        en: 'Fewest consecutive days',
        kk: 'Қатар күндердің ең аз саны',
        ru: 'Наименьшее число дней подряд',
      },
    },
  },
  texts: {
    title: { en: 'The same sum every day', kk: 'Күн сайын бірдей сома', ru: 'Одна и та же сумма каждый день' },
    definition: {
      en: 'One payer sends the same sum to the same account on at least {days} consecutive calendar days.',
      kk: 'Бір төлеуші сол бір шотқа қатарынан кемінде {days} күнтізбелік күн бірдей сома жібереді.',
      ru: 'Один плательщик переводит одну и ту же сумму на один и тот же счёт не менее {days} календарных дней подряд.',
    },
    sentence: {
      en: '{payer} sent {sum} to {account} on {days, plural, one {# consecutive day} other {# consecutive days}}, from {from} on; the threshold is {threshold}.{runs, plural, =1 {} other { There are # such runs.}}',
      kk: '{payer} {from} күнінен бастап қатарынан {days} күн {account} шотына {sum} жіберді; шегі — {threshold, kk, ablative} бастап.{runs, plural, =1 {} other { Осындай қатарлар саны: #.}}',
      ru: 'От {payer} на {account} с {from} {days, plural, one {# день} few {# дня} other {# дней}} подряд приходило по {sum}; порог — от {threshold}.{runs, plural, =1 {} other { Таких серий: #.}}',
    },
    evidence: {
      days: { en: 'Consecutive days', kk: 'Қатар күндер', ru: 'Дней подряд' },
      sum: { en: 'Sum each day', kk: 'Күн сайынғы сома', ru: 'Сумма каждый день' },
      runs: { en: 'Runs of equal days', kk: 'Бірдей күндер қатарлары', ru: 'Серий равных дней' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const threshold = options.days as number;
  const values = movedValues(projection);
  const pairs: EqualRun[][] = [];
  for (const run of equalRuns(projection, threshold)) {
    const last = pairs[pairs.length - 1]?.[0];
    if (last && last.payer === run.payer && last.account === run.account) pairs[pairs.length - 1]!.push(run);
    else pairs.push([run]);
  }
  const findings = pairs.map((runs) => draftOf(projection, runs, threshold));
  for (const { subjects, score } of findings)
    for (const node of subjects) values[node] = Math.max(values[node]!, score);
  return { findings, measured: knownValues(values) };
}

function draftOf(projection: Projection, runs: readonly EqualRun[], threshold: number): Draft {
  const { transfers } = projection;
  const best = runs.reduce((best, run) => (run.days > best.days ? run : best));
  const edges = runs.flatMap((run) => run.edges).sort((a, b) => a - b);
  const currency = transfers.currencies[best.currency]!;
  return {
    subjects: [...sendersOf(projection, edges), best.account],
    score: best.days / (best.days + threshold),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'days', value: best.days, threshold, unit: 'count', transfers: best.edges },
      { what: 'sum', value: best.amountMinor, unit: 'minor', currency, transfers: best.edges },
      { what: 'runs', value: runs.length, unit: 'count', transfers: edges },
    ],
    values: {
      payer: { node: best.payer },
      account: { node: best.account },
      sum: { money: { minor: String(best.amountMinor), currency } },
      days: best.days,
      from: { day: transferDays(transfers)[best.edges[0]!]! },
      threshold,
      runs: runs.length,
    },
  };
}
