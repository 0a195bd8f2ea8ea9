import { type CompilationLayout, compilationLayouts } from "#core/compile/compilation-layout.ts";
import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { escapeHtml } from "#core/text/html-markup.ts";
import { symbolOf } from "#core/text/version.ts";
import { HtmlRenderer } from "./renderer.ts";
import { planFilters } from "./filters.ts";
import { htmlLayouts } from "./layouts.ts";
import { closingMarkup, factList, htmlPage, textElement } from "./page.ts";
import { commentedStyle, type RunningHead } from "./style.ts";
import { stepsOf, type Piece } from "../shared/steps.ts";
import {
  closingFacts,
  fileTitle,
  mastheadFacts,
  mastheadFields,
  referenceLines,
  runningText,
  withdrawnNotice,
} from "../shared/title-facts.ts";
import { word } from "../shared/export-phrases.ts";

/**
 * Renders a commented text as a standalone page in one of the layouts. It opens offline and needs no scripts: comments
 * are highlighted in the text with links both ways, and filters use only CSS.
 */
export function html(compilation: Compilation, layout: CompilationLayout = "on-the-words"): Iterable<Piece> {
  const filters = planFilters(compilation);
  const steps = stepsOf(compilation);
  return htmlPage({
    ...pageOf(compilation),
    style: commentedStyle(layout, runningHead(compilation)) + filters.style,
    body: bodyMarkup(new HtmlRenderer(compilation, filters, steps), filters.controls, layout),
    steps,
  });
}

function* bodyMarkup(renderer: HtmlRenderer, controls: string, layout: CompilationLayout): Generator<string, void> {
  const { compilation } = renderer;
  yield coverMarkup(compilation);
  if (layout !== "comment-form" && !compilationLayouts[layout].namesSources) {
    yield outlineMarkup(compilation.clauses, compilation.version.language);
  }
  yield controls;
  yield `<main class="layout-${layout}">`;
  yield* htmlLayouts[layout](renderer);
  yield "</main>";
  yield closingMarkup(closingFacts(compilation));
}

/** Returns the title, language and direction of a compilation's page. */
export function pageOf({ document, version, direction }: Compilation) {
  return { language: version.language, direction, title: fileTitle({ document, version }) };
}

/** Returns the head of every printed page: symbol, document and draft. */
export function runningHead({ document, version, direction }: Compilation): RunningHead {
  return { text: runningText({ document, version }), direction };
}

/** Renders the masthead: as on an official document, with the symbol, the date, the language and the agenda item. */
export function coverMarkup(compilation: Compilation): string {
  const { forum, document, version } = compilation;
  return `<header class="cover">${[
    '<div class="masthead">',
    textElement("p", "forum", forum.name),
    textElement("p", "symbol", symbolOf(document, version) ?? ""),
    "</div>",
    ...referenceLines(mastheadFields(compilation), compilation.version.language).map((text) =>
      textElement("p", "reference", text),
    ),
    textElement("h1", null, document.title),
    textElement("p", "draft-name", version.label),
    textElement("p", "notice", withdrawnNotice(compilation) ?? ""),
    factList(mastheadFacts(compilation)),
  ].join("\n")}</header>`;
}

/** Renders the headings and verbs, each with the number of threads below it. */
function outlineMarkup(clauses: readonly CompiledClause[], language: string): string {
  const entries: { clause: CompiledClause; count: number }[] = [];
  for (const clause of clauses) {
    if (clause.kind === "heading" || clause.kind === "verb") entries.push({ clause, count: 0 });
    const last = entries[entries.length - 1];
    if (last) last.count += clause.threads.length;
  }
  if (entries.length < 2) return "";
  const items = entries.map(({ clause: { id, printed: label, text }, count }) => {
    const name = label === null ? text : `${label} ${text}`;
    const counted = count > 0 ? ` <span class="count">${String(count)}</span>` : "";
    return `<li dir="auto"><a href="#${escapeHtml(id)}">${escapeHtml(name)}</a>${counted}</li>`;
  });
  return `<nav class="outline" aria-label="${escapeHtml(word("export-outline", language))}"><ol>${items.join("\n")}</ol></nav>`;
}
