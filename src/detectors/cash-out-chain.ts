import { isCashAccount } from '../graph/cash.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { type CashOutChains, type ChainGroup, cashOutChains } from '../graph/flows/cash-out-chains.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import { wilsonLower } from '../graph/wilson.ts';
import { TamyrError } from '../model/errors.ts';
import { DAY_MS } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { SEARCH_STEPS } from './shared/options.ts';

/** Firms' money over shells and people's cards to cash or a VASP, followed amount by amount: FATF and Egmont typologies of cash-out networks. */
export const cashOutChain: Detector = {
  indicator: 'M20',
  name: 'cash-out-chain',
  version: 1,
  family: 'flow',
  nature: 'state',
  subjects: ['account'],
  source: 'FATF, Professional Money Laundering (2018); Bank of Russia 16-МР (transit operations ending in cash)',
  inputs: [
    'transactions.at',
    'transactions.from_account',
    'transactions.to_account',
    'transactions.amount',
    ['accounts.kind', 'transactions.channel', 'lists.list'],
  ],
  options: {
    hops: {
      default: 3,
      unit: 'count',
      ours: false,
      min: 2,
      max: 20,
      text: {
        en: 'Fewest transfers, the withdrawal counted',
        kk: 'Ақша алуды қоса есептегендегі аударымдардың ең аз саны',
        ru: 'Наименьшее число переводов, считая снятие',
      },
    },
    maxHops: {
      default: 8,
      unit: 'count',
      ours: true,
      min: 2,
      max: 20,
      text: {
        en: 'Most transfers followed',
        kk: 'Ізделетін аударымдардың ең көп саны',
        ru: 'Сколько переводов прослеживать',
      },
    },
    window: {
      default: 10 * DAY_MS,
      unit: 'ms',
      ours: false,
      min: 0,
      text: {
        en: 'Longest time from the first transfer to the withdrawal',
        kk: 'Бірінші аударымнан ақша алуға дейінгі ең ұзақ уақыт',
        ru: 'Наибольшее время от первого перевода до снятия',
      },
    },
    keepMin: {
      default: 0.8,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of what came that goes on from each account',
        kk: 'Әр шоттан әрі кететін, келген ақшаның ең аз үлесі',
        ru: 'Наименьшая доля пришедшего, уходящая дальше с каждого счёта',
      },
    },
    keepMax: {
      default: 1.05,
      unit: 'share',
      ours: false,
      min: 1,
      text: {
        en: 'Most that is sent on, over the money known to have come for it',
        kk: 'Келгені белгілі ақшамен салыстырғанда әрі жіберілетін ең көп сома',
        ru: 'Сколько самое большее уходит дальше относительно пришедших на это денег',
      },
    },
    through: {
      default: 0.5,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'Least share of all that a firm between payer and card received that goes on this way',
        kk: 'Төлеуші мен карта арасындағы фирма алған барлық ақшаның осылай кететін ең аз үлесі',
        ru: 'Наименьшая доля всего полученного фирмой между плательщиком и картой, ушедшая этим путём',
      },
    },
    follow: {
      default: 'fifo',
      unit: 'text',
      ours: true,
      text: {
        en: 'How money is told apart on an account: fifo (first in, first out) or proportional',
        kk: 'Шоттағы ақша қалай ажыратылады: fifo (бірінші келген — бірінші кетеді) не proportional (үлеске сай)',
        ru: 'Как различаются деньги на счёте: fifo (первым пришло — первым ушло) или proportional (пропорционально)',
      },
    },
    budget: SEARCH_STEPS,
  },
  texts: {
    title: {
      en: 'Firms’ money over shells and cards to cash',
      kk: 'Фирмалардың ақшасы делдалдар мен карталар арқылы қолма-қол ақшаға айналды',
      ru: 'Деньги фирм через посредников и карты ушли в наличные',
    },
    definition: {
      en: 'Money of firms leaves as cash or to a crypto service provider after at least {hops} transfers within {window}, over at least one account that is no person’s; {keepMin} to {keepMax} of what came goes on from each account (followed by the rule {follow}), and from a firm between them at least {through} of all it received.',
      kk: 'Фирмалардың ақшасы {window} ішінде кемінде {hops} аударымнан кейін, жеке адамдікі емес кемінде бір шот арқылы қолма-қол алынады немесе криптоқызмет провайдеріне кетеді; әр шоттан келгеннің {keepMin}–{keepMax} бөлігі әрі кетеді (ақша {follow} ережесімен бақыланады), ал аралықтағы фирмадан — барлық алғанының кемінде {through} бөлігі.',
      ru: 'Деньги фирм не менее чем через {hops} перевода за {window} уходят в наличные или к провайдеру криптоуслуг, хотя бы через один счёт не физического лица; с каждого счёта уходит дальше {keepMin}–{keepMax} пришедшего (деньги прослеживаются по правилу {follow}), а у фирмы между ними — не менее {through} всего полученного.',
    },
    sentence: {
      en: '{payers, plural, one {# payer} other {# payers}} sent {sent}; over {accounts, plural, one {# account} other {# accounts}} {arrived} of it reached {end, select, vasp {a crypto service provider} both {cash and a crypto service provider} other {cash}} ({share}) after up to {hops, plural, one {# transfer} other {# transfers}}, each time within {duration}; {lost} was lost on the way. {follow, select, fifo {Money was followed first in, first out.} other {Money was followed in proportion.}}',
      kk: '{payers} төлеуші {sent} жіберді; {accounts} шот арқылы оның {arrived} сомасы ({share}) {end, select, vasp {криптоқызмет провайдеріне жетті} both {қолма-қол алынды немесе криптоқызмет провайдеріне жетті} other {қолма-қол алынды}}; аударымдар саны — {hops} дейін, әр жолы {duration} ішінде; жолда {lost} қалды. {follow, select, fifo {Ақша «бірінші келген — бірінші кетеді» ережесімен бақыланды.} other {Ақша үлеске сай бақыланды.}}',
      ru: '{payers, plural, one {# плательщик отправил} few {# плательщика отправили} other {# плательщиков отправили}} {sent}; через {accounts, plural, one {# счёт} few {# счёта} other {# счетов}} {arrived} ({share}) {end, select, vasp {ушли к провайдеру криптоуслуг} both {ушли в наличные и к провайдеру криптоуслуг} other {ушли в наличные}}; переводов — до {hops}, каждый раз за {duration} или быстрее; по дороге осталось {lost}. {follow, select, fifo {Деньги прослежены по правилу «первым пришло — первым ушло».} other {Деньги прослежены пропорционально.}}',
    },
    evidence: {
      hops: {
        en: 'Transfers, the withdrawal counted',
        kk: 'Аударымдар, ақша алуды қоса',
        ru: 'Переводов, считая снятие',
      },
      duration: {
        en: 'Longest time from the first transfer to the withdrawal',
        kk: 'Бірінші аударымнан ақша алуға дейінгі ең ұзақ уақыт',
        ru: 'Наибольшее время от первого перевода до снятия',
      },
      sent: {
        en: 'Sent by the first payers',
        kk: 'Бірінші төлеушілер жібергені',
        ru: 'Отправлено первыми плательщиками',
      },
      arrived: {
        en: 'Arrived as cash or crypto',
        kk: 'Қолма-қол не крипто болып жеткені',
        ru: 'Дошло до наличных или крипты',
      },
      lost: { en: 'Lost on the way', kk: 'Жолда қалғаны', ru: 'Осталось по дороге' },
      share: { en: 'Share that arrived', kk: 'Жеткен үлесі', ru: 'Доля дошедшего' },
      payers: { en: 'First payers', kk: 'Бірінші төлеушілер', ru: 'Первых плательщиков' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  checkOptions(options);
  const found = cashOutChains(projection, {
    windowMs: options.window as number,
    minHops: options.hops as number,
    maxHops: options.maxHops as number,
    keepMin: ratioOfDecimal(String(options.keepMin)),
    keepMax: ratioOfDecimal(String(options.keepMax)),
    through: ratioOfDecimal(String(options.through)),
    followBy: options.follow === 'proportional' ? 'proportional' : 'fifo',
    budget: options.budget as number,
  });
  return {
    findings: found.groups.map((group) => draftOf(projection, options, group)),
    measured: knownValues(chainShares(projection, found)),
    ...(found.truncated && { truncated: true, notes: [cutNote(found.unsearched)] }),
  };
}

function checkOptions(options: OptionValues): void {
  if (options.follow !== 'fifo' && options.follow !== 'proportional') {
    throw new TamyrError({
      code: 'option-value',
      what: `“${String(options.follow)}” is no way to follow money.`,
      where: '--set M20.follow',
      expected: 'fifo or proportional',
    });
  }
  if ((options.hops as number) <= (options.maxHops as number)) return;
  throw new TamyrError({
    code: 'option-value',
    what: `A chain of at least ${options.hops} and at most ${options.maxHops} transfers cannot be.`,
    where: '--set M20.hops, M20.maxHops',
    expected: 'hops up to maxHops',
  });
}

function draftOf(projection: Projection, options: OptionValues, group: ChainGroup): Draft {
  const { transfers } = projection;
  const { edges, origins, exits, sentMinor, arrivedMinor, vaspMinor, hops, durationMs } = group;
  const currency = transfers.currencies[group.currency]!;
  const money = (minor: number) => ({ money: { minor: String(minor), currency } });
  const share = Math.min(arrivedMinor / sentMinor, 1);
  const lostMinor = sentMinor - arrivedMinor;
  return {
    subjects: group.accounts,
    score: share,
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    amount: { minor: String(arrivedMinor), currency },
    evidence: [
      { what: 'hops', value: hops, threshold: options.hops as number, unit: 'count', transfers: edges },
      { what: 'duration', value: durationMs, threshold: options.window as number, unit: 'ms', transfers: edges },
      { what: 'sent', value: sentMinor, unit: 'minor', currency, transfers: origins },
      { what: 'arrived', value: arrivedMinor, unit: 'minor', currency, transfers: exits },
      { what: 'lost', value: lostMinor, unit: 'minor', currency, transfers: edges },
      { what: 'share', value: share, unit: 'share', transfers: [...origins, ...exits].sort((a, b) => a - b) },
      { what: 'payers', value: group.payers.length, unit: 'count', transfers: origins },
    ],
    values: {
      payers: group.payers.length,
      accounts: group.accounts.length,
      sent: money(sentMinor),
      arrived: money(arrivedMinor),
      lost: money(lostMinor),
      share: { share },
      hops,
      duration: { durationMs },
      end: vaspMinor === 0 ? 'cash' : vaspMinor === arrivedMinor ? 'vasp' : 'both',
      follow: String(options.follow),
    },
  };
}

/**
 * By account: share of its credits that lie on a chain, lower bound. 0 for accounts that received and paid without one; unknown
 * where nothing was paid, and where the search was cut.
 */
function chainShares(projection: Projection, { groups, truncated }: CashOutChains): Float64Array {
  const { transfers, nodes } = projection;
  const values = unknownValues(nodes.count);
  const onChain = new Uint8Array(transfers.count);
  for (const { edges } of groups) for (const edge of edges) onChain[edge] = 1;
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    const { offsets, edges } = transfers.in;
    const paid = transfers.out.offsets[account + 1]! - transfers.out.offsets[account]!;
    const credits = offsets[account + 1]! - offsets[account]!;
    if (credits === 0 || paid === 0 || isCashAccount(projection, account)) continue;
    const all = new Float64Array(transfers.currencies.length);
    const chained = new Float64Array(transfers.currencies.length);
    for (let i = offsets[account]!; i < offsets[account + 1]!; i++) {
      const edge = edges[i]!;
      all[transfers.currency[edge]!]! += transfers.amountMinor[edge]!;
      if (onChain[edge]) chained[transfers.currency[edge]!]! += transfers.amountMinor[edge]!;
    }
    const share = chained.reduce((most, sum, currency) => (sum > 0 ? Math.max(most, sum / all[currency]!) : most), 0);
    if (share > 0) values[account] = wilsonLower(share, credits);
    else if (!truncated) values[account] = 0;
  }
  return values;
}

function cutNote(unsearched: number): Texts {
  return {
    en: `The search for chains to cash stopped at its limit: ${unsearched} accounts further back were not looked at.`,
    kk: `Қолма-қол ақшаға апаратын тізбектерді іздеу шегіне жетіп тоқтады: арғы ${unsearched} шот қаралмады.`,
    ru: `Поиск цепочек к наличным остановился на своём пределе: дальше не просмотрено счетов: ${unsearched}.`,
  };
}
