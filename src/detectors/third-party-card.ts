import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { eachThirdPartyCard, type ThirdPartyCard } from '../graph/third-party-cards.ts';
import { DAY_MS } from '../model/time.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** A card on which others act: a drop hands it over, or it is topped up by strangers (Bank of Russia 16-МР; agency practice on drop cards). */
export const thirdPartyCard: Detector = {
  indicator: 'M14',
  name: 'third-party-card',
  version: 1,
  family: 'control',
  nature: 'event',
  subjects: ['account'],
  source: 'Bank of Russia 16-МР; practice on drop cards: the identification number of who acts is not the holder’s',
  inputs: ['transactions.at', 'transactions.payer_id', 'accounts.kind', 'accounts.holder_id'],
  options: {
    payers: {
      default: 3,
      unit: 'count',
      ours: false,
      min: 1,
      text: { en: 'Fewest other people', kk: 'Бөгде адамдардың ең аз саны', ru: 'Наименьшее число других лиц' },
    },
    window: {
      default: 30 * DAY_MS,
      unit: 'ms',
      ours: true,
      min: 0,
      text: { en: 'Window', kk: 'Терезе', ru: 'Окно' },
    },
  },
  texts: {
    title: { en: 'Others act on the card', kk: 'Картамен бөгде адамдар әрекет етеді', ru: 'Картой пользуются другие' },
    definition: {
      en: 'Within {window} at least {payers} people who do not hold a card pay from it or top it up. Money sent to it from the sender’s own account does not count.',
      kk: '{window} ішінде картаны ұстамайтын кемінде {payers} адам одан төлейді не оны толтырады. Жіберушінің өз шотынан келген ақша есептелмейді.',
      ru: 'За {window} не менее {payers} лиц, которым карта не принадлежит, платят с неё или пополняют её. Деньги, присланные с собственного счёта отправителя, не считаются.',
    },
    sentence: {
      en: 'Within {window} {payers, plural, one {# person} other {# people}} who do not hold {card} acted on it in {operations, plural, one {# operation} other {# operations}}: {people}; the threshold is {threshold}.',
      kk: '{window} ішінде {card} картасын ұстамайтын {payers} адам онымен {operations} операция жасады: {people}; шегі — {threshold, kk, ablative} бастап.',
      ru: 'За {window} на карте {card} действовали {payers, plural, one {# лицо} few {# лица} other {# лиц}}, которым она не принадлежит: {people}. Операций — {operations}; порог — от {threshold}.',
    },
    evidence: {
      payers: { en: 'Other people', kk: 'Бөгде адамдар', ru: 'Других лиц' },
      operations: {
        en: 'Their operations in that window',
        kk: 'Сол терезедегі операциялары',
        ru: 'Их операций в этом окне',
      },
      all: {
        en: 'Operations of all such windows',
        kk: 'Осындай барлық терезедегі операциялар',
        ru: 'Операций во всех таких окнах',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const threshold = options.payers as number;
  const values = unknownValues(projection.nodes.count);
  const findings: Draft[] = [];
  eachThirdPartyCard(projection, options.window as number, threshold, (found) => {
    const { payers, card } = found;
    values[card] = payers.length < 2 ? 0 : payers.length / (payers.length + threshold);
    if (found.reached.length > 0) findings.push(draftOf(projection, found, options));
  });
  return { findings, measured: knownValues(values) };
}

function draftOf(
  projection: Projection,
  { card, payers, edges, reached }: ThirdPartyCard,
  options: OptionValues,
): Draft {
  const threshold = options.payers as number;
  return {
    subjects: [card],
    score: payers.length / (payers.length + threshold),
    severity: 'medium',
    transfers: reached,
    interval: intervalOf(projection.transfers, reached),
    evidence: [
      { what: 'payers', value: payers.length, threshold, unit: 'count', transfers: edges },
      { what: 'operations', value: edges.length, unit: 'count', transfers: edges },
      { what: 'all', value: reached.length, unit: 'count', transfers: reached },
    ],
    values: {
      card: { node: card },
      payers: payers.length,
      people: { nodes: payers },
      operations: edges.length,
      window: { durationMs: options.window as number },
      threshold,
    },
  };
}
