import { tokensCss } from './theme.ts';

/** Style of the report's pages: one file beside them, with the fonts. */
export function reportCss(fontFaces: string): string {
  return `${fontFaces}${tokensCss()}${SCREEN}${PAPER}`;
}

const SCREEN = `*, *::before, *::after { box-sizing: border-box }
html { font: 400 13px/20px "Noto Sans", system-ui, sans-serif; font-variant-numeric: tabular-nums lining-nums; color: var(--text); background: var(--app); -webkit-font-smoothing: antialiased }
body { margin: 0 }
h1, h2, h3, p, ul, ol, figure { margin: 0; padding: 0 } ul, ol { list-style: none }
a { color: var(--accent); text-decoration: none } a:hover { text-decoration: underline }
button { font: inherit; color: inherit }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
.i, .bars, .kd { flex: none; display: block }
.row { display: flex; align-items: center; gap: 8px } .end { margin-inline-start: auto }
.t2 { color: var(--text-2) } .t3 { color: var(--text-3) }
.lang-choice { position: absolute; opacity: 0; pointer-events: none }
.block { display: none }
#lang-ru:checked ~ .block[data-language="ru"], #lang-kk:checked ~ .block[data-language="kk"], #lang-en:checked ~ .block[data-language="en"] { display: block }
.lang-choice:focus-visible ~ .block .switch .on { outline: 2px solid var(--focus); outline-offset: 2px }
.bar { min-height: 48px; display: flex; align-items: center; gap: 8px 16px; padding: 6px 16px; background: var(--surface); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 2 }
.brand { display: flex; align-items: center; gap: 8px; font-size: 15px; font-weight: 600 }
.crumbs { display: flex; align-items: center; gap: 6px; color: var(--text-2); min-width: 0; white-space: nowrap } .crumbs b { font-weight: 600; color: var(--text) } .crumbs a { color: var(--text-2) }
.btn { display: inline-flex; align-items: center; justify-content: center; gap: 6px; height: 28px; padding: 0 10px; border: 1px solid var(--control); border-radius: 6px; background: var(--surface); color: var(--text); font-size: 12px; font-weight: 500; white-space: nowrap; cursor: pointer }
.btn:hover { background: var(--hover); text-decoration: none } .btn.pri { background: var(--accent); border-color: var(--accent); color: var(--on-accent) } .btn.pri:hover { background: var(--accent-strong) } .btn.ghost { border-color: transparent; background: transparent; color: var(--text-2) }
.switch { display: inline-flex; border: 1px solid var(--control); border-radius: 6px; overflow: hidden } .switch label { padding: 3px 8px; font-size: 12px; line-height: 20px; font-weight: 500; color: var(--text-2); cursor: pointer } .switch label + label { border-left: 1px solid var(--line-2) } .switch .on { background: var(--accent-tint); color: var(--accent) }
.cols { display: grid; grid-template-columns: 232px 794px 232px; gap: 32px; justify-content: center; padding: 24px }
.rail { position: sticky; top: 72px; align-self: start; min-width: 0 } .rail h2 { font-size: 12px; line-height: 16px; font-weight: 600; color: var(--text-2); margin: 0 0 6px } .rail li a { display: flex; padding: 5px 10px; border-radius: 6px; color: var(--text-2) } .rail li a:hover { background: var(--hover); text-decoration: none } .rail li span { margin-left: auto; color: var(--text-3) } .rail section + section { margin-top: 24px } .rail .dl a { color: var(--text); gap: 8px; align-items: center; padding: 5px 0; border-bottom: 1px solid var(--line-2); border-radius: 0 } .rail p { font-size: 12px; line-height: 16px; color: var(--text-2) } .rail p + p { margin-top: 6px } .rail code { font: inherit; word-break: break-all; color: var(--text-3) }
.sheet { min-height: 1123px; background: var(--paper); padding: 40px 52px 34px; border-radius: 2px; box-shadow: 0 0 0 1px var(--line), 0 1px 3px rgb(0 0 0 / .05), 0 12px 32px -12px rgb(0 0 0 / .12); font-size: 12.5px; line-height: 18px }
.ph { display: flex; justify-content: space-between; gap: 16px; font-size: 11px; line-height: 16px; color: var(--text-3); padding-bottom: 8px; border-bottom: 1px solid var(--line-2) } .ph b { color: var(--text); font-weight: 600 } .ph .row { gap: 6px }
.sheet h1 { font-size: 24px; line-height: 32px; font-weight: 600; letter-spacing: -.012em; margin-top: 18px } .sub { color: var(--text-2); margin-top: 2px } .lead { font-size: 14px; line-height: 21px; margin: 12px 0 16px; max-width: 640px }
.figs { display: grid; grid-template-columns: 1.15fr 1fr 1fr 1fr; border-top: 1px solid var(--line-2); border-bottom: 1px solid var(--line-2) } .figs > div { padding: 10px 0 11px } .figs > div + div { padding-left: 16px; border-left: 1px solid var(--line) } .figs b { display: flex; align-items: center; gap: 8px; font-size: 20px; line-height: 28px; font-weight: 600; white-space: nowrap } .figs b.long { font-size: 14px } .figs span { display: block; font-size: 11.5px; line-height: 16px; color: var(--text-2) }
.sheet h2 { font-size: 14px; line-height: 20px; font-weight: 600; margin: 24px 0 6px; scroll-margin-top: 64px } .sheet h3 { font-size: 12.5px; line-height: 18px; font-weight: 600; margin: 16px 0 2px; display: flex; gap: 8px; align-items: baseline } .sheet h3 .bars { align-self: center } .sheet h3 .t3 { font-weight: 400 }
.sheet figure { margin-top: 12px } .sheet figure svg.net, .sheet figure svg.time { display: block; width: 100%; height: auto } figcaption { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 11px; line-height: 16px; color: var(--text-2); margin-top: 4px } figcaption span { display: inline-flex; align-items: center; gap: 5px } figcaption b { font-weight: 600; color: var(--text) }
.wide { overflow-x: auto } .tb { width: 100%; border-collapse: collapse; font-size: 12px; line-height: 16px } .tb th { text-align: left; font-weight: 400; color: var(--text-3); padding: 4px 8px 5px 0; border-bottom: 1px solid var(--line-2); white-space: nowrap } .tb td { padding: 6px 8px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere } .tb .r { text-align: right; padding-right: 0; padding-left: 8px; white-space: nowrap } .tb .nw { white-space: nowrap } .tb td b { font-weight: 600 } .tb .c { display: flex; align-items: center; gap: 8px; justify-content: flex-end } .tb .c i { display: block; height: 8px; border-radius: 2px; background: var(--risk-high) } .tb .c i.medium { background: var(--risk-medium) } .tb .c i.low { background: var(--risk-low) } .tb .src { color: var(--text-2); padding-left: 12px; overflow-wrap: break-word } .tb tfoot td { border: 0; font-weight: 600 } .tb .sm { font-size: 11px; color: var(--text-2) }
.nm { display: flex; gap: 8px; align-items: flex-start } .nm small { display: block; font-size: 11px; line-height: 15px; color: var(--text-2); font-weight: 400 }
.note { color: var(--text-2); margin-top: 6px; font-size: 12px; line-height: 16px } .cut { border-left: 3px solid var(--risk-medium); padding-left: 8px }
.tag { display: inline-block; padding: 0 6px; border-radius: 4px; font-size: 11px; line-height: 16px; font-weight: 500; color: var(--text-2); box-shadow: inset 0 0 0 1px var(--line-2); white-space: nowrap }
.not li { padding: 5px 0 5px 16px; position: relative } .not li::before { content: ""; position: absolute; left: 2px; top: 12px; width: 5px; height: 5px; border: 1.5px solid var(--gap); border-radius: 50% }
.sev { font-weight: 600 } .sev.high { color: var(--risk-high) } .sev.medium { color: var(--risk-medium) } .sev.low { color: var(--risk-low) }
.cl { display: grid; grid-template-columns: 28px 112px 1fr auto; gap: 4px 14px; padding: 12px 0; border-bottom: 1px solid var(--line); align-items: start; break-inside: avoid } .cl .rank { color: var(--text-3); text-align: right; padding-top: 2px } .cl .th { display: block; border: 1px solid var(--line); border-radius: 6px; background: var(--canvas) } .cl .th svg { display: block; width: 110px; height: 70px } .cl h2 { margin: 0 } .cl h2 a { color: var(--text) } .cl p { color: var(--text-2) } .cl .sc { text-align: right; white-space: nowrap } .cl .sc b { display: flex; justify-content: flex-end; align-items: center; gap: 8px; font-size: 16px; line-height: 22px; font-weight: 600 } .cl ul { display: flex; flex-wrap: wrap; gap: 2px 12px; font-size: 12px; color: var(--text-2) } .cl li { display: flex; align-items: center; gap: 5px } .contrib { display: flex; gap: 2px; height: 6px; width: 112px; margin-top: 4px; background: var(--hover); border-radius: 2px } .contrib i { display: block; border-radius: 2px }
@media screen and (max-width: 1359px) { .cols { grid-template-columns: minmax(0, 794px) } .rail { display: none } }
@media screen and (max-width: 850px) { .cols { padding: 0 } .sheet { padding: 20px 16px; border-radius: 0; box-shadow: none } .ph { flex-direction: column; gap: 2px } .figs { grid-template-columns: 1fr 1fr } .figs > div:nth-child(3) { padding-left: 0; border-left: 0 } .figs > div:nth-child(n + 3) { border-top: 1px solid var(--line) } .crumbs a, .crumbs .i, .crumbs span, .bar .ghost, .bar .btn.pri { display: none } .sheet figure { overflow-x: auto } .sheet figure svg.net { width: 600px } .cl { grid-template-columns: 20px 88px 1fr } .cl .th svg { width: 86px; height: 55px } .cl .sc { grid-column: 3; text-align: left } .cl .sc b { justify-content: flex-start } .wide .tb { min-width: 560px } }
`;

const PAPER = `@media print {
@page { size: A4; margin: 18mm 14mm 16mm; @top-left { font: 8.5pt "Noto Sans", sans-serif; color: #5F6774 } @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt "Noto Sans", sans-serif; color: #5F6774 } }
html { background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact } .noprint { display: none !important }
.cols { display: block; padding: 0 } .sheet { box-shadow: none; padding: 0; min-height: 0 } .wide { overflow: visible } .ph { display: none }
tr, figure, .cl, .figs { break-inside: avoid } thead { display: table-header-group } h2, h3 { break-after: avoid }
}
`;
