import type { CompiledClause, CompiledThread, Highlight } from "#core/compile/compilation.ts";
import { type Attributes, escapeHtml, inlineMarkup, type MarkupRange } from "#core/text/html-markup.ts";
import { word } from "../shared/export-phrases.ts";
import { leavingBy, type ClauseEdits, type ProposalPlan } from "../shared/proposal-plan.ts";
import { threadName, type ThreadView } from "../shared/thread-view.ts";
import { moveLink } from "./page.ts";
import { drawableNode, threadId, wordsId } from "./thread.ts";

/** The dependencies of clause rendering. */
export interface ClauseRendering {
  /** The language of the file. */
  language: string;
  /** Level of a clause for its style. */
  levelOf: (clause: string) => number;
  thread: (number: number) => CompiledThread | undefined;
  /** Whether a thread's range starts in this clause. Only one position on a page has the thread's fragment. */
  begins: (thread: number, clause: string) => boolean;
  /** The proposals shown in the text. They mark their own words, so they need no highlight. */
  proposals: ProposalPlan<HtmlTracker>;
}

/** The properties of a clause's element. */
interface ClauseElement extends Pick<CompiledClause, "kind" | "language" | "direction"> {
  id: string | null;
  level: number;
  /** Additional classes. */
  classes: readonly string[];
}

/** The element of each kind of clause, so that outlines find the headings. */
const elements: Partial<Record<CompiledClause["kind"], string>> = { title: "h2", verb: "h3" };

/**
 * Renders a clause with its comments highlighted. After each highlight follows the thread's number, linked to the
 * thread. A thread on the whole clause has a bar in the margin instead, because highlighting everything would mark
 * nothing.
 */
export function clauseWithHighlights(clause: CompiledClause, rendering: ClauseRendering): string {
  const { proposals } = rendering;
  const edits = proposals.edits.get(clause.id);
  const leaving = leavingBy(edits);
  const shown = clause.highlights.filter(({ thread }) => !proposals.shown.has(thread));
  const classes = [
    ...(shown.some((highlight) => isWhole(highlight, clause)) ? ["whole"] : []),
    ...(leaving ? [leaving.kind] : []),
  ];
  const content = highlightedContent(clause, shown, rendering);
  const ends = leaving
    ? leaving.tracker.link() + (edits?.moved ? leaving.tracker.arrow("moved-away", movedId(clause.id)) : "")
    : "";
  return clauseElement(
    { ...clause, level: rendering.levelOf(clause.id), classes },
    labelMarkup(clause.printed, edits) + content + ends,
  );
}

/** Returns the fragment of the position that a clause moves to. */
export function movedId(clause: string): string {
  return `moved-${clause}`;
}

/** Wraps a clause's label and text in its element. */
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

/** Renders a clause's label. `markup` must already be escaped. */
export function labelElement(markup: string, further = ""): string {
  return markup === "" ? "" : `<span class="clause-label${further}">${markup}</span> `;
}

function labelMarkup(label: string | null, edits: ClauseEdits<HtmlTracker> | undefined): string {
  const written = escapeHtml(label ?? "");
  const leaving = leavingBy(edits);
  if (leaving) return labelElement(leaving.tracker.track(leaving.kind, written));
  if (!edits?.relabelled) return labelElement(written);
  const { step, tracker } = edits.relabelled;
  const inserted = tracker.track("inserted", escapeHtml(step.label ?? ""));
  return labelElement(tracker.track("deleted", written) + inserted + tracker.link(), " relabelled");
}

/**
 * Renders the content in runs that end where a highlight or a tracked change ends, each followed by its insertions and
 * thread numbers.
 */
