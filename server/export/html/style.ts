import { colours } from "#core/compile/colours.ts";
import { type CompilationLayout, compilationLayouts } from "#core/compile/compilation-layout.ts";
/** The colour tokens of an exported page, with their short names. */
const tokens = {
  paper: "paper",
  sunk: "paper-sunk",
  ink: "ink",
  soft: "ink-soft",
  line: "hairline",
  accent: "accent",
  inserted: "inserted-ink",
  "inserted-wash": "inserted-wash",
  deleted: "deleted-ink",
  "deleted-wash": "deleted-wash",
  moved: "moved-ink",
  "moved-wash": "moved-wash",
  wash: "note-wash",
  "wash-strong": "note-wash-strong",
  mark: "note-line",
} as const;

function tokensFor(theme: "light" | "dark"): string {
  return Object.entries(tokens)
    .map(([short, name]) => `--${short}:${colours[name][theme]}`)
    .join(";");
}

/**
 * The styles of exported pages are in the page itself, because a file that is opened offline, mailed or printed cannot
 * load others. Fonts are those of the reader's system. Colours are those of the application, with a contrast of 4.5:1
 * or more in light and dark. Paper is always light.
 */
const themes = `
:root{color-scheme:light dark;${tokensFor("light")}}
@media screen and (prefers-color-scheme:dark){:root{${tokensFor("dark")}}}
@media (prefers-contrast:more){:root{--soft:var(--ink);--line:var(--ink);--wash:var(--wash-strong)}}`;

const page = `
*,*::before,*::after{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:400 .875rem/1.45 Inter,system-ui,"Segoe UI","Noto Sans","Noto Naskh Arabic",sans-serif;text-size-adjust:100%;scroll-padding-block:1.5rem}
body{margin:0;padding:1.5rem clamp(1rem,4vw,3rem) 4rem}
h1,h2,h3,h4,h5,h6,p,dl,dd,ol,ul{margin:0;padding:0;font-size:inherit;font-weight:inherit}
ol,ul{list-style:none}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.cover{max-inline-size:60rem;margin:1.5rem auto 3rem;padding-block-end:1.5rem;border-block-end:1px solid var(--line)}
.masthead{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem;padding-block-end:.25rem;margin-block-end:.5rem;border-block-end:.15rem solid currentcolor}
.cover .symbol{font-weight:600}
.closing{max-inline-size:60rem;margin:3rem auto 0;border-block-start:1px solid var(--line)}
.cover h1{font:600 1.75rem/1.25 var(--serif);margin-block:1.5rem .5rem}
.cover .draft-name{font-size:1.125rem;color:var(--soft)}
.cover .notice{margin-block-start:1rem;font-weight:600;color:var(--deleted)}
.facts{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.25rem 1.5rem;margin-block-start:1.5rem}
.facts dt{color:var(--soft)}
.facts code{font-size:.75rem;overflow-wrap:anywhere}
html[dir=rtl] .cover,html[dir=rtl] .cover [dir=auto],html[dir=rtl] .cover [dir=ltr]{text-align:right}
html[dir=rtl] .cover .reference{text-align:left}
html[dir=ltr] .cover .reference{text-align:right}
main{max-inline-size:60rem;margin-inline:auto}
.clause{--label:3rem;position:relative;max-inline-size:38rem;padding-inline-start:var(--label);font:400 1.125rem/1.6 var(--serif);overflow-wrap:break-word;text-wrap:pretty}
:root{--serif:"Source Serif 4","Source Serif Pro","Iowan Old Style",Georgia,Cambria,"Noto Serif","Noto Naskh Arabic",Amiri,serif}
.clause:lang(ar){font-size:1.3125rem;line-height:1.9}
.clause-label{float:inline-start;box-sizing:border-box;min-inline-size:var(--label);padding-inline-end:.35em;margin-inline-start:calc(-1*var(--label));white-space:nowrap;font-variant-numeric:tabular-nums;font-weight:400}
.clause-title{padding-inline-start:0;font-size:1.5rem;font-weight:600;line-height:1.3;text-wrap:balance}
.clause-verb{font-style:italic;margin-block-start:.75rem}
.clause-verb:lang(ar),.clause-verb:lang(zh){font-style:normal;font-weight:600}
.clause-opening{padding-inline-start:0}
.clause-heading{font-weight:600;margin-block-start:1rem}
.clause-heading:not(:has(.clause-label)),.clause-paragraph:not(:has(.clause-label)){padding-inline-start:0}
.clause-footnote{font-size:.9375rem;line-height:1.5;color:var(--soft)}
.picture,.object{background:var(--sunk)}
.clause-item{margin-inline-start:calc(3rem*var(--level,1))}
.clause sup,.clause sub{line-height:0}
table{border-collapse:collapse;inline-size:100%;max-inline-size:38rem;font:400 1rem/1.5 var(--serif)}
td,th{border:1px solid var(--line);padding:.35rem .6rem;text-align:start;vertical-align:top}
.draft-table .clause{--label:0rem;font:inherit;padding:0}
.draft-table .whole::before{inset-inline-start:-.6rem}
th{font-weight:600}
.line-number::after{content:attr(data-number);position:absolute;inset-inline-start:calc(-3.25rem - 3rem*var(--level,0));inline-size:2.5rem;font:400 .6875rem/2.6 Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums;color:var(--soft);text-align:end}
.draft-table .line-number::after{position:static;padding-inline-end:.4em}
main:has(.line-number){padding-inline-start:2.5rem}
.visually-hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{
:root{color-scheme:light;--paper:#fff}
html{font-size:9.5pt}
body{padding:0}
.cover{margin-block-start:0}
.closing{break-inside:avoid-page}
.clause,.clause:lang(ar){max-inline-size:none;break-inside:avoid-page}
.clause-title,.clause-heading,.clause-verb{break-after:avoid-page}
.line-begins::before{content:"\\A";white-space:pre}
a{color:inherit}
mark,ins,del,.wash{-webkit-print-color-adjust:exact;print-color-adjust:exact}}`;

