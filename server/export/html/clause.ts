import type { CompiledClause, CompiledThread, Highlight } from "#core/compile/compilation.ts";
import { escapeHtml, inlineMarkup, type MarkupRange } from "#core/text/html-markup.ts";
import { drawableNode, threadId, wordsId } from "./thread.ts";
import type { HtmlTracker } from "./tracker.ts";
import { leavingBy, type ClauseEdits, type ProposalPlan } from "../shared/proposal-plan.ts";
import { threadName } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/** What clauses are drawn with. */
export interface ClauseDrawing {
  /** The words of the file. */
  language: string;
  /** How deep a clause stands in its style. */
  levelOf: (clause: string) => number;
  thread: (number: number) => CompiledThread | undefined;
  /** Whether this clause is where a thread's words begin: one place on a page has the fragment. */
  begins: (thread: number, clause: string) => boolean;
  /** The proposals that are drawn into the text; they mark their words themselves, and need no wash. */
  proposals: ProposalPlan<HtmlTracker>;
}

/** What the element of a clause is made from. */
interface ClauseElement extends Pick<CompiledClause, "kind" | "language" | "direction"> {
  id: string | null;
  level: number;
  /** Further classes. */
  classes: readonly string[];
}

/** The element each kind of clause is, so that a reader's own outline finds the headings. */
const elements: Partial<Record<CompiledClause["kind"], string>> = { title: "h2", verb: "h3" };

/**
 * A clause with a wash on the words threads speak of, and after them the thread's number, which leads to it. Where a
 * thread speaks of the whole clause a bar stands beside it instead: a wash over everything marks nothing.
 */
export function clauseWithHighlights(clause: CompiledClause, drawing: ClauseDrawing): string {
  const { proposals } = drawing;
  const edits = proposals.edits.get(clause.id);
  const leaving = leavingBy(edits);
  const shown = clause.highlights.filter(({ thread }) => !proposals.drawn.has(thread));
  const classes = [
    ...(shown.some((highlight) => isWhole(highlight, clause)) ? ["whole"] : []),
    ...(leaving ? [leaving.kind] : []),
  ];
  const content = highlightedContent(clause, shown, drawing);
  const ends = leaving
    ? leaving.tracker.link() + (edits?.moved ? leaving.tracker.arrow("moved-away", movedId(clause.id)) : "")
    : "";
  return clauseElement(
    { ...clause, level: drawing.levelOf(clause.id), classes },
    labelMarkup(clause.label, edits) + content + ends,
  );
}

/** The fragment of the place a clause is to move to. */
export function movedId(clause: string): string {
  return `moved-${clause}`;
}

/** A clause's element round its label and words. */
export function clauseElement(
  { id, kind, level, classes, language, direction }: ClauseElement,
  markup: string,
): string {
  const element = kind === "heading" ? `h${String(Math.min(level + 3, 6))}` : (elements[kind] ?? "div");
  const attributes = [
    ...(id === null ? [] : [`id="${escapeHtml(id)}"`]),
    `class="${["clause", `clause-${kind}`, ...classes].join(" ")}"`,
    ...(kind === "item" ? [`style="--level:${String(level)}"`] : []),
    ...(language ? [`lang="${escapeHtml(language)}"`] : []),
    ...(direction ? [`dir="${escapeHtml(direction)}"`] : []),
  ].join(" ");
  return `<${element} ${attributes}>${markup}</${element}>`;
}

/** A label beside its clause; markup of it is already escaped. */
export function labelElement(markup: string, further = ""): string {
  return markup === "" ? "" : `<span class="clause-label${further}">${markup}</span> `;
}

function labelMarkup(label: string | null, edits: ClauseEdits<HtmlTracker> | undefined): string {
  const written = escapeHtml(label ?? "");
  const leaving = leavingBy(edits);
  if (leaving) return labelElement(leaving.tracker.track(leaving.kind, written));
  if (!edits?.relabelled) return labelElement(written);
  const { step, tracker } = edits.relabelled;
  const put = tracker.track("inserted", escapeHtml(step.label ?? ""));
  return labelElement(tracker.track("deleted", written) + put + tracker.link(), " relabelled");
}

/** The content in runs that end where a highlight or a tracked change does, with what belongs after each. */
function highlightedContent(clause: CompiledClause, shown: readonly Highlight[], drawing: ClauseDrawing): string {
  const { id, text, content, highlights } = clause;
  const edits = drawing.proposals.edits.get(id);
  const leaving = leavingBy(edits);
  const replaced = leaving ? [] : (edits?.replaced ?? []);
  const node = drawableNode(content);
  const washes = shown
    .filter((highlight) => !isWhole(highlight, clause) && highlight.start < highlight.end)
    .map(({ start, end }): MarkupRange => ({ start, end, element: "mark" }));
  const deletions = replaced
    .map(({ step, tracker }): MarkupRange => ({
      start: step.start.offset,
      end: step.end.offset,
      element: "del",
      attributes: tracker.attributes("deleted"),
    }))
    .filter(({ start, end }) => start < end);
  const places = highlights
    .filter(({ thread }) => drawing.begins(thread, id))
    .map(({ thread, start }): MarkupRange => ({
      start,
      end: start,
      element: "span",
      attributes: { id: wordsId(thread) },
    }));
  const after = (offset: number): string => {
    const put = replaced
      .filter(({ step }) => step.end.offset === offset)
      .map(({ step, tracker }) => {
        return tracker.track("inserted", inlineMarkup(drawableNode(step.content))) + tracker.link();
      });
    const numbers = shown.filter(({ end }) => end === offset).map(({ thread }) => thread);
    return put.join("") + [...new Set(numbers)].map((number) => numberLink(number, drawing)).join("");
  };
  const edges = [...shown.map(({ end }) => end), ...replaced.map(({ step }) => step.end.offset), text.length];
  const ends = [...new Set(edges)].filter((end) => end > 0 || text === "").sort((one, other) => one - other);
  const runs = ends.map((end, index) => {
    const start = ends[index - 1] ?? 0;
    const last = index === ends.length - 1;
    // A place at the edge of two runs is drawn in the second, where its words begin.
    const own = places.filter((place) => place.start >= start && (place.start < end || last));
    const run = inlineMarkup(node, [...washes, ...deletions, ...own], { start, end });
    return (leaving ? leaving.tracker.track(leaving.kind, run) : run) + after(end);
  });
  return (text === "" ? "" : after(0)) + runs.join("");
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
