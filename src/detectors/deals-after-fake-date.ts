import { isBusiness, partiesOfTransfer } from '../graph/businesses.ts';
import { movementTypes, TRANSFER } from '../graph/cash.ts';
import { createDealFinder, type Deals } from '../graph/deals.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { transferDays } from '../graph/months.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { isValidNow } from '../graph/valid-now.ts';
import { wilsonLower } from '../graph/wilson.ts';
import { type Day, formatDay, NO_DAY } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Deals with a firm from the day on which a court says its illegal activity began: their expenses and VAT are not deductible (Tax Code of Kazakhstan). */
export const dealsAfterFakeDate: Detector = {
  indicator: 'T07',
  name: 'deals-after-fake-date',
  version: 1,
  family: 'taint',
  nature: 'state',
  subjects: ['company', 'person'],
  source: 'Tax Code of Kazakhstan (deals with a taxpayer recognised as fake); KGD list of fake enterprises',
  inputs: ['lists.list', 'lists.from', ['invoices.seller_id', 'accounts.holder_id']],
  options: {
    lists: {
      default: ['PSEUDO_COMPANY'],
      unit: 'text',
      ours: false,
      text: {
        en: 'Lists whose date is the beginning of the illegal activity',
        kk: 'Күні заңсыз әрекеттің басталуын білдіретін тізімдер',
        ru: 'Списки, дата которых — начало незаконной деятельности',
      },
    },
  },
  texts: {
    title: {
      en: 'Deals with a firm after it was fake',
      kk: 'Жалған деп танылған фирмамен сол кезден кейінгі мәмілелер',
      ru: 'Сделки с фирмой после начала её лжедеятельности',
    },
    definition: {
      en: 'A transfer to or from, or an invoice of or to, a firm on {lists}, on or after the day on which its illegal activity began.',
      kk: '{lists} тізіміндегі фирмамен оның заңсыз әрекеті басталған күні немесе одан кейін жасалған аударым не шот-фактура.',
      ru: 'Перевод или счёт-фактура с фирмой из списка {lists} в день начала её незаконной деятельности или позже.',
    },
    sentence: {
      en: '{firm} had {deals, plural, one {# deal} other {# deals}} with {fakes} after {fakesCount, plural, =1 {its} other {their}} illegal activity began ({since}): {share} of what it dealt in.',
      kk: '{firm} {fakes} заңсыз әрекеті басталғаннан кейін ({since}) олармен {deals} мәміле жасады: бұл — өз мәмілелерінің {share}.',
      ru: '{firm}: {deals, plural, one {# сделка} few {# сделки} other {# сделок}} с {fakes} после начала незаконной деятельности ({since}) — {share} всех её сделок.',
    },
    evidence: {
      deals: {
        en: 'Deals after the date',
        kk: 'Сол күннен кейінгі мәмілелер',
        ru: 'Сделок после этой даты',
      },
      share: {
        en: 'Share of the sum of its deals',
        kk: 'Мәмілелер сомасындағы үлесі',
        ru: 'Доля в сумме сделок',
      },
      since: {
        en: 'Beginning of the illegal activity',
        kk: 'Заңсыз әрекеттің басталуы',
        ru: 'Начало незаконной деятельности',
      },
    },
  },
  detect,
};

/** Earliest beginning of illegal activity of a listed node, and the row that says so. */
interface Fake {
  day: Day;
  row: number;
}

