import { dataSpanMs, spanDays } from '../graph/bursts.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { type GatherScatter, gatherScatters } from '../graph/flows/gather-scatter.ts';
import { motifShares } from '../graph/flows/motif-shares.ts';
import { passedLegs } from '../graph/flows/passed-legs.ts';
import { type ScatterGather, scatterGathers } from '../graph/flows/scatter-gather.ts';
import { knownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import { elapsedMs } from '../graph/time-order.ts';
import { DAY_MS } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Money split over middlemen and rejoined, or joined in one account and split: AMLSim's and AMLworld's scatter-gather and gather-scatter. */
export const scatterGather: Detector = {
  indicator: 'M06',
  name: 'scatter-gather',
  version: 1,
  family: 'flow',
  nature: 'event',
  subjects: ['account'],
  source:
    'AMLSim typologies (Weber et al. 2018); Altman et al., Realistic Synthetic Financial Transactions for AML (2023)',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account', 'transactions.amount'],
  options: {
    middle: {
      default: 3,
      unit: 'count',
      ours: false,
      min: 2,
      text: {
        en: 'Fewest in the middle; of payers and payees around one account, on each side',
        kk: 'Ортадағылардың ең аз саны; бір шот айналасында — әр жақтағы ең аз саны',
        ru: 'Сколько не менее посередине; вокруг одного счёта — с каждой стороны',
      },
    },
    window: {
      default: 10 * DAY_MS,
      unit: 'ms',
      ours: false,
      min: 0,
      text: {
        en: 'Longest time from the first transfer to the last',
        kk: 'Бірінші аударымнан соңғысына дейінгі ең ұзақ уақыт',
        ru: 'Наибольшее время от первого перевода до последнего',
      },
    },
    keepMin: {
      default: 0.8,
      unit: 'share',
      ours: true,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of what came that is passed on',
        kk: 'Келгеннің әрі берілетін ең аз үлесі',
        ru: 'Наименьшая передаваемая дальше доля пришедшего',
      },
    },
    ratio: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 0,
      text: {
        en: 'Times the account’s own rate of new payers and payees, where one account joins and splits',
        kk: 'Бір шот жинап бөлгенде: жаңа төлеушілер мен алушылар шоттың өз қарқынынан қанша есе көп',
        ru: 'Во сколько раз больше собственного темпа новых плательщиков и получателей, когда собирает и делит один счёт',
      },
    },
    maxCounterparties: {
      default: 200,
      unit: 'count',
      ours: true,
      min: 2,
      text: {
        en: 'New payers or payees in one window above which an account is a business and is left out',
        kk: 'Бір терезедегі жаңа төлеушілер не алушылар саны; одан асса, шот — бизнес, қаралмайды',
        ru: 'Новых плательщиков или получателей в одном окне; больше — это бизнес, счёт не рассматривается',
      },
    },
  },
  texts: {
    title: {
      en: 'Money was split and joined again',
      kk: 'Ақша бөлініп, қайта жиналды',
      ru: 'Деньги разделили и собрали снова',
    },
    definition: {
      en: 'Within {window} one payer’s money goes over at least {middle} others to one payee, or one account passes what at least {middle} new payers sent to at least {middle} new payees, clearly more of them than usual for it; each passes on at least {keepMin} (first in, first out). Regular dealings, cash and transfers within one ownership group are left out.',
      kk: '{window} ішінде бір төлеушінің ақшасы кемінде {middle} делдал арқылы бір алушыға жетеді немесе бір шот кемінде {middle} жаңа төлеушінің ақшасын кемінде {middle} жаңа алушыға береді, бұл шот үшін үйреншіктіден анағұрлым көп; әрқайсысы кемінде {keepMin} бөлігін әрі береді (бірінші келген — бірінші кетеді). Тұрақты есеп айырысу, қолма-қол ақша және бір меншік тобы ішіндегі аударымдар есептелмейді.',
      ru: 'За {window} деньги одного плательщика через не менее чем {middle} других приходят к одному получателю, или один счёт передаёт присланное не менее чем {middle} новыми плательщиками не менее чем {middle} новым получателям, и это заметно больше обычного для него; каждый передаёт не менее {keepMin} (первым пришло — первым ушло). Постоянные расчёты, наличные и переводы внутри одной группы владения не считаются.',
    },
    sentence: {
      en: '{kind, select, scatter {{source} sent {in} over {middle, plural, one {# other} other {# others}} to {target} in {duration}; {passed} of it arrived.} other {{account} took {in} from {payers, plural, one {# new payer} other {# new payers}} and passed {passed} of it to {payees, plural, one {# new payee} other {# new payees}} in {duration}.}}',
      kk: '{kind, select, scatter {{source} {duration} ішінде {middle} делдал арқылы {in} жіберді, алушы — {target}; оның {passed} жетті.} other {{account} {duration} ішінде {payers} жаңа төлеушіден {in} алып, оның {passed} сомасын {payees} жаңа алушыға берді.}}',
      ru: '{kind, select, scatter {{source}: {in} за {duration} прошли через {middle, plural, one {# другого} other {# других}} к получателю {target}; дошло {passed}.} other {{account}: за {duration} от {payers, plural, one {# нового плательщика} other {# новых плательщиков}} пришло {in}, из них {passed} переданы {payees, plural, one {# новому получателю} other {# новым получателям}}.}}',
    },
    evidence: {
      middle: { en: 'In the middle', kk: 'Ортадағылар', ru: 'Посередине' },
      payers: { en: 'New payers', kk: 'Жаңа төлеушілер', ru: 'Новых плательщиков' },
      payees: { en: 'New payees', kk: 'Жаңа алушылар', ru: 'Новых получателей' },
      ratio: { en: 'Times the own rate', kk: 'Өз қарқынынан неше есе', ru: 'Во сколько раз больше своего темпа' },
      passed: { en: 'Share passed on', kk: 'Әрі берілген үлес', ru: 'Переданная доля' },
      duration: {
        en: 'Time from first to last transfer',
        kk: 'Бірінші және соңғы аударым арасы',
        ru: 'От первого до последнего перевода',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const windowMs = options.window as number;
  if (projection.transfers.count === 0) return { findings: [], measured: null };
  if (dataSpanMs(projection) <= windowMs) {
    return { findings: [], measured: null, notes: [shortNote(spanDays(projection))] };
  }
  const middle = options.middle as number;
  const keepMin = ratioOfDecimal(String(options.keepMin));
  const scatters = scatterGathers(projection, passedLegs(projection, { windowMs, keepMin }), { windowMs, middle });
  const { found: gathers, crowded } = gatherScatters(projection, {
    windowMs,
    middle,
    keepMin,
    ratio: options.ratio as number,
    maxCounterparties: options.maxCounterparties as number,
  });
  return {
    findings: [
      ...scatters.map((each) => scatterDraft(projection, options, each)),
      ...gathers.map((each) => gatherDraft(projection, options, each)),
    ],
    measured: knownValues(motifShares(projection, [...scatters, ...gathers])),
    ...(crowded > 0 && { notes: [crowdedNote(crowded, options.maxCounterparties as number)] }),
  };
}

function scatterDraft(projection: Projection, options: OptionValues, found: ScatterGather): Draft {
  const { transfers } = projection;
  const { source, target, middle, best, edges, sentMinor, passedMinor } = found;
  const currency = transfers.currencies[found.currency]!;
  const share = Math.min(passedMinor / sentMinor, 1);
  const durationMs = elapsedMs(transfers, best[0]!, best[best.length - 1]!);
  return {
    subjects: [...new Set(edges.flatMap((edge) => [transfers.from[edge]!, transfers.to[edge]!]))],
    score: middle.length / (middle.length + (options.middle as number)),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'middle', value: middle.length, threshold: options.middle as number, unit: 'count', transfers: best },
      { what: 'passed', value: share, threshold: options.keepMin as number, unit: 'share', transfers: best },
      { what: 'duration', value: durationMs, threshold: options.window as number, unit: 'ms', transfers: best },
    ],
    values: {
      kind: 'scatter',
      source: { node: source },
      target: { node: target },
      middle: middle.length,
      in: { money: { minor: String(sentMinor), currency } },
      passed: { money: { minor: String(passedMinor), currency } },
      duration: { durationMs },
    },
  };
}

