import { colours } from "#core/compile/colours.ts";
import { type CompilationLayout, isOnText, type LayoutOnText } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { HtmlRenderer } from "../html/renderer.ts";
import { noFilters } from "../html/filters.ts";
import { htmlLayouts } from "../html/layouts.ts";
import { commentedStyle } from "../html/style.ts";
import { coverMarkup, pageOf, runningHead } from "../html/html.ts";
import { closingMarkup } from "../html/page.ts";
import { markAddress, markWords } from "./marks.ts";
import { printablePage } from "./printable-page.ts";
import { stepsOf, threadCount, type Piece, type Steps } from "../shared/steps.ts";
import { closingFacts } from "../shared/title-facts.ts";
import type { ThreadView } from "../shared/thread-view.ts";

/** The text below the masthead, and no highlight where the PDF comment's own highlight will be. */
const paperStyle = `
.commented a{color:inherit;text-decoration:none}
.commented mark{background:none}
.commented .to-comment{color:${colours.accent.light}}
.notes{break-before:page}
.notes .threads{margin-inline-start:0}`.replace(/\n/gu, "");

/**
 * Renders the page to print, like the web page after the title page. For the layouts "on-the-words" and
 * "tracked-changes", the comments are a numbered list at the end, so that the draft reads as a document. The text they
 * are about is marked (marks.ts).
 */
export function pdfPage(compilation: Compilation, layout: CompilationLayout): Iterable<Piece> {
  const steps = stepsOf(compilation);
  return printablePage({
    ...pageOf(compilation),
    style: commentedStyle(layout, runningHead(compilation)) + paperStyle,
    body: bodyMarkup(compilation, layout, steps),
    steps,
  });
}

function* bodyMarkup(compilation: Compilation, layout: CompilationLayout, steps: Steps): Generator<string, void> {
  yield coverMarkup(compilation);
  yield `<main class="layout-${layout}${isOnText(layout) ? " commented" : ""}">`;
  yield* isOnText(layout)
    ? commentedText(compilation, layout, steps)
    : htmlLayouts[layout](new HtmlRenderer(compilation, noFilters, steps));
  yield "</main>";
  yield closingMarkup(closingFacts(compilation));
}

function* commentedText(compilation: Compilation, layout: LayoutOnText, steps: Steps): Generator<string, void> {
  const { compilation: marked, marked: numbers } = markWords(compilation);
  const plain = new HtmlRenderer(marked, noFilters, steps);
  const renderer = layout === "tracked-changes" ? plain.tracking() : plain;
  const entry = (thread: ThreadView): string => {
    const unmarked = !numbers.has(thread.number);
    const headingLink = unmarked ? { headingLink: markAddress({ words: [], notes: [thread.number], to: null }) } : {};
    return renderer.thread(thread, headingLink);
  };
  for (const { markup } of renderer.blocks()) yield `<div class="row">${markup}</div>`;
  if (threadCount(marked) === 0) return;
  yield `<div class="notes">`;
  yield* renderer.section("export-general", marked.general, entry);
  yield* renderer.section(
    "export-notes",
    marked.clauses.flatMap(({ threads }) => threads),
    entry,
  );
  yield* renderer.section("export-orphans", marked.orphans, entry);
  yield "</div>";
}
