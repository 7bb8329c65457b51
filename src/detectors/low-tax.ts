import { debitRows, eachDebitTurnover, type MonthDebit } from '../graph/debit-turnover.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { inKzt } from '../graph/money-thresholds.ts';
import { lastDayOf, monthOf } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { returnsByTaxpayer } from '../graph/tax-periods.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Taxes that hardly exist beside the money that passes through: the sign of transit firms (Bank of Russia 18-МР 2017; 0.5 % before). */
export const lowTax: Detector = {
  indicator: 'T01',
  name: 'low-tax',
  version: 1,
  family: 'tax',
  nature: 'state',
  subjects: ['company'],
  source: 'Bank of Russia 18-МР of 21.07.2017 (0.9 %; 0.5 % in 10-МР of 2015)',
  inputs: ['tax_returns.taxes_paid', 'tax_returns.from', ['accounts.holder_id', 'invoices.buyer_id']],
  options: {
    share: {
      default: 0.009,
      unit: 'share',
      ours: false,
      min: 0.0001,
      max: 1,
      text: {
        en: 'Share of taxes in debit turnover under which it is low',
        kk: 'Дебеттік айналымдағы салық үлесі; одан кем болса, төмен',
        ru: 'Доля налогов в дебетовом обороте, ниже которой она мала',
      },
    },
  },
  texts: {
    title: {
      en: 'Hardly any tax on a turnover',
      kk: 'Айналымға қарағанда салық мардымсыз',
      ru: 'Почти нет налогов при обороте',
    },
    definition: {
      en: 'Taxes paid, by the firm’s returns, are less than {share} of what left its accounts in the same months, transfers between its own accounts left out.',
      kk: 'Фирманың декларациялары бойынша төленген салық сол айларда шоттарынан кеткен соманың {share} бөлігінен аз; өз шоттары арасындағы аударымдар есептелмейді.',
      ru: 'Налоги, уплаченные по декларациям фирмы, меньше {share} суммы, ушедшей с её счетов за те же месяцы; переводы между своими счетами не считаются.',
    },
    sentence: {
      en: '{firm} paid {taxes} in tax on a debit turnover of {turnover} over {months, plural, one {# month} other {# months}}: {ratio}, the threshold is {threshold}.',
      kk: '{firm} {months} айда {turnover} дебеттік айналымға {taxes} салық төледі: {ratio}, шегі — {threshold}.',
      ru: '{firm}: уплачено налогов {taxes} при дебетовом обороте {turnover} за {months, plural, one {# месяц} few {# месяца} other {# месяцев}} — {ratio}, порог {threshold}.',
    },
    evidence: {
      ratio: {
        en: 'Taxes paid over debit turnover',
        kk: 'Төленген салықтың дебеттік айналымға қатынасы',
        ru: 'Уплаченные налоги к дебетовому обороту',
      },
      taxes: { en: 'Taxes paid', kk: 'Төленген салық', ru: 'Уплачено налогов' },
      turnover: { en: 'Debit turnover', kk: 'Дебеттік айналым', ru: 'Дебетовый оборот' },
    },
  },
  detect,
};

/** Taxes of a firm and the months they are for. */
interface Paid {
  taxesMinor: number;
  months: Set<number>;
  returns: readonly number[];
}

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes, taxReturns } = projection;
  const limit = ratioOfDecimal(String(options.share));
  const returnsOf = returnsByTaxpayer(projection, (returns) => [returns.taxesPaidMinor]);
  const paidBy = (firm: number): Paid | null => {
    const returns = returnsOf(firm);
    if (returns.length === 0) return null;
    const months = new Set<number>();
    let taxesMinor = 0;
    for (const row of returns) {
      taxesMinor += taxReturns.taxesPaidMinor[row]!;
      for (let month = monthOf(taxReturns.fromDay[row]!); month < monthOf(taxReturns.toDay[row]!); month++) {
        months.add(month);
      }
    }
    return { taxesMinor, months, returns };
  };
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  const notes = new Set<Texts>();
  eachDebitTurnover(projection, (firm, all) => {
    const taxes = paidBy(firm);
    if (!taxes) return;
    const counted: (MonthDebit & { kztMinor: number })[] = [];
    for (const debit of all) {
      if (!taxes.months.has(debit.month)) continue;
      const kztMinor = inKzt(projection, debit.currency, debit.debitMinor, lastDayOf(debit.month));
      if (kztMinor === null) notes.add(RATE_NOTE);
      else counted.push({ ...debit, kztMinor });
    }
    const turnover = counted.reduce((sum, { kztMinor }) => sum + kztMinor, 0);
    if (turnover === 0) return;
    const isLow = compareToRatio(taxes.taxesMinor, turnover, limit) < 0;
    const months = new Set(counted.map(({ month }) => month)).size;
    const shortfall = 1 - taxes.taxesMinor / (turnover * (options.share as number));
    values[firm] = isLow ? wilsonLower(shortfall, months) : 0;
    if (isLow) findings.push(draftOf(projection, options, firm, taxes, counted, turnover, values[firm]));
  });
  return { findings, measured: knownValues(values), notes: [...notes] };
}

function draftOf(
  projection: Projection,
  options: OptionValues,
  firm: number,
  { taxesMinor, returns }: Paid,
  counted: readonly MonthDebit[],
  turnoverMinor: number,
  value: number,
): Draft {
  const { transfers, invoices, taxReturns } = projection;
  const keys = new Set(counted.map(({ month, currency }) => `${month} ${currency}`));
  const behind = debitRows(projection, firm, (month, currency) => keys.has(`${month} ${currency}`));
  const filed = returns.map((row) => ({ table: 'tax_returns' as const, row: taxReturns.row[row]! }));
  const bills = behind.invoices.map((i) => ({ table: 'invoices' as const, row: invoices.row[i]! }));
  const ratio = taxesMinor / turnoverMinor;
  return {
    subjects: [firm],
    score: Math.max(value, Number.MIN_VALUE),
    severity: 'medium',
    transfers: behind.transfers,
    invoices: behind.invoices,
    interval:
      behind.transfers.length > 0 ? intervalOf(transfers, behind.transfers) : intervalOf(invoices, behind.invoices),
    evidence: [
      { what: 'ratio', value: ratio, threshold: options.share as number, unit: 'share', rows: filed },
      { what: 'taxes', value: taxesMinor, unit: 'minor', currency: 'KZT', rows: filed },
      {
        what: 'turnover',
        value: turnoverMinor,
        unit: 'minor',
        currency: 'KZT',
        transfers: behind.transfers,
        rows: bills,
      },
    ],
    values: {
      firm: { node: firm },
      taxes: { money: { minor: String(taxesMinor), currency: 'KZT' } },
      turnover: { money: { minor: String(turnoverMinor), currency: 'KZT' } },
      months: new Set(counted.map(({ month }) => month)).size,
      ratio: { share: ratio },
      threshold: { share: options.share as number },
    },
  };
}

const RATE_NOTE: Texts = {
  en: 'Turnover in currencies without a rate was left out beside taxes, which are in KZT.',
  kk: 'Салық теңгемен болғандықтан, бағамы берілмеген валютадағы айналым есептелген жоқ.',
  ru: 'Налоги в тенге, поэтому оборот в валютах без курса не учтён.',
};
