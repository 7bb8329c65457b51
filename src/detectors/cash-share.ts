import { movementTypes, WITHDRAWAL } from '../graph/cash.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { type MonthlyTurnover, monthlyTurnover, turnoverEdges } from '../graph/monthly-turnover.ts';
import { formatMonth } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Share of a firm's turnover that leaves as cash: bands of the Bank of Russia's 16-МР (30 %) and of Kazakh practice (80 %). */
export const cashShare: Detector = {
  indicator: 'M02',
  name: 'cash-share',
  version: 1,
  family: 'flow',
  nature: 'state',
  subjects: ['company'],
  source: 'Bank of Russia 16-МР (30 %) and banking practice (80 %)',
  inputs: ['transactions.at', 'transactions.amount', 'accounts.holder_id', ['accounts.kind', 'transactions.channel']],
  options: {
    warn: {
      default: 0.3,
      unit: 'share',
      ours: false,
      min: 0.001,
      max: 1,
      text: {
        en: 'Share of cash in a month from which it is a warning',
        kk: 'Ескерту басталатын айлық қолма-қол ақша үлесі',
        ru: 'Доля наличных за месяц, с которой это предупреждение',
      },
    },
    high: {
      default: 0.8,
      unit: 'share',
      ours: false,
      min: 0.001,
      max: 1,
      text: {
        en: 'Share of cash in a month from which the risk is high',
        kk: 'Тәуекел жоғары болатын айлық қолма-қол ақша үлесі',
        ru: 'Доля наличных за месяц, с которой риск высокий',
      },
    },
  },
  texts: {
    title: {
      en: 'Much of the turnover withdrawn in cash',
      kk: 'Айналымның көп бөлігі қолма-қол алынған',
      ru: 'Большая часть оборота снята наличными',
    },
    definition: {
      en: 'Cash withdrawn by a firm in a calendar month over all that left its accounts, transfers between its own accounts left out. Warning from {warn}, high risk from {high}.',
      kk: 'Фирманың бір күнтізбелік айда алған қолма-қол ақшасының оның шоттарынан кеткен барлық сомаға қатынасы; өз шоттары арасындағы аударымдар есептелмейді. Ескерту — {warn} бастап, жоғары тәуекел — {high} бастап.',
      ru: 'Наличные, снятые фирмой за календарный месяц, ко всему, что ушло с её счетов; переводы между своими счетами не считаются. Предупреждение — от {warn}, высокий риск — от {high}.',
    },
    sentence: {
      en: 'In {months, plural, one {# month} other {# months}} {firm} withdrew {cash} of {turnover} in cash; in {month} it was {share}, the threshold is {threshold}.',
      kk: '{firm} {months} айда {turnover} сомадан {cash} қолма-қол алды; {month} айында үлесі {share} болды, шегі — {threshold}.',
      ru: 'За {months, plural, one {# месяц} few {# месяца} other {# месяцев}} снято наличными {cash} из {turnover} ({firm}); в {month} — {share}, порог — {threshold}.',
    },
    evidence: {
      share: {
        en: 'Highest share of cash in a month',
        kk: 'Бір айдағы қолма-қол ақшаның ең жоғары үлесі',
        ru: 'Наибольшая доля наличных за месяц',
      },
      months: { en: 'Months', kk: 'Айлар', ru: 'Месяцы' },
      cash: {
        en: 'Cash withdrawn in these months',
        kk: 'Осы айларда алынған қолма-қол ақша',
        ru: 'Снято наличными за эти месяцы',
      },
      turnover: {
        en: 'Left the accounts in these months',
        kk: 'Осы айларда шоттардан кеткені',
        ru: 'Ушло со счетов за эти месяцы',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const warn = ratioOfDecimal(String(options.warn));
  const turnover = monthlyTurnover(projection);
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  for (let start = 0, end = 0; start < turnover.count; start = end) {
    const reached: number[] = [];
    for (end = start; end < turnover.count && turnover.firm[end] === turnover.firm[start]; end++) {
      if (
        compareToRatio(turnover.cashMinor[end]!, turnover.debitMinor[end]!, warn) >= 0 &&
        turnover.cashMinor[end]! > 0
      ) {
        reached.push(end);
      }
    }
    values[turnover.firm[start]!] = cashValue(turnover, start, end);
    if (reached.length > 0) findings.push(draftOf(projection, options, turnover, reached));
  }
  return { findings, measured: knownValues(values) };
}

/** Share of cash over all months, lower bound by the number of debits; the highest of the firm's currencies. */
function cashValue({ currency, cashMinor, debitMinor, debits }: MonthlyTurnover, start: number, end: number): number {
  const cash: number[] = [];
  const debit: number[] = [];
  const cases: number[] = [];
  for (let i = start; i < end; i++) {
    const c = currency[i]!;
    cash[c] = (cash[c] ?? 0) + cashMinor[i]!;
    debit[c] = (debit[c] ?? 0) + debitMinor[i]!;
    cases[c] = (cases[c] ?? 0) + debits[i]!;
  }
  return cash.reduce((most, sum, c) => (sum > 0 ? Math.max(most, wilsonLower(sum / debit[c]!, cases[c]!)) : most), 0);
}

/** One finding per firm: its months over the line, in the currency of the worst of them for the sums. */
function draftOf(projection: Projection, options: OptionValues, turnover: MonthlyTurnover, reached: number[]): Draft {
  const { transfers } = projection;
  const firm = turnover.firm[reached[0]!]!;
  const shareOf = (i: number) => turnover.cashMinor[i]! / turnover.debitMinor[i]!;
  const worst = reached.reduce((best, i) => (shareOf(i) > shareOf(best) ? i : best));
  const highRatio = ratioOfDecimal(String(options.high));
  const isHigh = compareToRatio(turnover.cashMinor[worst]!, turnover.debitMinor[worst]!, highRatio) >= 0;
  const threshold = (isHigh ? options.high : options.warn) as number;
  const currency = transfers.currencies[turnover.currency[worst]!]!;
  const same = reached.filter((i) => turnover.currency[i] === turnover.currency[worst]);
  const cash = same.reduce((sum, i) => sum + turnover.cashMinor[i]!, 0);
  const debit = same.reduce((sum, i) => sum + turnover.debitMinor[i]!, 0);
  const keys = new Set(reached.map((i) => turnover.month[i]! * 256 + turnover.currency[i]!));
  const edges = turnoverEdges(projection, firm, (month, c) => keys.has(month * 256 + c));
  const types = movementTypes(projection);
  const months = [...new Set(reached.map((i) => formatMonth(turnover.month[i]!)))];
  return {
    subjects: [firm],
    score: Math.min(shareOf(worst), 1),
    severity: isHigh ? 'high' : 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'share', value: shareOf(worst), threshold, unit: 'share' },
      { what: 'months', value: months.join(', '), unit: 'text' },
      { what: 'cash', value: cash, unit: 'minor', currency, transfers: edges.filter((e) => types[e] === WITHDRAWAL) },
      { what: 'turnover', value: debit, unit: 'minor', currency, transfers: edges },
    ],
    values: {
      firm: { node: firm },
      months: months.length,
      month: formatMonth(turnover.month[worst]!),
      share: { share: shareOf(worst) },
      threshold: { share: threshold },
      cash: { money: { minor: String(cash), currency } },
      turnover: { money: { minor: String(debit), currency } },
    },
  };
}
