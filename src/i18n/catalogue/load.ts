import type { Texts } from '../../model/vocabulary.ts';

/** Texts of the load report. */
export const load = {
  'load.title': { en: 'Load report', kk: 'Жүктеу есебі', ru: 'Отчёт о загрузке' },
  'load.lead': {
    en: '{rows, plural, =0 {No rows were read} one {# row was read} other {# rows were read}}: {accepted} accepted, {duplicate} there already, {rejected} refused, {skipped} left out on purpose, {blank} blank.',
    kk: '{rows} жол оқылды: {accepted} қабылданды, {duplicate} бұрыннан бар, {rejected} қабылданбады, {skipped} әдейі өткізілді, {blank} бос.',
    ru: '{rows, plural, one {Прочитана # строка} few {Прочитаны # строки} other {Прочитано # строк}}: {accepted} принято, {duplicate} уже было, {rejected} отклонено, {skipped} пропущено намеренно, {blank} пустых.',
  },
  'load.nothingNew': {
    en: 'Nothing new: the store holds these files already, as {load}.',
    kk: 'Жаңа ештеңе жоқ: бұл файлдар қоймада {load} ретінде бар.',
    ru: 'Ничего нового: эти файлы уже в хранилище, как {load}.',
  },
  'load.files': { en: 'Files', kk: 'Файлдар', ru: 'Файлы' },
  'load.file': { en: 'File', kk: 'Файл', ru: 'Файл' },
  'load.rows': { en: 'Rows', kk: 'Жолдар', ru: 'Строки' },
  'load.accepted': { en: 'Accepted', kk: 'Қабылданды', ru: 'Принято' },
  'load.duplicate': { en: 'There already', kk: 'Бұрыннан бар', ru: 'Уже было' },
  'load.rejected': { en: 'Refused', kk: 'Қабылданбады', ru: 'Отклонено' },
  'load.skipped': { en: 'Left out', kk: 'Өткізілді', ru: 'Пропущено' },
  'load.blank': { en: 'Blank', kk: 'Бос', ru: 'Пустые' },
  'load.cells': { en: 'Cells emptied', kk: 'Босатылған ұяшықтар', ru: 'Очищено ячеек' },
  'load.guessed': {
    en: 'taken for {encoding}, because it reads: {sample}',
    kk: '{encoding} деп есептелді, өйткені былай оқылады: {sample}',
    ru: 'принят за {encoding}, потому что читается так: {sample}',
  },
  'load.again': {
    en: 'loaded before, as {load}',
    kk: 'бұрын {load} ретінде жүктелген',
    ru: 'загружен раньше, как {load}',
  },
  'load.bytes': {
    en: '{encoding}; each of its {bytes, plural, one {# byte} other {# bytes}} accounted for',
    kk: '{encoding}; {bytes} байттың әрқайсысы есепке алынды',
    ru: '{encoding}; учтён каждый из {bytes, plural, one {# байта} other {# байтов}}',
  },
  'load.noBytes': {
    en: 'accounted for by rows: a workbook or Parquet file keeps no row as bytes of its own',
    kk: 'жол бойынша есепке алынды: Excel кітабы мен Parquet файлында жолдың өз байттары болмайды',
    ru: 'учтено по строкам: в книге Excel и файле Parquet у строки нет своих байтов',
  },
  'load.tables': { en: 'Records by table', kk: 'Кестелер бойынша жазбалар', ru: 'Записи по таблицам' },
  'load.table': { en: 'Table', kk: 'Кесте', ru: 'Таблица' },
  'load.reasons': {
    en: 'What was refused or emptied, and what to do',
    kk: 'Не қабылданбады немесе босатылды және не істеу керек',
    ru: 'Что отклонено или очищено и что делать',
  },
  'load.noReasons': {
    en: 'Nothing was refused and no cell was emptied.',
    kk: 'Ештеңе қабылданбай қалған жоқ, бірде-бір ұяшық босатылған жоқ.',
    ru: 'Ничего не отклонено, ни одна ячейка не очищена.',
  },
  'load.action.row': {
    en: '{count, plural, one {# row refused} other {# rows refused}}',
    kk: '{count} жол қабылданбады',
    ru: '{count, plural, one {# строка отклонена} few {# строки отклонены} other {# строк отклонено}}',
  },
  'load.action.cell': {
    en: '{count, plural, one {# cell emptied} other {# cells emptied}}',
    kk: '{count} ұяшық босатылды',
    ru: '{count, plural, one {# ячейка очищена} few {# ячейки очищены} other {# ячеек очищено}}',
  },
  'load.action.duplicate': {
    en: '{count, plural, one {# row there already} other {# rows there already}}',
    kk: '{count} жол бұрыннан бар',
    ru: '{count, plural, one {# строка уже была} few {# строки уже были} other {# строк уже было}}',
  },
  'load.place': { en: 'Place', kk: 'Орны', ru: 'Место' },
  'load.column': { en: 'Column', kk: 'Баған', ru: 'Столбец' },
  'load.value': { en: 'Value', kk: 'Мән', ru: 'Значение' },
  'load.expected': { en: 'Expected', kk: 'Күтілген', ru: 'Ожидалось' },
  'load.someOf': {
    en: '{shown} of {total}; all are in rejects.csv',
    kk: '{total} ішінен {shown}; барлығы rejects.csv файлында',
    ru: '{shown} из {total}; все — в rejects.csv',
  },
  'load.mend': {
    en: 'Mend the rows in rejects.csv and load that file: what is taken then closes the gap.',
    kk: 'rejects.csv файлындағы жолдарды түзетіп, сол файлды жүктеңіз: қабылданған жолдар олқылықты жабады.',
    ru: 'Исправьте строки в rejects.csv и загрузите этот файл: принятое закроет пробел.',
  },
  'load.ignored': {
    en: 'Files that nothing reads',
    kk: 'Ештеңе оқымайтын файлдар',
    ru: 'Файлы, которые никто не читает',
  },
  'load.byReference': {
    en: 'Known by reference only: {company} companies, {person} persons, {account} accounts.',
    kk: 'Тек сілтеме арқылы белгілі: {company} компания, {person} адам, {account} шот.',
    ru: 'Известны только по ссылке: компаний {company}, лиц {person}, счетов {account}.',
  },
  'load.snapshot': {
    en: 'Whole of the source: {began} facts began, {ended} ended.',
    kk: 'Дереккөз толығымен: {began} факт басталды, {ended} аяқталды.',
    ru: 'Источник целиком: началось фактов {began}, закончилось {ended}.',
  },
} satisfies Record<string, Texts>;
