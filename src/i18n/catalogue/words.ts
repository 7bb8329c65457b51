import type { Texts } from '../../model/vocabulary.ts';

/** Names of the product's own words: kinds, relations, roles, channels, states, lists, columns. */
export const words = {
  'kind.account': { en: 'Account', kk: 'Шот', ru: 'Счёт' },
  'kind.address': { en: 'Address', kk: 'Мекенжай', ru: 'Адрес' },
  'kind.company': { en: 'Company', kk: 'Фирма', ru: 'Фирма' },
  'kind.contact': { en: 'Contact', kk: 'Байланыс', ru: 'Контакт' },
  'kind.person': { en: 'Person', kk: 'Адам', ru: 'Человек' },

  'variant.bank': { en: 'Bank account', kk: 'Банк шоты', ru: 'Банковский счёт' },
  'variant.card': { en: 'Card', kk: 'Карта', ru: 'Карта' },
  'variant.wallet': { en: 'Wallet', kk: 'Әмиян', ru: 'Кошелёк' },
  'variant.atm': { en: 'ATM', kk: 'Банкомат', ru: 'Банкомат' },
  'variant.cash': { en: 'Cash', kk: 'Қолма-қол ақша', ru: 'Наличные' },
  'variant.phone': { en: 'Phone', kk: 'Телефон', ru: 'Телефон' },
  'variant.email': { en: 'E-mail', kk: 'Электрондық пошта', ru: 'Эл. почта' },
  'variant.ip': { en: 'IP address', kk: 'IP мекенжайы', ru: 'IP-адрес' },
  'variant.device': { en: 'Device', kk: 'Құрылғы', ru: 'Устройство' },
  'variant.sole-trader': { en: 'Sole trader', kk: 'Жеке кәсіпкер', ru: 'ИП' },
  'variant.branch': { en: 'Branch', kk: 'Филиал', ru: 'Филиал' },
  'variant.farm': { en: 'Farm', kk: 'Шаруа қожалығы', ru: 'Крестьянское хозяйство' },
  'variant.representative': { en: 'Representative office', kk: 'Өкілдік', ru: 'Представительство' },

  'count.account': {
    en: '{count, plural, one {# account} other {# accounts}}',
    kk: '{count} шот',
    ru: '{count, plural, one {# счёт} few {# счёта} many {# счетов} other {# счёта}}',
  },
  'count.address': {
    en: '{count, plural, one {# address} other {# addresses}}',
    kk: '{count} мекенжай',
    ru: '{count, plural, one {# адрес} few {# адреса} many {# адресов} other {# адреса}}',
  },
  'count.company': {
    en: '{count, plural, one {# firm} other {# firms}}',
    kk: '{count} фирма',
    ru: '{count, plural, one {# фирма} few {# фирмы} many {# фирм} other {# фирмы}}',
  },
  'count.contact': {
    en: '{count, plural, one {# contact} other {# contacts}}',
    kk: '{count} байланыс',
    ru: '{count, plural, one {# контакт} few {# контакта} many {# контактов} other {# контакта}}',
  },
  'count.person': {
    en: '{count, plural, one {# person} other {# people}}',
    kk: '{count} адам',
    ru: '{count, plural, one {# человек} few {# человека} many {# человек} other {# человека}}',
  },
  'count.member': {
    en: '{count, plural, one {# member} other {# members}}',
    kk: '{count} қатысушы',
    ru: '{count, plural, one {# участник} few {# участника} many {# участников} other {# участника}}',
  },
  'count.transfer': {
    en: '{count, plural, one {# transfer} other {# transfers}}',
    kk: '{count} аударым',
    ru: '{count, plural, one {# перевод} few {# перевода} many {# переводов} other {# перевода}}',
  },
  'count.row': {
    en: '{count, plural, one {# row} other {# rows}}',
    kk: '{count} жол',
    ru: '{count, plural, one {# строка} few {# строки} many {# строк} other {# строки}}',
  },
  'count.finding': {
    en: '{count, plural, one {# finding} other {# findings}}',
    kk: '{count} белгі',
    ru: '{count, plural, one {# находка} few {# находки} many {# находок} other {# находки}}',
  },
  'count.file': {
    en: '{count, plural, one {# file} other {# files}}',
    kk: '{count} файл',
    ru: '{count, plural, one {# файл} few {# файла} many {# файлов} other {# файла}}',
  },

  'relation.FOUNDED': { en: 'Founded', kk: 'Құрды', ru: 'Учредил' },
  'relation.POSSIBLY_SAME': { en: 'Possibly the same', kk: 'Бір тұлға болуы мүмкін', ru: 'Возможно, одно и то же' },
  'relation.OWNS': { en: 'Owns', kk: 'Иеленеді', ru: 'Владеет' },
  'relation.MANAGES': { en: 'Manages', kk: 'Басқарады', ru: 'Руководит' },
  'relation.REGISTERED_AT': { en: 'Registered at', kk: 'Тіркелген жері', ru: 'Зарегистрирована по адресу' },
  'relation.HOLDS': { en: 'Holds the account', kk: 'Шот иесі', ru: 'Держит счёт' },
  'relation.REACHED_BY': { en: 'Reached by', kk: 'Байланыс деректері', ru: 'Контакт' },
  'relation.TRANSFERRED': { en: 'Transfer', kk: 'Аударым', ru: 'Перевод' },
  'relation.INVOICED': { en: 'Invoice', kk: 'Шот-фактура', ru: 'Счёт-фактура' },

  'role.founder': { en: 'founder', kk: 'құрылтайшы', ru: 'учредитель' },
  'role.owner': { en: 'owner', kk: 'иесі', ru: 'владелец' },
  'role.executive': { en: 'director', kk: 'басшы', ru: 'руководитель' },
  'role.accountant': { en: 'accountant', kk: 'бухгалтер', ru: 'бухгалтер' },
  'role.representative': { en: 'representative', kk: 'өкіл', ru: 'представитель' },
  'role.beneficiary': { en: 'beneficial owner', kk: 'бенефициар', ru: 'бенефициар' },

  'channel.transfer': { en: 'transfer', kk: 'аударым', ru: 'перевод' },
  'channel.card': { en: 'card', kk: 'карта', ru: 'карта' },
  'channel.topup': { en: 'top-up', kk: 'толтыру', ru: 'пополнение' },
  'channel.atm': { en: 'ATM', kk: 'банкомат', ru: 'банкомат' },
  'channel.cash': { en: 'cash desk', kk: 'касса', ru: 'касса' },
  'channel.p2p': { en: 'person to person', kk: 'жеке тұлғалар арасында', ru: 'между людьми' },
  'channel.crypto': { en: 'crypto-asset', kk: 'криптоактив', ru: 'криптоактив' },

  'severity.high': { en: 'High', kk: 'Жоғары', ru: 'Высокий' },
  'severity.medium': { en: 'Medium', kk: 'Орташа', ru: 'Средний' },
  'severity.low': { en: 'Low', kk: 'Төмен', ru: 'Низкий' },
  'severity.none': { en: 'No ground found', kk: 'Негіз табылмады', ru: 'Оснований не найдено' },

  'status.active': { en: 'active', kk: 'жұмыс істейді', ru: 'действует' },
  'status.dissolved': { en: 'dissolved', kk: 'таратылған', ru: 'ликвидирована' },
  'status.inactive': { en: 'inactive', kk: 'әрекетсіз', ru: 'бездействует' },
  'status.reference': {
    en: 'known by reference only',
    kk: 'тек сілтеме бойынша белгілі',
    ru: 'известна только по ссылке',
  },

  'clusterKind.cash-out-group': {
    en: 'Cash-out group',
    kk: 'Қолма-қол ақшаға айналдыру тобы',
    ru: 'Группа обналичивания',
  },
  'clusterKind.exchange-hub': { en: 'Exchange hub', kk: 'Айырбастау торабы', ru: 'Обменный узел' },
  'clusterKind.shell-cluster': { en: 'Shell cluster', kk: 'Бүркеме фирмалар тобы', ru: 'Группа фирм-оболочек' },
  'clusterKind.laundering-ring': { en: 'Money ring', kk: 'Ақша шеңбері', ru: 'Денежное кольцо' },

  'change.new': { en: 'new', kk: 'жаңа', ru: 'новый' },
  'change.same': { en: 'unchanged', kk: 'өзгерген жоқ', ru: 'без изменений' },
  'change.grown': { en: 'grown', kk: 'өсті', ru: 'вырос' },
  'change.shrunk': { en: 'smaller', kk: 'кішірейді', ru: 'уменьшился' },
  'change.merged': { en: 'merged', kk: 'біріктірілді', ru: 'объединён' },
  'change.split': { en: 'split off', kk: 'бөлінді', ru: 'отделился' },

  'size.micro': { en: 'micro', kk: 'микро', ru: 'микро' },
  'size.small': { en: 'small', kk: 'шағын', ru: 'малое' },
  'size.medium': { en: 'medium', kk: 'орта', ru: 'среднее' },
  'size.large': { en: 'large', kk: 'ірі', ru: 'крупное' },
} as const satisfies Record<string, Texts>;
