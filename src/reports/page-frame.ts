import { t } from '../i18n/t.ts';
import type { Language } from '../model/vocabulary.ts';
import { escapeMarkup, visible } from './escape.ts';
import { icon, logo } from './marks.ts';

/** Reading order of the language switch; the first is shown where nothing else is known. */
export const PAGE_LANGUAGES: readonly Language[] = ['ru', 'kk', 'en'];

export interface Frame {
  /** Path from the page to the report's root: '' or '../'. */
  root: string;
  title: string;
  /** The page's style, where it is one file by itself; else `assets/report.css` beside it. */
  style?: string;
  /** Line for the head of printed pages; the same in all languages. */
  printLine: string;
  /** Content by language. */
  blocks: Readonly<Record<Language, { crumbs: string; actions: string; left: string; main: string; right: string }>>;
}

/**
 * A page in three languages that opens from a disk without a server: radio buttons choose the block that is shown, so it
 * works without scripts; the script only remembers the choice and the theme.
 */
export function pageFrame({ root, title, style, printLine, blocks }: Frame): string {
  const inputs = PAGE_LANGUAGES.map(
    (language, i) =>
      `<input class="lang-choice" type="radio" name="language" id="lang-${language}"${i === 0 ? ' checked' : ''} aria-label="${language.toUpperCase()}">`,
  );
  const bodies = PAGE_LANGUAGES.map((language) => {
    const { crumbs, actions, left, main, right } = blocks[language];
    return `<div class="block" lang="${language}" data-language="${language}">
<header class="bar noprint"><span class="brand">${logo(22)}Tamyr</span><div class="crumbs">${crumbs}</div><span class="end row">${actions}<button type="button" class="btn pri sm" data-print>${icon('print')}${t(language, 'report.print')}</button>${languageSwitch(language)}</span></header>
<div class="cols"><div class="rail noprint">${left}</div><main>${main}</main><aside class="rail noprint">${right}</aside></div>
</div>`;
  });
  return `<!doctype html>
<html lang="${PAGE_LANGUAGES[0]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'unsafe-inline' file:; font-src 'self' file:; script-src 'unsafe-inline'; img-src 'self' data:"><title>${escapeMarkup(title)}</title>${style === undefined ? `<link rel="stylesheet" href="${root}assets/report.css">` : `<style>${style}</style>`}<style>@page { @top-left { content: "${cssText(printLine)}" } }</style></head>
<body>${inputs.join('')}
${bodies.join('\n')}
<script>${SCRIPT}</script>
</body></html>
`;
}

function languageSwitch(current: Language): string {
  const labels = PAGE_LANGUAGES.map(
    (language) =>
      `<label for="lang-${language}"${language === current ? ' class="on"' : ''} lang="${language}">${language.toUpperCase()}</label>`,
  );
  return `<span class="switch" role="group" aria-label="${t(current, 'report.language')}">${labels.join('')}</span>`;
}

/** Text inside a CSS string. */
function cssText(text: string): string {
  return visible(text).replace(/["'\\\n\r<>]/g, ' ');
}

/** Remembers language and theme, and prints; the page is complete without it. */
const SCRIPT = `(() => {
  const known = ${JSON.stringify(PAGE_LANGUAGES)};
  const query = new URLSearchParams(location.search);
  const stored = (() => { try { return localStorage.getItem('tamyr-language'); } catch { return null; } })();
  const wanted = [query.get('lang'), stored, (navigator.language || '').slice(0, 2)].find((l) => known.includes(l));
  const show = (l) => { document.documentElement.lang = l; };
  if (wanted) { document.getElementById('lang-' + wanted).checked = true; show(wanted); }
  if (/^(light|dark)$/.test(query.get('theme') || '')) document.documentElement.dataset.theme = query.get('theme');
  for (const l of known) document.getElementById('lang-' + l).addEventListener('change', () => {
    show(l);
    try { localStorage.setItem('tamyr-language', l); } catch {}
  });
  for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print());
})();`;
