import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { type LargeBasis, type LargeTurnover, largeTurnover } from '../graph/large-turnover.ts';
import { monthlyTurnover, turnoverEdges } from '../graph/monthly-turnover.ts';
import { completedMonths, formatMonth, monthOf, transferDays } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { NO_DAY } from '../model/time.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { TOP_MONTHS } from './shared/options.ts';

/** Large turnover soon after registration: most shells live up to a year (16-МР; practice of the tax service). */
export const youngTurnover: Detector = {
  indicator: 'R08',
  name: 'young-turnover',
  version: 1,
  family: 'life',
  nature: 'event',
  subjects: ['company'],
  source: 'Bank of Russia 16-МР and tax practice (most shells live up to a year)',
  inputs: ['companies.registered_at', 'accounts.holder_id', 'transactions.at', 'transactions.amount'],
  options: {
    months: {
      default: 12,
      unit: 'count',
      ours: false,
      min: 1,
      text: {
        en: 'Age in months under which a firm is young',
        kk: 'Фирма жас саналатын ай саны',
        ru: 'Возраст в месяцах, до которого фирма молодая',
      },
    },
    large: {
      default: 2_000_000_000,
      unit: 'minor',
      ours: true,
      min: 1,
      text: {
        en: 'Large turnover of a month in KZT',
        kk: 'Айлық ірі айналым, теңге',
        ru: 'Крупный оборот за месяц, тенге',
      },
    },
    times: {
      default: 5,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Or so many times the median firm of its kind of business',
        kk: 'Немесе өз қызмет түріндегі медианалық фирмадан осынша есе көп',
        ru: 'Или во столько раз больше медианной фирмы своего вида деятельности',
      },
    },
    peers: {
      default: 5,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Fewest firms for a median',
        kk: 'Медиана үшін фирмалардың ең аз саны',
        ru: 'Наименьшее число фирм для медианы',
      },
    },
    top: TOP_MONTHS,
  },
  texts: {
    title: {
      en: 'Large turnover soon after registration',
      kk: 'Тіркелген соң көп ұзамай ірі айналым',
      ru: 'Крупный оборот вскоре после регистрации',
    },
    definition: {
      en: 'Age under {months} months when a month’s turnover first reaches {large} or {times} times the largest month of the median firm of its OKED division; currencies without a rate: among the highest {top} of months.',
      kk: 'Айлық айналым алғаш рет {large} не ЭҚЖЖ бөліміндегі медианалық фирманың ең ірі айынан {times} есе көп болғанда, фирмаға {months} ай толмаған; бағамы берілмеген валюталарда — айлардың ең жоғары {top} ішінде.',
      ru: 'Возраст меньше {months} месяцев, когда оборот за месяц впервые достигает {large} или в {times} раз больше крупнейшего месяца медианной фирмы раздела ОКЭД; в валютах без курса — среди наибольших {top} месяцев.',
    },
    sentence: {
      en: '{firm} was registered on {registered}; {age, plural, =0 {in its first month} one {# month later} other {# months later}}, in {month}, its turnover was {turnover}. {basis, select, median {From {threshold}, {times} times the median firm of its kind of business, it is large.} rank {That is among the highest months of this currency.} rate {From {threshold} at the rate given it is large.} other {From {threshold} it is large.}}',
      kk: '{firm} {registered} күні тіркелді; {age, plural, =0 {бірінші айында} other {# айдан кейін}}, {month} айында, айналымы {turnover} болды. {basis, select, median {{threshold} сомасынан бастап, яғни өз қызмет түріндегі медианалық фирмадан {times} есе көп болса, ол ірі.} rank {Бұл осы валютадағы ең ірі айлардың бірі.} rate {Берілген бағам бойынша {threshold} сомасынан бастап ол ірі.} other {{threshold} сомасынан бастап ол ірі.}}',
      ru: '{firm} зарегистрирована {registered}; {age, plural, =0 {в первый же месяц} one {через # месяц} few {через # месяца} other {через # месяцев}}, в {month}, оборот составил {turnover}. {basis, select, median {Крупный — от {threshold}, в {times} раз больше медианной фирмы этого вида деятельности.} rank {Это один из крупнейших месяцев в этой валюте.} rate {По заданному курсу крупный — от {threshold}.} other {Крупный — от {threshold}.}}',
    },
    evidence: {
      age: { en: 'Age in whole months', kk: 'Жасы, толық ай', ru: 'Возраст, полных месяцев' },
      turnover: { en: 'Turnover of the month', kk: 'Айлық айналым', ru: 'Оборот за месяц' },
      median: {
        en: 'Largest month of the median firm of the division',
        kk: 'Бөлімдегі медианалық фирманың ең ірі айы',
        ru: 'Крупнейший месяц медианной фирмы раздела',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { companies, nodes } = projection;
  const start = nodes.range.company.start;
  const rows = monthlyTurnover(projection);
  const large = largeTurnover(projection, {
    largeMinor: options.large as number,
    times: options.times as number,
    peers: options.peers as number,
    topShare: options.top as number,
  });
  const youngMonths = options.months as number;
  const firstDay = transferDays(projection.transfers)[0] ?? 0;
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  let otherCurrencies = false;
  for (let begin = 0, end = 0; begin < rows.count; begin = end) {
    const firm = rows.firm[begin]!;
    const registered = companies.registeredDay[firm - start]!;
    let first: LargeMonth | null = null;
    for (end = begin; end < rows.count && rows.firm[end] === firm; end++) {
      if (first || registered === NO_DAY || rows.month[end]! < monthOf(registered)) continue;
      first = largeMonth(projection, large, end, registered);
    }
    if (registered === NO_DAY) continue;
    if (first && first.age < youngMonths) {
      values[firm] = (youngMonths - first.age) / youngMonths;
      otherCurrencies ||= first.basis === 'rank';
      findings.push(draftOf(projection, options, firm, registered, first));
    } else if (completedMonths(registered, firstDay) < youngMonths) values[firm] = 0;
  }
  return { findings, measured: knownValues(values), ...(otherCurrencies && { notes: [CURRENCY_NOTE] }) };
}

/** A month in which a firm's turnover was large. */
interface LargeMonth {
  row: number;
  basis: LargeBasis;
  thresholdMinor: number;
  medianRow: number;
  /** Whole months from registration to the day on which the month's turnover became large. */
  age: number;
  edges: number[];
}

function largeMonth(projection: Projection, large: LargeTurnover, row: number, registered: number): LargeMonth | null {
  const threshold = large.thresholdOf(row);
  if (!threshold) return null;
  const { transfers } = projection;
  const days = transferDays(transfers);
  const edges = edgesOfRow(projection, row);
  let sum = 0;
  let reached = edges.length - 1;
  for (let i = 0; i < edges.length; i++) {
    sum += transfers.amountMinor[edges[i]!]!;
    if (sum < threshold.minor) continue;
    reached = i;
    break;
  }
  const age = completedMonths(registered, days[edges[reached]!]!);
  if (age < 0) return null;
  return { row, basis: threshold.basis, thresholdMinor: threshold.minor, medianRow: threshold.medianRow, age, edges };
}

function edgesOfRow(projection: Projection, row: number): number[] {
  const rows = monthlyTurnover(projection);
  return turnoverEdges(
    projection,
    rows.firm[row]!,
    (month, currency) => month === rows.month[row] && currency === rows.currency[row],
  );
}

function draftOf(
  projection: Projection,
  options: OptionValues,
  firm: number,
  registered: number,
  first: LargeMonth,
): Draft {
  const { companies, nodes, transfers } = projection;
  const rows = monthlyTurnover(projection);
  const currency = transfers.currencies[rows.currency[first.row]!]!;
  const turnover = rows.debitMinor[first.row]!;
  const months = options.months as number;
  const row = companies.row[firm - nodes.range.company.start]!;
  const money = { minor: String(turnover), currency };
  return {
    subjects: [firm],
    score: (months - first.age) / months,
    severity: 'medium',
    transfers: first.edges,
    interval: intervalOf(transfers, first.edges),
    amount: money,
    evidence: [
      { what: 'age', value: first.age, threshold: months, unit: 'count', rows: [{ table: 'companies', row }] },
      {
        what: 'turnover',
        value: turnover,
        threshold: first.thresholdMinor,
        unit: 'minor',
        currency,
        transfers: first.edges,
      },
      ...(first.medianRow < 0
        ? []
        : [
            {
              what: 'median',
              value: rows.debitMinor[first.medianRow]!,
              unit: 'minor' as const,
              currency,
              transfers: edgesOfRow(projection, first.medianRow),
            },
          ]),
    ],
    values: {
      firm: { node: firm },
      registered: { day: registered },
      age: first.age,
      month: formatMonth(rows.month[first.row]!),
      turnover: { money },
      threshold: { money: { minor: String(Math.ceil(first.thresholdMinor)), currency } },
      basis: first.basis,
      times: options.times as number,
    },
  };
}

const CURRENCY_NOTE = {
  en: 'Turnover in currencies without a rate was compared by rank within its own currency.',
  kk: 'Бағамы берілмеген валютадағы айналым өз валютасы ішіндегі орны бойынша салыстырылды.',
  ru: 'Оборот в валютах без курса сравнивался по месту внутри своей валюты.',
};
