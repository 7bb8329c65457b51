import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { convertedThreshold, leastOfTop, type ThresholdBasis } from '../graph/money-thresholds.ts';
import { eachCashTaker, type MonthCash } from '../graph/monthly-cash.ts';
import { formatMonth, lastDayOf, monthOf } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { createSizeFinder, type KnownSize } from '../graph/size-classes.ts';
import { CASH_CAPS } from '../model/cash-caps.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionSpec, OptionValues } from './detector.ts';

/** Cash taken up to the legal cap of a business's size, in one bank or spread over several. */
export const cashCap: Detector = {
  indicator: 'M03',
  name: 'cash-cap',
  version: 1,
  family: 'flow',
  nature: 'event',
  subjects: ['company', 'person'],
  source: `${CASH_CAPS.law}, in force from 01.01.2026, ${CASH_CAPS.link}; size classes: Entrepreneurial Code, Art. 24`,
  inputs: [
    'transactions.at',
    'transactions.amount',
    'accounts.holder_id',
    ['accounts.kind', 'transactions.channel'],
    ['companies.size_class', 'tax_returns.turnover'],
  ],
  options: {
    near: {
      default: 0.9,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Share of the cap from which it is near',
        kk: 'Шекке жақын деп саналатын үлес',
        ru: 'Доля предела, с которой он близок',
      },
    },
    small: cap(
      CASH_CAPS.tengeAMonth.small,
      'Cap of a small business in KZT',
      'Шағын бизнестің шегі, теңге',
      'Предел для малого бизнеса, тенге',
    ),
    medium: cap(
      CASH_CAPS.tengeAMonth.medium,
      'Cap of a medium business in KZT',
      'Орта бизнестің шегі, теңге',
      'Предел для среднего бизнеса, тенге',
    ),
    large: cap(
      CASH_CAPS.tengeAMonth.large,
      'Cap of a large business in KZT',
      'Ірі бизнестің шегі, теңге',
      'Предел для крупного бизнеса, тенге',
    ),
    top: {
      default: 0.01,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'In currencies without a rate: the highest months that count as reaching it',
        kk: 'Бағамы берілмеген валюталарда: шекке жеткен деп саналатын ең жоғары айлар үлесі',
        ru: 'В валютах без курса: доля наибольших месяцев, считающихся достигшими предела',
      },
    },
  },
  texts: {
    title: {
      en: 'Cash up to the monthly cap',
      kk: 'Айлық шекке дейінгі қолма-қол ақша',
      ru: 'Наличные вплотную к месячному пределу',
    },
    definition: {
      en: 'Cash taken by one business over all its banks in a calendar month from January 2026 reaches {near} of the cap of its size: small {small}, medium {medium}, large {large}; micro businesses are exempt. High where it reaches the cap, or where no single bank sees so much (currencies without a rate: among the highest {top} of months).',
      kk: '2026 жылғы қаңтардан бастап бір бизнес барлық банктерінен күнтізбелік айда алған қолма-қол ақша өз мөлшерінің шегінен {near} жетеді: шағын — {small}, орта — {medium}, ірі — {large}; микробизнес босатылған. Шекке жетсе немесе бірде-бір банк мұнша көрмесе, тәуекел жоғары (бағамы берілмеген валюталарда — айлардың ең жоғары {top} ішінде).',
      ru: 'Наличные, взятые одним предпринимателем во всех банках за календарный месяц с января 2026 года, достигают {near} предела его размера: малый — {small}, средний — {medium}, крупный — {large}; микробизнес освобождён. Риск высокий, если предел достигнут или ни один банк столько не видит (в валютах без курса — среди наибольших {top} месяцев).',
    },
    sentence: {
      en: '{firm} ({size, select, small {small} medium {medium} other {large}}) took {cash} in cash in {month}{basis, select, rank {, among the highest months of this currency} other {, {share} of its cap of {cap}}}.{split, select, yes { It was spread over {banks} banks, none of which saw so much.} other {}}{months, plural, =1 {} other { There were # such months.}}',
      kk: '{firm} ({size, select, small {шағын} medium {орта} other {ірі}}) {month} айында {cash} қолма-қол алды{basis, select, rank {, бұл — осы валютадағы ең жоғары айлардың бірі} other { — {cap} шегінің {share}}}.{split, select, yes { Ол {banks} банкке бөлінді, бірде-біреуі мұнша көрген жоқ.} other {}}{months, plural, =1 {} other { Осындай # ай болды.}}',
      ru: '{firm} ({size, select, small {малый} medium {средний} other {крупный}} бизнес): в {month} снято наличными {cash}{basis, select, rank {, это один из наибольших месяцев в этой валюте} other {, {share} предела {cap}}}.{split, select, yes { Сумма разложена по банкам ({banks}), ни один столько не видел.} other {}}{months, plural, =1 {} other { Таких месяцев #.}}',
    },
    evidence: {
      cash: { en: 'Cash taken in the month', kk: 'Айда алынған қолма-қол ақша', ru: 'Снято наличными за месяц' },
      share: { en: 'Share of the cap', kk: 'Шектің үлесі', ru: 'Доля предела' },
      banks: { en: 'Banks', kk: 'Банктер', ru: 'Банков' },
      months: { en: 'Months', kk: 'Айлар', ru: 'Месяцы' },
      size: { en: 'Size class', kk: 'Мөлшер санаты', ru: 'Категория размера' },
    },
  },
  detect,
};

function cap(tenge: number, en: string, kk: string, ru: string): OptionSpec {
  return { default: tenge * 100, unit: 'minor', ours: false, min: 1, text: { en, kk, ru } };
}

