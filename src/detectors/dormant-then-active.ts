import { type Awakening, eachAwakening } from '../graph/dormant-accounts.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { transferDays } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { SAME_SEASON } from './shared/options.ts';

/** An account that slept and then moved millions: bought with its firm, or lent (FATF and Wolfsberg red flags on dormant accounts). */
export const dormantThenActive: Detector = {
  indicator: 'M11',
  name: 'dormant-then-active',
  version: 1,
  family: 'burst',
  nature: 'event',
  subjects: ['account'],
  source: 'FATF and Wolfsberg red flags (sudden activity on a dormant account)',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account', 'transactions.amount'],
  options: {
    silence: {
      default: 180,
      unit: 'days',
      ours: true,
      min: 1,
      text: {
        en: 'Fewest days without a movement',
        kk: 'Қозғалыссыз күндердің ең аз саны',
        ru: 'Наименьшее число дней без движения',
      },
    },
    window: {
      default: 30,
      unit: 'days',
      ours: true,
      min: 0,
      text: {
        en: 'Days of activity that are added up',
        kk: 'Қосындысы есептелетін белсенді күндер',
        ru: 'Дни активности, которые складываются',
      },
    },
    large: {
      default: 2_000_000_000,
      unit: 'minor',
      ours: true,
      min: 1,
      text: {
        en: 'Least sum in or out in KZT',
        kk: 'Түскен не кеткен соманың ең азы, теңге',
        ru: 'Наименьшая сумма прихода или расхода, тенге',
      },
    },
    top: {
      default: 0.01,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'In currencies without a rate: the highest monthly sums that count as large',
        kk: 'Бағамы берілмеген валюталарда: ірі саналатын ең жоғары айлық сомалар үлесі',
        ru: 'В валютах без курса: доля наибольших месячных сумм, считающихся крупными',
      },
    },
    season: SAME_SEASON,
  },
  texts: {
    title: {
      en: 'A dormant account woke up with large sums',
      kk: 'Ұйқыдағы шот ірі сомалармен оянды',
      ru: 'Спавший счёт ожил с крупными суммами',
    },
    definition: {
      en: 'No movement for {silence, plural, one {# day} other {# days}} or more, then at least {large} in or out within {window, plural, one {# day} other {# days}} (currencies without a rate: among the highest {top} of monthly sums). Transfers of one holder are no sum; a season that was there a year before is no awakening; low where the sum is one single payment.',
      kk: '{silence} күн немесе одан көп қозғалыс болмай, содан кейін {window} күн ішінде кемінде {large} түскен не кеткен (бағамы берілмеген валюталарда — айлық сомалардың ең жоғары {top} ішінде). Бір иенің аударымдары қосылмайды; бір жыл бұрын да болған маусым ояну емес; сома жалғыз төлем болса, тәуекел төмен.',
      ru: 'Без движения {silence, plural, one {# день} few {# дня} other {# дней}} и более, затем за {window, plural, one {# день} few {# дня} other {# дней}} пришло или ушло не менее {large} (в валютах без курса — среди наибольших {top} месячных сумм). Переводы одного владельца не считаются; сезон, бывший и годом раньше, — не пробуждение; риск низкий, если сумма — один платёж.',
    },
    sentence: {
      en: '{account} had no movement for {silence, plural, one {# day} other {# days}}; then {sum} {side, select, in {came in} other {went out}} within {window, plural, one {# day} other {# days}}.{times, plural, =1 {} other { This happened # times.}}{basis, select, rank { It is among the highest sums of this currency.} other { From {threshold} it is large.}}',
      kk: '{account} шотында {silence} күн қозғалыс болған жоқ; содан кейін {window} күн ішінде {sum} {side, select, in {түсті} other {кетті}}.{times, plural, =1 {} other { Бұл # рет болды.}}{basis, select, rank { Бұл — осы валютадағы ең ірі сомалардың бірі.} other { {threshold} сомасынан бастап ол ірі.}}',
      ru: 'На {account} {silence, plural, one {# день} few {# дня} other {# дней}} не было движения; затем за {window, plural, one {# день} few {# дня} other {# дней}} {side, select, in {пришло} other {ушло}} {sum}.{times, plural, =1 {} one { Так было # раз.} few { Так было # раза.} other { Так было # раз.}}{basis, select, rank { Это одна из крупнейших сумм в этой валюте.} other { Крупная — от {threshold}.}}',
    },
    evidence: {
      silence: { en: 'Days without a movement', kk: 'Қозғалыссыз күндер', ru: 'Дней без движения' },
      sum: { en: 'Sum after that', kk: 'Одан кейінгі сома', ru: 'Сумма после этого' },
      times: { en: 'Times this happened', kk: 'Қайталанған саны', ru: 'Сколько раз так было' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  const notes = new Set<Texts>();
  const silentDays = options.silence as number;
  const days = transferDays(projection.transfers);
  let [first, last] = [Infinity, -Infinity];
  for (const day of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (days.length > 0 && last - first < silentDays) {
    return { findings, measured: null, notes: [SHORT_NOTE] };
  }
  const query = {
    silentDays,
    activeDays: options.window as number,
    leastMinor: options.large as number,
    topShare: options.top as number,
    seasonPart: options.season as number,
  };
  eachAwakening(projection, query, (account, awakenings) => {
    values[account] = awakenings.reduce((most, awakening) => Math.max(most, awakeningValue(awakening, silentDays)), 0);
    if (awakenings.length > 0) findings.push(draftOf(projection, options, account, awakenings, values[account]));
    if (awakenings.some(({ basis }) => basis === 'rank')) notes.add(CURRENCY_NOTE);
  });
  return { findings, measured: knownValues(values), notes: [...notes] };
}

/** How long it was silent, x / (x + threshold), as far as it was active afterwards: one payment is hardly activity (lower bound). */
function awakeningValue({ silentDays, edges }: Awakening, threshold: number): number {
  return (silentDays / (silentDays + threshold)) * wilsonLower(1, edges.length);
}

function draftOf(
  projection: Projection,
  options: OptionValues,
  account: number,
  awakenings: Awakening[],
  value: number,
): Draft {
  const { transfers } = projection;
  const silence = options.silence as number;
  const best = awakenings.reduce((best, awakening) =>
    awakeningValue(awakening, silence) > awakeningValue(best, silence) ? awakening : best,
  );
  const edges = [...new Set(awakenings.flatMap((awakening) => awakening.edges))].sort((a, b) => a - b);
  return {
    subjects: [account],
    score: value,
    severity: awakenings.every(({ edges: each }) => each.length === 1) ? 'low' : 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      {
        what: 'silence',
        value: best.silentDays,
        threshold: silence,
        unit: 'days',
        transfers: best.before < 0 ? [best.edges[0]!] : [best.before, best.edges[0]!],
      },
      {
        what: 'sum',
        value: best.sumMinor,
        threshold: best.thresholdMinor,
        unit: 'minor',
        currency: best.currency,
        transfers: best.edges,
      },
      { what: 'times', value: awakenings.length, unit: 'count', transfers: edges },
    ],
    values: {
      account: { node: account },
      silence: best.silentDays,
      sum: { money: { minor: String(best.sumMinor), currency: best.currency } },
      side: best.side,
      window: options.window as number,
      threshold: { money: { minor: String(best.thresholdMinor), currency: best.currency } },
      basis: best.basis,
      times: awakenings.length,
    },
  };
}

const SHORT_NOTE: Texts = {
  en: 'The data are too short to see an account dormant: they cover less time than the silence asked for.',
  kk: 'Шоттың ұйқыда болғанын көру үшін деректер тым қысқа: олар талап етілген тыныштық мерзімінен аз уақытты қамтиды.',
  ru: 'Данные слишком коротки, чтобы увидеть спящий счёт: они охватывают меньше времени, чем требуемая тишина.',
};
const CURRENCY_NOTE: Texts = {
  en: 'Sums after a silence in currencies without a rate were compared by rank within their own currency.',
  kk: 'Бағамы берілмеген валютадағы тыныштықтан кейінгі сомалар өз валютасы ішіндегі орны бойынша салыстырылды.',
  ru: 'Суммы после тишины в валютах без курса сравнивались по месту внутри своей валюты.',
};
