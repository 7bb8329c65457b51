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
