import { isBusiness } from '../graph/businesses.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { type InvoicePayments, invoicePayments, PAID, THIRD_PARTY, UNJUDGED } from '../graph/invoice-payments.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Invoices that nobody pays, or that are paid to someone else: paper without goods (tax audit practice; FATF on trade-based laundering, 2020). */
export const invoiceWithoutPayment: Detector = {
  indicator: 'T08',
  name: 'invoice-without-payment',
  version: 1,
  family: 'tax',
  nature: 'state',
  subjects: ['company', 'person'],
  source: 'Tax audit practice; FATF, Trade-Based Money Laundering: Trends and Developments (2020)',
  inputs: [
    'invoices.seller_id',
    'invoices.buyer_id',
    'invoices.amount',
    'transactions.at',
    'transactions.amount',
    'accounts.holder_id',
  ],
  options: {
    share: {
      default: 0.5,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'Unpaid share of the sum invoiced that must be passed',
        kk: 'Асып түсуі тиіс төленбеген шот-фактура сомасының үлесі',
        ru: 'Неоплаченная доля суммы счетов-фактур, которую надо превысить',
      },
    },
    days: {
      default: 90,
      unit: 'days',
      ours: true,
      min: 1,
      text: {
        en: 'Days after which an invoice should be paid',
        kk: 'Шот-фактура төленуі тиіс күндер саны',
        ru: 'Число дней, за которое счёт-фактура должна быть оплачена',
      },
    },
  },
  texts: {
    title: {
      en: 'Invoices that were not paid to their seller',
      kk: 'Сатушысына төленбеген шот-фактуралар',
      ru: 'Счета-фактуры, не оплаченные продавцу',
    },
    definition: {
      en: 'Of the sum that a firm invoiced, or that was invoiced to it, more than {share} is not paid or is paid to a third party after {days, plural, one {# day} other {# days}}. A payment names the invoice, or is of the equal sum between the same two within that time.',
      kk: 'Фирма жазған немесе оған жазылған шот-фактуралар сомасының {share} көбі {days} күннен кейін төленбеген немесе үшінші тұлғаға төленген. Төлем шот-фактураны атайды немесе сол уақытта сол екеуінің арасындағы тең сома болады.',
      ru: 'Из суммы счетов-фактур, выставленных фирмой или ей, через {days, plural, one {# день} few {# дня} other {# дней}} не оплачено или оплачено третьему лицу более {share}. Платёж называет счёт-фактуру или равен ей по сумме между теми же сторонами за это время.',
    },
    sentence: {
      en: '{side, select, buyer {{firm} did not pay its sellers} other {{firm} was not paid by its buyers}} {missing} of {due}, {share} of what was due over {invoices, plural, one {# invoice} other {# invoices}}.{elsewhere, plural, =0 {} one { # was paid to a third party.} other { # were paid to a third party.}}',
      kk: '{side, select, buyer {{firm} сатушыларына} other {{firm} сатып алушыларынан}} {due} сомадан {missing} ({share}, {invoices} шот-фактура) {side, select, buyer {төлемеді} other {алмады}}.{elsewhere, plural, =0 {} other { Оның # үшінші тұлғаға төленді.}}',
      ru: '{side, select, buyer {{firm} не оплатила продавцам} other {{firm} не получила от покупателей}} {missing} из {due}: {share} причитавшегося по {invoices, plural, one {# счёту-фактуре} other {# счетам-фактурам}}.{elsewhere, plural, =0 {} one { # оплачена третьему лицу.} other { # оплачены третьему лицу.}}',
    },
    evidence: {
      share: { en: 'Unpaid share of the sum', kk: 'Төленбеген сома үлесі', ru: 'Неоплаченная доля суммы' },
      missing: { en: 'Not paid to the seller', kk: 'Сатушыға төленбегені', ru: 'Не оплачено продавцу' },
      elsewhere: { en: 'Paid to a third party', kk: 'Үшінші тұлғаға төленгені', ru: 'Оплачено третьему лицу' },
    },
  },
  detect,
};

