import { debitRows } from '../graph/debit-turnover.ts';
import { createLifeFinder, type FirmEnd } from '../graph/firm-lives.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { completedMonths, transferDays } from '../graph/months.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { eachTaxpayer } from '../graph/tax-periods.ts';
import { type Day, formatDay, NO_DAY } from '../model/time.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Charges VAT, pays next to none of it, and is gone within a year: the missing trader of carousel fraud (Europol, MTIC). */
export const missingTrader: Detector = {
  indicator: 'T05',
  name: 'missing-trader',
  version: 1,
  family: 'tax',
  nature: 'event',
  subjects: ['company'],
  source: 'Europol and European Court of Auditors on MTIC (missing trader) fraud',
  inputs: ['companies.registered_at', 'tax_returns.vat_paid', ['tax_returns.vat_charged', 'invoices.vat']],
  options: {
    paid: {
      default: 0.02,
      unit: 'share',
      ours: false,
      min: 0.0001,
      max: 1,
      text: {
        en: 'Share of the VAT charged under which hardly any was paid',
        kk: 'Есептелген ҚҚС-тағы төленген үлес; одан кем болса, төленбегенге жуық',
        ru: 'Доля уплаченного в начисленном НДС, ниже которой он почти не уплачен',
      },
    },
    large: {
      default: 240_000_000,
      unit: 'minor',
      ours: true,
      min: 1,
      text: {
        en: 'VAT charged in KZT that is large: 12 % of 20 m',
        kk: 'Ірі деп саналатын есептелген ҚҚС, теңге: 20 млн-ның 12 %-ы',
        ru: 'Начисленный НДС, который считается крупным, тенге: 12 % от 20 млн',
      },
    },
    months: {
      default: 12,
      unit: 'count',
      ours: false,
      min: 1,
      text: {
        en: 'Life in months under which it was short',
        kk: 'Қысқа деп саналатын өмір ұзақтығы, ай',
        ru: 'Срок жизни в месяцах, меньше которого он короткий',
      },
    },
    silence: {
      default: 90,
      unit: 'days',
      ours: true,
      min: 1,
      text: {
        en: 'Days without a movement after which a firm is gone',
        kk: 'Қозғалыссыз қанша күннен кейін фирма жоғалды деп саналады',
        ru: 'Дней без движения, после которых фирма считается исчезнувшей',
      },
    },
  },
  texts: {
    title: {
      en: 'Charged VAT, paid none, and is gone',
      kk: 'ҚҚС есептеді, төлемеді және жоғалды',
      ru: 'Начислила НДС, не уплатила и исчезла',
    },
    definition: {
      en: 'At least {large} of VAT charged, less than {paid} of it paid, and a life of less than {months} months from registration to the end: dissolved, inactive, or without a movement for {silence, plural, one {# day} other {# days}}.',
      kk: 'Кемінде {large} ҚҚС есептелген, оның {paid} бөлігінен азы төленген және тіркелгеннен бастап {months} айға толмай аяқталған: таратылған, әрекетсіз немесе {silence} күн қозғалыссыз.',
      ru: 'Начислено не менее {large} НДС, уплачено менее {paid} от него, и от регистрации до конца прошло меньше {months} месяцев: ликвидирована, бездействует или {silence, plural, one {# день} few {# дня} other {# дней}} без движения.',
    },
    sentence: {
      en: '{firm} charged {charged} of VAT, paid {vat} ({ratio}), and was {how, select, dissolved {dissolved} inactive {declared inactive} other {last seen}} on {end}, {age, plural, =0 {less than a month} one {# month} other {# months}} after registration.',
      kk: '{firm} {charged} ҚҚС есептеп, {vat} төледі ({ratio}) және тіркелгеннен кейін {age, plural, =0 {бір айға жетпей} other {# айдан соң}}, {end} күні {how, select, dissolved {таратылды} inactive {әрекетсіз деп танылды} other {соңғы рет көрінді}}.',
      ru: '{firm}: начислено НДС {charged}, уплачено {vat} ({ratio}); {how, select, dissolved {ликвидирована} inactive {признана бездействующей} other {последнее движение}} {end}, {age, plural, =0 {меньше месяца} one {# месяц} few {# месяца} other {# месяцев}} от регистрации.',
    },
    evidence: {
      charged: { en: 'VAT charged', kk: 'Есептелген ҚҚС', ru: 'Начислено НДС' },
      turnover: { en: 'Debit turnover seen', kk: 'Көрінген дебеттік айналым', ru: 'Видимый дебетовый оборот' },
      paid: { en: 'Share of it that was paid', kk: 'Оның төленген үлесі', ru: 'Уплаченная доля' },
      life: { en: 'Life in whole months', kk: 'Өмір ұзақтығы, толық ай', ru: 'Срок жизни, полных месяцев' },
      end: { en: 'End of its life', kk: 'Өмірінің соңы', ru: 'Конец жизни' },
    },
  },
  detect,
};

