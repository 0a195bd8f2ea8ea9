import type { Node } from "prosemirror-model";
import * as z from "zod";
import {
  type Annotation,
  AnnotationKind,
  annotationKinds,
  ChangeSubject,
  commentTypes,
  hasOperations,
  Visibility,
} from "#core/discuss/annotation.ts";
import { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { isSameTargets, Target } from "#core/discuss/target.ts";
import type { Subject } from "../../annotations/target.ts";

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
const Proposed = z.object({
  mode: z.enum(proposalModes).default("reword"),
  /** Proposed text, by clause id; unchanged clauses are omitted. */
  contents: z.record(z.string(), InlineContent).default({}),
  /** The label and text of a clause to insert after it. */
  insertion: z.object({ label: z.string(), text: z.string() }).default({ label: "", text: "" }),
  /** Id of the clause to move it after, "" for the start of the document; null if none is chosen. */
  after: z.string().nullable().default(null),
  /** Id of the clause to merge with; null if none is chosen. */
  mergedWith: z.string().nullable().default(null),
  /** The offset in the clause's text at which to split it, and the label of the second half; null if none is chosen. */
  split: z.object({ at: z.int().nonnegative(), label: z.string() }).nullable().default(null),
  /** The new label; null if none was typed. */
  label: z.string().nullable().default(null),
  /** The text that replaces every target; null if none was typed. */
  replacement: z.string().nullable().default(null),
  /** Existing operations that no form can show. */
  steps: z.array(ProposalOperation).default([]),
});
export type Proposed = z.infer<typeof Proposed>;

/** The full content of a composer, stored as it is until it is sent. */
export const Written = Proposed.extend({
  kind: AnnotationKind,
  target: Target,
  /** Further targets. */
  also: z.array(Target).default([]),
  /** The change it is about; null if it is not about a change. */
  change: ChangeSubject.nullable().default(null),
  text: z.string(),
  type: z.enum(commentTypes),
  visibility: Visibility,
  /** Id of the circle that can see it, for the visibility "circle". */
  circle: z.string().nullable().default(null),
  capacity: Speaker.shape.capacity,
  jointly: z.array(z.string()),
});
export type Written = z.infer<typeof Written>;

/** Composer state without a proposal. */
export const nothingProposed: Proposed = Proposed.parse({});

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
