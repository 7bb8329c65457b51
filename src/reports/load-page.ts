import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/t.ts';
import type { Language, Texts } from '../model/vocabulary.ts';
import { escapeMarkup } from './escape.ts';
import { logo } from './marks.ts';
import { PAGE_LANGUAGES, pageFrame } from './page-frame.ts';
import { reportCss } from './report-css.ts';

/** What the page of a load tells; counts are rows unless they say otherwise. */
export interface LoadPageInput {
  readonly load: string;
  readonly published: boolean;
  readonly files: readonly LoadPageFile[];
  readonly ignored: readonly string[];
  /** Records by table. */
  readonly tables: Readonly<Record<string, { accepted: number; duplicate: number; rejected: number }>>;
  readonly byReference: { company: number; person: number; account: number };
  readonly reasons: readonly LoadPageReason[];
  readonly snapshot: { began: number; ended: number } | null;
}

interface LoadPageFile {
  readonly file: string;
  readonly encoding: string;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly blank: number;
  readonly defects: number;
  /** Bytes by what became of them; null where the format does not tell. */
  readonly bytes: Readonly<
    Record<'header' | 'accepted' | 'duplicate' | 'rejected' | 'skipped' | 'blank', number>
  > | null;
  readonly guessedFrom?: string;
  readonly alreadyLoaded?: string;
}

interface LoadPageReason {
  readonly code: string;
  readonly action: 'row' | 'cell' | 'duplicate';
  readonly count: number;
  readonly text: Texts;
  /** The first places where it occurred. */
  readonly samples: readonly { file: string; line: number; column: string; value: string; expected: string }[];
}

const COUNTS = ['rows', 'accepted', 'duplicate', 'rejected', 'skipped', 'blank'] as const;

/** One page, in one file, on what a load took and refused: for the person who mends the extracts. */
export function loadPage(input: LoadPageInput): string {
  const block = (language: Language) => ({
    crumbs: `<b>${t(language, 'load.title')}</b><span>${escapeMarkup(input.load)}</span>`,
    actions: '',
    left: contents(input, language),
    main: `<article class="sheet" id="${language}-short"><header class="ph"><span class="row">${logo(16)}<b>Tamyr</b> ${t(language, 'load.title')}</span><span>${escapeMarkup(input.load)}</span></header>
<h1>${t(language, 'load.title')}</h1><p class="lead">${escapeMarkup(lead(input, language))}</p>${remarks(input, language)}${reasonsSection(input, language)}${filesSection(input, language)}${tablesSection(input, language)}${ignoredSection(input, language)}</article>`,
    right: '',
  });
  return pageFrame({
    root: '',
    title: `${t(PAGE_LANGUAGES[0]!, 'load.title')} ${input.load} · Tamyr`,
    style: reportCss(''),
    printLine: `Tamyr · ${input.load}`,
    blocks: { en: block('en'), kk: block('kk'), ru: block('ru') },
  });
}

function lead({ load, published, files }: LoadPageInput, language: Language): string {
  if (!published) return t(language, 'load.nothingNew', { load });
  const sums = Object.fromEntries(COUNTS.map((key) => [key, files.reduce((sum, file) => sum + file[key], 0)]));
  return t(language, 'load.lead', sums);
}

function remarks({ byReference, snapshot }: LoadPageInput, language: Language): string {
  const lines = [
    ...(snapshot ? [t(language, 'load.snapshot', { ...snapshot })] : []),
    ...(byReference.company + byReference.person + byReference.account > 0
      ? [t(language, 'load.byReference', { ...byReference })]
      : []),
  ];
  return lines.map((line) => `<p class="note">${escapeMarkup(line)}</p>`).join('');
}