function gatherDraft(projection: Projection, options: OptionValues, found: GatherScatter): Draft {
  const { transfers } = projection;
  const { account, payers, payees, ratio, inMinor, passedMinor, edges } = found;
  const currency = transfers.currencies[found.currency]!;
  const least = options.middle as number;
  const durationMs = elapsedMs(transfers, edges[0]!, edges[edges.length - 1]!);
  return {
    subjects: [account],
    score: Math.min(payers, payees) / (Math.min(payers, payees) + least),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'payers', value: payers, threshold: least, unit: 'count', transfers: edges },
      { what: 'payees', value: payees, threshold: least, unit: 'count', transfers: edges },
      { what: 'ratio', value: ratio, threshold: options.ratio as number, transfers: edges },
      {
        what: 'passed',
        value: passedMinor / inMinor,
        threshold: options.keepMin as number,
        unit: 'share',
        transfers: edges,
      },
      { what: 'duration', value: durationMs, threshold: options.window as number, unit: 'ms', transfers: edges },
    ],
    values: {
      kind: 'gather',
      account: { node: account },
      payers,
      payees,
      in: { money: { minor: String(inMinor), currency } },
      passed: { money: { minor: String(passedMinor), currency } },
      duration: { durationMs },
    },
  };
}

function shortNote(days: number): Texts {
  return {
    en: `Splitting and joining was not judged: the data cover ${days} days, too few to tell one-off dealings from regular ones.`,
    kk: `Бөлу мен жинау бағаланбады: деректер ${days} күнді қамтиды, бұл бір реттік есеп айырысуды тұрақтысынан ажыратуға аз.`,
    ru: `Разделение и сбор не оценивались: данные охватывают дней: ${days} — мало, чтобы отличить разовые расчёты от постоянных.`,
  };
}

function crowdedNote(crowded: number, most: number): Texts {
  return {
    en: `${crowded} accounts with more than ${most} new counterparties in one window were left out of joining and splitting.`,
    kk: `Бір терезеде ${most} жаңа қарсы тараптан көбі болған ${crowded} шот жинау мен бөлу бойынша қаралмады.`,
    ru: `Счета, у которых в одном окне более ${most} новых контрагентов (всего ${crowded}), на сбор и разделение не проверялись.`,
  };
}
