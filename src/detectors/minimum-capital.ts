import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { countryOf } from '../model/id.ts';
import { mciOn } from '../model/mci.ts';
import { NO_DAY } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/**
 * Charter capital at or near the least that the law asks for (100 MCI, none for small business). Most small firms have no more, so this
 * says little by itself: its weight in a score is what its rarity gives it.
 */
export const minimumCapital: Detector = {
  indicator: 'R09',
  name: 'minimum-capital',
  version: 1,
  family: 'life',
  nature: 'state',
  subjects: ['company'],
  source: 'Law of the Republic of Kazakhstan No. 220 of 22.04.1998, Art. 23 (100 MCI); typologies of shell companies',
  inputs: ['companies.capital', 'companies.registered_at'],
  options: {
    mci: {
      default: 100,
      unit: 'count',
      ours: true,
      min: 0,
      text: {
        en: 'Monthly calculation indices up to which the capital is near the minimum',
        kk: 'Капитал ең аз мөлшерге жақын саналатын АЕК саны',
        ru: 'Число МРП, до которого капитал близок к минимуму',
      },
    },
    usual: {
      default: 0.1,
      unit: 'share',
      ours: true,
      min: 0,
      max: 1,
      text: {
        en: 'Share of firms from which such a capital is usual and no longer reported firm by firm',
        kk: 'Мұндай капитал қалыпты саналып, фирма бойынша көрсетілмейтін фирмалар үлесі',
        ru: 'Доля фирм, с которой такой капитал обычен и по каждой фирме не показывается',
      },
    },
  },
  texts: {
    title: {
      en: 'Charter capital near the minimum',
      kk: 'Жарғылық капитал ең аз мөлшерге жақын',
      ru: 'Уставный капитал близок к минимуму',
    },
    definition: {
      en: 'Charter capital of an active firm of at most {mci} monthly calculation indices (MCI) of the day on which it was registered. Where more than {usual} of the firms have no more, it is measured but not reported firm by firm.',
      kk: 'Жұмыс істеп тұрған фирманың жарғылық капиталы тіркелген күнгі {mci} айлық есептік көрсеткіштен (АЕК) аспайды. Фирмалардың {usual} үлесінен көбінде солай болса, өлшенеді, бірақ фирма бойынша көрсетілмейді.',
      ru: 'Уставный капитал действующей фирмы — не больше {mci} месячных расчётных показателей (МРП) на день регистрации. Если так более чем у {usual} фирм, это измеряется, но по каждой фирме не показывается.',
    },
    sentence: {
      en: 'The charter capital of {firm} is {capital}; {mci} MCI of {registered} were {limit}.',
      kk: '{firm} жарғылық капиталы — {capital}; {registered} күнгі {mci} АЕК — {limit}.',
      ru: 'Уставный капитал {firm} — {capital}; {mci} МРП на {registered} составляли {limit}.',
    },
    evidence: {
      capital: { en: 'Charter capital', kk: 'Жарғылық капитал', ru: 'Уставный капитал' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { companies, nodes } = projection;
  const start = nodes.range.company.start;
  const mci = options.mci as number;
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  let early = 0;
  let foreign = 0;
  for (let i = 0; i < companies.count; i++) {
    const capital = companies.capitalMinor[i]!;
    const registered = companies.registeredDay[i]!;
    if (Number.isNaN(capital) || registered === NO_DAY || companies.active[i] !== 1) continue;
    const currency = companies.capitalCurrency[i]!;
    if (countryOf(nodes.id(start + i)) !== 'KZ' || (currency >= 0 && companies.text(currency) !== 'KZT')) {
      foreign++;
      continue;
    }
    const tenge = mciOn(registered);
    if (tenge === null) {
      early++;
      continue;
    }
    const limit = mci * tenge * 100;
    values[start + i] = capital <= limit ? 1 : 0;
    if (capital > limit) continue;
    const money = (minor: number) => ({ money: { minor: String(minor), currency: 'KZT' } });
    findings.push({
      subjects: [start + i],
      score: limit === 0 ? 1 : 1 - capital / (2 * limit),
      severity: 'medium',
      evidence: [
        {
          what: 'capital',
          value: capital,
          threshold: limit,
          unit: 'minor',
          currency: 'KZT',
          rows: [{ table: 'companies', row: companies.row[i]! }],
        },
      ],
      values: {
        firm: { node: start + i },
        capital: money(capital),
        limit: money(limit),
        mci,
        registered: { day: registered },
      },
    });
  }
  const measured = knownValues(values);
  const known = measured.node.length;
  const isUsual = known >= LEAST_REFERENCE && findings.length > known * (options.usual as number);
  return {
    findings: isUsual ? [] : findings,
    measured,
    notes: [...notesOf(early, foreign), ...(isUsual ? [usualNote(findings.length, known)] : [])],
  };
}

/** Fewer firms than this say nothing about what is usual. */
const LEAST_REFERENCE = 200;

function usualNote(found: number, known: number): Texts {
  return {
    en: `${found} of ${known} firms have a charter capital near the minimum: that is usual here, so it counts by its rarity and is not reported firm by firm.`,
    kk: `${known} фирманың ${found} санының жарғылық капиталы ең аз мөлшерге жақын: мұнда бұл — қалыпты, сондықтан сиректігіне қарай есептеледі, фирма бойынша көрсетілмейді.`,
    ru: `У ${found} из ${known} фирм уставный капитал близок к минимуму: здесь это обычно, поэтому учитывается по редкости и по каждой фирме не показано.`,
  };
}

function notesOf(early: number, foreign: number): Texts[] {
  const notes: Texts[] = [];
  if (early > 0) {
    notes.push({
      en: `The capital of ${early} firms registered before 2019 was not compared: the table of MCI begins then.`,
      kk: `2019 жылға дейін тіркелген ${early} фирманың капиталы салыстырылмады: АЕК кестесі сол жылдан басталады.`,
      ru: `Капитал фирм, зарегистрированных до 2019 года (${early}), не сравнивался: таблица МРП начинается с этого года.`,
    });
  }
  if (foreign > 0) {
    notes.push({
      en: `The capital of ${foreign} firms that are foreign or have it in another currency was not compared with the minimum of Kazakhstan.`,
      kk: `Шетелдік не капиталы басқа валютадағы ${foreign} фирманың капиталы Қазақстандағы ең аз мөлшермен салыстырылмады.`,
      ru: `Капитал фирм иностранных и с капиталом в другой валюте (${foreign}) с минимумом в Казахстане не сравнивался.`,
    });
  }
  return notes;
}
