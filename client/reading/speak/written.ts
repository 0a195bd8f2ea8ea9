import * as z from "zod";
import { annotationKinds, commentTypes, Visibility, type Annotation } from "#core/discuss/annotation.ts";
import { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { SpokenChange } from "#core/discuss/spoken-change.ts";
import { Target } from "#core/discuss/target.ts";
import { proposalModes } from "./proposal-mode.ts";
import type { Subject } from "../../annotations/subject.ts";

/** What is proposed, in every way a composer has of proposing: `mode` says which one counts. */
const Proposed = z.object({
  mode: z.enum(proposalModes).default("reword"),
  /** Proposed words, by clause id; clauses that stay as they are have none. */
  contents: z.record(z.string(), InlineContent).default({}),
  /** The label and words of a clause to come after. */
  insertion: z.object({ label: z.string(), text: z.string() }).default({ label: "", text: "" }),
  /** Id of the clause it is moved after, "" for the front; null while none is chosen. */
  after: z.string().nullable().default(null),
  /** Id of the clause it is merged with; null while none is chosen. */
  mergedWith: z.string().nullable().default(null),
  /** Where the clause is split, as an offset into its text, and the label of the second half; null while nowhere. */
  split: z.object({ at: z.int().nonnegative(), label: z.string() }).nullable().default(null),
  /** The label it is given; null while none was typed. */
  label: z.string().nullable().default(null),
  /** What stands in place of the same words wherever they stand; null while nothing was typed. */
  replacement: z.string().nullable().default(null),
  /** Steps that no form shows, as somebody else made them. */
  steps: z.array(ProposalOperation).default([]),
});
export type Proposed = z.infer<typeof Proposed>;

/** Everything typed into a composer, kept as it is until it is sent. */
export const Written = Proposed.extend({
  kind: z.enum(annotationKinds),
  target: Target,
  /** Other places it speaks of too. */
  also: z.array(Target).default([]),
  /** The change it speaks of there; null where of none. */
  change: SpokenChange.nullable().default(null),
  text: z.string(),
  type: z.enum(commentTypes),
  visibility: Visibility,
  /** Id of the circle that is to see it, for that visibility. */
  circle: z.string().nullable().default(null),
  capacity: Speaker.shape.capacity,
  jointly: z.array(z.string()),
});
export type Written = z.infer<typeof Written>;

/** A composer in which nothing is proposed yet. */
export const nothingProposed: Proposed = Proposed.parse({});

/** An empty composer for a subject, for somebody who speaks in a capacity. */
export function emptyWritten({ kind, target, change = null }: Subject, capacity: Written["capacity"]): Written {
  return {
    ...nothingProposed,
    kind,
    target,
    also: [],
    change,
    text: "",
    type: kind === "proposal" ? "technical" : "general",
    visibility: "submitted",
    circle: null,
    capacity,
    jointly: [],
  };
}

/** Whether anything was typed or chosen at all. */
export function isBlank({ text, also, mode, contents, insertion, ...chosen }: Written): boolean {
  return (
    text.trim() === "" &&
    also.length === 0 &&
    mode !== "delete" &&
    mode !== "as-made" &&
    Object.keys(contents).length === 0 &&
    insertion.text.trim() === "" &&
    [chosen.after, chosen.mergedWith, chosen.split, chosen.label, chosen.replacement].every((one) => one === null)
  );
}

/** The composer as it would have to be for an annotation that is being edited, with what it proposes. */
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