function reasonsSection({ reasons }: LoadPageInput, language: Language): string {
  const head = `<h2 id="${language}-reasons">${t(language, 'load.reasons')}</h2>`;
  if (reasons.length === 0) return `${head}<p class="note">${t(language, 'load.noReasons')}</p>`;
  const mendable = reasons.some(({ action }) => action === 'row');
  const parts = reasons.map(({ code, action, count, text, samples }) => {
    const rows = samples.map(
      ({ file, line, column, value, expected }) =>
        `<tr><td>${escapeMarkup(`${file}:${line}`)}</td><td>${escapeMarkup(column)}</td><td>${escapeMarkup(value)}</td><td class="t2">${escapeMarkup(expected)}</td></tr>`,
    );
    const cut =
      samples.length < count
        ? `<p class="note cut">${escapeMarkup(t(language, 'load.someOf', { shown: samples.length, total: count }))}</p>`
        : '';
    const table = `<div class="wide"><table class="tb"><thead><tr><th>${t(language, 'load.place')}</th><th>${t(language, 'load.column')}</th><th>${t(language, 'load.value')}</th><th>${t(language, 'load.expected')}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
    return `<h3>${escapeMarkup(code)} <span class="t3">${t(language, `load.action.${action}`, { count })}</span></h3><p class="note">${escapeMarkup(text[language])}</p>${rows.length > 0 ? table : ''}${cut}`;
  });
  return `${head}${mendable ? `<p class="note">${t(language, 'load.mend')}</p>` : ''}${parts.join('')}`;
}

function filesSection({ files }: LoadPageInput, language: Language): string {
  const rows = files.map((file) => {
    const said = file.alreadyLoaded
      ? t(language, 'load.again', { load: file.alreadyLoaded })
      : file.guessedFrom
        ? t(language, 'load.guessed', { encoding: file.encoding, sample: file.guessedFrom })
        : bytesOf(file, language);
    const counts = [...COUNTS, 'defects' as const].map(
      (key) =>
        `<td class="r">${file[key] === 0 ? '<span class="t3">0</span>' : formatNumber(file[key], language)}</td>`,
    );
    return `<tr><td>${escapeMarkup(file.file)}<div class="sm">${escapeMarkup(said)}</div></td>${counts.join('')}</tr>`;
  });
  const names = [...COUNTS.map((key) => t(language, `load.${key}`)), t(language, 'load.cells')];
  return `<h2 id="${language}-files">${t(language, 'load.files')}</h2><div class="wide"><table class="tb"><thead><tr><th>${t(language, 'load.file')}</th>${names.map((name) => `<th class="r">${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** What was accounted for besides rows. */
function bytesOf({ encoding, bytes }: LoadPageFile, language: Language): string {
  if (bytes === null) return encoding === 'binary' ? t(language, 'load.noBytes') : encoding;
  return t(language, 'load.bytes', { encoding, bytes: Object.values(bytes).reduce((sum, n) => sum + n, 0) });
}

function tablesSection({ tables }: LoadPageInput, language: Language): string {
  const rows = Object.entries(tables)
    .filter(([, { accepted, duplicate, rejected }]) => accepted + duplicate + rejected > 0)
    .map(
      ([table, counts]) =>
        `<tr><td>${escapeMarkup(table)}</td>${(['accepted', 'duplicate', 'rejected'] as const).map((key) => `<td class="r">${formatNumber(counts[key], language)}</td>`).join('')}</tr>`,
    );
  if (rows.length === 0) return '';
  const names = (['accepted', 'duplicate', 'rejected'] as const).map((key) => t(language, `load.${key}`));
  return `<h2 id="${language}-tables">${t(language, 'load.tables')}</h2><div class="wide"><table class="tb"><thead><tr><th>${t(language, 'load.table')}</th>${names.map((name) => `<th class="r">${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function ignoredSection({ ignored }: LoadPageInput, language: Language): string {
  if (ignored.length === 0) return '';
  return `<h2 id="${language}-ignored">${t(language, 'load.ignored')}</h2><ul class="not">${ignored.map((name) => `<li>${escapeMarkup(name)}</li>`).join('')}</ul>`;
}

function contents({ ignored, tables }: LoadPageInput, language: Language): string {
  const items: [string, string][] = [
    ['reasons', t(language, 'load.reasons')],
    ['files', t(language, 'load.files')],
    ...(Object.keys(tables).length > 0 ? [['tables', t(language, 'load.tables')] as [string, string]] : []),
    ...(ignored.length > 0 ? [['ignored', t(language, 'load.ignored')] as [string, string]] : []),
  ];
  return `<nav><h2>${t(language, 'report.contents')}</h2><ol>${items.map(([id, text]) => `<li><a href="#${language}-${id}">${text}</a></li>`).join('')}</ol></nav>`;
}