function highlightedContent(clause: CompiledClause, shown: readonly Highlight[], rendering: ClauseRendering): string {
  const { id, text, content, highlights } = clause;
  const edits = rendering.proposals.edits.get(id);
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
    .filter(({ thread }) => rendering.begins(thread, id))
    .map(({ thread, start }): MarkupRange => ({
      start,
      end: start,
      element: "span",
      attributes: { id: wordsId(thread) },
    }));
  const lineStarts = (clause.lines?.starts ?? []).map(({ offset, number }): MarkupRange => ({
    start: offset,
    end: offset,
    element: "span",
    attributes: { class: offset > 0 ? "line-number line-begins" : "line-number", "data-number": String(number) },
  }));
  const after = (offset: number): string => {
    const insertions = replaced
      .filter(({ step }) => step.end.offset === offset)
      .map(({ step, tracker }) => {
        return tracker.track("inserted", inlineMarkup(drawableNode(step.content))) + tracker.link();
      });
    const numbers = shown.filter(({ end }) => end === offset).map(({ thread }) => thread);
    return insertions.join("") + [...new Set(numbers)].map((number) => numberLink(number, rendering)).join("");
  };
  const edges = [...shown.map(({ end }) => end), ...replaced.map(({ step }) => step.end.offset), text.length];
  const ends = [...new Set(edges)].filter((end) => end > 0 || text === "").sort((left, right) => left - right);
  const runs = ends.map((end, index) => {
    const start = ends[index - 1] ?? 0;
    const last = index === ends.length - 1;
    // A position at the edge of two runs belongs to the second, where its words start.
    const placesInRun = [...lineStarts, ...places].filter(
      (place) => place.start >= start && (place.start < end || last),
    );
    const run = inlineMarkup(node, [...washes, ...deletions, ...placesInRun], { start, end });
    return (leaving ? leaving.tracker.track(leaving.kind, run) : run) + after(end);
  });
  return (text === "" ? "" : after(0)) + runs.join("");
}

function numberLink(number: number, { thread: find, language }: ClauseRendering): string {
  const thread = find(number);
  if (!thread) return "";
  const name = word("export-to-comment", language, { thread: threadName(thread, language) });
  return `<a class="to-comment" href="#${threadId(number)}" aria-label="${escapeHtml(name)}">${String(number)}</a>`;
}

function isWhole({ start, end }: Highlight, { text }: CompiledClause): boolean {
  return start === 0 && end === text.length;
}

/** How changed words are shown: inserted, deleted, or moved, with one kind for each end of a move. */
type HtmlChange = "inserted" | "deleted" | "moved-here" | "moved-away";

/** Writes the tracked changes of one proposal on a page, each with its author, its date and a link to the thread. */
export class HtmlTracker {
  readonly #thread: ThreadView;
  readonly #language: string;

  constructor(thread: ThreadView, language: string) {
    this.#thread = thread;
    this.#language = language;
  }

  /** Returns the attributes of a changed run's element. */
  attributes(change: HtmlChange): Attributes {
    const { number, source, date, clockTime } = this.#thread;
    return {
      class: change.startsWith("moved") ? "moved" : null,
      cite: `#${threadId(number)}`,
      datetime: clockTime.slice(0, 10),
      title: [word(`export-redline-${change}`, this.#language), source.name, date].join(" · "),
    };
  }

  /** Wraps inline markup in a tracked change. Empty for empty markup. */
  track(change: HtmlChange, markup: string): string {
    if (markup === "") return "";
    const element = change === "inserted" || change === "moved-here" ? "ins" : "del";
    const attributes = Object.entries(this.attributes(change)).map(([name, value]) =>
      value == null ? "" : ` ${name}="${escapeHtml(value)}"`,
    );
    return `<${element}${attributes.join("")}>${markup}</${element}>`;
  }

  /** Renders the proposal's number as a link to its thread, with its source if sources are shown. */
  link(): string {
    const { number, name, source, date } = this.#thread;
    const to = word("export-to-comment", this.#language, { thread: name });
    const shown = source.isHidden ? String(number) : `${String(number)} ${source.shortName}`;
    // The accessible name starts with the visible text, so that speech input finds the link by either.
    const label = [shown, to, date].join(" · ");
    return `<a class="to-comment" href="#${threadId(number)}" aria-label="${escapeHtml(label)}">${escapeHtml(shown)}</a>`;
  }

  /** Renders an arrow to the other end of a clause's move. */
  arrow(change: "moved-here" | "moved-away", target: string): string {
    return moveLink(change, target, this.#language);
  }
}
