import {
  DROP_DEFAULTS,
  DROP_SIGNS,
  type DropAccount,
  type DropMonth,
  type DropSign,
  eachDropAccount,
  hasSign,
  signCount,
} from '../graph/drop-cards.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { formatMonth } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, DraftEvidence, OptionSpec, OptionValues } from './detector.ts';

const count = (value: number, text: Texts, ours = false): OptionSpec => ({
  default: value,
  unit: 'count',
  ours,
  min: 0,
  text,
});
const share = (value: number, text: Texts, ours: boolean): OptionSpec => ({
  default: value,
  unit: 'share',
  ours,
  min: 0,
  max: 1,
  text,
});

/** A card run for others: Bank of Russia 16-МР of 06.09.2021, its signs of drop cards, and the Kazakh limit on cards per person. */
export const dropCard: Detector = {
  indicator: 'M13',
  name: 'drop-card',
  version: 1,
  family: 'flow',
  nature: 'state',
  subjects: ['account'],
  source: 'Bank of Russia 16-МР of 06.09.2021; Kazakhstan: cards per person and bank',
  inputs: [
    'transactions.at',
    'transactions.from_account',
    'transactions.to_account',
    'transactions.amount',
    ['accounts.kind', 'accounts.holder_id'],
  ],
  options: {
    signs: {
      ...count(
        DROP_DEFAULTS.signs,
        { en: 'Fewest signs', kk: 'Белгілердің ең аз саны', ru: 'Наименьшее число признаков' },
        true,
      ),
      min: 1,
    },
    perDay: count(DROP_DEFAULTS.perDay, {
      en: 'Private counterparties in a day: more than',
      kk: 'Бір күндегі жеке қарсы тараптар: осыдан көп',
      ru: 'Частных контрагентов за день: более',
    }),
    perMonth: count(DROP_DEFAULTS.perMonth, {
      en: 'Private counterparties in a month: more than',
      kk: 'Бір айдағы жеке қарсы тараптар: осыдан көп',
      ru: 'Частных контрагентов за месяц: более',
    }),
    operations: count(DROP_DEFAULTS.operations, {
      en: 'Operations with them in a day: more than',
      kk: 'Олармен бір күндегі операциялар: осыдан көп',
      ru: 'Операций с ними за день: более',
    }),
    quick: {
      default: DROP_DEFAULTS.quickMs,
      unit: 'ms',
      ours: false,
      min: 0,
      text: {
        en: 'Money leaves in less than',
        kk: 'Ақша осыдан аз уақытта кетеді',
        ru: 'Деньги уходят менее чем за',
      },
    },
    quickShare: share(
      DROP_DEFAULTS.quickShare,
      {
        en: 'Least share of the month’s credits that leaves so fast',
        kk: 'Айлық түсімнің сондай тез кететін ең аз үлесі',
        ru: 'Наименьшая доля поступлений месяца, уходящая так быстро',
      },
      true,
    ),
    balance: share(
      DROP_DEFAULTS.balance,
      {
        en: 'A day ends low under this share of the day’s debits',
        kk: 'Күн соңындағы қалдық күн шығысының осы үлесінен аз болса — төмен',
        ru: 'Остаток на конец дня низок, если он меньше этой доли расходов дня',
      },
      false,
    ),
    cards: count(DROP_DEFAULTS.cards, {
      en: 'Cards of one person in one bank: more than',
      kk: 'Бір адамның бір банктегі карталары: осыдан көп',
      ru: 'Карт одного лица в одном банке: более',
    }),
    least: count(
      DROP_DEFAULTS.least,
      {
        en: 'Operations in a month from which speed, balance and purchases say anything',
        kk: 'Жылдамдық, қалдық және сатып алу бірдеңе білдіретін айлық операциялар саны',
        ru: 'С какого числа операций за месяц скорость, остаток и покупки о чём-то говорят',
      },
      true,
    ),
    moneyCategories: {
      default: [...DROP_DEFAULTS.moneyCategories],
      unit: 'text',
      ours: true,
      text: {
        en: 'Merchant categories (mcc) that are no household payments',
        kk: 'Тұрмыстық төлем болмайтын сауда санаттары (mcc)',
        ru: 'Категории торговцев (mcc), которые не бытовые платежи',
      },
    },
  },
  texts: {
    title: { en: 'Signs of a drop card', kk: 'Дроп-карта белгілері', ru: 'Признаки дроп-карты' },
    definition: {
      en: 'A person’s card or account shows in one month at least {signs} of: more than {perDay} private counterparties a day or {perMonth} a month; more than {operations} operations with them a day; {quickShare} of the credits gone in less than {quick}; most days ending under {balance} of their debits; no household payments (only where merchant categories are known); more than {cards} cards of the person in the bank.',
      kk: 'Жеке адамның картасы не шоты бір айда мына белгілердің кемінде {signs} көрсетеді: күніне {perDay} не айына {perMonth} артық жеке қарсы тарап; олармен күніне {operations} артық операция; түсімнің {quickShare} бөлігі {quick} аз уақытта кетеді; күндердің көбі шығыстың {balance} бөлігінен аз қалдықпен аяқталады; тұрмыстық төлемдер жоқ (сауда санаттары белгілі болғанда ғана); адамның сол банктегі карталары {cards} артық.',
      ru: 'Карта или счёт физического лица за месяц показывает не менее {signs} признаков: более {perDay} частных контрагентов за день или {perMonth} за месяц; более {operations} операций с ними за день; {quickShare} поступлений уходит менее чем за {quick}; большинство дней кончается остатком меньше {balance} расходов; нет бытовых платежей (только если известны категории торговцев); у лица в банке более {cards} карт.',
    },
    sentence: {
      en: 'In {month} {account} showed {signs, plural, one {# sign} other {# signs}} of a drop card; the threshold is {threshold}.{counterparties, select, yes { Private counterparties: {mostPerDay} in a day, {perMonth} in the month.} other {}}{operations, select, yes { Operations with them in a day: {mostOperations}.} other {}}{quick, select, yes { Gone in less than {quickTime}: {quickShare} of what came.} other {}}{balance, select, yes { Days that ended low: {lowShare}.} other {}}{household, select, yes { There were no household payments.} other {}}{cards, select, yes { Its holder has {cardCount} cards in this bank.} other {}}{unknown, plural, =0 {} one { # sign could not be checked.} other { # signs could not be checked.}}',
      kk: '{month} айында {account} дроп-картаның {signs} белгісін көрсетті; шегі — {threshold, kk, ablative} бастап.{counterparties, select, yes { Жеке қарсы тараптар: күніне {mostPerDay}, айына {perMonth}.} other {}}{operations, select, yes { Олармен бір күндегі операциялар: {mostOperations}.} other {}}{quick, select, yes { {quickTime} аз уақытта түсімнің {quickShare} бөлігі кеткен.} other {}}{balance, select, yes { Төмен қалдықпен аяқталған күндер: {lowShare}.} other {}}{household, select, yes { Тұрмыстық төлемдер болмаған.} other {}}{cards, select, yes { Ұстаушының осы банкте {cardCount} картасы бар.} other {}}{unknown, plural, =0 {} other { Тексеруге келмеген белгілер: #.}}',
      ru: 'В {month} на {account} признаков дроп-карты: {signs}; порог — от {threshold}.{counterparties, select, yes { Частных контрагентов: {mostPerDay} за день, {perMonth} за месяц.} other {}}{operations, select, yes { Операций с ними за день: {mostOperations}.} other {}}{quick, select, yes { Менее чем за {quickTime} ушло {quickShare} пришедшего.} other {}}{balance, select, yes { Дней с низким остатком: {lowShare}.} other {}}{household, select, yes { Бытовых платежей не было.} other {}}{cards, select, yes { У держателя в этом банке карт: {cardCount}.} other {}}{unknown, plural, =0 {} other { Не удалось проверить признаков: #.}}',
    },
    evidence: {
      signs: { en: 'Signs in one month', kk: 'Бір айдағы белгілер', ru: 'Признаков за месяц' },
      mostPerDay: {
        en: 'Private counterparties in a day (over)',
        kk: 'Бір күндегі жеке қарсы тараптар (артық)',
        ru: 'Частных контрагентов за день (более)',
      },
      perMonth: {
        en: 'Private counterparties in the month (over)',
        kk: 'Бір айдағы жеке қарсы тараптар (артық)',
        ru: 'Частных контрагентов за месяц (более)',
      },
      operations: {
        en: 'Operations with them in a day (over)',
        kk: 'Олармен бір күндегі операциялар (артық)',
        ru: 'Операций с ними за день (более)',
      },
      quick: { en: 'Gone at once', kk: 'Бірден кеткені', ru: 'Ушло сразу' },
      balance: { en: 'Days that ended low', kk: 'Төмен қалдықпен біткен күндер', ru: 'Дней с низким остатком' },
      household: { en: 'Household payments', kk: 'Тұрмыстық төлемдер', ru: 'Бытовых платежей' },
      cards: {
        en: 'Cards of the holder in the bank (over)',
        kk: 'Ұстаушының банктегі карталары (артық)',
        ru: 'Карт держателя в банке (более)',
      },
      months: { en: 'Months', kk: 'Айлар', ru: 'Месяцы' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const threshold = options.signs as number;
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  eachDropAccount(projection, queryOf(options), (drop) => {
    let most = 0;
    for (const { signs } of drop.months) most = Math.max(most, signCount(signs));
    values[drop.account] = most < 2 ? 0 : 1 - 1 / most;
    const months = drop.months.filter(({ signs }) => signCount(signs) >= threshold);
    if (months.length > 0) findings.push(draftOf(projection, drop, months, options));
  });
  return { findings, measured: knownValues(values) };
}

function queryOf(options: OptionValues) {
  const number = (name: string) => options[name] as number;
  return {
    perDay: number('perDay'),
    perMonth: number('perMonth'),
    operations: number('operations'),
    quickMs: number('quick'),
    quickShare: ratioOfDecimal(String(options.quickShare)),
    balance: ratioOfDecimal(String(options.balance)),
    cards: number('cards'),
    least: number('least'),
    moneyCategories: options.moneyCategories as readonly string[],
  };
}

function draftOf(
  projection: Projection,
  { account, ledger }: DropAccount,
  months: DropMonth[],
  options: OptionValues,
): Draft {
  const best = months.reduce((best, month) => (signCount(month.signs) > signCount(best.signs) ? month : best));
  const edgesOf = ({ begin, end }: DropMonth) => [...ledger.edges.subarray(begin, end)].sort((a, b) => a - b);
  const edges = months.flatMap(edgesOf).sort((a, b) => a - b);
  const transfers = edgesOf(best);
  const signs = { count: signCount(best.signs), has: (sign: DropSign) => hasSign(best.signs, sign) };
  const line = (what: string, value: number, threshold: number, unit: 'count' | 'share'): DraftEvidence => ({
    what,
    value,
    threshold,
    unit,
    transfers,
  });
  const number = (name: string) => options[name] as number;
  return {
    subjects: [account],
    score: Math.max(0.5, 1 - 1 / signs.count),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(projection.transfers, edges),
    evidence: [
      line('signs', signs.count, number('signs'), 'count'),
      ...(signs.has('counterparties')
        ? [
            line('mostPerDay', best.mostPerDay, number('perDay'), 'count'),
            line('perMonth', best.perMonth, number('perMonth'), 'count'),
          ]
        : []),
      ...(signs.has('operations') ? [line('operations', best.mostOperations, number('operations'), 'count')] : []),
      ...(signs.has('quick') ? [line('quick', best.quickShare, number('quickShare'), 'share')] : []),
      ...(signs.has('balance') ? [line('balance', best.lowShare, 0.5, 'share')] : []),
      ...(signs.has('household') ? [line('household', 0, 1, 'count')] : []),
      ...(signs.has('cards') ? [line('cards', best.cards, number('cards'), 'count')] : []),
      { what: 'months', value: months.map(({ month }) => formatMonth(month)).join(', '), unit: 'text' },
    ],
    values: {
      account: { node: account },
      month: formatMonth(best.month),
      signs: signs.count,
      threshold: number('signs'),
      ...Object.fromEntries(DROP_SIGNS.map((sign) => [sign, signs.has(sign) ? 'yes' : 'no'])),
      mostPerDay: best.mostPerDay,
      perMonth: best.perMonth,
      mostOperations: best.mostOperations,
      quickTime: { durationMs: number('quick') },
      quickShare: { share: best.quickShare },
      lowShare: { share: best.lowShare },
      cardCount: best.cards,
      unknown: signCount(best.unknown),
    },
  };
}
