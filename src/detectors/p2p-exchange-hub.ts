import { DROP_DEFAULTS, signCount } from '../graph/drop-cards.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { eachHubAccount, type HubAccount } from '../graph/exchange-hubs.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { formatMonth } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { LICENCE_REGISTERS, PROVIDER_LISTS } from './shared/options.ts';

/** A person’s card that works as an exchange: many strangers in, many out, day and night, in repeating sums (agency practice on unlicensed crypto exchanges). */
export const p2pExchangeHub: Detector = {
  indicator: 'M16',
  name: 'p2p-exchange-hub',
  version: 1,
  family: 'flow',
  nature: 'state',
  subjects: ['account'],
  source: 'Practice of the Kazakh financial monitoring agency on unlicensed crypto exchanges; Bank of Russia 16-МР',
  inputs: [
    'transactions.at',
    'transactions.from_account',
    'transactions.to_account',
    'transactions.amount',
    ['accounts.kind', 'accounts.holder_id'],
  ],
  options: {
    signs: {
      default: DROP_DEFAULTS.signs,
      unit: 'count',
      ours: true,
      min: 0,
      text: {
        en: 'Fewest signs of a drop card (M13)',
        kk: 'Дроп-карта (M13) белгілерінің ең аз саны',
        ru: 'Наименьшее число признаков дроп-карты (M13)',
      },
    },
    counterparties: {
      default: 30,
      unit: 'count',
      ours: false,
      min: 1,
      text: {
        en: 'Fewest unrelated counterparties a month, in and out each',
        kk: 'Бір айдағы байланыссыз қарсы тараптардың ең аз саны, кіріс пен шығыста бөлек',
        ru: 'Наименьшее число не связанных контрагентов за месяц, на входе и на выходе',
      },
    },
    hours: {
      default: 20,
      unit: 'count',
      ours: true,
      min: 1,
      max: 24,
      text: {
        en: 'Fewest different hours of the day with operations in a month',
        kk: 'Бір айда операция болған тәулік сағаттарының ең аз саны',
        ru: 'Наименьшее число разных часов суток с операциями за месяц',
      },
    },
    repeats: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'How often some sum comes again in the month',
        kk: 'Қайсыбір соманың айда қайталану саны',
        ru: 'Сколько раз за месяц повторяется какая-либо сумма',
      },
    },
    providers: PROVIDER_LISTS,
    licensed: LICENCE_REGISTERS,
  },
  texts: {
    title: {
      en: 'A card works as an exchange',
      kk: 'Карта айырбас орны ретінде жұмыс істейді',
      ru: 'Карта работает как обменник',
    },
    definition: {
      en: 'In one month a person’s card or account has at least {signs} signs of a drop card (M13 at its usual thresholds), is paid by at least {counterparties} unrelated people and pays as many people or virtual-asset providers, moves in at least {hours} different hours of the day, and some sum comes {repeats} times. Who is licensed ({licensed}) is exempt.',
      kk: 'Бір айда жеке адамның картасы не шотында дроп-картаның кемінде {signs} белгісі бар (M13 әдеттегі шектерімен), оған кемінде {counterparties} байланыссыз адам төлейді және ол сонша адамға не виртуалды актив провайдеріне төлейді, тәуліктің кемінде {hours} түрлі сағатында қозғалыс бар, қайсыбір сома {repeats} рет қайталанады. Лицензиясы барлар ({licensed}) есепке алынбайды.',
      ru: 'За месяц у карты или счёта физического лица не менее {signs} признаков дроп-карты (M13 с обычными порогами), на неё платят не менее {counterparties} не связанных лиц и с неё — столько же лиц или поставщиков виртуальных активов, операции идут не менее чем в {hours} разных часов суток, и какая-либо сумма повторяется {repeats} раз. Имеющие лицензию ({licensed}) исключены.',
    },
    sentence: {
      en: 'In {month} {account} was paid by {payers} unrelated people and paid {payees} people or providers, in {hours} different hours of the day; one sum came {repeats} times. The threshold is {threshold} each way.{months, plural, =1 {} other { There are # such months.}}',
      kk: '{month} айында {account} шотына {payers} байланыссыз адам төледі, ал одан {payees} адамға не провайдерге төленді, тәуліктің {hours} түрлі сағатында; бір сома {repeats} рет қайталанды. Шегі — әр жақта {threshold, kk, ablative} бастап.{months, plural, =1 {} other { Мұндай айлар саны: #.}}',
      ru: 'В {month} на {account} платили {payers} не связанных лиц, с него — {payees} лицам или поставщикам, в {hours} разных часов суток; одна сумма повторилась {repeats} раз. Порог — от {threshold} в каждую сторону.{months, plural, =1 {} other { Таких месяцев: #.}}',
    },
    evidence: {
      payers: {
        en: 'Unrelated payers in the month',
        kk: 'Айдағы байланыссыз төлеушілер',
        ru: 'Не связанных плательщиков за месяц',
      },
      payees: {
        en: 'People or providers paid',
        kk: 'Төлем алған адамдар не провайдерлер',
        ru: 'Лиц или поставщиков, получивших деньги',
      },
      hours: { en: 'Different hours of the day', kk: 'Тәуліктің түрлі сағаттары', ru: 'Разных часов суток' },
      repeats: { en: 'Operations of one sum', kk: 'Бір сомадағы операциялар', ru: 'Операций на одну сумму' },
      signs: { en: 'Signs of a drop card', kk: 'Дроп-карта белгілері', ru: 'Признаков дроп-карты' },
      months: { en: 'Months', kk: 'Айлар', ru: 'Месяцы' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const least = options.counterparties as number;
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  let hoursUnknown = 0;
  const query = {
    signs: options.signs as number,
    counterparties: least,
    hours: options.hours as number,
    repeats: options.repeats as number,
    providers: options.providers as readonly string[],
    licensed: options.licensed as readonly string[],
  };
  eachHubAccount(projection, query, (hub) => {
    const most = Math.max(0, ...hub.months.map(({ payers, payees }) => Math.min(payers, payees)));
    values[hub.account] = most / (most + least);
    if (hub.months.length > 0) findings.push(draftOf(projection, hub, options));
    else if (hub.hoursUnknown) {
      hoursUnknown++;
      values[hub.account] = Number.NaN;
    }
  });
  return { findings, measured: knownValues(values), ...(hoursUnknown > 0 && { notes: [hoursNote(hoursUnknown)] }) };
}

function draftOf(projection: Projection, { account, months, ledger }: HubAccount, options: OptionValues): Draft {
  const bothWays = ({ payers, payees }: { payers: number; payees: number }) => Math.min(payers, payees);
  const best = months.reduce((best, month) => (bothWays(month) > bothWays(best) ? month : best));
  const edges = months.flatMap(({ begin, end }) => [...ledger.edges.subarray(begin, end)]).sort((a, b) => a - b);
  const transfers = [...ledger.edges.subarray(best.begin, best.end)].sort((a, b) => a - b);
  const threshold = options.counterparties as number;
  const line = (what: 'payers' | 'payees' | 'hours' | 'repeats', least: number) => ({
    what,
    value: best[what],
    threshold: least,
    unit: 'count' as const,
    transfers,
  });
  return {
    subjects: [account],
    score: bothWays(best) / (bothWays(best) + threshold),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(projection.transfers, edges),
    evidence: [
      line('payers', threshold),
      line('payees', threshold),
      line('hours', options.hours as number),
      line('repeats', options.repeats as number),
      { what: 'signs', value: signCount(best.signs), threshold: options.signs as number, unit: 'count', transfers },
      { what: 'months', value: months.map(({ month }) => formatMonth(month)).join(', '), unit: 'text' },
    ],
    values: {
      account: { node: account },
      month: formatMonth(best.month),
      payers: best.payers,
      payees: best.payees,
      hours: best.hours,
      repeats: best.repeats,
      threshold,
      months: months.length,
    },
  };
}

function hoursNote(count: number): Texts {
  return {
    en: `${count} accounts have everything of an exchange but the times of day, which the data do not give.`,
    kk: `${count} шотта айырбас орнының бар белгісі бар, тек тәулік уақыты деректерде жоқ.`,
    ru: `У счетов (${count}) есть все признаки обменника, кроме времени суток: в данных его нет.`,
  };
}