/** Judged invoices of one firm on one side and in one currency. */
interface Due {
  side: 'buyer' | 'seller';
  currency: number;
  sumMinor: number;
  missingMinor: number;
  invoices: number[];
}

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const limit = ratioOfDecimal(String(options.share));
  const payments = invoicePayments(projection, options.days as number);
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  for (let firm = nodes.range.company.start; firm < nodes.range.person.end; firm++) {
    if (!isBusiness(projection, firm)) continue;
    let worst: Due | null = null;
    for (const due of [
      ...duesOf(projection, payments, firm, 'buyer'),
      ...duesOf(projection, payments, firm, 'seller'),
    ]) {
      const value = lowerShare(due);
      if (!(values[firm]! >= value)) values[firm] = value;
      if (compareToRatio(due.missingMinor, due.sumMinor, limit) <= 0) continue;
      if (!worst || value > lowerShare(worst)) worst = due;
    }
    if (worst) findings.push(draftOf(projection, options, payments, firm, worst));
  }
  return { findings, measured: knownValues(values) };
}

function duesOf(
  { invoices }: Projection,
  { state, missingMinor }: InvoicePayments,
  firm: number,
  side: Due['side'],
): Due[] {
  const { offsets, edges } = side === 'buyer' ? invoices.out : invoices.in;
  const dues: Due[] = [];
  for (let i = offsets[firm]!; i < offsets[firm + 1]!; i++) {
    const invoice = edges[i]!;
    if (state[invoice] === UNJUDGED) continue;
    const currency = invoices.currency[invoice]!;
    let due = dues.find((known) => known.currency === currency);
    if (!due) dues.push((due = { side, currency, sumMinor: 0, missingMinor: 0, invoices: [] }));
    due.sumMinor += invoices.amountMinor[invoice]!;
    due.missingMinor += missingMinor[invoice]!;
    due.invoices.push(invoice);
  }
  return dues;
}

const lowerShare = ({ missingMinor, sumMinor, invoices }: Due) => wilsonLower(missingMinor / sumMinor, invoices.length);

function draftOf(
  projection: Projection,
  options: OptionValues,
  { state, elsewhere }: InvoicePayments,
  firm: number,
  due: Due,
): Draft {
  const { invoices, transfers } = projection;
  const unpaid = due.invoices.filter((i) => state[i] !== PAID);
  const third = due.invoices.filter((i) => state[i] === THIRD_PARTY);
  const edges = third.flatMap((i) => elsewhere.get(i) ?? []).sort((a, b) => a - b);
  const rowsOf = (list: number[]) => list.map((i) => ({ table: 'invoices' as const, row: invoices.row[i]! }));
  const share = due.missingMinor / due.sumMinor;
  const currency = invoices.currencies[due.currency]!;
  return {
    subjects: [firm],
    score: lowerShare(due),
    severity: 'medium',
    transfers: edges,
    invoices: due.invoices,
    interval: edges.length > 0 ? intervalOf(transfers, edges) : intervalOf(invoices, due.invoices),
    evidence: [
      { what: 'share', value: share, threshold: options.share as number, unit: 'share', rows: rowsOf(due.invoices) },
      { what: 'missing', value: due.missingMinor, unit: 'minor', currency, rows: rowsOf(unpaid) },
      ...(third.length === 0
        ? []
        : [{ what: 'elsewhere', value: third.length, unit: 'count' as const, rows: rowsOf(third), transfers: edges }]),
    ],
    values: {
      firm: { node: firm },
      side: due.side,
      share: { share },
      missing: { money: { minor: String(due.missingMinor), currency } },
      due: { money: { minor: String(due.sumMinor), currency } },
      invoices: due.invoices.length,
      elsewhere: third.length,
    },
  };
}