const comments = `
.row{padding-block:.35rem}
.row .threads{margin-block:.5rem}
@media screen and (min-width:64rem){
:is(.layout-on-the-words,.layout-tracked-changes) .row{max-inline-size:38rem}
:is(.layout-on-the-words,.layout-tracked-changes) .row:has(.threads),:is(.layout-on-the-words,.layout-tracked-changes) .row:has(.clause-verb,.clause-heading):has(+.row .threads){clear:both}
:is(.layout-on-the-words,.layout-tracked-changes) .row .threads{float:inline-end;inline-size:20rem;margin-inline-end:-22rem;margin-block:-1.75rem .75rem}
.threads-section{clear:both}}
:is(.layout-forum,.layout-record) .row .threads{max-inline-size:38rem;margin-inline-start:3rem}
mark{background:var(--wash);color:inherit;border-block-end:1px solid var(--mark)}
mark:has(mark),mark mark{background:var(--wash-strong)}
.whole::before{content:"";position:absolute;inset-block:.2em;inset-inline-start:-.6rem;inline-size:3px;background:var(--mark);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.to-comment{font:600 .6875rem/1 Inter,system-ui,sans-serif;font-style:normal;text-decoration:none;vertical-align:super;padding-inline:.15em;margin-inline-start:.1em}
@media (pointer:coarse){.to-comment{position:relative}.to-comment::after{content:"";position:absolute;inset:-1rem -.5rem}}
.threads{display:grid;gap:.75rem;align-content:start;min-inline-size:0}
.thread{border-inline-start:2px solid var(--mark);padding-inline-start:.75rem;min-inline-size:0;overflow-wrap:anywhere}
.thread.proposal{border-inline-start-style:double;border-inline-start-width:4px}
.thread.is-closed{border-inline-start-style:dotted;color:var(--soft)}
.thread:target,.replies>li:target{background:var(--sunk);outline:1px solid var(--mark);outline-offset:.35rem}
.thread h3{font-weight:600}
.thread .remarks{color:var(--soft);font-size:.8125rem}
.thread p+p{margin-block-start:.35rem}
.thread .comment-text{white-space:pre-line}
.thread .about{font-family:var(--serif);color:var(--soft);margin-block-start:.35rem}
.proposed{margin-block:.5rem;padding:.5rem .6rem;background:var(--sunk);font-family:var(--serif);font-size:1rem;line-height:1.5}
.proposed .remarks{font-family:Inter,system-ui,sans-serif}
.replies{display:grid;gap:.5rem;margin-block-start:.5rem;padding-inline-start:.75rem;border-inline-start:1px solid var(--line)}
.threads-section{margin-block:2rem}
.threads-section>h2{font:600 1.125rem/1.4 var(--serif);margin-block-end:.75rem}
.threads-section>.remarks{color:var(--soft);font-size:.8125rem;margin-block:-.5rem .75rem}
.threads-section .threads{max-inline-size:38rem}
.outline{max-inline-size:60rem;margin:0 auto 2rem}
.outline ol{columns:2 18rem;column-gap:2rem}
.outline li{padding-block:.15rem;break-inside:avoid}
.outline .count{color:var(--soft)}
@media print{
.outline{display:none}
.threads{margin-inline-start:3rem;font-size:8.5pt}
.threads-section .threads{max-inline-size:none}
.threads{display:block}
.thread+.thread{margin-block-start:.75rem}
.thread h3,.thread .remarks,.threads-section>:is(h2,.remarks){break-after:avoid-page}
.thread p{orphans:2;widows:2}
.proposed{break-inside:avoid-page}
.proposed{background:none;border:1px solid var(--line);font-size:9pt}
.to-text{display:none}}`;

