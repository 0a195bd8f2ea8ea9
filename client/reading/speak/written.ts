import type { Node } from "prosemirror-model";
import {
  type Annotation,
  annotationKinds,
  commentTypes,
  hasOperations,
  visibilities,
} from "#core/discuss/annotation.ts";
import { checkContent } from "#core/discuss/check-content.ts";
import type { InlineContent, NewNote, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { capacities } from "#core/discuss/speaker.ts";
import { isSameTargets, type Target } from "#core/discuss/target.ts";
import { type ClauseKind, clauseKinds } from "#core/text/clause.ts";
import { codesOf } from "#core/text/closed-list.ts";
import type { Subject } from "../../annotations/target.ts";
import * as shape from "../../components/stored-shape.ts";

const point = shape.object({ clause: shape.text, offset: shape.count });
const range = { start: point, end: point };

const TargetShape = shape.byKind<Target>({
  range: shape.object({
    ...range,
    quote: shape.object({ exact: shape.text, prefix: shape.text, suffix: shape.text }),
  }),
  clause: shape.object({ clause: shape.text }),
  section: shape.object({ clause: shape.text }),
  document: shape.object({}),
});

/** Inline content in the draft schema's JSON, as the server accepts it. */
const ContentShape: shape.Shape<InlineContent> = (stored) => {
  const content = shape.listOf(shape.record)(stored);
  checkContent(content);
  return content;
};

const notes = shape.optional(shape.listOf(shape.object<NewNote>({ label: shape.text, content: ContentShape })));

export const OperationsShape = shape.listOf(
  shape.byKind<ProposalOperation>({
    replace: shape.object({ ...range, content: ContentShape, notes }),
    insert: shape.object({
      after: shape.text,
      clause: shape.object({
        kind: shape.oneOf<ClauseKind>(clauseKinds),
        label: shape.nullable(shape.text),
        depth: shape.count,
        content: ContentShape,
        column: shape.optional(shape.count),
      }),
      notes,
    }),
    delete: shape.object({ clause: shape.text }),
    move: shape.object({ clause: shape.text, after: shape.text }),
    relabel: shape.object({ clause: shape.text, label: shape.nullable(shape.text) }),
  }),
);

/**
 * The kinds of change a proposal can make to its clauses.
 *
 * - throughout: the same text is replaced at every target.
 * - as-made: operations that none of the other forms can show; they stay unchanged.
 */
const proposalModes = [
  "reword",
  "insert",
  "delete",
  "move",
  "merge",
  "split",
  "relabel",
  "throughout",
  "as-made",
] as const;
type ProposalMode = (typeof proposalModes)[number];

/** A mode the user can select. `throughout` follows from the targets, `as-made` from existing operations. */
export type ChosenMode = Exclude<ProposalMode, "throughout" | "as-made">;

/**
 * Returns the modes available for a set of clauses. Table cells cannot be moved, and neither can a footnote, which
 * follows its reference. Merging, splitting and relabelling work on one clause at a time.
 */
export function modesFor(clauses: readonly Node[]): ChosenMode[] {
  const kinds = new Set(clauses.map(({ attrs }) => String(attrs["kind"])));
  const single = clauses.length === 1;
  if (kinds.has("cell")) return ["reword"];
  if (kinds.has("footnote")) return ["reword", "delete", ...(single ? (["relabel"] as const) : [])];
  return ["reword", "insert", "delete", "move", ...(single ? (["merge", "split", "relabel"] as const) : [])];
}

/** A proposal in all the forms a composer offers; `mode` tells which one counts. */
const proposedFields = {
  mode: shape.optional(shape.oneOf(proposalModes), "reword"),
  /** Proposed text, by clause id; unchanged clauses are omitted. */
  contents: shape.optional(shape.recordOf(ContentShape), {}),
  /** The label and text of a clause to insert after it. */
  insertion: shape.optional(shape.object({ label: shape.text, text: shape.text }), { label: "", text: "" }),
  /** Id of the clause to move it after, "" for the start of the document; null if none is chosen. */
  after: shape.optional(shape.nullable(shape.text), null),
  /** Id of the clause to merge with; null if none is chosen. */
  mergedWith: shape.optional(shape.nullable(shape.text), null),
  /** The offset in the clause's text at which to split it, and the label of the second half; null if none is chosen. */
  split: shape.optional(shape.nullable(shape.object({ at: shape.count, label: shape.text })), null),
  /** The new label; null if none was typed. */
  label: shape.optional(shape.nullable(shape.text), null),
  /** The text that replaces every target; null if none was typed. */
  replacement: shape.optional(shape.nullable(shape.text), null),
  /** Existing operations that no form can show. */
  steps: shape.optional(OperationsShape, []),
};
export type Proposed = shape.Shaped<typeof proposedFields>;

/** The full content of a composer, stored as it is until it is sent. */
export const writtenFields = {
  ...proposedFields,
  kind: shape.oneOf(codesOf(annotationKinds)),
  target: TargetShape,
  /** Further targets. */
  also: shape.optional(shape.listOf(TargetShape), []),
  /** The change it is about; null if it is not about a change. */
  change: shape.optional(shape.nullable(shape.object({ base: shape.text, revised: shape.text })), null),
  text: shape.text,
  type: shape.oneOf(commentTypes),
  visibility: shape.oneOf(visibilities),
  /** Id of the circle that can see it, for the visibility "circle". */
  circle: shape.optional(shape.nullable(shape.text), null),
  capacity: shape.oneOf(capacities),
  jointly: shape.listOf(shape.text),
};
export type Written = shape.Shaped<typeof writtenFields>;
export const Written = shape.object(writtenFields);

/** Composer state without a proposal. */
export const nothingProposed: Proposed = shape.object(proposedFields)({});

/** Returns an empty composer for a subject, a speaker's capacity and their organisation's first visibility. */
export function emptyWritten(
  { kind, target, change = null }: Subject,
  capacity: Written["capacity"],
  visibility: Written["visibility"] = "submitted",
): Written {
  return {
    ...nothingProposed,
    kind,
    target,
    also: [],
    change,
    text: "",
    type: annotationKinds[kind].initialType,
    visibility,
    circle: null,
    capacity,
    jointly: [],
  };
}

/** Checks whether nothing has been typed or chosen. */
export function isBlank({ text, also, mode, contents, insertion, ...chosen }: Written): boolean {
  return (
    text.trim() === "" &&
    also.length === 0 &&
    mode !== "delete" &&
    mode !== "as-made" &&
    Object.keys(contents).length === 0 &&
    insertion.text.trim() === "" &&
    [chosen.after, chosen.mergedWith, chosen.split, chosen.label, chosen.replacement].every((value) => value === null)
  );
}

/** Returns the composer content for editing an annotation, with its proposal. */
export function writtenOf(annotation: Annotation, proposed: Proposed): Written {
  const { kind, text, type, visibility, circleId, speaker, targets, change } = annotation;
  const [target = { kind: "document" as const }, ...also] = targets;
  return {
    ...proposed,
    kind,
    target,
    also,
    change,
    text,
    type,
    visibility,
    circle: circleId,
    capacity: speaker.capacity,
    jointly: [...speaker.jointly, ...speaker.awaiting].map(({ id }) => id),
  };
}

/** Maximum number of targets of an annotation. */
const mostTargets = 200;

/**
 * Returns the changes to a composer for a new set of targets. A proposal switches to replacing text throughout if there
 * are several targets, and back if there is one.
 */
export function retargeted(written: Written, target: Target, also: readonly Target[]): Partial<Written> {
  const further = also.slice(0, mostTargets - 1);
  const throughout = hasOperations(written) && further.length > 0;
  return {
    target,
    also: further,
    ...(throughout && written.mode !== "throughout" && { mode: "throughout", replacement: written.replacement ?? "" }),
    ...(!throughout && written.mode === "throughout" && { mode: "reword", replacement: null }),
  };
}

/** Returns the changes to a composer when its first target is removed and another takes the lead. */
export function leaveOutFirst(written: Written, next: Target): Partial<Written> {
  return retargeted(
    written,
    next,
    written.also.filter((target) => !isSameTargets([target], [next])),
  );
}
