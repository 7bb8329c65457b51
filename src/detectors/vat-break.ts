import { isBusiness } from '../graph/businesses.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Money comes in with VAT and goes out without: the chain of the tax breaks at this firm (Bank of Russia 18-МР 2017). */
export const vatBreak: Detector = {
  indicator: 'T03',
  name: 'vat-break',
  version: 1,
  family: 'tax',
  nature: 'state',
  subjects: ['company', 'person'],
  source: 'Bank of Russia 18-МР of 21.07.2017 (credits with VAT, debits without)',
  inputs: ['invoices.seller_id', 'invoices.buyer_id', 'invoices.amount', 'invoices.vat'],
  options: {
    with: {
      default: 0.5,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of sales invoiced with VAT',
        kk: 'ҚҚС-пен жазылған сатудың ең аз үлесі',
        ru: 'Наименьшая доля продаж с НДС',
      },
    },
    without: {
      default: 0.5,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of purchases invoiced without VAT',
        kk: 'ҚҚС-сыз жазылған сатып алудың ең аз үлесі',
        ru: 'Наименьшая доля покупок без НДС',
      },
    },
  },
  texts: {
    title: {
      en: 'Sells with VAT, buys without',
      kk: 'ҚҚС-пен сатады, ҚҚС-сыз сатып алады',
      ru: 'Продаёт с НДС, покупает без НДС',
    },
    definition: {
      en: 'At least {with} of the sum that a firm invoices carries VAT and at least {without} of the sum invoiced to it carries none. Invoices that do not say are left out.',
      kk: 'Фирма жазған шот-фактуралар сомасының кемінде {with} бөлігі ҚҚС-пен, ал оған жазылған соманың кемінде {without} бөлігі ҚҚС-сыз. ҚҚС көрсетілмеген шот-фактуралар есептелмейді.',
      ru: 'Не менее {with} суммы выставленных фирмой счетов-фактур — с НДС и не менее {without} суммы полученных — без НДС. Счета-фактуры, где это не указано, не учитываются.',
    },
    sentence: {
      en: '{firm} sold with VAT {with} of {sold} and bought without VAT {without} of {bought}: {sales, plural, one {# invoice} other {# invoices}} out, {purchases, plural, one {# invoice} other {# invoices}} in.',
      kk: '{firm} {sold} сатудың {with} бөлігін ҚҚС-пен сатып, {bought} сатып алудың {without} бөлігін ҚҚС-сыз алды: жазылғаны — {sales}, алынғаны — {purchases} шот-фактура.',
      ru: '{firm}: с НДС продано {with} из {sold}, без НДС куплено {without} из {bought}; счетов-фактур выставлено {sales}, получено {purchases}.',
    },
    evidence: {
      with: { en: 'Share of sales with VAT', kk: 'ҚҚС-пен сату үлесі', ru: 'Доля продаж с НДС' },
      without: { en: 'Share of purchases without VAT', kk: 'ҚҚС-сыз сатып алу үлесі', ru: 'Доля покупок без НДС' },
    },
  },
  detect,
};

/** Invoices of one firm in one direction and currency whose VAT is known. */
interface Side {
  sumMinor: number;
  /** The part that carries VAT (sales) or none (purchases). */
  partMinor: number;
  invoices: number[];
}

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const least = [ratioOfDecimal(String(options.with)), ratioOfDecimal(String(options.without))] as const;
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  for (let firm = nodes.range.company.start; firm < nodes.range.person.end; firm++) {
    if (!isBusiness(projection, firm)) continue;
    let best: { currency: number; sales: Side; purchases: Side; value: number } | null = null;
    const sales = sidesOf(projection, firm, 'sales');
    if (sales.size === 0) continue;
    const purchases = sidesOf(projection, firm, 'purchases');
    for (const [currency, sold] of sales) {
      const bought = purchases.get(currency);
      if (!bought) continue;
      const value = Math.min(lowerShare(sold), lowerShare(bought));
      if (!(values[firm]! >= value)) values[firm] = value;
      const reached =
        compareToRatio(sold.partMinor, sold.sumMinor, least[0]) >= 0 &&
        compareToRatio(bought.partMinor, bought.sumMinor, least[1]) >= 0;
      if (reached && !(best && best.value >= value)) best = { currency, sales: sold, purchases: bought, value };
    }
    if (best) findings.push(draftOf(projection, options, firm, best.currency, best.sales, best.purchases));
  }
  return { findings, measured: knownValues(values) };
}

/** By currency; invoices of a firm to itself and those without a sum are left out. */
function sidesOf({ invoices }: Projection, firm: number, kind: 'sales' | 'purchases'): Map<number, Side> {
  const { offsets, edges } = kind === 'sales' ? invoices.in : invoices.out;
  const sides = new Map<number, Side>();
  for (let i = offsets[firm]!; i < offsets[firm + 1]!; i++) {
    const invoice = edges[i]!;
    const vat = invoices.vatMinor[invoice]!;
    const amount = invoices.amountMinor[invoice]!;
    if (Number.isNaN(vat) || amount === 0 || invoices.from[invoice] === invoices.to[invoice]) continue;
    let side = sides.get(invoices.currency[invoice]!);
    if (!side) sides.set(invoices.currency[invoice]!, (side = { sumMinor: 0, partMinor: 0, invoices: [] }));
    side.sumMinor += amount;
    if (kind === 'sales' ? vat > 0 : vat === 0) side.partMinor += amount;
    side.invoices.push(invoice);
  }
  return sides;
}

const lowerShare = ({ partMinor, sumMinor, invoices }: Side) => wilsonLower(partMinor / sumMinor, invoices.length);

function draftOf(
  projection: Projection,
  options: OptionValues,
  firm: number,
  currency: number,
  sales: Side,
  purchases: Side,
): Draft {
  const { invoices } = projection;
  const all = [...sales.invoices, ...purchases.invoices].sort((a, b) => a - b);
  const code = invoices.currencies[currency]!;
  const rowsOf = (side: Side) => side.invoices.map((i) => ({ table: 'invoices' as const, row: invoices.row[i]! }));
  const shareOf = (side: Side) => side.partMinor / side.sumMinor;
  return {
    subjects: [firm],
    score: Math.min(lowerShare(sales), lowerShare(purchases)),
    severity: 'medium',
    invoices: all,
    interval: intervalOf(invoices, all),
    evidence: [
      { what: 'with', value: shareOf(sales), threshold: options.with as number, unit: 'share', rows: rowsOf(sales) },
      {
        what: 'without',
        value: shareOf(purchases),
        threshold: options.without as number,
        unit: 'share',
        rows: rowsOf(purchases),
      },
    ],
    values: {
      firm: { node: firm },
      with: { share: shareOf(sales) },
      without: { share: shareOf(purchases) },
      sold: { money: { minor: String(sales.sumMinor), currency: code } },
      bought: { money: { minor: String(purchases.sumMinor), currency: code } },
      sales: sales.invoices.length,
      purchases: purchases.invoices.length,
    },
  };
}
