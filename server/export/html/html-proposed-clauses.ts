import type { CompiledClause } from "#core/compile/compilation.ts";
import { escapeHtml, inlineMarkup } from "#core/text/html-markup.ts";
import { clauseElement, labelElement, movedId } from "./clause.ts";
import { drawableNode } from "./thread.ts";
import type { HtmlTracker } from "./tracker.ts";
import { columnOf, type ClauseEdits, type Follower } from "../shared/proposal-plan.ts";

type Inserted = Extract<Follower<HtmlTracker>, { inserted: unknown }>;
type Moved = Extract<Follower<HtmlTracker>, { moved: unknown }>;

/** A new clause, at its level in the draft. */
export function insertedClause({ inserted, tracker }: Pick<Inserted, "inserted" | "tracker">, level: number): string {
  const { kind, label, content } = inserted;
  const words = tracker.track("inserted", inlineMarkup(drawableNode(content)));
  return clauseElement(
    { id: null, kind, level, classes: ["inserted"], language: null, direction: null },
    labelElement(tracker.track("inserted", escapeHtml(label ?? ""))) + words + tracker.link(),
  );
}

/** A new row of a table of so many columns. */
export function insertedRow(cells: readonly Inserted[], columns: number): string {
  const places = Array.from({ length: Math.max(columns, ...cells.map(columnOf)) }, (_, index) => {
    const cell = cells.find((one) => columnOf(one) === index + 1);
    return `<td>${cell ? insertedClause(cell, 0) : ""}</td>`;
  });
  return `<tr>${places.join("")}</tr>`;
}

/** Notes that come with what is put in. */
export function insertedNotes({ notes, tracker }: Pick<Inserted, "notes" | "tracker">): string[] {
  return notes.map(({ label, content }) =>
    insertedClause({ inserted: { kind: "footnote", label, depth: 0, content }, tracker }, 0),
  );
}

/** A clause at the place it is to move to, in the words its proposal gives it; comments stay with the words it has now. */
export function movedClause(
  { tracker }: Moved,
  clause: CompiledClause,
  level: number,
  edits: ClauseEdits<HtmlTracker> | undefined,
): string {
  const { id, text, content, kind, language, direction } = clause;
  const node = drawableNode(content);
  const label = edits?.relabelled ? edits.relabelled.step.label : clause.label;
  let reached = 0;
  let words = "";
  for (const { step } of edits?.replaced ?? []) {
    words += tracker.track("moved-here", inlineMarkup(node, [], { start: reached, end: step.start.offset }));
    words += tracker.track("inserted", inlineMarkup(drawableNode(step.content)));
    reached = step.end.offset;
  }
  words += tracker.track("moved-here", inlineMarkup(node, [], { start: reached, end: text.length }));
  const labelled = labelElement(
    tracker.track(label === clause.label ? "moved-here" : "inserted", escapeHtml(label ?? "")),
  );
  return clauseElement(
    { id: movedId(id), kind, level, classes: ["moved-here"], language, direction },
    labelled + words + tracker.link() + tracker.arrow("moved-here", id),
  );
}
