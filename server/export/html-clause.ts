import type { CompiledClause, CompiledThread, Highlight } from "#core/compile/compilation.ts";
import { escapeHtml, inlineMarkup, type MarkupRange } from "#core/text/markup.ts";
import { draftSchema } from "#core/text/schema.ts";
import { threadId, wordsId } from "./html-thread.ts";
import { threadName } from "./thread-words.ts";
import { word } from "./words.ts";

/** What clauses are drawn with. */
export interface ClauseDrawing {
  /** The words of the file. */
  language: string;
  /** How deep a clause stands in its style. */
  levelOf: (clause: string) => number;
  thread: (number: number) => CompiledThread | undefined;
  /** Whether this clause is where a thread's words begin: one place on a page has the fragment. */
  begins: (thread: number, clause: string) => boolean;
}

/** The element each kind of clause is, so that a reader's own outline finds the headings. */
const elements: Partial<Record<CompiledClause["kind"], string>> = { title: "h2", verb: "h3" };

/**
 * A clause with a wash on the words threads speak of, and after them the thread's number, which leads to it. Where a
 * thread speaks of the whole clause a bar stands beside it instead: a wash over everything marks nothing.
 */
export function clauseWithHighlights(clause: CompiledClause, drawing: ClauseDrawing): string {
  const whole = clause.highlights.some((highlight) => isWhole(highlight, clause));
  const level = drawing.levelOf(clause.id);
  const element = clause.kind === "heading" ? `h${String(Math.min(level + 3, 6))}` : (elements[clause.kind] ?? "div");
  const attributes = [
    `id="${escapeHtml(clause.id)}"`,
    `class="clause clause-${clause.kind}${whole ? " whole" : ""}"`,
    ...(clause.kind === "item" ? [`style="--level:${String(level)}"`] : []),
    ...(clause.language ? [`lang="${escapeHtml(clause.language)}"`] : []),
    ...(clause.direction ? [`dir="${escapeHtml(clause.direction)}"`] : []),
  ].join(" ");
  const label = clause.label === null ? "" : `<span class="clause-label">${escapeHtml(clause.label)}</span> `;
  return `<${element} ${attributes}>${label}${highlightedContent(clause, drawing)}</${element}>`;
}

/** The content in runs that end where a highlight ends, with the number after each. */
function highlightedContent(clause: CompiledClause, drawing: ClauseDrawing): string {
  const { id, text, content, highlights } = clause;
  const node = draftSchema.nodeFromJSON({ type: "clause", attrs: { id, kind: clause.kind }, content });
  const washes = highlights
    .filter((highlight) => !isWhole(highlight, clause) && highlight.start < highlight.end)
    .map(({ start, end }): MarkupRange => ({ start, end, element: "mark" }));
  const places = highlights
    .filter(({ thread }) => drawing.begins(thread, id))
    .map(({ thread, start }): MarkupRange => ({
      start,
      end: start,
      element: "span",
      attributes: { id: wordsId(thread) },
    }));
  const ends = [...new Set([...highlights.map(({ end }) => end), text.length])].sort((one, other) => one - other);
  return ends
    .map((end, index) => {
      const start = ends[index - 1] ?? 0;
      const last = index === ends.length - 1;
      // A place at the edge of two runs is drawn in the second, where its words begin.
      const own = places.filter((place) => place.start >= start && (place.start < end || last || start === end));
      const run = start === end && index > 0 ? "" : inlineMarkup(node, [...washes, ...own], { start, end });
      const numbers = highlights.filter((highlight) => highlight.end === end).map(({ thread }) => thread);
      return run + [...new Set(numbers)].map((number) => numberLink(number, drawing)).join("");
    })
    .join("");
}

function numberLink(number: number, { thread: find, language }: ClauseDrawing): string {
  const thread = find(number);
  if (!thread) return "";
  const name = word("export-to-comment", language, { thread: threadName(thread, language) });
  return `<a class="to-comment" href="#${threadId(number)}" aria-label="${escapeHtml(name)}">${String(number)}</a>`;
}

function isWhole({ start, end }: Highlight, { text }: CompiledClause): boolean {
  return start === 0 && end === text.length;
}
