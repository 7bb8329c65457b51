import { intervalOf } from '../graph/edge-times.ts';
import { ringInvoices } from '../graph/invoice-ring-input.ts';
import { knownValues } from '../graph/known-values.ts';
import { overlappingRings } from '../graph/overlapping-rings.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import { createWaysOn, ringShares, type WeighedRings, waysOfRings } from '../graph/ring-chance.ts';
import { buildRingIndex } from '../graph/rings/ring-index.ts';
import { listRings, type RingList } from '../graph/rings.ts';
import { elapsedMs } from '../graph/time-order.ts';
import { TamyrError } from '../model/errors.ts';
import { DAY_MS } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { SEARCH_STEPS } from './shared/options.ts';

/** The same goods invoiced round in a circle: carousel fraud (Europol, MTIC; temporal simple cycles as in M07). */
export const invoiceCarousel: Detector = {
  indicator: 'T06',
  name: 'invoice-carousel',
  version: 1,
  family: 'ring',
  nature: 'event',
  subjects: ['company', 'person'],
  source: 'Europol and European Court of Auditors on MTIC (carousel) fraud; Kumar, Calders, 2SCENT (2018)',
  inputs: ['invoices.at', 'invoices.seller_id', 'invoices.buyer_id', 'invoices.amount'],
  options: {
    window: {
      default: 60 * DAY_MS,
      unit: 'ms',
      ours: false,
      min: 0,
      text: {
        en: 'Longest time from the first invoice to the last',
        kk: 'Бірінші шот-фактурадан соңғысына дейінгі ең ұзақ уақыт',
        ru: 'Наибольшее время от первого счёта-фактуры до последнего',
      },
    },
    minHops: {
      default: 3,
      unit: 'count',
      ours: false,
      min: 2,
      max: 20,
      text: { en: 'Fewest firms', kk: 'Фирмалардың ең аз саны', ru: 'Наименьшее число фирм' },
    },
    maxHops: {
      default: 8,
      unit: 'count',
      ours: false,
      min: 2,
      max: 20,
      text: { en: 'Most firms', kk: 'Фирмалардың ең көп саны', ru: 'Наибольшее число фирм' },
    },
    keepMin: {
      default: 0.8,
      unit: 'share',
      ours: true,
      min: 0,
      text: {
        en: 'Least amount of each invoice over the one before',
        kk: 'Әр шот-фактураның алдыңғысына қатысты ең аз сомасы',
        ru: 'Наименьшая сумма каждого счёта-фактуры к предыдущему',
      },
    },
    keepMax: {
      default: 1.25,
      unit: 'share',
      ours: true,
      min: 0,
      text: {
        en: 'Largest amount of each invoice over the one before',
        kk: 'Әр шот-фактураның алдыңғысына қатысты ең көп сомасы',
        ru: 'Наибольшая сумма каждого счёта-фактуры к предыдущему',
      },
    },
    ways: {
      default: 10,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Ways the goods could have gone, above which a ring may be chance',
        kk: 'Тауар өте алатын жолдар саны; одан көп болса, айналым кездейсоқ болуы мүмкін',
        ru: 'Число путей, которыми мог пройти товар; больше — круг может быть случайным',
      },
    },
    budget: { ...SEARCH_STEPS, default: 100_000_000 },
  },
  texts: {
    title: {
      en: 'Goods were invoiced round and came back',
      kk: 'Тауар шот-фактура бойынша айналып қайтып келді',
      ru: 'Товар по счетам-фактурам прошёл по кругу и вернулся',
    },
    definition: {
      en: 'Invoices one after another through {minHops} to {maxHops} different firms back to the first seller within {window}, each of {keepMin} to {keepMax} of the one before.',
      kk: 'Бірінен соң бірі {minHops}–{maxHops} түрлі фирма арқылы {window} ішінде бірінші сатушыға қайтқан шот-фактуралар; әрқайсысының сомасы алдыңғысының {keepMin}–{keepMax} аралығында.',
      ru: 'Счета-фактуры один за другим через {minHops}–{maxHops} разных фирм обратно к первому продавцу за {window}; сумма каждого — {keepMin}–{keepMax} предыдущего.',
    },
    sentence: {
      en: 'What {first} sold came back to it through {hops, plural, one {# invoice} other {# invoices}} in {duration}, the last of {amount}.{rings, plural, =1 {} other { # such rings overlap here.}}{chance, select, yes { The firms trade so much that this may be chance.} other {}}',
      kk: '{first} сатқан нәрсе {duration} ішінде {hops} шот-фактура арқылы өзіне қайтты, соңғысының сомасы — {amount}.{rings, plural, =1 {} other { Мұнда осындай # айналым қабаттасады.}}{chance, select, yes { Фирмалардың саудасы көп, сондықтан бұл кездейсоқ болуы мүмкін.} other {}}',
      ru: 'Проданное фирмой {first} вернулось к ней через {hops, plural, one {# счёт-фактуру} few {# счёта-фактуры} other {# счетов-фактур}} за {duration}, последний — на {amount}.{rings, plural, =1 {} one { Здесь пересекается # такой круг.} few { Здесь пересекаются # таких круга.} other { Здесь пересекаются # таких кругов.}}{chance, select, yes { Фирмы торгуют так много, что это может быть случайностью.} other {}}',
    },
    evidence: {
      hops: { en: 'Invoices in the ring', kk: 'Айналымдағы шот-фактуралар', ru: 'Счетов-фактур в круге' },
      duration: {
        en: 'From the first invoice to the last',
        kk: 'Бірінші және соңғы шот-фактура арасы',
        ru: 'От первого до последнего счёта-фактуры',
      },
      ways: {
        en: 'Ways the goods could have gone',
        kk: 'Тауар өте алатын жолдар',
        ru: 'Путей, которыми мог пройти товар',
      },
      rings: { en: 'Overlapping rings', kk: 'Қабаттасқан айналымдар', ru: 'Пересекающихся кругов' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  for (const [least, most] of [
    ['minHops', 'maxHops'],
    ['keepMin', 'keepMax'],
  ] as const) {
    if ((options[least] as number) <= (options[most] as number)) continue;
    throw new TamyrError({
      code: 'option-value',
      what: `A ring cannot have ${least} ${options[least]} above ${most} ${options[most]}.`,
      where: `--set T06.${least}, T06.${most}`,
      expected: `${least} up to ${most}`,
    });
  }
  const { invoices, nodes } = projection;
  const input = ringInvoices(projection);
  const index = buildRingIndex(input);
  const keep = { min: ratioOfDecimal(String(options.keepMin)), max: ratioOfDecimal(String(options.keepMax)) };
  const rings = listRings(index, {
    windowMs: options.window as number,
    minLength: options.minHops as number,
    maxLength: options.maxHops as number,
    keep,
    budget: options.budget as number,
  });
  const ways = waysOfRings(rings, createWaysOn(index, options.window as number, keep));
  const weighed = { ...rings, ways };
  const groups = overlappingRings(rings, (invoice) => input.from[invoice]!);
  return {
    findings: groups.map((group) => draftOf(projection, options, weighed, group)),
    measured: knownValues(ringShares(invoices, nodes.count, () => true, weighed)),
    ...(rings.truncated && { truncated: true, notes: [cutNote(rings)] }),
  };
}

/** One finding for rings that overlap; the least accidental, then the largest, stands for them in the sentence. */
function draftOf(projection: Projection, options: OptionValues, rings: WeighedRings, group: number[]): Draft {
  const { invoices } = projection;
  const hopsOf = (i: number) => [...rings.edges.subarray(rings.offsets[i]!, rings.offsets[i + 1]!)];
  const lastAmount = (hops: number[]) => invoices.amountMinor[hops[hops.length - 1]!]!;
  const best = group.reduce((best, i) => {
    const closer = rings.ways[i]! - rings.ways[best]!;
    return closer < 0 || (closer === 0 && lastAmount(hopsOf(i)) > lastAmount(hopsOf(best))) ? i : best;
  });
  const hops = hopsOf(best);
  const ways = rings.ways[best]!;
  const all = [...new Set(group.flatMap(hopsOf))].sort((a, b) => a - b);
  const isChance = ways > (options.ways as number);
  const last = hops[hops.length - 1]!;
  const durationMs = elapsedMs(invoices, hops[0]!, last);
  const money = { minor: String(lastAmount(hops)), currency: invoices.currencies[invoices.currency[last]!]! };
  const rowsOf = (list: number[]) => list.map((i) => ({ table: 'invoices' as const, row: invoices.row[i]! }));
  return {
    subjects: [...new Set(all.flatMap((i) => [invoices.from[i]!, invoices.to[i]!]))],
    score: isChance ? 1 / ways : 1,
    severity: isChance ? 'low' : 'medium',
    invoices: all,
    interval: intervalOf(invoices, all),
    amount: money,
    evidence: [
      { what: 'hops', value: hops.length, threshold: options.minHops as number, unit: 'count', rows: rowsOf(hops) },
      {
        what: 'duration',
        value: durationMs,
        threshold: options.window as number,
        unit: 'ms',
        rows: rowsOf([hops[0]!, last]),
      },
      { what: 'ways', value: ways, threshold: options.ways as number, unit: 'count', rows: rowsOf(hops) },
      { what: 'rings', value: group.length, unit: 'count', rows: rowsOf(all) },
    ],
    values: {
      first: { node: invoices.to[hops[0]!]! },
      hops: hops.length,
      duration: { durationMs },
      amount: { money },
      rings: group.length,
      chance: isChance ? 'yes' : 'no',
    },
  };
}

function cutNote({ searchedStarts, totalStarts }: RingList): Texts {
  return {
    en: `The search for invoice rings stopped at its limit: ${searchedStarts} of ${totalStarts} invoices were tried as the beginning of a ring.`,
    kk: `Шот-фактура айналымдарын іздеу шегіне жетіп тоқтады: ${totalStarts} шот-фактураның ${searchedStarts} айналымның басы ретінде тексерілді.`,
    ru: `Поиск кругов счетов-фактур остановился на своём пределе: как начало круга проверено ${searchedStarts} из ${totalStarts}.`,
  };
}
