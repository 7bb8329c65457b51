import type { Texts } from '../model/vocabulary.ts';

/** Why a row was refused or a cell emptied, and what to do about it. Codes are stable: people filter by them. */
export const REJECT_CODES = {
  'blank-required': {
    en: 'A required cell is empty. Fill it in or leave the row out.',
    kk: 'Міндетті ұяшық бос. Толтырыңыз немесе жолды алып тастаңыз.',
    ru: 'Обязательная ячейка пуста. Заполните её или уберите строку.',
  },
  'bad-date': {
    en: 'Not a date that exists between 1800 and 2100. Write YYYY-MM-DD, or name the pattern in a mapping.',
    kk: '1800–2100 жылдар аралығындағы күн емес. YYYY-MM-DD түрінде жазыңыз немесе үлгіні сәйкестік файлында көрсетіңіз.',
    ru: 'Нет такой даты между 1800 и 2100 годами. Пишите ГГГГ-ММ-ДД или укажите образец в файле соответствий.',
  },
  'bad-period': {
    en: 'Not a tax period. Write 2025, 2025-Q3 or 2025-07.',
    kk: 'Салық кезеңі емес. 2025, 2025-Q3 немесе 2025-07 деп жазыңыз.',
    ru: 'Не налоговый период. Пишите 2025, 2025-Q3 или 2025-07.',
  },
  'not-a-number': {
    en: 'Not a number. Use digits with a decimal point; a mapping can name another decimal or grouping mark.',
    kk: 'Сан емес. Ондық нүктесі бар цифрларды қолданыңыз; басқа белгілерді сәйкестік файлында көрсетуге болады.',
    ru: 'Не число. Цифры с десятичной точкой; другие знаки можно указать в файле соответствий.',
  },
  'negative-amount': {
    en: 'A negative amount. Swap the two sides, or use abs in a mapping if the sign has another meaning.',
    kk: 'Теріс сома. Екі жақты ауыстырыңыз немесе сәйкестік файлында abs қолданыңыз.',
    ru: 'Отрицательная сумма. Поменяйте стороны местами или примените abs в файле соответствий.',
  },
  'too-large': {
    en: 'The amount is larger than any one payment can be (9,007,199,254,740,991 minor units).',
    kk: 'Сома бір төлем үшін тым үлкен (9 007 199 254 740 991 ұсақ бірлік).',
    ru: 'Сумма больше возможной для одного платежа (9 007 199 254 740 991 мелких единиц).',
  },
  rounded: {
    en: 'More decimals than the currency has: rounded half to even; the text as written is kept with the record.',
    kk: 'Ондық таңбалар валютадағыдан көп: жұпқа қарай дөңгелектелді; бастапқы мәтін жазбада сақталды.',
    ru: 'Знаков больше, чем у валюты: округлено до чётного; исходный текст сохранён в записи.',
  },
  scientific: {
    en: 'A spreadsheet turned the number into scientific notation and its last digits are lost. Export the column as text.',
    kk: 'Кестелік процессор санды ғылыми түрге айналдырған, соңғы цифрлары жоғалған. Бағанды мәтін ретінде шығарыңыз.',
    ru: 'Электронная таблица записала число в научном виде, последние цифры потеряны. Выгрузите столбец как текст.',
  },
  'not-twelve-digits': {
    en: 'A Kazakh BIN or IIN has twelve digits. Restore lost leading zeros; write CC:key for another country.',
    kk: 'БСН немесе ЖСН он екі цифрдан тұрады. Жоғалған нөлдерді қалпына келтіріңіз; шетелдік кілтті CC:кілт деп жазыңыз.',
    ru: 'В БИН и ИИН двенадцать цифр. Верните потерянные нули; ключ другой страны пишите CC:ключ.',
  },
  'kind-unknown': {
    en: 'The key does not tell whether it is a company or a person. Give holder_kind, or a full id (company:…, person:…).',
    kk: 'Кілттен компания не тұлға екені белгісіз. holder_kind немесе толық белгіні (company:…, person:…) беріңіз.',
    ru: 'По ключу не видно, компания это или лицо. Укажите holder_kind или полный код (company:…, person:…).',
  },
  'kind-mismatch': {
    en: 'An entity of this kind cannot stand here.',
    kk: 'Бұл жерде мұндай түрдегі нысан тұра алмайды.',
    ru: 'Объект такого вида здесь стоять не может.',
  },
  'unknown-word': {
    en: 'Not one of the words that this column takes.',
    kk: 'Бұл баған қабылдайтын сөздердің бірі емес.',
    ru: 'Не одно из слов, допустимых в этом столбце.',
  },
  'bad-country': {
    en: 'Not a two-letter country code of ISO 3166. Use XX for unknown.',
    kk: 'ISO 3166 екі әріпті ел коды емес. Белгісіз болса XX.',
    ru: 'Не двухбуквенный код страны ISO 3166. Неизвестная страна: XX.',
  },
  'bad-currency': {
    en: 'Not a currency code such as KZT or USD.',
    kk: 'KZT немесе USD сияқты валюта коды емес.',
    ru: 'Не код валюты вроде KZT или USD.',
  },
  'bad-share': {
    en: 'Not a share in percent between 0 and 100.',
    kk: '0 мен 100 аралығындағы пайыздық үлес емес.',
    ru: 'Не доля в процентах от 0 до 100.',
  },
  'bad-contact': {
    en: 'Not a usable phone number, e-mail address, IP address or device.',
    kk: 'Жарамды телефон, пошта, IP мекенжайы немесе құрылғы емес.',
    ru: 'Не годится как телефон, почта, IP-адрес или устройство.',
  },
  'bad-address': {
    en: 'No letter or digit in the address.',
    kk: 'Мекенжайда әріп те, цифр да жоқ.',
    ru: 'В адресе нет ни букв, ни цифр.',
  },
  'blank-side': {
    en: 'A transaction without one of its accounts is cash only on channel atm or cash.',
    kk: 'Бір жағы бос операция тек atm немесе cash арнасында қолма-қол ақша болады.',
    ru: 'Операция без одной из сторон считается наличной только при канале atm или cash.',
  },
  'not-in-map': {
    en: "The value is not in the mapping's map and there is no default. Add it to the map.",
    kk: 'Мән сәйкестік файлының тізімінде жоқ және default берілмеген. Тізімге қосыңыз.',
    ru: 'Значения нет в списке map файла соответствий, и default не задан. Добавьте его.',
  },
  'wrong-column-count': {
    en: 'The row has more or fewer cells than the header. Quote cells that contain the separator.',
    kk: 'Жолдағы ұяшықтар саны тақырыптағыдан өзгеше. Бөлгіші бар ұяшықтарды тырнақшаға алыңыз.',
    ru: 'Ячеек больше или меньше, чем в заголовке. Ячейки с разделителем берите в кавычки.',
  },
  'unclosed-quote': {
    en: 'A quotation mark is opened and not closed.',
    kk: 'Ашылған тырнақша жабылмаған.',
    ru: 'Кавычка открыта и не закрыта.',
  },
  'text-after-quote': {
    en: 'Text follows a closing quotation mark. Double the quotation marks inside a quoted cell.',
    kk: 'Жабылатын тырнақшадан кейін мәтін тұр. Ұяшық ішіндегі тырнақшаларды қосарлаңыз.',
    ru: 'После закрывающей кавычки стоит текст. Кавычки внутри ячейки удваивайте.',
  },
  'bad-json': {
    en: 'Not a JSON object.',
    kk: 'JSON нысаны емес.',
    ru: 'Не объект JSON.',
  },
  'unknown-entity': {
    en: 'Names an entity that none of these files holds. Load the files that belong together in one load.',
    kk: 'Бұл файлдардың ешқайсысында жоқ нысанды атайды. Бірге жүретін файлдарды бір жүктемемен жүктеңіз.',
    ru: 'Назван объект, которого нет ни в одном из файлов. Загружайте связанные файлы одной загрузкой.',
  },
  'several-values': {
    en: 'Several values where there can be only one. Decide which is right and leave that one.',
    kk: 'Тек бір мән болуы тиіс жерде бірнеше мән тұр. Қайсысы дұрыс екенін анықтап, соны ғана қалдырыңыз.',
    ru: 'Несколько значений там, где возможно только одно. Решите, какое верно, и оставьте его.',
  },
  'bad-encoding': {
    en: 'A byte of the row is no character of the file, which is UTF-8. Write the damaged letters (\\x…) anew.',
    kk: 'Жолда UTF-8 файлында болмайтын байт бар. Бүлінген әріптерді (\\x…) қайта жазыңыз.',
    ru: 'В строке есть байт, которого в UTF-8 быть не может. Впишите испорченные буквы (\\x…) заново.',
  },
  'line-too-long': {
    en: 'The line is far longer than any row: the file lacks line breaks here, or is no table. Only its beginning is shown.',
    kk: 'Жол тым ұзын: файлда жол аяғы жоқ немесе бұл кесте емес. Тек басы көрсетілген.',
    ru: 'Строка слишком длинна: в файле нет переносов или это не таблица. Показано только её начало.',
  },
  'nul-bytes': {
    en: 'NUL bytes in the cells (often padding of another program) were left out; the rest of the row was taken.',
    kk: 'Ұяшықтардағы NUL байттары (көбіне басқа бағдарламаның толтырмасы) алынып тасталды; жолдың қалғаны алынды.',
    ru: 'Байты NUL в ячейках (обычно набивка другой программы) опущены; остальное в строке принято.',
  },
  'not-mendable': {
    en: 'The mended row is of another format than the canonical tables. Load it with the --mapping of its file, or as a file of its own.',
    kk: 'Түзетілген жол канондық кесте пішімінде емес. Оны файлдың --mapping сәйкестігімен немесе жеке файл ретінде жүктеңіз.',
    ru: 'Исправленная строка не в формате канонических таблиц. Загрузите её с --mapping её файла или отдельным файлом.',
  },
  conflict: {
    en: 'Another row has the same id and other content. Find out which is right and load that one.',
    kk: 'Дәл осындай белгісі бар басқа жолдың мазмұны өзгеше. Қайсысы дұрыс екенін анықтап, соны жүктеңіз.',
    ru: 'Есть другая строка с тем же номером и иным содержанием. Выясните, какая верна, и загрузите её.',
  },
  duplicate: {
    en: 'The same row is already there.',
    kk: 'Дәл осы жол бұрыннан бар.',
    ru: 'Такая же строка уже есть.',
  },
} as const satisfies Record<string, Texts>;

export type RejectCode = keyof typeof REJECT_CODES;
