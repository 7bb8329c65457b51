import { dataSpanMs, spanDays } from '../graph/bursts.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { type LayerGroup, type LayerMotifs, layerMotifs } from '../graph/flows/layers.ts';
import { motifShares } from '../graph/flows/motif-shares.ts';
import { knownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { ratioOfDecimal } from '../graph/ratio.ts';
import { elapsedMs } from '../graph/time-order.ts';
import { DAY_MS } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Two or three layers of accounts, nearly everyone of one paying everyone of the next: AMLSim's and AMLworld's bipartite and stack. */
export const layers: Detector = {
  indicator: 'M08',
  name: 'layers',
  version: 1,
  family: 'flow',
  nature: 'state',
  subjects: ['account'],
  source:
    'AMLSim typologies bipartite, stack (Weber et al. 2018); Altman et al., Realistic Synthetic Financial Transactions for AML (2023)',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account'],
  options: {
    layer: {
      default: 2,
      unit: 'count',
      ours: true,
      min: 2,
      text: { en: 'Fewest in a layer', kk: 'Бір қабаттағылардың ең аз саны', ru: 'Сколько не менее в одном слое' },
    },
    complete: {
      default: 0.7,
      unit: 'share',
      ours: true,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of the possible pairs between two layers',
        kk: 'Екі қабат арасындағы мүмкін жұптардың ең аз үлесі',
        ru: 'Наименьшая доля возможных пар между двумя слоями',
      },
    },
    window: {
      default: 10 * DAY_MS,
      unit: 'ms',
      ours: true,
      min: 0,
      text: {
        en: 'Longest time from the first transfer to the last',
        kk: 'Бірінші аударымнан соңғысына дейінгі ең ұзақ уақыт',
        ru: 'Наибольшее время от первого перевода до последнего',
      },
    },
    maxCounterparties: {
      default: 50,
      unit: 'count',
      ours: true,
      min: 2,
      text: {
        en: 'New counterparties on one side in a window above which somebody is a hub and is left out',
        kk: 'Терезедегі бір жақтың жаңа қарсы тараптарының саны; одан асса — хаб, қаралмайды',
        ru: 'Новых контрагентов с одной стороны в окне; больше — это узел, он не рассматривается',
      },
    },
    budget: {
      default: 20_000_000,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Most pairs of payers of one payee that are looked at; beyond them the search stops and says so',
        kk: 'Қаралатын «бір алушының екі төлеушісі» жұптарының ең көп саны; одан кейін іздеу тоқтап, ескертеді',
        ru: 'Сколько пар плательщиков одного получателя рассматривать; дальше поиск останавливается и сообщает об этом',
      },
    },
  },
  texts: {
    title: {
      en: 'Layers in which nearly everyone pays everyone',
      kk: 'Әркім дерлік келесі қабаттағылардың бәріне төлейтін қабаттар',
      ru: 'Слои, где почти каждый платит каждому',
    },
    definition: {
      en: 'Within {window} two or three layers of at least {layer} each, where money goes from layer to layer between at least {complete} of the possible pairs and each deals with at least two of the next. Regular dealings, cash, transfers within one ownership group and those with more than {maxCounterparties} new counterparties are left out.',
      kk: '{window} ішінде әрқайсысында кемінде {layer} қатысушы бар екі не үш қабат: ақша қабаттан қабатқа мүмкін жұптардың кемінде {complete} бөлігі арасында өтеді және әркім келесі қабаттың кемінде екеуімен есеп айырысады. Тұрақты есеп айырысу, қолма-қол ақша, бір меншік тобы ішіндегі аударымдар және {maxCounterparties} жаңа қарсы тараптан көбі барлар есептелмейді.',
      ru: 'За {window} два или три слоя не менее чем по {layer}, где деньги идут из слоя в слой между не менее чем {complete} возможных пар и каждый имеет дело не менее чем с двумя из следующего. Постоянные расчёты, наличные, переводы внутри одной группы владения и те, у кого больше {maxCounterparties} новых контрагентов, не считаются.',
    },
    sentence: {
      en: 'In {duration} money went through {layers, plural, other {# layers}} of {sizes}, between {pairs} of {possible} possible pairs; first in line: {first}.{motifs, plural, =1 {} other { # such groups overlap here.}}',
      kk: '{duration} ішінде ақша {layers} қабаттан өтті (қатысушылар саны: {sizes}), мүмкін {possible} жұптың {pairs} арасында; алғашқы қабат: {first}.{motifs, plural, =1 {} other { Мұнда осындай # топ қабаттасады.}}',
      ru: 'За {duration} деньги прошли через {layers, plural, one {# слой} few {# слоя} other {# слоёв}} (участников: {sizes}), между {pairs} из {possible} возможных пар; первый слой: {first}.{motifs, plural, =1 {} one { Здесь пересекается # такая группа.} few { Здесь пересекаются # такие группы.} other { Здесь пересекаются # таких групп.}}',
    },
    evidence: {
      layers: { en: 'Layers', kk: 'Қабаттар', ru: 'Слоёв' },
      least: { en: 'Fewest in a layer', kk: 'Бір қабаттағы ең аз саны', ru: 'Меньше всего в одном слое' },
      complete: {
        en: 'Share of the possible pairs',
        kk: 'Мүмкін жұптардың үлесі',
        ru: 'Доля возможных пар',
      },
      motifs: { en: 'Overlapping groups', kk: 'Қабаттасқан топтар', ru: 'Пересекающихся групп' },
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
  const motifs = layerMotifs(projection, {
    windowMs,
    layer: options.layer as number,
    complete: ratioOfDecimal(String(options.complete)),
    maxCounterparties: options.maxCounterparties as number,
    budget: options.budget as number,
  });
  const notes: Texts[] = [];
  if (motifs.hubs > 0) notes.push(hubNote(motifs.hubs, options.maxCounterparties as number));
  if (motifs.truncated) notes.push(cutNote(motifs));
  const values = motifShares(projection, motifs.found);
  if (motifs.truncated)
    for (let node = 0; node < values.length; node++) if (values[node] === 0) values[node] = Number.NaN;
  return {
    findings: motifs.found.map((group) => draftOf(projection, options, group)),
    measured: knownValues(values),
    ...(notes.length > 0 && { notes }),
    ...(motifs.truncated && { truncated: true }),
  };
}

/** One finding for motifs that overlap; the one with the most pairs stands for them in the sentence. */
function draftOf(projection: Projection, options: OptionValues, { best, motifs, edges: all }: LayerGroup): Draft {
  const { transfers } = projection;
  const { layers, pairs, possible, edges } = best;
  const least = Math.min(...layers.map(({ length }) => length));
  const durationMs = elapsedMs(transfers, edges[0]!, edges[edges.length - 1]!);
  return {
    subjects: [...new Set(all.flatMap((edge) => [transfers.from[edge]!, transfers.to[edge]!]))],
    score: ((pairs / possible) * pairs) / (pairs + (options.layer as number) ** 2),
    severity: 'medium',
    transfers: all,
    interval: intervalOf(transfers, all),
    evidence: [
      { what: 'layers', value: layers.length, threshold: 2, unit: 'count', transfers: edges },
      { what: 'least', value: least, threshold: options.layer as number, unit: 'count', transfers: edges },
      {
        what: 'complete',
        value: pairs / possible,
        threshold: options.complete as number,
        unit: 'share',
        transfers: edges,
      },
      { what: 'duration', value: durationMs, threshold: options.window as number, unit: 'ms', transfers: edges },
      { what: 'motifs', value: motifs, unit: 'count', transfers: all },
    ],
    values: {
      layers: layers.length,
      sizes: layers.map(({ length }) => length).join(' → '),
      pairs,
      possible,
      duration: { durationMs },
      first: { nodes: layers[0]! },
      motifs,
    },
  };
}

function shortNote(days: number): Texts {
  return {
    en: `Layers were not judged: the data cover ${days} days, too few to tell one-off dealings from regular ones.`,
    kk: `Қабаттар бағаланбады: деректер ${days} күнді қамтиды, бұл бір реттік есеп айырысуды тұрақтысынан ажыратуға аз.`,
    ru: `Слои не оценивались: данные охватывают дней: ${days} — мало, чтобы отличить разовые расчёты от постоянных.`,
  };
}

function hubNote(hubs: number, most: number): Texts {
  return {
    en: `${hubs} holders and accounts with more than ${most} new counterparties in one window were left out of layers.`,
    kk: `Бір терезеде ${most} жаңа қарсы тараптан көбі болған ${hubs} иеленуші мен шот қабаттарда қаралмады.`,
    ru: `Владельцы и счета, у которых в одном окне более ${most} новых контрагентов (всего ${hubs}), в слоях не рассматривались.`,
  };
}

function cutNote({ searched, total }: LayerMotifs): Texts {
  return {
    en: `The search for layers stopped at its limit: ${searched} of ${total} payees were looked at.`,
    kk: `Қабаттарды іздеу шегіне жетіп тоқтады: ${total} алушының ${searched} қаралды.`,
    ru: `Поиск слоёв остановился на своём пределе: просмотрено получателей: ${searched} из ${total}.`,
  };
}
