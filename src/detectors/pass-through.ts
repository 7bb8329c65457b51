import { isCashAccount } from '../graph/cash.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { formatMonth } from '../graph/months.ts';
import { eachPassAccount, type PassAccount, type PassMonth } from '../graph/pass-through.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Money that leaves an account about as fast and as much as it comes: Bank of Russia 16-МР, its signs of a transit account. */
export const passThrough: Detector = {
  indicator: 'M01',
  name: 'pass-through',
  version: 1,
  family: 'flow',
  nature: 'state',
  subjects: ['account'],
  source: 'Bank of Russia 16-МР (transit operations)',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account', 'transactions.amount'],
  options: {
    window: {
      default: 72 * 3_600_000,
      unit: 'ms',
      ours: false,
      min: 0,
      text: { en: 'Time within which money leaves', kk: 'Ақша кететін уақыт', ru: 'Срок, за который деньги уходят' },
    },
    spent: {
      default: 0.8,
      unit: 'share',
      ours: true,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of a month’s credits that leaves in time',
        kk: 'Айлық түсімнің уақытында кететін ең аз үлесі',
        ru: 'Наименьшая доля поступлений месяца, ушедшая в срок',
      },
    },
    ratioMin: {
      default: 0.9,
      unit: 'share',
      ours: false,
      min: 0,
      text: {
        en: 'Least ratio of out to in',
        kk: 'Шығыстың кіріске ең аз қатынасы',
        ru: 'Наименьшее отношение расхода к приходу',
      },
    },
    ratioMax: {
      default: 1.1,
      unit: 'share',
      ours: false,
      min: 0,
      text: {
        en: 'Largest ratio of out to in',
        kk: 'Шығыстың кіріске ең көп қатынасы',
        ru: 'Наибольшее отношение расхода к приходу',
      },
    },
    credits: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Fewest credits in the month',
        kk: 'Айдағы түсімдердің ең аз саны',
        ru: 'Наименьшее число поступлений за месяц',
      },
    },
    balance: {
      default: 0.1,
      unit: 'share',
      ours: false,
      min: 0,
      text: {
        en: 'A day ends low under this share of the day’s debits',
        kk: 'Күн соңындағы қалдық күн шығысының осы үлесінен аз болса — төмен',
        ru: 'Остаток на конец дня низок, если он меньше этой доли расходов дня',
      },
    },
  },
  texts: {
    title: { en: 'Money only passes through', kk: 'Ақша тек өтіп кетеді', ru: 'Деньги только проходят через счёт' },
    definition: {
      en: 'In a month with at least {credits} credits {spent} of what came left within {window} (first in, first out), out over in is {ratioMin} to {ratioMax}; where balances are known, most days end under {balance} of the day’s debits.',
      kk: 'Кемінде {credits} түсім болған айда келген ақшаның {spent} бөлігі {window} ішінде кетті (бірінші келген — бірінші кетеді), шығыстың кіріске қатынасы {ratioMin}–{ratioMax}; қалдықтар белгілі болса, күндердің көбі күн шығысының {balance} бөлігінен аз қалдықпен аяқталады.',
      ru: 'За месяц с не менее чем {credits} поступлениями {spent} пришедшего ушло за {window} (первым пришло — первым ушло), расход к приходу — {ratioMin}–{ratioMax}; если остатки известны, большинство дней кончается остатком меньше {balance} расходов дня.',
    },
    sentence: {
      en: 'In {month} {credits, plural, one {# credit} other {# credits}} brought {in} to {account}; {passed} of it left within {window}, out over in was {ratio}.{months, plural, =1 {} other { The same holds for # months.}}{balance, select, known {} other { Balances were not checked: no opening balance or no complete statement.}}',
      kk: '{month} айында {account} шотына {credits} түсіммен {in} келді; оның {passed} бөлігі {window} ішінде кетті, шығыстың кіріске қатынасы — {ratio}.{months, plural, =1 {} other { Осындай айлар саны: #.}}{balance, select, known {} other { Қалдықтар тексерілмеді: бастапқы қалдық не толық үзінді жоқ.}}',
      ru: 'В {month} на {account} {credits, plural, one {# поступлением} other {# поступлениями}} пришло {in}; {passed} ушло за {window}, расход к приходу — {ratio}.{months, plural, =1 {} other { Таких месяцев: #.}}{balance, select, known {} other { Остатки не проверены: нет начального остатка или полной выписки.}}',
    },
    evidence: {
      passed: { en: 'Left in time', kk: 'Уақытында кеткені', ru: 'Ушло в срок' },
      ratio: { en: 'Out over in', kk: 'Шығыстың кіріске қатынасы', ru: 'Расход к приходу' },
      credits: { en: 'Credits in the month', kk: 'Айдағы түсімдер', ru: 'Поступлений за месяц' },
      lowDays: { en: 'Days that ended low', kk: 'Төмен қалдықпен біткен күндер', ru: 'Дней с низким остатком' },
      months: { en: 'Months', kk: 'Айлар', ru: 'Месяцы' },
      credited: { en: 'Came in these months', kk: 'Осы айларда келгені', ru: 'Пришло за эти месяцы' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const spent = ratioOfDecimal(String(options.spent));
  const ratioMin = ratioOfDecimal(String(options.ratioMin));
  const ratioMax = ratioOfDecimal(String(options.ratioMax));
  const isPassing = ({ credits, creditMinor, debitMinor, passedMinor, days, lowDays }: PassMonth) =>
    creditMinor > 0 &&
    credits >= (options.credits as number) &&
    compareToRatio(passedMinor, creditMinor, spent) >= 0 &&
    compareToRatio(debitMinor, creditMinor, ratioMin) >= 0 &&
    compareToRatio(debitMinor, creditMinor, ratioMax) <= 0 &&
    (lowDays === null || lowDays * 2 > days);
  const values = unknownValues(projection.nodes.count);
  const drafts = new Map<number, Draft>();
  const balance = ratioOfDecimal(String(options.balance));
  eachPassAccount(projection, options.window as number, balance, (passed) => {
    if (isCashAccount(projection, passed.account)) return;
    if (passed.wholeMinor > 0) {
      const value = wilsonLower(passed.wholePassedMinor / passed.wholeMinor, passed.wholeCredits);
      const own = passed.wholePassedMinor > 0 ? value : 0;
      if (!(values[passed.account]! >= own)) values[passed.account] = own;
    }
    const months = passed.months.filter(isPassing);
    if (months.length === 0) return;
    const draft = draftOf(projection, options, passed, months);
    const other = drafts.get(passed.account);
    drafts.set(passed.account, other ? merged(projection, other, draft) : draft);
  });
  return { findings: [...drafts.values()], measured: knownValues(values) };
}

/** One finding per account; the month in which most left in time stands for the others in the sentence. */
function draftOf(projection: Projection, options: OptionValues, passed: PassAccount, months: PassMonth[]): Draft {
  const { transfers } = projection;
  const currency = transfers.currencies[passed.currency]!;
  const shareOf = (m: PassMonth) => m.passedMinor / m.creditMinor;
  const best = months.reduce((best, m) => (shareOf(m) > shareOf(best) ? m : best));
  const edges = passed.edgesOf(new Set(months.map(({ month }) => month)));
  const inBest = months.length === 1 ? edges : passed.edgesOf(new Set([best.month]));
  const credited = months.reduce((sum, m) => sum + m.creditMinor, 0);
  const ratio = best.debitMinor / best.creditMinor;
  return {
    subjects: [passed.account],
    score: shareOf(best),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'passed', value: shareOf(best), threshold: options.spent as number, unit: 'share', transfers: inBest },
      { what: 'ratio', value: ratio, threshold: `${options.ratioMin}–${options.ratioMax}`, transfers: inBest },
      { what: 'credits', value: best.credits, threshold: options.credits as number, unit: 'count', transfers: inBest },
      ...(best.lowDays === null
        ? []
        : [
            {
              what: 'lowDays',
              value: best.lowDays / best.days,
              threshold: 0.5,
              unit: 'share',
              transfers: inBest,
            } as const,
          ]),
      { what: 'months', value: months.map(({ month }) => formatMonth(month)).join(', '), unit: 'text' },
      { what: 'credited', value: credited, unit: 'minor', currency, transfers: edges },
    ],
    values: {
      account: { node: passed.account },
      month: formatMonth(best.month),
      months: months.length,
      credits: best.credits,
      in: { money: { minor: String(best.creditMinor), currency } },
      passed: { share: shareOf(best) },
      ratio: Math.round(ratio * 100) / 100,
      window: { durationMs: options.window as number },
      balance: best.lowDays === null ? 'unknown' : 'known',
    },
  };
}

/** The finding of a second currency joins the first: one finding per account, the stronger speaks. */
function merged({ transfers }: Projection, a: Draft, b: Draft): Draft {
  const [strong, weak] = b.score > a.score ? [b, a] : [a, b];
  const edges = [...new Set([...strong.transfers!, ...weak.transfers!])].sort((x, y) => x - y);
  return {
    ...strong,
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [...strong.evidence, ...weak.evidence],
  };
}
