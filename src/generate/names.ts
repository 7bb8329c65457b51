import { chance, pick, type Rng } from './random.ts';

const SURNAMES = [
  'Ахметов Омаров Сулейменов Ибрагимов Абдрахманов Касымов Нурпеисов Жумабеков Сейтказин Байжанов Тулегенов Мукашев',
  'Искаков Алиев Смагулов Кенжебаев Ержанов Рахимов Садыков Турсунов Бекетов Досанов Каримов Оспанов Аубакиров Жаксыбеков',
  'Иванов Петров Ким Цой Сидоров Кузнецов Попов Соколов Морозов Волков Павлов Семёнов Голубев Богданов Воробьёв Шевченко',
  'Мамырбаев Ниязов Шарипов Есенов Токтаров Жанибеков Кусаинов Данияров Молдабеков Сатыбалдин Утегенов Уразбаев',
]
  .join(' ')
  .split(' ');
const MEN = [
  'Ерлан Нурлан Серик Асхат Данияр Айдос Бауыржан Тимур Руслан Арман Канат Марат Болат Ерболат Жандос Олжас Мирас Алихан',
  'Александр Сергей Дмитрий Андрей Виктор Алексей Евгений Игорь Санжар Талгат Ринат Азамат Кайрат Дәурен Әділет Қуат',
]
  .join(' ')
  .split(' ');
const WOMEN = [
  'Айгуль Динара Гульнара Алия Асель Жанна Сауле Мадина Айжан Камила Дана Бибигуль Назгуль Зарина Аида Куралай Әсем Ұлжан',
  'Елена Ольга Наталья Светлана Ирина Анна Марина Татьяна Юлия Оксана Лаура Анар Гаухар Шолпан Меруерт Өрімгүл',
]
  .join(' ')
  .split(' ');
const FATHERS = [
  'Серик Нурлан Ермек Кайрат Болат Марат Талгат Бахыт Аскар Сапар Амангельды Жумагали Кабдолла Еркин Мурат Тулеген',
]
  .join(' ')
  .split(' ');
const RUSSIAN_FATHERS = ['Иван', 'Виктор', 'Николай', 'Владимир', 'Михаил', 'Леонид', 'Павел', 'Олег'];

/** Full name, surname first, of a man or a woman: Kazakh and Russian forms as they stand in Kazakh registers. */
export function personName(rng: Rng, female: boolean): string {
  const surname = pick(rng, SURNAMES);
  const given = pick(rng, female ? WOMEN : MEN);
  const declines = /[оеё]в$|ин$/u.test(surname);
  const family = female && declines ? `${surname}а` : surname;
  const style = rng();
  if (style < 0.12) return `${family} ${given}`;
  if (style < 0.45) return `${family} ${given} ${pick(rng, FATHERS)}${female ? 'қызы' : 'ұлы'}`;
  const father = style < 0.8 ? pick(rng, FATHERS) : pick(rng, RUSSIAN_FATHERS);
  return `${family} ${given} ${patronymic(father, female)}`;
}

function patronymic(father: string, female: boolean): string {
  if (father.endsWith('й')) return `${father.slice(0, -1)}${female ? 'евна' : 'евич'}`;
  if (/[аыи]$/u.test(father)) return `${father}${female ? 'евна' : 'евич'}`;
  return `${father}${female ? 'овна' : 'ович'}`;
}

const FIRST_WORDS = [
  'Алтын Жібек Көк Ақ Қызыл Жаңа Ұлы Нұр Бай Дала Тау Шығыс Батыс Астана Сары Мега Евро Азия Транс Каспий Тенгри Хан Бек',
  'Арай Самал Әлем Орда Отау Достық Береке Ырыс Байтерек Алатау Хантау Жетісу Ертіс Есіл Сырдария Тұран Жайық Алтай Шаңырақ',
  'Северный Восточный Степной Горный Южный Вектор Прогресс Гарант Альянс Спектр Меридиан Аргумент Континент Олимп Стандарт',
]
  .join(' ')
  .split(' ');
const SECOND_WORDS = [
  'Жол Дән Құрылыс Тас Су Қала Алаң Кен Темір Ағаш Мұнай Сауда Өнім Бидай Құс Қанат Жұлдыз Ай Күн Дос Ел Мұра Саяхат Құт',
  'Строй Торг Снаб Агро Авто Мед Фарм Пром Сервис Логистик Инвест Консалт Техно Принт Дизайн Металл Энерго Цемент Трейд Плюс',
]
  .join(' ')
  .split(' ');
const LAST_WORDS = [
  'Group',
  'Company',
  'Trade',
  'KZ',
  'Сервис',
  'ЛТД',
  'Астана',
  'Алматы',
  '2030',
  'Плюс',
  'Инвест',
  'Центр',
];

/** The distinctive part of a firm's name, without the legal form. */
export function firmWord(rng: Rng): string {
  const base = `${pick(rng, FIRST_WORDS)} ${pick(rng, SECOND_WORDS)}`;
  if (chance(rng, 0.35)) return `${base} ${pick(rng, LAST_WORDS)}`;
  return chance(rng, 0.25) ? `${base}-${2 + Math.floor(rng() * 40)}` : base;
}

export type LegalForm = 'ТОО' | 'АО' | 'Филиал' | 'КХ' | 'ОФ' | 'ГУ';

const KAZAKH_FORMS: Record<LegalForm, string> = {
  ТОО: 'ЖШС',
  АО: 'АҚ',
  Филиал: 'филиалы',
  КХ: 'ШҚ',
  ОФ: 'ҚҚ',
  ГУ: 'ММ',
};

/** A firm's name as registered: in Russian, in Kazakh, or in both. */
export function firmName(rng: Rng, form: LegalForm, word: string): string {
  const kazakh = `«${word}» ${KAZAKH_FORMS[form]}`;
  const russian = `${form} «${word}»`;
  const style = rng();
  if (style < 0.5) return russian;
  if (style < 0.8) return kazakh;
  if (style < 0.9) return `${kazakh} / ${russian}`;
  return form === 'ТОО' ? `Товарищество с ограниченной ответственностью "${word}"` : russian;
}

/** Letters of a name that may stand in an e-mail address. */
export function latinOf(word: string): string {
  let text = '';
  for (const letter of word.toLowerCase()) text += LATIN[letter] ?? (/[a-z0-9]/u.test(letter) ? letter : '-');
  return text.replace(/-+/gu, '-').replace(/^-|-$/gu, '');
}

const LATIN: Record<string, string> = Object.fromEntries(
  [
    'аa әa бb вv гg ғg дd еe ёe жzh зz иi йi іi кk қk лl мm нn ңn оo өo пp рr сs тt уu ұu үu фf хh һh цts чch шsh щsh',
    'ыy эe юyu яya',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
