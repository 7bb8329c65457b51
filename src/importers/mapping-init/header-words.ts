import type { FactTable } from '../../model/facts.ts';
import type { ValueKind } from './value-kinds.ts';

/** How a canonical column is called elsewhere, and what its cells look like. */
export interface HeaderHint {
  /** Folded headers (see `foldHeader`), the likeliest first. */
  readonly words: readonly string[];
  /** Kinds that the cells must have; empty = any. */
  readonly kinds: readonly ValueKind[];
}

const DATES: readonly ValueKind[] = ['iso-date', 'date', 'unix-s', 'unix-ms', 'whole'];
const NUMBERS: readonly ValueKind[] = ['amount', 'amount-comma', 'whole'];
const hint = (words: string, kinds: readonly ValueKind[] = []): HeaderHint => ({ words: words.split(' | '), kinds });

/** Headers of banks, registers and tax lists in English, Russian and Kazakh, by table and canonical column. */
export const HEADER_HINTS: Readonly<Partial<Record<FactTable, Readonly<Record<string, HeaderHint>>>>> = {
  transactions: {
    id: hint(
      'id | transaction id | tran id | txn id | tx id | operation id | номер операции | номер документа | ид операции | референс | reference no | № док | номер',
    ),
    at: hint(
      'at | date | datetime | timestamp | time | tran timestamp | transaction date | booking date | value date | operation date | дата | дата операции | дата и время | дата платежа | дата проводки | күні | операция күні | begin date | step',
      DATES,
    ),
    from_account: hint(
      'from account | from | sender | sender id | sender account | payer account | debit account | orig | orig acct | originator | originator account | source | source account | name orig | account | счет плательщика | счёт плательщика | иик плательщика | счет отправителя | дебет | отправитель | плательщик | жіберуші | төлеуші шоты | төлеуші',
    ),
    to_account: hint(
      'to account | to | receiver | receiver id | receiver account | beneficiary account | credit account | bene | bene acct | beneficiary | dest | destination | target | target account | name dest | счет получателя | счёт получателя | иик получателя | счет бенефициара | кредит | получатель | бенефициар | алушы шоты | алушы',
    ),
    amount: hint(
      'amount | sum | value | base amt | amount paid | transaction amount | amt | сумма | сумма операции | сумма платежа | сумма в тенге | сома | сомасы',
      NUMBERS,
    ),
    currency: hint('currency | ccy | cur | payment currency | валюта | код валюты | валютасы', [
      'currency',
      'text',
      'whole',
    ]),
    channel: hint(
      'channel | type | tx type | payment format | operation type | вид операции | тип операции | канал | операция түрі',
    ),
    purpose: hint(
      'purpose | details | description | remittance info | назначение платежа | назначение | төлем мақсаты | мақсаты',
    ),
    payer_id: hint('payer id | payer iin | operator iin | иин плательщика | бин плательщика | бин иин плательщика', [
      'iin',
      'bin',
      'text',
      'whole',
    ]),
    mcc: hint('mcc | merchant category | мсс | мцц'),
    invoice_id: hint('invoice id | invoice | номер счета фактуры | счет фактура | эсф'),
    from_name: hint(
      'from name | sender name | originator name | originator bank | наименование плательщика | плательщик наименование | наименование отправителя | отправитель наименование | фио отправителя | жіберуші атауы | төлеуші атауы',
    ),
    to_name: hint(
      'to name | receiver name | beneficiary name | beneficiary bank | наименование получателя | получатель наименование | фио получателя | алушы атауы',
    ),
  },
  companies: {
    id: hint(
      'id | bin | бин | бсн | бин иин | бсн жсн | company id | company number | reg number | record id | registration number | регистрационный номер | инн | огрн | node id',
    ),
    name: hint(
      'name | company name | label | наименование | наименование организации | наименование налогоплательщика | название | полное наименование | атауы | name ru | name kz | namekz | nameru',
    ),
    country: hint('country | country code | jurisdiction | страна | юрисдикция | ел'),
    legal_form: hint('legal form | опф | организационно правовая форма | ұйымдық құқықтық нысан'),
    registered_at: hint(
      'registered at | registration date | incorporation date | incorporation | founding date | date reg | datereg | дата регистрации | дата первичной регистрации | тіркеу күні | тіркелген күні',
      DATES,
    ),
    dissolved_at: hint(
      'dissolved at | dissolution date | liquidation date | дата ликвидации | дата прекращения | жойылған күні',
      DATES,
    ),
    status: hint('status | статус | состояние | мәртебесі | company status'),
    oked: hint('oked | оквэд | окэд | код окэд | эқжж | sic'),
    kato: hint('kato | като | код като | әаож'),
    address: hint(
      'address | legal address | registered address | адрес | юридический адрес | местонахождение | мекенжайы | заңды мекенжайы | addressru | addresskz',
    ),
    capital: hint('capital | charter capital | share capital | уставный капитал | жарғылық капитал', NUMBERS),
    employees: hint('employees | staff | численность | количество работников | қызметкерлер саны', ['whole']),
    phone: hint('phone | tel | телефон', []),
    email: hint('email | e mail | почта', []),
  },
  persons: {
    id: hint('id | iin | иин | жсн | person id | passport', []),
    name: hint('name | full name | label | fio | фио | аты жөні | ф и о'),
    country: hint('country | nationality | гражданство | азаматтығы'),
    birth_date: hint('birth date | date of birth | dob | дата рождения | туған күні', DATES),
  },
  roles: {
    company_id: hint('company id | company | bin | бин | бсн | бин компании | организация | end key | target'),
    holder_id: hint(
      'holder id | person id | iin | иин | жсн | owner no | иин руководителя | бин иин учредителя | start key | source | holder',
    ),
    role: hint('role | position | должность | роль | лауазымы | relation | вид связи'),
    holder_name: hint(
      'holder name | director | director name | руководитель | фио руководителя | первый руководитель | учредитель | басшысы | owner name | head name',
    ),
    share: hint('share | share percent | доля | доля участия | үлесі', NUMBERS),
    from: hint('from | start date | appointed on | date start | дата начала | с', DATES),
    to: hint('to | end date | resigned on | date end | дата окончания | по', DATES),
  },
  accounts: {
    id: hint(
      'id | account | account id | account number | iban | iik | иик | acct id | номер счета | счет | шот нөмірі | card | номер карты',
    ),
    kind: hint('kind | type | account type | тип счета | вид счета'),
    holder_id: hint(
      'holder id | customer id | client id | owner id | бин иин владельца | бин иин клиента | иин | бин | владелец | клиент | иесі',
    ),
    bank: hint('bank | bank id | bic | бик | банк | swift'),
    country: hint('country | bank country | страна банка'),
    opened_at: hint('opened at | open dt | opening date | дата открытия | ашылған күні', DATES),
    closed_at: hint('closed at | close dt | closing date | дата закрытия | жабылған күні', DATES),
    opening_balance: hint('opening balance | initial deposit | входящий остаток | бастапқы қалдық', NUMBERS),
  },
  invoices: {
    id: hint('id | invoice id | invoice number | номер | номер эсф | рег номер'),
    issued_at: hint('issued at | invoice date | date | дата выписки | дата эсф | дата счета фактуры | дата', DATES),
    seller_id: hint('seller id | seller | supplier | бин поставщика | продавец | поставщик | сатушы | жеткізуші'),
    buyer_id: hint('buyer id | buyer | customer | бин покупателя | бин получателя | покупатель | сатып алушы'),
    amount: hint('amount | total | сумма с ндс | сумма | сомасы', NUMBERS),
    vat: hint('vat | tax | ндс | сумма ндс | ққс', NUMBERS),
    currency: hint('currency | валюта', ['currency', 'text', 'whole']),
    goods: hint('goods | description | товар | наименование товара | тауар'),
  },
  tax_returns: {
    company_id: hint('company id | bin | бин | бсн | бин иин'),
    period: hint('period | tax period | year | период | налоговый период | год | жыл | кезең'),
    turnover: hint('turnover | revenue | income | оборот | совокупный годовой доход | сгд | айналым | доход', NUMBERS),
    taxes_paid: hint('taxes paid | tax paid | уплачено налогов | сумма уплаченных налогов | төленген салық', NUMBERS),
    vat_charged: hint('vat charged | начислено ндс | ндс начисленный', NUMBERS),
    vat_paid: hint('vat paid | уплачено ндс | ндс уплаченный', NUMBERS),
    employees: hint('employees | численность | работников', ['whole']),
    payroll: hint('payroll | фот | фонд оплаты труда', NUMBERS),
    fixed_assets: hint('fixed assets | основные средства', NUMBERS),
  },
  lists: {
    entity_id: hint('entity id | bin | бин | бсн | иин | бин иин | rnn bin'),
    list: hint('list | list code | список | категория'),
    from: hint('from | date | дата | дата включения | illegal activity start date', DATES),
    to: hint('to | дата исключения', DATES),
    reference: hint('reference | court decision | решение суда | номер решения | основание'),
  },
};

/** Lower case, signs and line breaks as blanks. */
export function foldHeader(header: string): string {
  return header
    .replace(/([a-zа-яё])([A-ZА-Я])/g, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}№]+/gu, ' ')
    .trim();
}
