import { movementTypes, TRANSFER } from '../graph/cash.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues } from '../graph/known-values.ts';
import { overlappingRings } from '../graph/overlapping-rings.ts';
import { accountParties } from '../graph/parties.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import { ringShares, type WeighedRings } from '../graph/ring-chance.ts';
import type { RingList } from '../graph/rings.ts';
import { elapsedMs } from '../graph/time-order.ts';
import { weighedRings } from '../graph/weighed-rings.ts';
import { TamyrError } from '../model/errors.ts';
import { DAY_MS } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { SEARCH_STEPS } from './shared/options.ts';

/** Money that comes back to where it started: temporal simple cycles (Kumar, Calders, 2SCENT, 2018; Blanuša, Atasu, Ienne, 2022–23). */
export const ring: Detector = {
  indicator: 'M07',
  name: 'ring',
  version: 1,
  family: 'ring',
  nature: 'event',
  subjects: ['account'],
  source: 'FATF typologies (round-tripping); Kumar, Calders, 2SCENT (2018); Blanuša, Atasu, Ienne (2022–23)',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account', 'transactions.amount'],
  options: {
    window: {
      default: 30 * DAY_MS,
      unit: 'ms',
      ours: false,
      min: 0,
      text: {
        en: 'Longest time from the first hop to the last',
        kk: 'Бірінші аударымнан соңғысына дейінгі ең ұзақ уақыт',
        ru: 'Наибольшее время от первого перевода до последнего',
      },
    },
    minHops: {
      default: 3,
      unit: 'count',
      ours: false,
      min: 2,
      max: 20,
      text: { en: 'Fewest hops', kk: 'Аударымдардың ең аз саны', ru: 'Наименьшее число переводов' },
    },
    maxHops: {
      default: 6,
      unit: 'count',
      ours: false,
      min: 2,
      max: 20,
      text: { en: 'Most hops', kk: 'Аударымдардың ең көп саны', ru: 'Наибольшее число переводов' },
    },
    keepMin: {
      default: 0.8,
      unit: 'share',
      ours: false,
      min: 0,
      text: {
        en: 'Least share of the amount that each hop passes on',
        kk: 'Әр аударым әрі қарай беретін соманың ең аз үлесі',
        ru: 'Наименьшая доля суммы, которую передаёт каждый перевод',
      },
    },
    keepMax: {
      default: 1,
      unit: 'share',
      ours: false,
      min: 0,
      text: {
        en: 'Largest share of the amount that each hop passes on',
        kk: 'Әр аударым әрі қарай беретін соманың ең көп үлесі',
        ru: 'Наибольшая доля суммы, которую передаёт каждый перевод',
      },
    },
    holders: {
      default: true,
      unit: 'flag',
      ours: true,
      text: {
        en: 'Take the accounts of one holder for one',
        kk: 'Бір иенің шоттарын бір деп есептеу',
        ru: 'Считать счета одного владельца за один',
      },
    },
    ways: {
      default: 10,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Ways the money could have gone, above which a ring may be chance',
        kk: 'Ақша кете алатын жолдар саны; одан көп болса, айналым кездейсоқ болуы мүмкін',
        ru: 'Число путей, которыми могли пойти деньги; больше — круг может быть случайным',
      },
    },
    budget: SEARCH_STEPS,
  },
  texts: {
    title: {
      en: 'Money went round and came back',
      kk: 'Ақша айналып қайтып келді',
      ru: 'Деньги прошли по кругу и вернулись',
    },
    definition: {
      en: 'Transfers one after another through {minHops} to {maxHops} different holders back to the first within {window}, each hop passing on {keepMin} to {keepMax} of the one before. Cash takes no part.',
      kk: 'Бірінен соң бірі {minHops}–{maxHops} түрлі ие арқылы өтіп, {window} ішінде біріншісіне қайтқан аударымдар; әрқайсысы алдыңғысының {keepMin}–{keepMax} бөлігін береді. Қолма-қол ақша қатыспайды.',
      ru: 'Переводы один за другим через {minHops}–{maxHops} разных владельцев обратно к первому за {window}; каждый передаёт {keepMin}–{keepMax} предыдущего. Наличные не участвуют.',
    },
    sentence: {
      en: '{amount} came back to {first} after {hops, plural, one {# hop} other {# hops}} in {duration}, {kept} of what was sent.{rings, plural, =1 {} other { # such rings overlap here.}}{chance, select, yes { The accounts are so busy that this may be chance.} other {}}',
      kk: '{hops} аударымнан кейін {duration} ішінде {first} шотына {amount} қайтты: жіберілгеннің {kept} бөлігі.{rings, plural, =1 {} other { Мұнда осындай # айналым қабаттасады.}}{chance, select, yes { Шоттардағы қозғалыс көп, сондықтан бұл кездейсоқ болуы мүмкін.} other {}}',
      ru: '{amount} вернулись на {first} через {hops, plural, one {# перевод} few {# перевода} other {# переводов}} за {duration}: {kept} отправленного.{rings, plural, =1 {} one { Здесь пересекается # такой круг.} few { Здесь пересекаются # таких круга.} other { Здесь пересекаются # таких кругов.}}{chance, select, yes { Движений по счетам так много, что это может быть случайностью.} other {}}',
    },
    evidence: {
      hops: { en: 'Hops', kk: 'Аударымдар', ru: 'Переводов' },
      retained: {
        en: 'Least share that one hop passed on',
        kk: 'Бір аударым берген ең аз үлес',
        ru: 'Наименьшая доля, переданная одним переводом',
      },
      kept: { en: 'Came back of what was sent', kk: 'Жіберілгеннен қайтқаны', ru: 'Вернулось из отправленного' },
      duration: {
        en: 'Time from first to last hop',
        kk: 'Бірінші және соңғы аударым арасы',
        ru: 'От первого до последнего перевода',
      },
      ways: {
        en: 'Ways the money could have gone',
        kk: 'Ақша кете алатын жолдар',
        ru: 'Путей, которыми могли пойти деньги',
      },
      rings: { en: 'Overlapping rings', kk: 'Қабаттасқан айналымдар', ru: 'Пересекающихся кругов' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  if ((options.minHops as number) > (options.maxHops as number)) {
    throw new TamyrError({
      code: 'option-value',
      what: `A ring of at least ${options.minHops} and at most ${options.maxHops} hops cannot be.`,
      where: '--set M07.minHops, M07.maxHops',
      expected: 'minHops up to maxHops',
    });
  }
  if ((options.keepMin as number) > (options.keepMax as number)) {
    throw new TamyrError({
      code: 'option-value',
      what: `A hop that passes on at least ${options.keepMin} and at most ${options.keepMax} cannot be.`,
      where: '--set M07.keepMin, M07.keepMax',
      expected: 'keepMin up to keepMax',
    });
  }
  const { transfers, nodes } = projection;
  const level = options.holders ? 'holder' : 'account';
  const rings = weighedRings(projection, {
    level,
    windowMs: options.window as number,
    minLength: options.minHops as number,
    maxLength: options.maxHops as number,
    keep: { min: ratioOfDecimal(String(options.keepMin)), max: ratioOfDecimal(String(options.keepMax)) },
    budget: options.budget as number,
  });
  const parties = accountParties(projection);
  const payerOf = (edge: number) => {
    const account = transfers.from[edge]!;
    return level === 'holder' ? parties[account - nodes.range.account.start]! : account;
  };
  const groups = overlappingRings(rings, payerOf);
  const findings = groups.map((group) => draftOf(projection, options, rings, group));
  const types = movementTypes(projection);
  const shares = ringShares(transfers, nodes.count, (edge) => types[edge] === TRANSFER, rings);
  const notes: Texts[] = [];
  if (transfers.precisions !== 'instant') notes.push(DAYS_NOTE);
  if (rings.truncated) notes.push(cutNote(rings));
  return {
    findings,
    measured: knownValues(shares),
    ...(notes.length > 0 && { notes }),
    ...(rings.truncated && { truncated: true }),
  };
}

/** One finding for rings that overlap; the least accidental, then the largest that came back, stands for them in the sentence. */
function draftOf(projection: Projection, options: OptionValues, rings: WeighedRings, group: number[]): Draft {
  const { transfers } = projection;
  const amount = (e: number) => transfers.amountMinor[e]!;
  const hopsOf = (i: number) => [...rings.edges.subarray(rings.offsets[i]!, rings.offsets[i + 1]!)];
  let hops: number[] = [];
  let ways = Infinity;
  const all = new Set<number>();
  for (const i of group) {
    const candidate = hopsOf(i);
    for (const e of candidate) all.add(e);
    const isLarger = () => amount(candidate[candidate.length - 1]!) > amount(hops[hops.length - 1]!);
    if (rings.ways[i]! > ways || (rings.ways[i] === ways && !isLarger())) continue;
    hops = candidate;
    ways = rings.ways[i]!;
  }
  const edges = [...all].sort((a, b) => a - b);
  const last = hops[hops.length - 1]!;
  const money = { minor: String(amount(last)), currency: transfers.currencies[transfers.currency[last]!]! };
  const kept = amount(last) / amount(hops[0]!);
  const least = hops.reduce(
    (least, e, i) => (i === 0 ? least : Math.min(least, amount(e) / amount(hops[i - 1]!))),
    Infinity,
  );
  const durationMs = elapsedMs(transfers, hops[0]!, last);
  const isChance = ways > (options.ways as number);
  return {
    subjects: [...new Set(edges.flatMap((e) => [transfers.from[e]!, transfers.to[e]!]))],
    score: Math.min(kept, 1) / (isChance ? ways : 1),
    severity: isChance ? 'low' : 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    amount: money,
    evidence: [
      { what: 'hops', value: hops.length, threshold: options.minHops as number, unit: 'count', transfers: hops },
      { what: 'retained', value: least, threshold: options.keepMin as number, unit: 'share', transfers: hops },
      { what: 'kept', value: kept, unit: 'share', transfers: [hops[0]!, last] },
      {
        what: 'duration',
        value: durationMs,
        threshold: options.window as number,
        unit: 'ms',
        transfers: [hops[0]!, last],
      },
      { what: 'ways', value: ways, threshold: options.ways as number, unit: 'count', transfers: hops },
      { what: 'rings', value: group.length, unit: 'count', transfers: edges },
    ],
    values: {
      amount: { money },
      first: { node: transfers.from[hops[0]!]! },
      hops: hops.length,
      duration: { durationMs },
      kept: { share: kept },
      rings: group.length,
      chance: isChance ? 'yes' : 'no',
    },
  };
}

const DAYS_NOTE: Texts = {
  en: 'Some transfers carry only a day: two of one day have no order, so a ring within one day cannot be seen.',
  kk: 'Кейбір аударымдардың тек күні белгілі: бір күндегі екі аударымның реті жоқ, сондықтан бір күн ішіндегі айналым көрінбейді.',
  ru: 'У части переводов известен только день: порядок переводов одного дня неизвестен, поэтому круг внутри одного дня не виден.',
};

function cutNote({ searchedStarts, totalStarts }: RingList): Texts {
  return {
    en: `The search stopped at its limit: ${searchedStarts} of ${totalStarts} transfers were tried as the beginning of a ring.`,
    kk: `Іздеу шегіне жетіп тоқтады: ${totalStarts} аударымның ${searchedStarts} айналымның басы ретінде тексерілді.`,
    ru: `Поиск остановился на своём пределе: как начало круга проверено переводов: ${searchedStarts} из ${totalStarts}.`,
  };
}