const columns = `
main:has(>.scroller){max-inline-size:84rem}
.columns{max-inline-size:none;font:inherit}
.columns thead{display:table-header-group}
.columns th{font-weight:600;background:var(--sunk)}
.three-columns{table-layout:fixed}
.three-columns th:nth-child(1){inline-size:42%}
.three-columns th:nth-child(2){inline-size:14%}
.three-columns td{padding:.5rem .75rem}
.three-columns .clause{max-inline-size:none;font-size:1rem}
.three-columns td+td{padding:0}
.comment-row{display:grid;grid-template-columns:minmax(5rem,24.2%) 1fr}
.comment-row+.comment-row{border-block-start:1px solid var(--line)}
.comment-row>.source{padding:.5rem .75rem;font-weight:600;overflow-wrap:anywhere}
.comment-row>.thread{padding:.5rem .75rem;border-inline-start:1px solid var(--line)}
.comment-form td{overflow-wrap:anywhere;min-inline-size:3rem}
.comment-form td:nth-child(-n+5){overflow-wrap:break-word}
.comment-form td:nth-child(6),.comment-form td:nth-child(7){min-inline-size:12rem}
.comment-form p+p{margin-block-start:.35rem}
@media screen and (max-width:48rem){
.scroller{overflow-x:auto}
.three-columns{min-inline-size:44rem}
.comment-form{min-inline-size:56rem}}
@media print{
html:has(.three-columns){font-size:7.5pt}
main:has(>.scroller),.cover:has(+main>.scroller){max-inline-size:none}
h2.visually-hidden{all:revert;font-size:1.25rem;margin-block:0 .5rem}
.three-columns th:nth-child(1){inline-size:34%}
.three-columns th:nth-child(2){inline-size:9%}
.comment-row{grid-template-columns:minmax(5rem,13.6%) 1fr}
.three-columns td,.comment-row>:is(.source,.thread){padding:.2rem .4rem}
.three-columns .clause{line-height:1.35;margin-block:0}
.three-columns .clause-title{font-size:1.2rem}
.three-columns .proposed{font-size:1rem;line-height:1.3;margin-block:.2rem;padding:.2rem .4rem}
.three-columns .thread>:is(h3,.remarks,.about),.three-columns .replies .comment-text:nth-child(2),.three-columns .replies p:first-child{display:inline}
.three-columns .thread>:is(h3,.remarks,.about)::after{content:"\u2002"}
.three-columns .replies{gap:.15rem;margin-block-start:.15rem}
.comment-row{break-inside:avoid-page}
.comment-form tr{break-inside:avoid-page}}`;

