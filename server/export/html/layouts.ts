import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { escapeHtml } from "#core/text/html-markup.ts";
import { formColumns, formOwnColumns, formRows, type FormRow, printedCells } from "../shared/comment-form.ts";
import type { HtmlRenderer } from "./renderer.ts";
import { textElement } from "./page.ts";
import { proposedMarkup, threadId } from "./thread.ts";
import { changesView, sourceSections, type ThreadView } from "../shared/thread-view.ts";
import { word } from "../shared/export-phrases.ts";

/** Renders the page between the title page and the end. */
export const htmlLayouts: Readonly<Record<CompilationLayout, (renderer: HtmlRenderer) => Iterable<string>>> = {
  "on-the-words": onTheWords,
  "tracked-changes": (renderer) => onTheWords(renderer.tracking()),
  forum: forumLayout,
  "three-columns": threeColumns,
  "comment-form": commentForm,
  "by-source": bySource,
  letter: bySource,
  record: forumLayout,
};

/** Comments are beside their clause on a wide screen, below it on a narrow one and on paper. */
function* onTheWords(renderer: HtmlRenderer): Generator<string, void> {
  const { general, orphans } = renderer.compilation;
  yield* renderer.section("export-general", general);
  for (const { markup, clauses } of renderer.blocks()) {
    yield row(
      markup,
      viewsOn(clauses, renderer).map((thread) => renderer.thread(thread)),
    );
  }
  yield* renderer.section("export-orphans", orphans);
}

/**
 * As in the second draft of August 2012: comments throughout the document come first, the others below each clause, by
 * source. In the public record, the changes of a clause precede them.
 */
function* forumLayout(renderer: HtmlRenderer): Generator<string, void> {
  const { general, orphans, clauses } = renderer.compilation;
  const render = (thread: ThreadView): string => renderer.thread(thread, { heading: thread.heading });
  yield* renderer.section("export-general", general, render);
  const throughout = clauses.flatMap(({ threads }) => threads).filter(({ targets }) => targets.length > 1);
  yield* renderer.section("export-throughout", throughout, (thread) =>
    renderer.thread(thread, { heading: `${thread.heading} · ${thread.citations}` }),
  );
  for (const { markup, clauses: block } of renderer.blocks()) {
    const threads = viewsOn(block, renderer).filter(({ isThroughout }) => !isThroughout);
    const changes = block.flatMap((clause) => changesView(clause, renderer.language));
    yield row(markup, [...changes.map(proposedMarkup), ...threads.map(render)]);
  }
  yield* renderer.section("export-orphans", orphans, render);
}

/**
 * Original text, source, comment or proposal. The comments on a clause form one cell, so that the clause stays complete
 * when a filter hides some of them.
 */
function threeColumns(renderer: HtmlRenderer): Iterable<string> {
  const { compilation, language } = renderer;
  const sourceRow = (thread: ThreadView): string => {
    const source = textElement("p", "source", thread.source.shortName);
    const article = renderer.thread(thread, { heading: thread.name });
    return `<div class="comment-row"${renderer.filterAttributes(thread)}>${source}${article}</div>`;
  };
  const line = (original: string, threads: readonly ThreadView[]): string =>
    `<tr><td>${original}</td><td colspan="2">${threads.map(sourceRow).join("\n")}</td></tr>`;
  const headed = (code: "export-general" | "export-orphans", threads: readonly CompiledThread[]): string[] =>
    threads.length === 0 ? [] : [line(textElement("p", "remarks", word(code, language)), threads.map(renderer.view))];
  const heads = (["export-column-original", "export-column-source", "export-column-statement"] as const).map(
    (code) => `<th scope="col" dir="auto">${escapeHtml(word(code, language))}</th>`,
  );
  function* rows(): Generator<string, void> {
    yield* headed("export-general", compilation.general);
    for (const { markup, clauses } of renderer.blocks()) {
      yield line(markup, viewsOn(clauses, renderer));
    }
    yield* headed("export-orphans", compilation.orphans);
  }
  return columns("three-columns", language, heads, rows());
}

/** The comment form of ISO, IEC and CEN: one row per comment. */
function commentForm(renderer: HtmlRenderer): Iterable<string> {
  const { compilation, language } = renderer;
  const ownColumns = formColumns.slice(0, formOwnColumns);
  const heads = ownColumns.map(([code]) => `<th scope="col" dir="auto">${escapeHtml(word(code, language))}</th>`);
  function* rows(): Generator<string, void> {
    for (const row of formRows(compilation)) {
      yield rowMarkup(row);
      renderer.steps.advance();
    }
  }
  const rowMarkup = (row: FormRow): string => {
    const cells = printedCells(row).map((value) => {
      const paragraphs = value.split(/\n+/u);
      return `<td>${paragraphs.map((text) => textElement("p", null, text)).join("")}</td>`;
    });
    const { thread } = row;
    return `<tr id="${threadId(thread.number)}"${renderer.filterAttributes(thread)}>${cells.join("")}</tr>`;
  };
  return columns("comment-form", language, heads, rows());
}

/** Grouped by source. Each comment names the clause it is about. */
function* bySource(renderer: HtmlRenderer): Generator<string, void> {
  for (const { heading, counts, threads } of sourceSections(renderer.compilation)) {
    const head = textElement("h2", null, heading);
    yield `<section class="threads-section">${head}${textElement("p", "remarks", counts)}<div class="threads">`;
    for (const thread of threads) {
      yield renderer.thread(thread, { heading: [thread.location, thread.date].join(" · "), withoutText: true });
    }
    yield "</div></section>";
  }
}

/** Renders a table with column heads. It scrolls by itself if the screen is too narrow, also by keyboard. */
function* columns(
  name: string,
  language: string,
  heads: readonly string[],
  rows: Iterable<string>,
): Generator<string, void> {
  const title = word("export-notes", language);
  yield textElement("h2", "visually-hidden", title);
  yield `<div class="scroller" role="region" tabindex="0" aria-label="${escapeHtml(title)}">`;
  yield `<table class="columns ${name}"><thead><tr>${heads.join("")}</tr></thead><tbody>`;
  yield* rows;
  yield "</tbody></table>";
  yield "</div>";
}

function viewsOn(clauses: readonly CompiledClause[], { view }: HtmlRenderer): ThreadView[] {
  return clauses.flatMap(({ threads }) => threads.map(view));
}

function row(text: string, beside: readonly string[]): string {
  const threads = beside.length > 0 ? `\n<div class="threads">${beside.join("\n")}</div>` : "";
  return `<div class="row">${text}${threads}</div>`;
}
