import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { CompiledThread } from "#core/compile/compilation.ts";
import { threadsBySource } from "#core/compile/threads-by-source.ts";
import { sayDate } from "#core/messages/dates.ts";
import { escapeHtml } from "#core/text/html-markup.ts";
import { formColumns, formEntries, formOwnColumns, type FormEntry } from "../shared/comment-form.ts";
import type { HtmlDrawing } from "./drawing.ts";
import { textElement } from "./page.ts";
import { threadId } from "./thread.ts";
import {
  citationsById,
  citedPlaces,
  commentsFrom,
  coverLine,
  isThroughout,
  placeName,
} from "../shared/layout-phrases.ts";
import { spokenBy, threadName } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/** Renders the page between the title page and the end. */
export const htmlLayouts: Readonly<Record<CompilationLayout, (drawing: HtmlDrawing) => Iterable<string>>> = {
  "on-the-words": onTheWords,
  "tracked-changes": (drawing) => onTheWords(drawing.tracking()),
  forum: forumLayout,
  "three-columns": threeColumns,
  "comment-form": commentForm,
  "by-source": bySource,
};

/** Comments are beside their clause on a wide screen, below it on a narrow one and on paper. */
function* onTheWords(drawing: HtmlDrawing): Generator<string, void> {
  const { general, orphans } = drawing.compilation;
  yield* drawing.section("export-general", general);
  for (const { markup, clauses } of drawing.blocks()) {
    const threads = clauses.flatMap((clause) => clause.threads);
    yield row(
      markup,
      threads.map((thread) => drawing.thread(thread, { placed: true })),
    );
  }
  yield* drawing.section("export-orphans", orphans);
}

/**
 * As in the second draft of August 2012: comments throughout the document come first, the others below each clause, by
 * source.
 */
function* forumLayout(drawing: HtmlDrawing): Generator<string, void> {
  const { compilation, wording } = drawing;
  const { general, orphans, clauses } = compilation;
  const draw = (thread: CompiledThread): string =>
    drawing.thread(thread, { placed: thread.places.length > 0, heading: commentsFrom(thread, wording) });
  const citations = citationsById(compilation);
  const throughout = clauses.flatMap(({ threads }) => threads).filter(isThroughout);
  yield* drawing.section("export-general", general, draw);
  yield* drawing.section("export-throughout", throughout, (thread) =>
    drawing.thread(thread, {
      placed: true,
      heading: `${commentsFrom(thread, wording)} · ${citedPlaces(thread, citations)}`,
    }),
  );
  for (const { markup, clauses: block } of drawing.blocks()) {
    const threads = block.flatMap((clause) => clause.threads);
    yield row(markup, threads.filter((thread) => !isThroughout(thread)).map(draw));
  }
  yield* drawing.section("export-orphans", orphans, draw);
}

/**
 * Original text, source, comment or proposal. The comments on a clause form one cell, so that the clause stays complete
 * when a filter hides some of them.
 */
function threeColumns(drawing: HtmlDrawing): Iterable<string> {
  const { compilation, wording } = drawing;
  const { language } = wording;
  const said = (thread: CompiledThread): string =>
    `<div class="said-row"${drawing.filterAttributes(thread)}>${textElement("p", "source", spokenBy(thread.source, wording))}${drawing.thread(
      thread,
      { placed: thread.places.length > 0, heading: threadName(thread, language) },
    )}</div>`;
  const line = (original: string, threads: readonly CompiledThread[]): string =>
    `<tr><td>${original}</td><td colspan="2">${threads.map(said).join("\n")}</td></tr>`;
  const headed = (code: "export-general" | "export-orphans", threads: readonly CompiledThread[]): string[] =>
    threads.length === 0 ? [] : [line(textElement("p", "remarks", word(code, language)), threads)];
  const heads = (["export-column-original", "export-column-source", "export-column-said"] as const).map(
    (code) => `<th scope="col" dir="auto">${escapeHtml(word(code, language))}</th>`,
  );
  function* rows(): Generator<string, void> {
    yield* headed("export-general", compilation.general);
    for (const { markup, clauses } of drawing.blocks()) {
      yield line(
        markup,
        clauses.flatMap(({ threads }) => threads),
      );
    }
    yield* headed("export-orphans", compilation.orphans);
  }
  return columns("three-columns", language, heads, rows());
}

/** The comment form of ISO, IEC and CEN: one row per comment. */
function commentForm(drawing: HtmlDrawing): Iterable<string> {
  const { compilation, wording } = drawing;
  const ownColumns = formColumns.slice(0, formOwnColumns);
  const heads = ownColumns.map(
    ([code]) => `<th scope="col" dir="auto">${escapeHtml(word(code, wording.language))}</th>`,
  );
  function* rows(): Generator<string, void> {
    for (const entry of formEntries(compilation)) {
      yield formRow(entry);
      drawing.steps.take();
    }
  }
  const formRow = (entry: FormEntry): string => {
    const cells = ownColumns.map(
      ([, value]) =>
        `<td>${value(entry, wording)
          .split(/\n+/u)
          .map((text) => textElement("p", null, text))
          .join("")}</td>`,
    );
    const { thread } = entry;
    return `<tr id="${threadId(thread.number)}"${drawing.filterAttributes(thread)}>${cells.join("")}</tr>`;
  };
  return columns("comment-form", wording.language, heads, rows());
}

/** Grouped by source. Each comment names the clause it is about. */
function* bySource(drawing: HtmlDrawing): Generator<string, void> {
  const { compilation, wording } = drawing;
  const { language } = wording;
  const citations = citationsById(compilation);
  for (const { source, threads } of threadsBySource(compilation)) {
    const head = textElement("h2", null, spokenBy(source, wording));
    const line = textElement("p", "remarks", coverLine(threads, language));
    yield `<section class="threads-section">${head}${line}<div class="threads">`;
    for (const thread of threads) {
      const heading = [placeName(thread, citations, language), sayDate(thread.createdAt, language)].join(" · ");
      yield drawing.thread(thread, { placed: false, heading });
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

function row(text: string, beside: readonly string[]): string {
  const threads = beside.length > 0 ? `\n<div class="threads">${beside.join("\n")}</div>` : "";
  return `<div class="row">${text}${threads}</div>`;
}
