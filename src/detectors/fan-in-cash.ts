import { intervalOf } from '../graph/edge-times.ts';
import { type CashCollector, type CollectedCash, eachCashCollector } from '../graph/fan-in-cash.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import { elapsedMs } from '../graph/time-order.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Unrelated payers, one account, cash: the collecting account of cash-out schemes (FATF typologies; 16-МР). */
export const fanInCash: Detector = {
  indicator: 'M04',
  name: 'fan-in-cash',
  version: 1,
  family: 'flow',
  nature: 'state',
  subjects: ['account'],
  source: 'FATF typologies (cash-out through collecting accounts); Bank of Russia 16-МР',
  inputs: [
    'transactions.at',
    'transactions.from_account',
    'transactions.to_account',
    'transactions.amount',
    ['accounts.kind', 'transactions.channel'],
  ],
  options: {
    payers: {
      default: 5,
      unit: 'count',
      ours: false,
      min: 1,
      text: {
        en: 'Fewest unrelated payers',
        kk: 'Өзара байланыссыз төлеушілердің ең аз саны',
        ru: 'Наименьшее число не связанных плательщиков',
      },
    },
    window: {
      default: 72 * 3_600_000,
      unit: 'ms',
      ours: false,
      min: 0,
      text: {
        en: 'Longest time from the first credit to the last withdrawal',
        kk: 'Бірінші түсімнен соңғы алуға дейінгі ең ұзақ уақыт',
        ru: 'Наибольшее время от первого поступления до последнего снятия',
      },
    },
    cashed: {
      default: 0.8,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share withdrawn in cash',
        kk: 'Қолма-қол алынған ең аз үлес',
        ru: 'Наименьшая снятая наличными доля',
      },
    },
  },
  texts: {
    title: {
      en: 'Many payers, then cash',
      kk: 'Көп төлеуші, содан кейін қолма-қол ақша',
      ru: 'Много плательщиков, затем наличные',
    },
    definition: {
      en: 'Within {window} at least {payers} unrelated payers send money to one account and {cashed} of it is withdrawn in cash.',
      kk: '{window} ішінде кемінде {payers} өзара байланыссыз төлеуші бір шотқа ақша жібереді де, оның {cashed} бөлігі қолма-қол алынады.',
      ru: 'За {window} не менее {payers} не связанных между собой плательщиков переводят деньги на один счёт, и {cashed} снимают наличными.',
    },
    sentence: {
      en: 'In {duration} {payers, plural, one {# unrelated payer} other {# unrelated payers}} sent {in} to {account}; {cash} of it was withdrawn in cash ({share}).{episodes, plural, =1 {} other { This happened # times.}}',
      kk: '{duration} ішінде өзара байланыссыз {payers} төлеуші {account} шотына {in} жіберді; оның {cash} сомасы қолма-қол алынды ({share}).{episodes, plural, =1 {} other { Бұл # рет болды.}}',
      ru: 'За {duration} {payers, plural, one {# не связанный с другими плательщик перевёл} few {# не связанных между собой плательщика перевели} other {# не связанных между собой плательщиков перевели}} {in} на {account}; {cash} из них сняты наличными ({share}).{episodes, plural, =1 {} one { Так было # раз.} few { Так было # раза.} other { Так было # раз.}}',
    },
    evidence: {
      payers: { en: 'Unrelated payers', kk: 'Өзара байланыссыз төлеушілер', ru: 'Не связанных плательщиков' },
      cashed: { en: 'Withdrawn in cash', kk: 'Қолма-қол алынғаны', ru: 'Снято наличными' },
      duration: {
        en: 'From the first credit to the last withdrawal',
        kk: 'Бірінші түсімнен соңғы алуға дейін',
        ru: 'От первого поступления до последнего снятия',
      },
      episodes: { en: 'Times this happened', kk: 'Қайталанған саны', ru: 'Сколько раз так было' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const values = unknownValues(projection.nodes.count);
  markWithoutCash(projection, values);
  const drafts = new Map<number, Draft>();
  const cashed = ratioOfDecimal(String(options.cashed));
  const query = { windowMs: options.window as number, payers: options.payers as number, cashed };
  eachCashCollector(projection, query, (collector) => {
    const { account, cashedMinor, creditMinor, payers } = collector;
    const value = cashedMinor > 0 ? wilsonLower(cashedMinor / creditMinor, payers) : 0;
    if (!(values[account]! >= value)) values[account] = value;
    if (collector.episodes.length === 0) return;
    const draft = draftOf(projection, options, collector);
    const other = drafts.get(account);
    if (!other || draft.score > other.score) drafts.set(account, draft);
  });
  return { findings: [...drafts.values()], measured: knownValues(values) };
}

/** Accounts that both received and paid, but never cash: known to be 0. Without an outflow nothing is known. */
function markWithoutCash({ transfers, nodes }: Projection, values: Float64Array): void {
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    const received = transfers.in.offsets[account + 1]! > transfers.in.offsets[account]!;
    const paid = transfers.out.offsets[account + 1]! > transfers.out.offsets[account]!;
    if (received && paid) values[account] = 0;
  }
}

function draftOf(projection: Projection, options: OptionValues, collector: CashCollector): Draft {
  const { transfers } = projection;
  const { account, episodes } = collector;
  const currency = transfers.currencies[collector.currency]!;
  const shareOf = (e: CollectedCash) => e.cashedMinor / e.creditMinor;
  const windows = episodes.map(({ best }) => best);
  const best = windows.reduce((best, window) => (window.payers > best.payers ? window : best));
  const inBest = collector.edgesOf(best);
  const edges = [...new Set(episodes.flatMap((e) => collector.edgesOf(e)))].sort((a, b) => a - b);
  const durationMs = elapsedMs(transfers, inBest[0]!, inBest[inBest.length - 1]!);
  const cash = episodes.reduce((sum, e) => sum + e.cashedMinor, 0);
  return {
    subjects: [account],
    score: shareOf(best),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    amount: { minor: String(cash), currency },
    evidence: [
      { what: 'payers', value: best.payers, threshold: options.payers as number, unit: 'count', transfers: inBest },
      { what: 'cashed', value: shareOf(best), threshold: options.cashed as number, unit: 'share', transfers: inBest },
      { what: 'duration', value: durationMs, threshold: options.window as number, unit: 'ms', transfers: inBest },
      { what: 'episodes', value: episodes.length, unit: 'count', transfers: edges },
    ],
    values: {
      account: { node: account },
      payers: best.payers,
      duration: { durationMs },
      in: { money: { minor: String(best.creditMinor), currency } },
      cash: { money: { minor: String(best.cashedMinor), currency } },
      share: { share: shareOf(best) },
      episodes: episodes.length,
    },
  };
}
