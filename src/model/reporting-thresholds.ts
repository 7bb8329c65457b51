/** Cash operations of this sum and more are reported: threshold monitoring. Whole KZT; in the act, valid from, where it stands. */
export const CASH_REPORTING = {
  tenge: 10_000_000,
  law: 'Law of the Republic of Kazakhstan No. 191-IV of 28.08.2009 (AML/CFT), Art. 4',
  validFrom: '2010-03-09',
  link: 'https://adilet.zan.kz/rus/docs/Z090000191_',
} as const;

/** Top-ups of a card over this sum ask for the payer's IIN and a confirmation in the app: banking practice in Kazakhstan, to be checked yearly. Whole KZT. */
export const CARD_TOPUP_TENGE = 500_000;

/** Sum in whole units of a currency that is watched in payments abroad and at home. */
export const FOREIGN_REPORTING = { units: 10_000, currencies: ['USD', 'EUR'] } as const;
