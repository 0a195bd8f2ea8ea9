import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { inlineRunsOf } from "../../shared/inline-runs.ts";
import { isObject } from "../../shared/object-runs.ts";
import { childOf, elementsOf, type SourceElement } from "../../package/xml-source.ts";
import { ancestorOf } from "./draft-places.ts";
import type { DraftText } from "./draft-text.ts";
import { hasObjects } from "./paragraph-runs.ts";
import type { NoteReferences } from "./positions.ts";

type Replace = Extract<ProposalOperation, { kind: "replace" }>;

/** Where the text of a draft is in its file. */
export interface WritableSetting {
  readonly main: string;
  readonly text: DraftText;
  readonly references: NoteReferences;
}

/** Whether a step of a proposal can be written into the file as a tracked change. */
export function isWritable(step: ProposalOperation, setting: WritableSetting): boolean {
  const { text, main } = setting;
  switch (step.kind) {
    case "replace":
      return canReplace(step, setting);
    case "insert":
      if (hasObjectIn(step.clause.content)) return false;
      if (step.clause.kind === "cell") return text.rowAfter(step.after) !== undefined;
      return step.clause.kind !== "footnote" && text.follows(step.after)?.part === main;
    case "delete":
      return canDelete(step.clause, setting);
    case "move": {
      const block = text.follows(step.clause);
      if (!block || block.part !== main || text.follows(step.after)?.part !== main) return false;
      return text.clause(step.clause)?.table == null && !block.paragraphs.some(hasObjects);
    }
    case "relabel":
      // Word numbers a paragraph without a typed label.
      return text.blocks.of(step.clause)?.label != null;
  }
}

/** All characters must be in the file, in one paragraph. Lines of a cell are paragraphs, and their ends stay. */
function canReplace({ start, end, content, notes = [] }: Replace, { text, main }: WritableSetting): boolean {
  const clause = text.clause(start.clause);
  if (!clause || start.clause !== end.clause || hasObjectIn(content)) return false;
  const stretches = text.places.within(start.clause, start.offset, end.offset);
  const [first] = stretches;
  if (start.offset < end.offset) {
    if (!first || stretches.some(({ run, holder }) => run !== holder)) return false;
    if (new Set(stretches.map(({ holder }) => ancestorOf(holder, "w:p"))).size > 1) return false;
    if (stretches.reduce((sum, { length }) => sum + length, 0) < end.offset - start.offset) return false;
  }
  const place = first ?? text.insertionAt(start.clause, start.offset)?.position;
  const hasNotes = notes.length > 0 || content.some(({ type }) => type === "footnoteReference");
  return place !== undefined && (!hasNotes || place.part === main);
}

function hasObjectIn(content: InlineContent): boolean {
  return inlineRunsOf(fragmentOf(content)).some(isObject);
}

function canDelete(id: string, { text, references }: WritableSetting): boolean {
  const clause = text.clause(id);
  if (!clause) return false;
  if (clause.kind === "footnote") return references.of(id) !== undefined;
  if (!clause.table) return text.follows(id) !== undefined;
  const found = text.rowOf(clause);
  if (!found || (clause.text.trim() !== "" && !text.blocks.of(id))) return false;
  return !elementsOf(found.row).some(isMerged);
}

/** A cell of several rows would lose its beginning or its end. */
function isMerged(cell: SourceElement): boolean {
  return childOf(childOf(cell, "w:tcPr"), "w:vMerge") !== undefined;
}