/** A month of a business beside its cap. */
interface Capped extends MonthCash {
  readonly known: KnownSize;
  readonly capMinor: number;
  readonly basis: ThresholdBasis;
  readonly reached: boolean;
  readonly split: boolean;
}

function detect(projection: Projection, options: OptionValues): Detection {
  const near = ratioOfDecimal(String(options.near));
  const sizeOf = createSizeFinder(projection);
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  const notes = new Set<Texts>();
  const from = monthOf(CASH_CAPS.validFrom);
  const ranked = highestMonths(projection, from, options.top as number);
  let unsized = 0;
  eachCashTaker(projection, from, (business, months) => {
    const capped: Capped[] = [];
    let judged = months.length === 0 && sizeOf(business, from) !== null;
    for (const cash of months) {
      const known = sizeOf(business, cash.month);
      if (known?.size === 'micro') continue;
      if (!known) {
        unsized++;
        break;
      }
      judged = true;
      const tiyn = options[known.size] as number;
      const { minor, basis } = convertedThreshold(projection, cash.currency, tiyn, lastDayOf(cash.month)) ?? {
        minor: ranked.get(cash.currency) ?? Infinity,
        basis: 'rank' as const,
      };
      const reaches = (sum: number) => (basis === 'rank' ? sum >= minor : compareToRatio(sum, minor, near) >= 0);
      capped.push({
        ...cash,
        known,
        capMinor: minor,
        basis,
        reached: reaches(cash.sumMinor),
        split: basis !== 'rank' && isSplit(cash, reaches),
      });
    }
    if (!judged || sizeOf(business, from)?.size === 'micro') return;
    const ratio = capped.reduce((most, { sumMinor, capMinor }) => Math.max(most, sumMinor / capMinor), 0);
    values[business] = ratio / (ratio + (options.near as number));
    const reached = capped.filter((month) => month.reached);
    if (reached.length === 0) return;
    findings.push(draftOf(projection, options, business, reached));
    if (reached.some(({ basis }) => basis === 'rank')) notes.add(CURRENCY_NOTE);
  });
  return { findings, measured: knownValues(values), notes: [...notes, ...(unsized > 0 ? [sizeNote(unsized)] : [])] };
}

/** Whether two banks or more are known and not even the largest of them, with all that no bank is known of, reaches the line. */
function isSplit({ byBank }: MonthCash, reaches: (sum: number) => boolean): boolean {
  const banks = [...byBank].filter(([bank]) => bank >= 0);
  return banks.length > 1 && !reaches(Math.max(...banks.map(([, sum]) => sum)) + (byBank.get(-1) ?? 0));
}

function highestMonths(projection: Projection, from: number, topShare: number): Map<string, number> {
  const amounts = new Map<string, number[]>();
  eachCashTaker(projection, from, (_, months) => {
    for (const { currency, sumMinor } of months) {
      if (currency !== 'KZT') amounts.set(currency, [...(amounts.get(currency) ?? []), sumMinor]);
    }
  });
  return new Map([...amounts].map(([currency, list]) => [currency, leastOfTop(list, topShare)]));
}

function draftOf(projection: Projection, options: OptionValues, business: number, reached: Capped[]): Draft {
  const { transfers } = projection;
  const worst = reached.reduce((worst, month) =>
    month.sumMinor / month.capMinor > worst.sumMinor / worst.capMinor ? month : worst,
  );
  const { sumMinor, capMinor, currency, basis, known, byBank } = worst;
  const share = sumMinor / capMinor;
  const split = reached.find((month) => month.split);
  const edges = reached.flatMap((month) => month.edges).sort((a, b) => a - b);
  const isHigh = split !== undefined || (basis !== 'rank' && sumMinor >= capMinor);
  const inWorst = worst.edges;
  return {
    subjects: [business],
    score: share / (share + (options.near as number)),
    severity: isHigh ? 'high' : 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'cash', value: sumMinor, threshold: capMinor, unit: 'minor', currency, transfers: inWorst },
      { what: 'share', value: share, threshold: options.near as number, unit: 'share', transfers: inWorst },
      { what: 'banks', value: byBank.size, unit: 'count', transfers: inWorst },
      {
        what: 'months',
        value: reached.map(({ month }) => formatMonth(month)).join(', '),
        unit: 'text',
        transfers: edges,
      },
      { what: 'size', value: known.size, unit: 'text', rows: known.rows },
    ],
    values: {
      firm: { node: business },
      size: known.size,
      cash: { money: { minor: String(sumMinor), currency } },
      month: formatMonth(worst.month),
      basis,
      share: { share },
      cap: { money: { minor: String(capMinor), currency } },
      split: split ? 'yes' : 'no',
      banks: (split ?? worst).byBank.size,
      months: reached.length,
    },
  };
}

function sizeNote(unsized: number): Texts {
  return {
    en: `Of ${unsized} businesses that took cash neither size class nor staff and income are known: the cap was not applied to them.`,
    kk: `Қолма-қол ақша алған ${unsized} бизнестің мөлшер санаты да, қызметкер саны мен табысы да белгісіз: оларға шек қолданылған жоқ.`,
    ru: `О предпринимателях, снимавших наличные (${unsized}), неизвестны ни категория, ни штат и доход: предел к ним не применялся.`,
  };
}

const CURRENCY_NOTE: Texts = {
  en: 'Cash in currencies without a rate was compared by rank within its own currency, not with the cap.',
  kk: 'Бағамы берілмеген валютадағы қолма-қол ақша шекпен емес, өз валютасы ішіндегі орны бойынша салыстырылды.',
  ru: 'Наличные в валютах без курса сравнивались не с пределом, а по месту внутри своей валюты.',
};
