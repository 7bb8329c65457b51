import type { Texts } from '../model/vocabulary.ts';

/** What a load says of a file as a whole, beside its rejects. Codes are stable. */
export const NOTE_CODES = {
  'schema-left-out': {
    en: 'Entities of a kind that no table takes; their rows are counted as skipped.',
    kk: 'Ешбір кестеге сай келмейтін түрдегі нысандар; олардың жолдары өткізіп жіберілген деп саналды.',
    ru: 'Объекты вида, для которого нет таблицы; их строки учтены как пропущенные.',
  },
  'read-for-others': {
    en: 'Entities without a record of their own: those that name them take their content.',
    kk: 'Жеке жазбасы жоқ нысандар: олардың мазмұнын өздерін атайтын нысандар алады.',
    ru: 'Объекты без собственной записи: их содержание берут те, кто на них ссылается.',
  },
  'property-left-out': {
    en: 'Values that no column takes and that are not kept.',
    kk: 'Ешбір бағанға сай келмейтін және сақталмаған мәндер.',
    ru: 'Значения, для которых нет столбца и которые не сохранены.',
  },
  superseded: {
    en: 'Statements that a later one about the same thing repeats; their rows are counted as skipped.',
    kk: 'Кейінгі мәлімдемеде қайталанған мәлімдемелер; олардың жолдары өткізіп жіберілген деп саналды.',
    ru: 'Заявления, которые повторены более поздним о том же; их строки учтены как пропущенные.',
  },
  'party-unspecified': {
    en: 'Relations whose party the source does not name, with its reason; their rows are counted as skipped.',
    kk: 'Тарапы дереккөзде аталмаған байланыстар, себебімен; олардың жолдары өткізіп жіберілген деп саналды.',
    ru: 'Связи, сторону которых источник не называет, с указанной им причиной; их строки учтены как пропущенные.',
  },
  'hidden-sheet': {
    en: 'A hidden sheet of the workbook was not read. Name it in a mapping (read: {sheet: …}) to load it.',
    kk: 'Кітаптың жасырын парағы оқылмады. Жүктеу үшін оны сәйкестік файлында көрсетіңіз (read: {sheet: …}).',
    ru: 'Скрытый лист книги не прочитан. Чтобы загрузить его, назовите его в файле соответствий (read: {sheet: …}).',
  },
  'other-sheet': {
    en: 'Another sheet of the workbook was not read. Name it in a mapping (read: {sheet: …}) to load it.',
    kk: 'Кітаптың басқа парағы оқылмады. Жүктеу үшін оны сәйкестік файлында көрсетіңіз (read: {sheet: …}).',
    ru: 'Другой лист книги не прочитан. Чтобы загрузить его, назовите его в файле соответствий (read: {sheet: …}).',
  },
  'merged-cells': {
    en: 'Merged cells: only the first cell of each such field has its value, the others are read as blank.',
    kk: 'Біріктірілген ұяшықтар: мән әр аймақтың бірінші ұяшығында ғана, қалғандары бос деп оқылды.',
    ru: 'Объединённые ячейки: значение есть только в первой ячейке области, остальные прочитаны как пустые.',
  },
  'formula-cells': {
    en: 'Formulas: the values that the spreadsheet kept with them were read; nothing was calculated.',
    kk: 'Формулалар: кестеде сақталған мәндері оқылды; ештеңе есептелген жоқ.',
    ru: 'Формулы: прочитаны сохранённые с ними значения; ничего не вычислялось.',
  },
  'formula-without-value': {
    en: 'Formulas without a kept value, read as blank. Open the workbook in a spreadsheet and save it.',
    kk: 'Мәні сақталмаған формулалар бос деп оқылды. Кітапты кесте бағдарламасында ашып, сақтаңыз.',
    ru: 'Формулы без сохранённого значения прочитаны как пустые. Откройте книгу в табличной программе и сохраните.',
  },
  'error-cells': {
    en: 'Cells that hold an error such as #N/A, read as blank.',
    kk: '#N/A сияқты қатесі бар ұяшықтар бос деп оқылды.',
    ru: 'Ячейки с ошибкой вроде #Н/Д прочитаны как пустые.',
  },
  'payment-kind': {
    en: 'Payments of this kind, added up to months as taxes paid.',
    kk: 'Осы түрдегі төлемдер; айлар бойынша төленген салық ретінде қосылды.',
    ru: 'Платежи этого вида, сложены по месяцам как уплаченные налоги.',
  },
} as const satisfies Record<string, Texts>;

export type NoteCode = keyof typeof NOTE_CODES;