const filters = `
.filters{max-inline-size:60rem;margin:0 auto 2rem;border-block:1px solid var(--line);padding-block:.5rem}
.filters summary{min-block-size:2.75rem;display:flex;align-items:center;cursor:pointer;font-weight:600;color:var(--accent)}
.filters summary::before{content:"";inline-size:.6rem;block-size:.6rem;margin-inline-end:.65rem;background:currentColor;clip-path:polygon(15% 0,85% 50%,15% 100%)}
.filters summary:dir(rtl)::before{transform:scaleX(-1)}
.filters[open] summary::before{clip-path:polygon(0 15%,100% 15%,50% 85%)}
.filter-choices{display:grid;gap:1rem;padding-block:.5rem}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:0 1.25rem;min-inline-size:0}
legend{padding:0;color:var(--soft);float:inline-start;inline-size:100%}
.filters label{display:inline-flex;gap:.4rem;align-items:center;min-block-size:2rem}
.filters input{accent-color:var(--accent)}
@media (pointer:coarse){.filters label{min-block-size:2.75rem}}
@supports not selector(:has(*)){.filters{display:none}}
@media print{
.filters{border:0;padding:0;margin-block:0 1rem}
.filters summary,.filters fieldset:has(.all input:checked),.filters label:not(:has(:checked)),.filters input{display:none}
.filters::details-content{content-visibility:visible;block-size:auto}
.filter-choices{gap:.25rem;padding:0}
legend{inline-size:auto;margin-inline-end:.5rem}}`;

const changes = `
ins{color:var(--inserted);background:var(--inserted-wash);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.2em}
del{color:var(--deleted);background:var(--deleted-wash);text-decoration:line-through}
ins.moved{color:var(--moved);background:var(--moved-wash);text-decoration:underline dotted;text-decoration-thickness:2px}
del.moved{color:var(--moved);background:var(--moved-wash);text-decoration:line-through dotted}
.move-link{color:var(--moved);text-decoration:none;padding-inline:.2em}
.move-link::before{content:"";display:inline-block;inline-size:.85em;block-size:.7em;background:currentColor;clip-path:polygon(0 10%,12% 10%,12% 43%,60% 43%,60% 15%,100% 50%,60% 85%,60% 57%,12% 57%,12% 90%,0 90%);print-color-adjust:exact}
.move-link[data-back]::before{transform:scaleX(-1)}
.relabelled{position:static;margin-inline-end:.5em}
.relabelled del+ins{margin-inline-start:.25em}`;

const redline = `
.row{padding-block:.35rem;padding-inline-start:.75rem;border-inline-start:3px solid transparent;max-inline-size:44rem}
.row.changed{border-inline-start-color:var(--mark)}
.remarks{font-size:.8125rem;color:var(--soft)}
.remarks a{color:var(--moved)}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1rem;margin-block:1rem;align-items:center}
.only{display:inline-flex;gap:.5rem;align-items:center;min-block-size:2.75rem}
body:has(#only:checked) .row:not(.changed,.above){display:none}
main{max-inline-size:46rem}
.cover{max-inline-size:46rem}
@media print{.only{display:none}}`;

/** Returns the style of a commented text in a layout. */
export function commentedStyle(layout: CompilationLayout, running: RunningHead): string {
  const paper = paperStyle(running, compilationLayouts[layout].wide);
  return [themes, page, comments, columns, filters, changes, paper].join("").replace(/\n/gu, "");
}

/** Returns the style of a redline. */
export function redlineStyle(running: RunningHead): string {
  return [themes, page, changes, redline, paperStyle(running, false)].join("").replace(/\n/gu, "");
}

/** The head of every printed page except the first. */
export interface RunningHead {
  text: string;
  /** "ltr" or "rtl": the side where it starts. */
  direction: string;
}

/**
 * Returns the print style: the paper size, a head that names the draft, and the page number (CSS Paged Media, margin
 * boxes).
 */
function paperStyle({ text, direction }: RunningHead, wide: boolean): string {
  const side = direction === "rtl" ? "right" : "left";
  const set = `font:400 8pt/1.3 Inter,Amiri,sans-serif;color:${colours["ink-soft"].light};direction:${direction === "rtl" ? "rtl" : "ltr"}`;
  return `
@page{size:A4${wide ? " landscape" : ""};margin:${wide ? "1.6cm 1.3cm 1.5cm" : "2cm 2.2cm"};
@top-${side}{content:${cssString(text)};${set}}
@bottom-center{content:counter(page) " / " counter(pages);${set}}}
@page:first{@top-${side}{content:none}}`;
}

/** Quotes text as a CSS string. Escapes anything that could end the string or its style element (CSS Syntax 4.3.7). */
function cssString(text: string): string {
  const escaped = text.replace(
    /[^\p{L}\p{M}\p{N} .,;:()·–—’-]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped}"`;
}
