import { COMMON_CONTROL, CONTROLLED_FIRMS } from '../../graph/controlled-groups.ts';
import { DAY_MS } from '../../model/time.ts';
import type { OptionSpec } from '../detector.ts';

// Options that several rules have, worded once.

export const SEARCH_STEPS: OptionSpec = {
  default: 200_000_000,
  unit: 'count',
  ours: true,
  min: 1,
  text: {
    en: 'Most steps of the search; beyond them it stops and says so',
    kk: 'Іздеудің ең көп қадамы; одан кейін тоқтап, ескертеді',
    ru: 'Наибольшее число шагов поиска; дальше он останавливается и сообщает об этом',
  },
};

export const FIRMS_UNDER_COMMON_CONTROL: OptionSpec = {
  default: CONTROLLED_FIRMS,
  unit: 'count',
  ours: false,
  min: 2,
  text: {
    en: 'Fewest firms without a common owner in a cluster of common control',
    kk: 'Ортақ бақылаудағы топта ортақ иесі жоқ фирмалардың ең аз саны',
    ru: 'Наименьшее число фирм без общего владельца в группе под общим управлением',
  },
};

export const UNRELATED_GROUPS: OptionSpec = {
  default: CONTROLLED_FIRMS,
  unit: 'count',
  ours: false,
  min: 2,
  text: {
    en: 'Fewest unrelated groups of firms',
    kk: 'Өзара байланыссыз фирма топтарының ең аз саны',
    ru: 'Наименьшее число не связанных владением групп фирм',
  },
};

export const GROUPS_ONCE: OptionSpec = {
  default: true,
  unit: 'flag',
  ours: true,
  text: {
    en: 'Count the firms of one ownership group once',
    kk: 'Бір меншік тобының фирмаларын бір рет санау',
    ru: 'Считать фирмы одной группы владения за одну',
  },
};

export const LICENCE_REGISTERS: OptionSpec = {
  default: ['AFSA_LICENSED'],
  unit: 'text',
  ours: false,
  text: { en: 'Registers of licences', kk: 'Лицензиялар тізілімдері', ru: 'Реестры лицензий' },
};

export const FIRMS_THAT_SHARE: OptionSpec = {
  default: COMMON_CONTROL.maxFirms,
  unit: 'count',
  ours: true,
  min: 2,
  text: {
    en: 'Firms that may share a value; beyond that it says nothing',
    kk: 'Бір мәнді ортақ пайдаланатын фирмалардың ең көп саны; одан асса, ол ештеңе білдірмейді',
    ru: 'Сколько фирм может иметь общее значение; больше — ничего не говорит',
  },
};

export const PROVIDER_LISTS: OptionSpec = {
  default: ['VASP'],
  unit: 'text',
  ours: false,
  text: {
    en: 'Lists of virtual-asset providers',
    kk: 'Виртуалды активтер провайдерлерінің тізімдері',
    ru: 'Списки поставщиков услуг с виртуальными активами',
  },
};

export const SAME_SEASON: OptionSpec = {
  default: 0.5,
  unit: 'share',
  ours: true,
  min: 0.01,
  text: {
    en: 'Part of it that the same season a year before must have reached to make it a season',
    kk: 'Маусым деп саналуы үшін бір жыл бұрын сол мезгілде жеткен бөлігі',
    ru: 'Какой части достиг тот же сезон годом раньше, чтобы это был сезон',
  },
};

export const FAKE_STATUSES: OptionSpec = {
  default: [],
  unit: 'text',
  ours: true,
  text: {
    en: 'Words of the status column that mean “dissolved by a court as fake”',
    kk: '«Сот жалған деп таратқан» дегенді білдіретін мәртебе сөздері',
    ru: 'Слова в статусе, которые значат «ликвидирована судом как фиктивная»',
  },
};

export const TOP_MONTHS: OptionSpec = {
  default: 0.01,
  unit: 'share',
  ours: true,
  min: 0,
  max: 1,
  text: {
    en: 'In currencies without a rate: the highest months that count as large',
    kk: 'Бағамы берілмеген валюталарда: ірі саналатын ең жоғары айлар үлесі',
    ru: 'В валютах без курса: доля наибольших месяцев, считающихся крупными',
  },
};

export const TIME_TO_LEAVE: OptionSpec = {
  default: 10 * DAY_MS,
  unit: 'ms',
  ours: true,
  min: 0,
  text: { en: 'Time within which it leaves', kk: 'Ақша кететін уақыт', ru: 'Срок, за который деньги уходят' },
};
