/** Letters to their folded Latin form: Kazakh letters fall onto their Russian neighbours, Cyrillic onto Latin. */
const LETTERS: Readonly<Record<string, string>> = {
  // biome-ignore format: a table of letters
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  й: 'i',
  к: 'k',
  қ: 'k',
  л: 'l',
  // biome-ignore format: a table of letters
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  // biome-ignore format: a table of letters
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ß: 'ss',
  ı: 'i',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  þ: 'th',
};

/** Spellings of one sound in Latin texts, brought onto the form that Cyrillic letters fold to. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/kh/g, 'h'],
  [/shch|sch/g, 'sh'],
  [/yu|ju/g, 'iu'],
  [/ya|ja/g, 'ia'],
  [/gh/g, 'g'],
  [/q/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/j/g, 'i'],
  [/yi|iy|ii|yy/g, 'i'],
  [/y/g, 'i'],
];

/** Legal forms in folded spelling, stripped at either end of a company's name. */
const LEGAL_FORMS = new Set(
  (
    'too zhshs llp llc ao ak ak jsc cjsc ojsc pjsc zao oao pao ooo ip zhk pk gp rgp gkp kgu gu chp kh ' +
    'ltd limited inc incorporated corp corporation plc gmbh ag sa bv nv oy ab srl spa pte'
  ).split(' '),
);
const LEGAL_PHRASES = [
  'tovarishestvo s ogranichennoi otvetstvennostiu',
  'zhauapkershiligi shekteuli seriktestigi',
  'zhauapkershiligi shekteuli seriktestik',
  'aktsionernoe obshestvo',
  'aktsionerlik kogami',
  'individualnii predprinimatel',
  'zheke kasipker',
  'limited liability partnership',
  'limited liability company',
  'joint stock company',
];

/**
 * Folds a name for search and comparison: case, diacritics, punctuation and script fall away, Kazakh, Russian and Latin
 * spellings of one name fall together, words are separated by single blanks. Never a proof that two people are one.
 */
export function foldName(name: string): string {
  let folded = '';
  for (const letter of name.normalize('NFKC').toLowerCase()) folded += LETTERS[letter] ?? letter;
  folded = folded.normalize('NFD').replace(/\p{M}+/gu, '');
  for (const [pattern, replacement] of SPELLINGS) folded = folded.replace(pattern, replacement);
  return folded
    .replace(/['’ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** `foldName` without the legal form (ТОО, ЖШС, LLP …); the whole fold where nothing else would be left. */
export function foldCompanyName(name: string): string {
  let folded = foldName(name);
  const whole = folded;
  for (const phrase of LEGAL_PHRASES) folded = folded.replace(phrase, ' ');
  const words = folded.split(' ').filter((word) => word !== '');
  while (words.length > 1 && LEGAL_FORMS.has(words[0]!)) words.shift();
  while (words.length > 1 && LEGAL_FORMS.has(words[words.length - 1]!)) words.pop();
  return words.length > 0 ? words.join(' ') : whole;
}