function detect(projection: Projection, options: OptionValues): Detection {
  const fakes = fakesOf(projection, options.lists as readonly string[]);
  if (fakes.size === 0) {
    return { findings: [], measured: null, ...(projection.listings.count > 0 && { notes: [NO_LIST] }) };
  }
  const { transfers, invoices, nodes } = projection;
  const types = movementTypes(projection);
  const days = transferDays(transfers);
  const invoiceDays = transferDays(invoices);
  const values = unknownValues(nodes.count);
  const partners = new Set<number>();
  const see = (a: number, b: number, day: Day) => {
    if (a === b) return;
    for (const [node, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (node < 0 || !isBusiness(projection, node)) continue;
      if (!(values[node]! >= 0)) values[node] = 0;
      const fake = fakes.get(other);
      if (fake && day >= fake.day) partners.add(node);
    }
  };
  for (let e = 0; e < transfers.count; e++) {
    if (types[e] !== TRANSFER) continue;
    const { payer, payee } = partiesOfTransfer(projection, e);
    see(payer, payee, days[e]!);
  }
  for (let i = 0; i < invoices.count; i++) see(invoices.from[i]!, invoices.to[i]!, invoiceDays[i]!);

  const dealsOf = createDealFinder(projection);
  const findings = [...partners]
    .sort((a, b) => a - b)
    .map((firm) => {
      const draft = draftOf(projection, fakes, firm, dealsOf(firm));
      values[firm] = draft.score;
      return draft;
    });
  return { findings, measured: knownValues(values) };
}

function fakesOf(projection: Projection, lists: readonly string[]): Map<number, Fake> {
  const { listings } = projection;
  const codes = new Set(lists.map((code) => listings.codes.indexOf(code)));
  const fakes = new Map<number, Fake>();
  for (let i = 0; i < listings.count; i++) {
    const day = listings.fromDay[i]!;
    if (!codes.has(listings.list[i]!) || day === NO_DAY || !isValidNow(projection, listings, i)) continue;
    const known = fakes.get(listings.entity[i]!);
    if (!known || day < known.day) fakes.set(listings.entity[i]!, { day, row: listings.row[i]! });
  }
  return fakes;
}

function draftOf(projection: Projection, fakes: Map<number, Fake>, firm: number, all: Deals): Draft {
  const { transfers, invoices } = projection;
  const days = transferDays(transfers);
  const invoiceDays = transferDays(invoices);
  const met = new Map<number, Fake>();
  const hit = (other: number, day: Day) => {
    const fake = fakes.get(other);
    if (!fake || day < fake.day) return false;
    met.set(other, fake);
    return true;
  };
  const edges = all.transfers.filter((e) => {
    const { payer, payee } = partiesOfTransfer(projection, e);
    return hit(payer === firm ? payee : payer, days[e]!);
  });
  const bills = all.invoices.filter((i) =>
    hit(invoices.from[i] === firm ? invoices.to[i]! : invoices.from[i]!, invoiceDays[i]!),
  );
  const shares = [
    ...sharesByCurrency(transfers, all.transfers, edges),
    ...sharesByCurrency(invoices, all.invoices, bills),
  ];
  const share = Math.max(...shares.map((of) => of.share));
  const lower = Math.max(...shares.map((of) => wilsonLower(of.share, of.cases)));

  const billRows: RowRef[] = bills.map((i) => ({ table: 'invoices', row: invoices.row[i]! }));
  const since = Math.min(...[...met.values()].map(({ day }) => day));
  const interval = edges.length > 0 ? intervalOf(transfers, edges) : intervalOf(invoices, bills);
  return {
    subjects: [firm],
    score: Math.max(lower, Number.MIN_VALUE),
    severity: 'medium',
    transfers: edges,
    invoices: bills,
    interval,
    evidence: [
      {
        what: 'deals',
        value: edges.length + bills.length,
        threshold: 1,
        unit: 'count',
        transfers: edges,
        rows: billRows,
      },
      { what: 'share', value: share, unit: 'share', transfers: edges, rows: billRows },
      ...[...met.values()].map(({ day, row }) => ({
        what: 'since',
        value: formatDay(day),
        unit: 'date' as const,
        rows: [{ table: 'lists' as const, row }],
      })),
    ],
    values: {
      firm: { node: firm },
      deals: edges.length + bills.length,
      fakes: { nodes: [...met.keys()].sort((a, b) => a - b) },
      fakesCount: met.size,
      since: { day: since },
      share: { share },
    },
  };
}

interface Amounts {
  readonly amountMinor: Float64Array;
  readonly currency: Uint8Array;
}

/** Share of the sum that some of these rows make, in each currency in which any of them is. */
function sharesByCurrency({ amountMinor, currency }: Amounts, all: readonly number[], some: readonly number[]) {
  return [...new Set(some.map((i) => currency[i]!))].map((code) => {
    const sum = (rows: readonly number[]) => rows.reduce((s, i) => (currency[i] === code ? s + amountMinor[i]! : s), 0);
    const total = sum(all);
    const cases = all.reduce((n, i) => (currency[i] === code ? n + 1 : n), 0);
    return { share: total > 0 ? sum(some) / total : 0, cases };
  });
}

const NO_LIST: Texts = {
  en: 'No list says of a firm from when on it was fake, so that deals after that date could not be looked for.',
  kk: 'Фирманың қай күннен жалған болғанын айтатын тізім жоқ, сондықтан одан кейінгі мәмілелер ізделген жоқ.',
  ru: 'Ни один список не говорит, с какого дня фирма была лжефирмой, поэтому сделки после этого дня не искались.',
};
