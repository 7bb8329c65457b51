import { type Burst, createBurstMeter, type Direction, dataSpanMs, spanDays } from '../graph/bursts.ts';
import { isCashAccount } from '../graph/cash.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { poissonTail } from '../graph/poisson.ts';
import type { Projection } from '../graph/projection.ts';
import { wilsonLower } from '../graph/wilson.ts';
import { DAY_MS } from '../model/time.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Many new counterparties at once, paying one account or paid by it: AMLSim's fan-in and fan-out (5–10 accounts, 5–20 days). */
export const fan: Detector = {
  indicator: 'M05',
  name: 'fan',
  version: 1,
  family: 'burst',
  nature: 'state',
  subjects: ['account'],
  source:
    'AMLSim typologies fan-in, fan-out (IBM, Weber et al. 2018); expectation with shrinkage after Norén et al. 2013',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account'],
  options: {
    counterparties: {
      default: 5,
      unit: 'count',
      ours: false,
      min: 2,
      text: {
        en: 'Fewest new counterparties in the window',
        kk: 'Терезедегі жаңа қарсы тараптардың ең аз саны',
        ru: 'Наименьшее число новых контрагентов в окне',
      },
    },
    window: {
      default: 20 * DAY_MS,
      unit: 'ms',
      ours: false,
      min: DAY_MS,
      text: { en: 'Window', kk: 'Терезе', ru: 'Окно' },
    },
    ratio: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Times the account’s own rate of new counterparties',
        kk: 'Шоттың жаңа қарсы тараптар қарқынынан қанша есе көп',
        ru: 'Во сколько раз больше собственного темпа новых контрагентов счёта',
      },
    },
    chance: {
      default: 0.001,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'Largest chance that the account’s own rate brings as many in a window',
        kk: 'Шоттың өз қарқыны терезеде осынша әкелуінің ең үлкен ықтималдығы',
        ru: 'Наибольшая вероятность, что собственный темп счёта даст столько в окне',
      },
    },
  },
  texts: {
    title: {
      en: 'Many new counterparties at once',
      kk: 'Бірден көп жаңа қарсы тарап',
      ru: 'Сразу много новых контрагентов',
    },
    definition: {
      en: 'Within {window} at least {counterparties} counterparties that never come back pay one account or are paid by it, at least {ratio} times as many as its own rate and with a chance of at most {chance} at that rate; those who come back after more than a window (wages, suppliers) are not counted.',
      kk: '{window} ішінде кейін қайтпайтын кемінде {counterparties} қарсы тарап бір шотқа төлейді немесе одан төлем алады, бұл шоттың өз қарқынынан кемінде {ratio} есе көп және сол қарқынмен ықтималдығы {chance} аспайды; терезеден кейін қайтып келетіндер (жалақы, жеткізушілер) есептелмейді.',
      ru: 'За {window} не менее {counterparties} контрагентов, которые больше не возвращаются, платят на один счёт или получают с него, и это не менее чем в {ratio} раза больше его собственного темпа, а вероятность этого при таком темпе не выше {chance}; те, кто возвращается позже окна (зарплата, поставщики), не считаются.',
    },
    sentence: {
      en: 'Within {window} {account} had {payers, plural, =0 {} one {# new payer} other {# new payers}}{both, select, yes { and } other {}}{payees, plural, =0 {} one {# new payee} other {# new payees}}; the threshold is {threshold}.{rhythm, select, known {} other { The data are too short to show what is usual for this account.}}',
      kk: '{window} ішінде {account} шотында {payers, plural, =0 {} other {# жаңа төлеуші}}{both, select, yes { және } other {}}{payees, plural, =0 {} other {# жаңа алушы}} болды; шегі — {threshold, kk, ablative} бастап.{rhythm, select, known {} other { Деректер мерзімі бұл шотқа не үйреншікті екенін көрсетуге тым қысқа.}}',
      ru: 'За {window} у {account} {payers, plural, =0 {} one {# новый плательщик} few {# новых плательщика} other {# новых плательщиков}}{both, select, yes { и } other {}}{payees, plural, =0 {} one {# новый получатель} few {# новых получателя} other {# новых получателей}}; порог — от {threshold}.{rhythm, select, known {} other { Данные слишком коротки, чтобы видеть, что для счёта обычно.}}',
    },
    evidence: {
      payers: {
        en: 'New payers in one window',
        kk: 'Бір терезедегі жаңа төлеушілер',
        ru: 'Новых плательщиков в одном окне',
      },
      payees: {
        en: 'New payees in one window',
        kk: 'Бір терезедегі жаңа алушылар',
        ru: 'Новых получателей в одном окне',
      },
      usualPayers: {
        en: 'New payers to be expected',
        kk: 'Күтілетін жаңа төлеушілер',
        ru: 'Ожидалось новых плательщиков',
      },
      usualPayees: {
        en: 'New payees to be expected',
        kk: 'Күтілетін жаңа алушылар',
        ru: 'Ожидалось новых получателей',
      },
    },
  },
  detect,
};

