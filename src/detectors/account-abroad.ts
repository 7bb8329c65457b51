import { accountsAbroad } from '../graph/accounts-abroad.ts';
import type { Projection } from '../graph/projection.ts';
import type { Detection, Detector, OptionValues } from './detector.ts';

/** A firm that banks only outside its country: context for a reader, never evidence by itself (country is none, docs/method.md). */
export const accountAbroad: Detector = {
  indicator: 'M21',
  name: 'account-abroad',
  version: 1,
  family: 'life',
  nature: 'context',
  subjects: ['company'],
  source: 'FATF, Misuse of Corporate Vehicles (2006); as context, ours',
  inputs: ['accounts.country', 'accounts.holder_id', 'companies.country'],
  options: {
    accounts: {
      default: 1,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Fewest accounts of known country',
        kk: 'Елі белгілі шоттардың ең аз саны',
        ru: 'Наименьшее число счетов с известной страной',
      },
    },
  },
  texts: {
    title: {
      en: 'All accounts are abroad',
      kk: 'Барлық шоты шетелде',
      ru: 'Все счета за границей',
    },
    definition: {
      en: 'All open accounts of a firm (at least {accounts}) are in other countries than the one in which it is registered. Context only: it counts towards no score.',
      kk: 'Фирманың барлық ашық шоты (кемінде {accounts}) тіркелген елінен басқа елдерде. Тек мәнмәтін: бағаға есептелмейді.',
      ru: 'Все открытые счета фирмы (не менее {accounts}) находятся не в той стране, где она зарегистрирована. Только контекст: в оценку не входит.',
    },
    sentence: {
      en: '{firm} is registered in {country}, and {count, plural, one {its only known account is} other {all its # known accounts are}} elsewhere: {abroad}.',
      kk: '{firm} {country} елінде тіркелген, ал {count, plural, =1 {жалғыз белгілі шоты} other {белгілі # шотының бәрі}} басқа жерде: {abroad}.',
      ru: '{firm}: страна регистрации — {country}, а {count, plural, =1 {единственный известный счёт открыт} other {все известные счета (#) открыты}} в другом месте: {abroad}.',
    },
    evidence: {
      abroad: {
        en: 'Accounts outside the country of registration',
        kk: 'Тіркелген елден тыс шоттар',
        ru: 'Счетов вне страны регистрации',
      },
      countries: { en: 'Countries of the accounts', kk: 'Шоттардың елдері', ru: 'Страны счетов' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const threshold = options.accounts as number;
  const findings = accountsAbroad(projection)
    .filter(({ accounts }) => accounts.length >= threshold)
    .map(({ firm, country, countries, accounts, rows }) => ({
      subjects: [firm],
      score: accounts.length / (accounts.length + 1),
      severity: 'low' as const,
      evidence: [
        { what: 'abroad', value: accounts.length, threshold, unit: 'count' as const, rows },
        { what: 'countries', value: countries.join(', '), unit: 'text' as const, rows },
      ],
      values: { firm: { node: firm }, country, count: accounts.length, abroad: countries.join(', ') },
    }));
  return { findings, measured: null };
}
