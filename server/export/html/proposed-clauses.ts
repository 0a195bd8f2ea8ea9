import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { noteReferences } from "#core/compile/tracked-proposals.ts";
import { escapeHtml, inlineMarkup } from "#core/text/html-markup.ts";
import { type ClauseEdits, columnOf, type Follower, type ProposalPlan } from "../shared/proposal-plan.ts";
import { clauseElement, type HtmlTracker, labelElement, movedId } from "./clause.ts";
import { drawableNode } from "./thread.ts";

type Inserted = Extract<Follower<HtmlTracker>, { inserted: unknown }>;
type Moved = Extract<Follower<HtmlTracker>, { moved: unknown }>;

/** Renders a new clause at its level in the draft. */
export function insertedClause({ inserted, tracker }: Pick<Inserted, "inserted" | "tracker">, level: number): string {
  const { kind, label, content } = inserted;
  const text = tracker.track("inserted", inlineMarkup(drawableNode(content)));
  return clauseElement(
    { id: null, kind, level, classes: ["inserted"], language: null, direction: null },
    labelElement(tracker.track("inserted", escapeHtml(label ?? ""))) + text + tracker.link(),
  );
}

/** Renders a new row of a table with at least `columns` columns. */
export function insertedRow(cells: readonly Inserted[], columns: number): string {
  const places = Array.from({ length: Math.max(columns, ...cells.map(columnOf)) }, (_, index) => {
    const cell = cells.find((inserted) => columnOf(inserted) === index + 1);
    return `<td>${cell ? insertedClause(cell, 0) : ""}</td>`;
  });
  return `<tr>${places.join("")}</tr>`;
}

/** Renders the notes of inserted text. */
export function insertedNotes({ notes, tracker }: Pick<Inserted, "notes" | "tracker">): string[] {
  return notes.map(({ label, content }) =>
    insertedClause({ inserted: { kind: "footnote", label, depth: 0, content }, tracker }, 0),
  );
}

/** Renders a clause at the position it moves to, with its proposed text. Comments stay at the original position. */
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
  let markup = "";
  for (const { step } of edits?.replaced ?? []) {
    markup += tracker.track("moved-here", inlineMarkup(node, [], { start: reached, end: step.start.offset }));
    markup += tracker.track("inserted", inlineMarkup(drawableNode(step.content)));
    reached = step.end.offset;
  }
  markup += tracker.track("moved-here", inlineMarkup(node, [], { start: reached, end: text.length }));
  const labelled = labelElement(
    tracker.track(label === clause.label ? "moved-here" : "inserted", escapeHtml(label ?? "")),
  );
  return clauseElement(
    { id: movedId(id), kind, level, classes: ["moved-here"], language, direction },
    labelled + markup + tracker.link() + tracker.arrow("moved-here", id),
  );
}

/**
 * Returns a plan that includes footnotes. A footnote is deleted, by the same author, when the last reference to it is
 * deleted. It moves with the clause that moves.
 */
export function withFootnotes<Tracker>(plan: ProposalPlan<Tracker>, { clauses }: Compilation): ProposalPlan<Tracker> {
  const deleters = new Map<string, Tracker | null>();
  for (const clause of clauses) {
    for (const { note, at } of noteReferences(clause)) {
      const tracker = deletedBy(plan.edits.get(clause.id), at);
      deleters.set(note, deleters.get(note) === null ? null : tracker);
    }
  }
  const edits = new Map(plan.edits);
  for (const [note, tracker] of deleters) {
    if (tracker !== null) edits.set(note, { replaced: [], relabelled: null, moved: null, deleted: tracker });
  }
  for (const { moved } of plan.edits.values()) {
    if (moved === null) continue;
    for (const note of moved.notes.keys()) {
      edits.set(note, { replaced: [], relabelled: null, moved: { ...moved, notes: new Map() }, deleted: null });
    }
  }
  return { ...plan, edits };
}

/**
 * Returns the tracker that deletes the reference at an offset, by deleting its clause or the words on both sides of it.
 */
function deletedBy<Tracker>(edits: ClauseEdits<Tracker> | undefined, at: number): Tracker | null {
  if (edits?.deleted) return edits.deleted;
  return edits?.replaced.find(({ step }) => step.start.offset < at && at < step.end.offset)?.tracker ?? null;
}