const WHAT = ['payers', 'payees'] as const;
const USUAL = ['usualPayers', 'usualPayees'] as const;

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const windowMs = options.window as number;
  const longEnough = dataSpanMs(projection) > windowMs;
  const meter = createBurstMeter(projection, windowMs);
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  for (let account = nodes.range.account.start; account < nodes.range.account.end; account++) {
    if (isCashAccount(projection, account)) continue;
    const reached: Direction[] = [];
    for (const direction of [0, 1] as const) {
      const burst = meter(account, direction, false);
      if (burst.counterparties === 0) continue;
      if (longEnough && burst.rhythmKnown) {
        const excess = Math.max(0, burst.observed - burst.expected) / burst.counterparties;
        const value = excess > 0 ? wilsonLower(excess, burst.counterparties) : 0;
        if (!(values[account]! >= value)) values[account] = value;
      }
      if (isReached(burst, options)) reached.push(direction);
    }
    if (reached.length > 0) findings.push(draftOf(projection, options, account, reached, meter, longEnough));
  }
  const notes = longEnough ? undefined : [shortNote(spanDays(projection))];
  return { findings, measured: longEnough ? knownValues(values) : null, ...(notes && { notes }) };
}

function isReached({ observed, expected, rhythmKnown }: Burst, options: OptionValues): boolean {
  if (observed < (options.counterparties as number)) return false;
  if (!rhythmKnown) return true;
  if (ratioOf(observed, expected) < (options.ratio as number)) return false;
  return poissonTail(observed, expected + 0.5) <= (options.chance as number);
}

/** Observed over expected, drawn towards 1 where both are small. */
function ratioOf(observed: number, expected: number): number {
  return (observed + 0.5) / (expected + 0.5);
}

function draftOf(
  projection: Projection,
  options: OptionValues,
  account: number,
  directions: readonly Direction[],
  meter: ReturnType<typeof createBurstMeter>,
  longEnough: boolean,
): Draft {
  const threshold = options.counterparties as number;
  const bursts = directions.map((direction) => ({ direction, ...meter(account, direction, true) }));
  const rhythmKnown = longEnough && bursts.every((burst) => burst.rhythmKnown);
  const edges = [...new Set(bursts.flatMap((burst) => burst.edges))].sort((a, b) => a - b);
  const strongest = Math.max(...bursts.map(({ observed, expected }) => ratioOf(observed, expected)));
  const count = (direction: Direction) => bursts.find((burst) => burst.direction === direction)?.observed ?? 0;
  return {
    subjects: [account],
    score: 1 - 1 / strongest,
    severity: rhythmKnown ? 'medium' : 'low',
    transfers: edges,
    interval: intervalOf(projection.transfers, edges),
    evidence: bursts.flatMap(({ direction, observed, expected, edges: transfers }) => [
      { what: WHAT[direction], value: observed, threshold, unit: 'count' as const, transfers },
      ...(rhythmKnown ? [{ what: USUAL[direction], value: expected, unit: 'count' as const }] : []),
    ]),
    values: {
      account: { node: account },
      payers: count(0),
      payees: count(1),
      both: bursts.length === 2 ? 'yes' : 'no',
      window: { durationMs: options.window as number },
      threshold,
      rhythm: rhythmKnown ? 'known' : 'unknown',
    },
  };
}

function shortNote(days: number) {
  return {
    en: `The transfers cover ${days} days, no more than one window: what is usual for an account cannot be seen, so nothing was counted towards a score.`,
    kk: `Аударымдар ${days} күнді ғана қамтиды, бұл бір терезеден аспайды: шотқа не үйреншікті екені көрінбейді, сондықтан бағаға ештеңе есептелмеді.`,
    ru: `Переводы охватывают дней: ${days}, не больше одного окна: что обычно для счёта, не видно, поэтому в оценку ничего не засчитано.`,
  };
}
