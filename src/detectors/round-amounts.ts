import { isBusiness } from '../graph/businesses.ts';
import { isCashAccount } from '../graph/cash.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { transferMonths } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { compareToRatio, ratioOfDecimal } from '../graph/ratio.ts';
import { type PaidSums, paidSums } from '../graph/round-amounts.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Sums that no price, tax or discount has touched: payments made for the sake of paying (FATF and FinCEN red flags). */
export const roundAmounts: Detector = {
  indicator: 'M12',
  name: 'round-amounts',
  version: 1,
  family: 'sums',
  nature: 'state',
  subjects: ['account'],
  source: 'FATF and FinCEN red flags (payments in round sums); domain practice 60 % of at least 10',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account', 'transactions.amount'],
  options: {
    share: {
      default: 0.6,
      unit: 'share',
      ours: false,
      min: 0.01,
      max: 1,
      text: {
        en: 'Least share of payments that are round',
        kk: 'Дөңгелек төлемдердің ең аз үлесі',
        ru: 'Наименьшая доля круглых платежей',
      },
    },
    payments: {
      default: 10,
      unit: 'count',
      ours: false,
      min: 1,
      text: { en: 'Fewest payments', kk: 'Төлемдердің ең аз саны', ru: 'Наименьшее число платежей' },
    },
  },
  texts: {
    title: {
      en: 'Payments mostly in round sums',
      kk: 'Төлемдердің көбі дөңгелек сомамен',
      ru: 'Платежи в основном круглыми суммами',
    },
    definition: {
      en: 'Of at least {payments} payments of an account, {share} or more have no more than two digits before the zeros. Sums under 100 units, cash, top-ups, private accounts, payments within a group of companies, and sums repeated to the same receiver in other months (wages, rent) are left out.',
      kk: 'Шоттың кемінде {payments} төлемінің {share} немесе одан көбінде нөлдердің алдында екіден артық цифр жоқ. 100 бірліктен аз сомалар, қолма-қол ақша, толтырулар, жеке шоттар, компаниялар тобы ішіндегі төлемдер және сол алушыға басқа айларда қайталанған сомалар (жалақы, жалдау ақысы) есептелмейді.',
      ru: 'Из не менее {payments} платежей со счёта у {share} и более перед нулями не больше двух цифр. Суммы меньше 100 единиц, наличные, пополнения, личные счета, платежи внутри группы компаний и суммы, повторённые тому же получателю в другие месяцы (зарплата, аренда), не считаются.',
    },
    sentence: {
      en: '{round} of {payments, plural, one {# payment} other {# payments}} from {account} were round ({share}), {sum} in all.',
      kk: '{account} шотының {payments} төлемінің {round} дөңгелек болды ({share}), барлығы {sum}.',
      ru: 'Круглых платежей с {account}: {round} из {payments} ({share}), всего на {sum}.',
    },
    evidence: {
      share: { en: 'Share of round payments', kk: 'Дөңгелек төлемдер үлесі', ru: 'Доля круглых платежей' },
      payments: { en: 'Payments counted', kk: 'Есептелген төлемдер', ru: 'Учтено платежей' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes, accounts, transfers } = projection;
  const limit = ratioOfDecimal(String(options.share));
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  const { start, end } = nodes.range.account;
  for (let account = start; account < end; account++) {
    if (isCashAccount(projection, account)) continue;
    const holder = accounts.holder[account - start]!;
    // Private people pay one another round sums every day.
    if (holder >= 0 && !isBusiness(projection, holder)) continue;
    const sums = paidSums(projection, account);
    const { payments, round } = sums;
    if (payments.length === 0) continue;
    values[account] = round.length === 0 ? 0 : wilsonLower(round.length / payments.length, payments.length);
    if (payments.length < (options.payments as number)) continue;
    if (compareToRatio(round.length, payments.length, limit) < 0) continue;
    findings.push(draftOf(projection, options, account, sums, values[account]));
  }
  const months = transferMonths(transfers);
  const isShort = findings.length > 0 && months[0] === months[months.length - 1];
  return { findings, measured: knownValues(values), ...(isShort && { notes: [SHORT_NOTE] }) };
}

function draftOf(projection: Projection, options: OptionValues, account: number, sums: PaidSums, value: number): Draft {
  const { transfers } = projection;
  const { payments, round } = sums;
  const currency = transfers.currency[round[round.length - 1]!]!;
  const sum = round.reduce((s, e) => (transfers.currency[e] === currency ? s + transfers.amountMinor[e]! : s), 0);
  const share = round.length / payments.length;
  return {
    subjects: [account],
    score: value,
    severity: 'medium',
    transfers: round,
    interval: intervalOf(transfers, round),
    evidence: [
      { what: 'share', value: share, threshold: options.share as number, unit: 'share', transfers: round },
      {
        what: 'payments',
        value: payments.length,
        threshold: options.payments as number,
        unit: 'count',
        transfers: payments,
      },
    ],
    values: {
      account: { node: account },
      round: round.length,
      payments: payments.length,
      share: { share },
      sum: { money: { minor: String(sum), currency: transfers.currencies[currency]! } },
    },
  };
}

const SHORT_NOTE: Texts = {
  en: 'The data lie within one month: round wages and rents cannot be told from other round payments.',
  kk: 'Деректер бір ай ішінде ғана: дөңгелек жалақы мен жалдау ақысын басқа дөңгелек төлемдерден ажырату мүмкін емес.',
  ru: 'Данные — в пределах одного месяца: круглые зарплаты и аренду нельзя отличить от других круглых платежей.',
};