/** VAT of one company as its returns and invoices state it, in tiyn. */
interface Vat {
  chargedMinor: number;
  paidMinor: number;
  rows: RowRef[];
  invoices: number[];
}

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes, companies, taxReturns } = projection;
  const { start, end: endOfCompanies } = nodes.range.company;
  const limit = ratioOfDecimal(String(options.paid));
  const endOf = createLifeFinder(projection, options.silence as number);
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  eachTaxpayer(
    projection,
    (returns) => [returns.vatPaidMinor],
    (company, returns) => {
      if (company < start || company >= endOfCompanies) return;
      const registered = companies.registeredDay[company - start]!;
      const vat = vatOf(projection, company, returns);
      if (registered === NO_DAY || vat.chargedMinor === 0) return;
      vat.rows.push(...returns.map((row) => ({ table: 'tax_returns' as const, row: taxReturns.row[row]! })));
      values[company] = 0;
      const end = endOf(company);
      if (!end || vat.chargedMinor < (options.large as number)) return;
      const age = completedMonths(registered, end.day);
      if (age < 0 || age >= (options.months as number)) return;
      if (compareToRatio(vat.paidMinor, vat.chargedMinor, limit) >= 0) return;
      values[company] = 1 - vat.paidMinor / vat.chargedMinor / (2 * (options.paid as number));
      findings.push(draftOf(projection, options, { company, vat, end, age, value: values[company] }));
    },
  );
  return { findings, measured: knownValues(values) };
}

/** The returns' figures, or the VAT in the company's invoices of the same time where that is more. */
function vatOf({ taxReturns, invoices }: Projection, company: number, returns: readonly number[]): Vat {
  const known = (value: number) => (Number.isNaN(value) ? 0 : value);
  const days = transferDays(invoices);
  const isCovered = (day: Day) =>
    returns.some((row) => day >= taxReturns.fromDay[row]! && day < taxReturns.toDay[row]!);
  const issued: number[] = [];
  for (let i = invoices.in.offsets[company]!; i < invoices.in.offsets[company + 1]!; i++) {
    const invoice = invoices.in.edges[i]!;
    const isTenge = invoices.currencies[invoices.currency[invoice]!] === 'KZT';
    if (isTenge && known(invoices.vatMinor[invoice]!) > 0 && isCovered(days[invoice]!)) issued.push(invoice);
  }
  const stated = returns.reduce((sum, row) => sum + known(taxReturns.vatChargedMinor[row]!), 0);
  const invoiced = issued.reduce((sum, i) => sum + invoices.vatMinor[i]!, 0);
  const paidMinor = returns.reduce((sum, row) => sum + taxReturns.vatPaidMinor[row]!, 0);
  return invoiced > stated
    ? {
        chargedMinor: invoiced,
        paidMinor,
        rows: issued.map((i) => ({ table: 'invoices', row: invoices.row[i]! })),
        invoices: issued,
      }
    : { chargedMinor: stated, paidMinor, rows: [], invoices: [] };
}

/** What is known of a company that is gone. */
interface Gone {
  company: number;
  vat: Vat;
  end: FirmEnd;
  age: number;
  value: number;
}

function draftOf(projection: Projection, options: OptionValues, { company, vat, end, age, value }: Gone): Draft {
  const { companies, nodes, invoices } = projection;
  const paid = debitRows(projection, company, (_, currency) => currency === 'KZT');
  const bills = paid.invoices.map((i) => ({ table: 'invoices' as const, row: invoices.row[i]! }));
  const turnover = sumOf(projection.transfers, paid.transfers) + sumOf(invoices, paid.invoices);
  const registered: RowRef = { table: 'companies', row: companies.row[company - nodes.range.company.start]! };
  const money = (minor: number) => ({ money: { minor: String(minor), currency: 'KZT' } });
  return {
    subjects: [company],
    score: value,
    severity: 'medium',
    invoices: vat.invoices,
    evidence: [
      {
        what: 'charged',
        value: vat.chargedMinor,
        threshold: options.large as number,
        unit: 'minor',
        currency: 'KZT',
        rows: vat.rows,
      },
      {
        what: 'paid',
        value: vat.paidMinor / vat.chargedMinor,
        threshold: options.paid as number,
        unit: 'share',
        rows: vat.rows,
      },
      ...(turnover === 0
        ? []
        : [
            {
              what: 'turnover',
              value: turnover,
              unit: 'minor' as const,
              currency: 'KZT',
              transfers: paid.transfers,
              rows: bills,
            },
          ]),
      { what: 'life', value: age, threshold: options.months as number, unit: 'count', rows: [registered] },
      { what: 'end', value: formatDay(end.day), unit: 'date', rows: [end.row ?? registered] },
    ],
    values: {
      firm: { node: company },
      charged: money(vat.chargedMinor),
      vat: money(vat.paidMinor),
      ratio: { share: vat.paidMinor / vat.chargedMinor },
      how: end.how,
      end: { day: end.day },
      age,
    },
  };
}

function sumOf({ amountMinor }: { readonly amountMinor: Float64Array }, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + amountMinor[row]!, 0);
}
