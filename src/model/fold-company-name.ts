import { foldName } from './fold.ts';

/** Legal forms that stand before or after a name, in Kazakhstan and its neighbours. */
const EITHER_END = formsOf(
  'ТОО ЖШС ТДО LLP АО ИП ЖК ПК ӨК КХ ШҚ ФХ ГП МК РГП РМК ГКП МКК КГП КМК ГККП МКҚК КГУ КММ ГУ ММ РГУ РММ ОО ҚБ ОФ ҚҚ ЧФ ЖҚ ПТ ТС КТ КСК ОСИ ПТК ОЮЛ ЗТБ ' +
    'ООО ПАО ОАО ЗАО НАО НКО АНО ТСЖ ОсОО ОДО ЧУП УП МЧЖ ЖЧК TOO AO IP',
);
/** Legal forms that only ever follow a name: `Limited Edition` and `Ак Жол` are names. */
const AT_THE_END = formsOf(
  'АҚ LTD LIMITED INC INCORPORATED CORP CORPORATION COMPANY PLC LLC JSC CJSC OJSC PJSC GMBH KG AG SA SAS SARL BV NV OY AB AS ApS SRL SPA PTE LP PTY SE KFT',
);
const PHRASES = [
  'товарищество с ограниченной ответственностью',
  'товарищество с дополнительной ответственностью',
  'жауапкершілігі шектеулі серіктестігі',
  'жауапкершілігі шектеулі серіктестік',
  'полное товарищество',
  'толық серіктестік',
  'коммандитное товарищество',
  'закрытое акционерное общество',
  'открытое акционерное общество',
  'публичное акционерное общество',
  'акционерное общество',
  'акционерлік қоғамы',
  'акционерлік қоғам',
  'общество с ограниченной ответственностью',
  'индивидуальный предприниматель',
  'жеке кәсіпкер',
  'производственный кооператив',
  'өндірістік кооператив',
  'крестьянское хозяйство',
  'шаруа қожалығы',
  'общественное объединение',
  'қоғамдық бірлестігі',
  'общественный фонд',
  'қоғамдық қоры',
  'государственное учреждение',
  'мемлекеттік мекемесі',
  'limited liability partnership',
  'limited liability company',
  'joint stock company',
].map(foldName);
/** How a state enterprise is run stands behind its form: "ГКП на ПХВ", "ШЖҚ МКК". */
const MANAGEMENT = ['на ПХВ', 'на праве хозяйственного ведения', 'ШЖҚ', 'шаруашылық жүргізу құқығындағы'].map(foldName);
/** Forms written with points or in two words, joined. */
const SPACED: readonly (readonly [RegExp, string])[] = [
  [/ s a$/, ' sa'],
  [/ sp z o o$/, ''],
  [/ (?:&|and) co$| co$/, ''],
  [/ co kg$/, ' kg'],
];

/**
 * `foldName` without the legal form (ТОО, ЖШС, LLP …) at either end; the whole fold where nothing else would be left.
 * One form is taken from the front and any number from the end, so that a form which is part of the name stays.
 */
export function foldCompanyName(name: string): string {
  const whole = foldName(name);
  let folded = whole;
  for (const [pattern, replacement] of SPACED) folded = folded.replace(pattern, replacement);
  folded = withoutFront(folded);
  for (let shorter = withoutEnd(folded); shorter !== folded; shorter = withoutEnd(folded)) folded = shorter;
  return folded === '' ? whole : folded;
}

function withoutFront(folded: string): string {
  for (const phrase of PHRASES) {
    if (folded.startsWith(`${phrase} `)) return withoutManagement(folded.slice(phrase.length + 1));
  }
  const at = folded.indexOf(' ');
  return at > 0 && EITHER_END.has(folded.slice(0, at)) ? withoutManagement(folded.slice(at + 1)) : folded;
}

function withoutManagement(folded: string): string {
  for (const words of MANAGEMENT) if (folded.startsWith(`${words} `)) return folded.slice(words.length + 1);
  return folded;
}

function withoutEnd(folded: string): string {
  for (const phrase of [...PHRASES, ...MANAGEMENT]) {
    if (folded.endsWith(` ${phrase}`)) return folded.slice(0, -phrase.length - 1);
  }
  const at = folded.lastIndexOf(' ');
  const last = folded.slice(at + 1);
  return at > 0 && (EITHER_END.has(last) || AT_THE_END.has(last)) ? folded.slice(0, at) : folded;
}

function formsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map(foldName));
}
