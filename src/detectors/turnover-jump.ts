import { debitRows, monthsOfData } from '../graph/debit-turnover.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { formatMonth } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { eachTurnoverJump, type Jump } from '../graph/turnover-jumps.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { SAME_SEASON, TOP_MONTHS } from './shared/options.ts';

/** A month that leaves all before it far behind: a firm bought or woken up for transit (tax practice; Bank of Russia 375-П). */
export const turnoverJump: Detector = {
  indicator: 'T02',
  name: 'turnover-jump',
  version: 1,
  family: 'tax',
  nature: 'event',
  subjects: ['company'],
  source: 'Tax practice; Bank of Russia 375-П (operations out of keeping with the earlier activity)',
  inputs: [
    ['transactions.at', 'invoices.at'],
    ['accounts.holder_id', 'invoices.buyer_id'],
  ],
  options: {
    times: {
      default: 10,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Times the median of the six months before',
        kk: 'Алдыңғы алты ай медианасынан неше есе',
        ru: 'Во сколько раз больше медианы шести предыдущих месяцев',
      },
    },
    large: {
      default: 2_000_000_000,
      unit: 'minor',
      ours: true,
      min: 1,
      text: {
        en: 'Least turnover of the month in KZT',
        kk: 'Айлық айналымның ең аз сомасы, теңге',
        ru: 'Наименьший оборот за месяц, тенге',
      },
    },
    top: TOP_MONTHS,
    season: SAME_SEASON,
  },
  texts: {
    title: {
      en: 'Turnover jumped in one month',
      kk: 'Айналым бір айда күрт өсті',
      ru: 'Оборот за месяц резко вырос',
    },
    definition: {
      en: 'The debit turnover of a month is at least {times} times the median of the six months before, months without any counted as 0, and at least {large} (currencies without a rate: among the highest {top} of months). A month with its like a year before is a season; low where an earlier month was like it or it is one single payment. Firms younger than the six months are left out.',
      kk: 'Айдағы дебеттік айналым алдыңғы алты ай медианасынан кемінде {times} есе көп (айналымы жоқ ай 0 деп саналады) және кемінде {large} (бағамы берілмеген валюталарда — айлардың ең жоғары {top} ішінде). Бір жыл бұрын ұқсасы болған ай — маусым; бұрын ұқсас ай болса немесе ол жалғыз төлем болса, тәуекел төмен. Алты айдан жас фирмалар қаралмайды.',
      ru: 'Дебетовый оборот за месяц не менее чем в {times} раз больше медианы шести предыдущих (месяцы без оборота считаются за 0) и не меньше {large} (в валютах без курса — среди наибольших {top} месяцев). Месяц, подобный прошлогоднему, — сезон; риск низкий, если такой месяц уже был или это один платёж. Фирмы моложе этих шести месяцев не рассматриваются.',
    },
    sentence: {
      en: 'In {month} {firm} turned over {turnover}; the median of the six months before was {median}.{months, plural, =1 {} other { # months jumped like this.}}{basis, select, rank { It is among the highest months of this currency.} other { From {threshold} it is large.}}',
      kk: '{firm} {month} айында {turnover} айналым жасады; алдыңғы алты айдың медианасы {median} болды.{months, plural, =1 {} other { Осындай # ай бар.}}{basis, select, rank { Бұл — осы валютадағы ең ірі айлардың бірі.} other { {threshold} сомасынан бастап ол ірі.}}',
      ru: 'В {month} оборот {firm} составил {turnover}; медиана шести предыдущих месяцев — {median}.{months, plural, =1 {} other { Таких месяцев #.}}{basis, select, rank { Это один из крупнейших месяцев в этой валюте.} other { Крупный — от {threshold}.}}',
    },
    evidence: {
      turnover: { en: 'Turnover of the month', kk: 'Айлық айналым', ru: 'Оборот за месяц' },
      median: {
        en: 'Median of the six months before',
        kk: 'Алдыңғы алты айдың медианасы',
        ru: 'Медиана шести предыдущих месяцев',
      },
      times: { en: 'Times the median', kk: 'Медианадан неше есе', ru: 'Во сколько раз больше медианы' },
      months: { en: 'Months', kk: 'Айлар', ru: 'Месяцы' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const times = options.times as number;
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  const notes = new Set<Texts>();
  const query = {
    times,
    leastMinor: options.large as number,
    topShare: options.top as number,
    seasonPart: options.season as number,
  };
  eachTurnoverJump(projection, query, (firm, { jumps }) => {
    values[firm] = jumps.reduce((most, jump) => Math.max(most, jumpValue(jump, times)), 0);
    if (jumps.length > 0) findings.push(draftOf(projection, options, firm, jumps));
    if (jumps.some(({ basis }) => basis === 'rank')) notes.add(CURRENCY_NOTE);
  });
  const range = monthsOfData(projection);
  if (findings.length > 0 && range && range.last - range.first < 12) notes.add(SEASON_NOTE);
  return { findings, measured: knownValues(values), notes: [...notes] };
}

/**
 * x / (x + threshold) of the times, by the part of the month that goes beyond the largest one before: a firm that pays large sums
 * now and then has a median of 0 and yet does nothing new. One payment is hardly activity: a lower bound by their number.
 */
function jumpValue({ debitMinor, debits, twiceMedianMinor, mostBeforeMinor }: Jump, times: number): number {
  const beyond = Math.max(0, 1 - mostBeforeMinor / debitMinor);
  return ((2 * debitMinor) / (2 * debitMinor + times * twiceMedianMinor)) * beyond * wilsonLower(1, debits);
}

function draftOf(projection: Projection, options: OptionValues, firm: number, jumps: Jump[]): Draft {
  const { transfers, invoices } = projection;
  const times = options.times as number;
  const worst = jumps.reduce((worst, jump) => (jumpValue(jump, times) > jumpValue(worst, times) ? jump : worst));
  const { month, currency, debitMinor, twiceMedianMinor, thresholdMinor, basis } = worst;
  const keys = new Set(jumps.map((jump) => `${jump.month} ${jump.currency}`));
  const behind = debitRows(projection, firm, (m, c) => keys.has(`${m} ${c}`));
  const ofWorst = debitRows(projection, firm, (m, c) => m === month && c === currency);
  const before = debitRows(projection, firm, (m, c) => m < month && m >= month - 6 && c === currency);
  const rowsOf = (list: number[]) => list.map((i) => ({ table: 'invoices' as const, row: invoices.row[i]! }));
  const both = ({ transfers: edges, invoices: bills }: typeof behind) => ({ transfers: edges, rows: rowsOf(bills) });
  // A median of nothing leads to the month itself: there are no rows before it.
  const ofMedian = before.transfers.length + before.invoices.length > 0 ? both(before) : both(ofWorst);
  const edges = behind.transfers;
  return {
    subjects: [firm],
    score: Math.max(jumpValue(worst, times), Number.MIN_VALUE),
    severity: worst.debits === 1 || worst.mostBeforeMinor >= debitMinor * (options.season as number) ? 'low' : 'medium',
    transfers: edges,
    invoices: behind.invoices,
    interval: edges.length > 0 ? intervalOf(transfers, edges) : intervalOf(invoices, behind.invoices),
    evidence: [
      { what: 'turnover', value: debitMinor, threshold: thresholdMinor, unit: 'minor', currency, ...both(ofWorst) },
      { what: 'median', value: twiceMedianMinor / 2, unit: 'minor', currency, ...ofMedian },
      ...(twiceMedianMinor === 0
        ? []
        : [
            {
              what: 'times',
              value: (2 * debitMinor) / twiceMedianMinor,
              threshold: times,
              unit: 'count' as const,
              ...both(ofWorst),
            },
          ]),
      { what: 'months', value: jumps.map((jump) => formatMonth(jump.month)).join(', '), unit: 'text', ...both(behind) },
    ],
    values: {
      firm: { node: firm },
      month: formatMonth(month),
      turnover: { money: { minor: String(debitMinor), currency } },
      median: { money: { minor: String(Math.round(twiceMedianMinor / 2)), currency } },
      threshold: { money: { minor: String(thresholdMinor), currency } },
      basis,
      months: jumps.length,
    },
  };
}

const CURRENCY_NOTE: Texts = {
  en: 'Months of turnover in currencies without a rate were compared by rank within their own currency.',
  kk: 'Бағамы берілмеген валютадағы айлық айналымдар өз валютасы ішіндегі орны бойынша салыстырылды.',
  ru: 'Обороты месяцев в валютах без курса сравнивались по месту внутри своей валюты.',
};
const SEASON_NOTE: Texts = {
  en: 'The data cover at most twelve months: a season cannot be told from a jump in turnover.',
  kk: 'Деректер он екі айдан аспайды: маусымды айналымның күрт өсуінен ажырату мүмкін емес.',
  ru: 'Данные охватывают не более двенадцати месяцев: сезон нельзя отличить от скачка оборота.',
};
